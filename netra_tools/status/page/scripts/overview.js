// The first thing seen: the scores and why they are so, the counts, and where most is to be done.

function overview() {
  const { scores } = STATUS;
  return [
    remarks(),
    scores ? scoreBlock(scores) : null,
    glance(),
    el("div", { class: "columns" }, [topAreas(), topRules()].filter(Boolean)),
    failures(),
  ];
}

/** Say what a reader must know before the numbers: what was left out, and what stands uncommitted. */
function remarks() {
  const { paths = [], edited, notices = [] } = STATUS.repository;
  const said = [];
  if (paths.length)
    said.push([
      "This is the status of ",
      paths.flatMap((path, at) => [at ? ", " : "", el("code", {}, visible(path))]),
      " only.",
    ]);
  if (edited) said.push("There are edits that are not committed.");
  for (const notice of notices) said.push(visible(notice));
  return said.length
    ? el(
        "ul",
        { class: "remarks", "aria-label": "Remarks" },
        said.map((one) => el("li", {}, one)),
      )
    : null;
}

function scoreBlock(scores) {
  const system = scores.system;
  const missing = known(system) ? null : el("p", { class: "card-source" }, provenance(system));
  const parts = [
    ["Lowest critical", scores.minimum],
    ["Weighted mean", scores.mean],
  ].filter(([, number]) => number);
  return el(
    "section",
    { class: "panel scores", "aria-labelledby": "scores-title" },
    el(
      "div",
      { class: "system" },
      el("h2", { id: "scores-title" }, "System score"),
      dial(system, scores.grade),
      el("p", { class: "verdict" }, known(system) && scores.grade ? badge(scores.grade) : badge("unknown")),
      missing,
      el(
        "dl",
        { class: "pair" },
        parts.map(([title, number]) => el("div", {}, el("dt", {}, title), el("dd", {}, amount(number)))),
      ),
      el("p", { class: "card-source" }, "The lower of the two. Thresholds: good 90, fair 75, poor 60."),
    ),
    el(
      "ul",
      { class: "dimensions", "aria-label": "Scores by dimension" },
      (scores.dimensions ?? []).map(dimension),
    ),
  );
}

/** Draw a score as a ring that closes at 100. */
function dial(number, grade) {
  const around = 2 * Math.PI * 52;
  const value = known(number) ? Math.max(0, Math.min(100, number.value)) : 0;
  const label = known(number) ? `System score ${amount(number)} of 100, ${grade}` : "System score unknown";
  return svg(
    "svg",
    { class: `dial ${TONES[grade] ?? "plain"}`, viewBox: "0 0 120 120", role: "img", "aria-label": label },
    svg("circle", { class: "dial-room", cx: 60, cy: 60, r: 52 }),
    svg("circle", {
      class: "dial-fill",
      cx: 60,
      cy: 60,
      r: 52,
      "stroke-dasharray": `${(around * value) / 100} ${around}`,
      transform: "rotate(-90 60 60)",
    }),
    svg(
      "text",
      { x: 60, y: 62, class: "dial-number", "dominant-baseline": "middle", "text-anchor": "middle" },
      known(number) ? amount(number) : "?",
    ),
  );
}

function dimension(one) {
  return el(
    "li",
    { class: "dimension" },
    el(
      "p",
      { class: "dimension-head" },
      el("span", { class: "dimension-title" }, visible(one.title)),
      one.critical ? el("span", { class: "critical" }, "critical") : null,
      el("span", { class: "dimension-score" }, amount(one.score)),
      known(one.score) ? badge(one.grade) : null,
    ),
    scoreBar(one.score, one.grade),
    known(one.score) ? el("p", { class: "why" }, visible(one.why)) : null,
    el("p", { class: "card-source" }, one.weight ? `weight ${one.weight} · ` : "", ...provenance(one.score)),
  );
}

