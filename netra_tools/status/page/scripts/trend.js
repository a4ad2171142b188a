// Lines over time, with the direction that they take and how sure that is.

const CHART = { width: 560, height: 200, left: 46, right: 14, top: 14, bottom: 26 };

function trendPage() {
  const { trend } = STATUS;
  const series = trend?.series ?? [];
  if (!series.length)
    return [el("p", { class: "empty" }, "There is no history yet. ", visible(trend?.missing))];
  const notes = strings(trend.notes);
  return [
    notes.length
      ? el(
          "ul",
          { class: "remarks" },
          notes.map((note) => el("li", {}, note)),
        )
      : null,
    el("div", { class: "charts" }, series.filter(drawable).map(chart)),
    pointless(series.filter((one) => !drawable(one))),
  ];
}

const drawable = (series) => series.points.length > 1;

/** List what has no line yet. */
function pointless(rows) {
  if (!rows.length) return null;
  const last = (row) => row.points.at(-1);
  return dataTable({
    caption: "No line yet: it needs two points",
    noun: "series",
    rows,
    columns: [
      { key: "title", title: "What", head: true, value: (row) => row.title },
      {
        key: "value",
        title: "Value",
        kind: "number",
        value: (row) => last(row)?.value ?? null,
        cell: (row) =>
          last(row)
            ? `${decimal(last(row).value)} ${UNSAID.has(row.unit) ? "" : visible(row.unit)}`
            : badge("unknown"),
      },
      { key: "at", title: "At", value: (row) => last(row)?.at, cell: (row) => time(last(row)?.at) ?? "" },
    ],
  });
}

function chart(series) {
  const id = freshId("chart");
  return el(
    "section",
    { class: "panel", "aria-labelledby": id },
    el("h2", { id }, visible(series.title), " ", badge(series.verdict)),
    el("p", { class: "card-source" }, said(series)),
    lines(series),
    el(
      "details",
      {},
      el("summary", {}, `The ${plural(series.points.length, "points")} as a table`),
      pointTable(series),
    ),
  );
}

/** Say in a sentence where a series goes. */
function said(series) {
  const better = series.better === "more" ? "More is better. " : "Less is better. ";
  if (series.slope === null || series.slope === undefined)
    return `${better}No direction is given: ${visible(series.verdict)}.`;
  const range =
    series.low === null || series.low === undefined
      ? ""
      : `, between ${signed(series.low)} and ${signed(series.high)}`;
  return `${better}${signed(series.slope)} ${visible(series.unit)} per ${visible(series.per)}${range}.`;
}

const signed = (value) =>
  `${value > 0 ? "+" : ""}${new Intl.NumberFormat("en", { maximumSignificantDigits: 3 }).format(value)}`;

function lines(series) {
  const points = series.points.map((point) => ({ ...point, when: Date.parse(point.at) }));
  const [first, last] = [points[0].when, points.at(-1).when];
  const ticks = scale(
    Math.min(...points.map((point) => point.value)),
    Math.max(...points.map((point) => point.value)),
  );
  const { width, height, left, right, top, bottom } = CHART;
  const byTime = Number.isFinite(first) && last > first;
  const x = (point, at) =>
    left +
    (width - left - right) * (byTime ? (point.when - first) / (last - first) : at / (points.length - 1));
  const y = (value) =>
    height - bottom - ((height - top - bottom) * (value - ticks[0])) / (ticks.at(-1) - ticks[0]);
  const spots = points.map((point, at) => [x(point, at), y(point.value)]);
  const days = `${points.length} points from ${day(points[0].at)} to ${day(points.at(-1).at)}`;
  const values = `from ${decimal(points[0].value)} to ${decimal(points.at(-1).value)} ${visible(series.unit)}`;
  const label = `${visible(series.title)}, ${days}: ${values}`;
  const path = spots
    .map(([left, top], at) => `${at ? "L" : "M"}${left.toFixed(1)},${top.toFixed(1)}`)
    .join("");
  return svg(
    "svg",
    { class: "chart", viewBox: `0 0 ${width} ${height}`, role: "img", "aria-label": label },
    ticks.map((tick) => [
      svg("line", { class: "grid", x1: left, x2: width - right, y1: y(tick), y2: y(tick) }),
      svg("text", { class: "tick", x: left - 6, y: y(tick) + 4, "text-anchor": "end" }, coarse(tick)),
    ]),
    svg("text", { class: "tick", x: left, y: height - 6 }, day(points[0].at)),
    svg(
      "text",
      { class: "tick", x: width - right, y: height - 6, "text-anchor": "end" },
      day(points.at(-1).at),
    ),
    byTime ? trajectory(series, points, x, y) : null,
    svg("path", { class: "line", d: path }),
    points.length <= 120
      ? spots.map(([left, top], at) =>
          svg(
            "circle",
            { class: "spot", cx: left, cy: top, r: 3 },
            svg("title", {}, `${moment(points[at].at)}: ${decimal(points[at].value)}`),
          ),
        )
      : [],
  );
}

const DAY = 86_400_000;
const SPANS = { day: DAY, week: 7 * DAY, month: 30.4375 * DAY, year: 365.25 * DAY };

/** Draw the direction that the data gives, through the middle of the points. */
function trajectory(series, points, x, y) {
  const span = SPANS[series.per];
  if (typeof series.slope !== "number" || !span) return null;
  const at = (point) => (series.slope * (point.when - points[0].when)) / span;
  const offsets = points.map((point) => point.value - at(point)).sort((left, right) => left - right);
  const middle =
    (offsets[Math.floor((offsets.length - 1) / 2)] + offsets[Math.ceil((offsets.length - 1) / 2)]) / 2;
  const [first, last] = [points[0], points.at(-1)];
  return svg("line", {
    class: "trajectory",
    x1: x(first, 0),
    y1: y(middle + at(first)),
    x2: x(last, points.length - 1),
    y2: y(middle + at(last)),
  });
}

/** Choose round numbers that hold all values between them. */
function scale(low, high) {
  const span = high - low || Math.abs(high) || 1;
  const rough = span / 3;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map((times) => times * power).find((size) => size >= rough);
  const start = Math.floor(low / step) * step;
  const ticks = [];
  for (let at = 0; ticks.length < 2 || ticks.at(-1) < high; at += 1)
    ticks.push(Number((start + at * step).toPrecision(12)));
  return ticks;
}

const pointTable = (series) =>
  dataTable({
    caption: visible(series.title),
    rows: [...series.points].reverse(),
    noun: "points",
    columns: [
      { key: "at", title: "Time", head: true, value: (row) => row.at, cell: (row) => time(row.at) },
      { key: "value", title: titled(series.unit), kind: "number", value: (row) => row.value },
      {
        key: "commit",
        title: "Commit",
        value: (row) => row.commit,
        cell: (row) => el("code", {}, visible(row.commit).slice(0, 10)),
      },
    ],
  });