/** Show the counts that say most, each with its source. */
function glance() {
  const { coverage = {}, results = {}, graph } = STATUS;
  const { total, severity, status } = STATUS.tally;
  const source = (STATUS.rules ?? []).map((rule) => rule.new?.source).find(Boolean) ?? null;
  const counted = (value, unit) => ({ value, unit, source, missing: null });
  const baseline = (STATUS.rules ?? []).some((rule) => known(rule.known));
  const list = [
    card("Findings", counted(total, "findings"), {
      href: link("findings"),
      detail: `${plural(severity.error ?? 0, "errors")}, ${plural(severity.warning ?? 0, "warnings")}`,
    }),
    card("New findings", counted(status.new ?? 0, "findings"), {
      href: link("findings", { status: "new" }),
      tone: status.new ? "bad" : "good",
      detail: baseline ? `${count(status.known ?? 0)} known from the baseline` : "there is no baseline",
    }),
  ];
  if (graph?.nodes?.length) list.push(graphCard(graph, counted));
  if (STATUS.repository.lines)
    list.push(
      card("Lines", STATUS.repository.lines, {
        href: link("heat"),
        detail: `${amount(STATUS.repository.files)} files`,
      }),
    );
  if (coverage.lines) list.push(card("Lines covered", coverage.lines, { href: link("quality") }));
  if (results.failed)
    list.push(
      card("Failing tests", results.failed, {
        href: link("quality"),
        tone: results.failed.value ? "bad" : "good",
        detail: known(results.passed) ? `${amount(results.passed)} passed` : null,
      }),
    );
  for (const one of STATUS.trend?.series?.slice(0, 1) ?? []) list.push(trendCard(one));
  return el(
    "section",
    { "aria-labelledby": "glance-title" },
    el("h2", { id: "glance-title" }, "At a glance"),
    cards("At a glance", list),
  );
}

function graphCard(graph, counted) {
  const broken = graph.edges.filter((edge) => edge.broken).length;
  const circles = new Set(graph.nodes.map((node) => node.cycle).filter(Boolean)).size;
  return card("Imports across layers", counted(broken, "broken links"), {
    href: link("graph"),
    tone: broken ? "bad" : "good",
    detail: `${plural(circles, "cycles")} of packages`,
  });
}

function trendCard(series) {
  const last = series.points.at(-1);
  const number = last
    ? { value: last.value, unit: series.unit, source: { what: "history", at: last.at }, missing: null }
    : { value: null, missing: STATUS.trend.missing };
  return card(`Trend: ${visible(series.title)}`, number, {
    href: link("trend"),
    detail: badge(series.verdict),
  });
}

function topAreas() {
  const areas = (STATUS.areas ?? [])
    .map((area) => ({ area, all: areaCount(area), errors: areaErrors(area) }))
    .filter((one) => one.all);
  areas.sort((left, right) => right.errors - left.errors || right.all - left.all);
  if (!areas.length) return null;
  const rows = areas.slice(0, 8).map(({ area, all, errors }) => ({
    name: area.name,
    href: link("findings", { area: area.name }),
    errors,
    warnings: all - errors,
  }));
  return bars("Where most is to be done", rows, link("heat"), "all services and packages");
}

function topRules() {
  const counts = Object.entries(STATUS.tally.rules).map(([code, { error = 0, warning = 0 }]) => ({
    code,
    error,
    warning,
  }));
  counts.sort((left, right) => right.error + right.warning - left.error - left.warning);
  const rows = counts.slice(0, 8).map(({ code, error, warning }) => ({
    name: ruleName(code),
    href: link("findings", { rule: code }),
    errors: error,
    warnings: warning,
  }));
  return rows.length ? bars("Rules with most findings", rows, link("rules"), "all rules") : null;
}

/** Draw rows of errors and warnings as bars of one scale. */
function bars(title, rows, href, more) {
  const most = Math.max(...rows.map((row) => row.errors + row.warnings));
  const id = freshId("bars");
  return el(
    "section",
    { class: "panel", "aria-labelledby": id },
    el("h2", { id }, title),
    el(
      "ul",
      { class: "bars" },
      rows.map((row) =>
        el(
          "li",
          {},
          el(
            "p",
            { class: "bar-head" },
            el("a", { href: row.href }, visible(row.name)),
            el("span", {}, severities(row.errors, row.warnings)),
          ),
          stack(row, most),
        ),
      ),
    ),
    el("p", {}, el("a", { href }, `See ${more}`)),
  );
}

const stack = (row, most) =>
  svg(
    "svg",
    { class: "stack", viewBox: "0 0 100 4", preserveAspectRatio: "none", "aria-hidden": "true" },
    svg("rect", { class: "stack-error", width: (100 * row.errors) / most, height: 4 }),
    svg("rect", {
      class: "stack-warning",
      x: (100 * row.errors) / most,
      width: (100 * row.warnings) / most,
      height: 4,
    }),
  );

function failures() {
  const rows = STATUS.failures ?? [];
  if (!rows.length) return null;
  return dataTable({
    caption: "Files that could not be read",
    rows,
    noun: "files",
    columns: [
      {
        key: "path",
        title: "File",
        value: (row) => row.path,
        head: true,
        cell: (row) => place(row.path, row.line),
      },
      { key: "message", title: "What is wrong", value: (row) => row.message },
    ],
  });
}

/** Write a place in a file so that it breaks at its slashes. */
function place(path, line) {
  const parts = visible(path)
    .split("/")
    .flatMap((part, at) => (at ? ["/", el("wbr"), part] : [part]));
  return el("span", { class: "path" }, parts, line ? `:${line}` : "");
}
