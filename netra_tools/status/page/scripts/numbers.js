// Numbers that say where they come from, and what is to be done where there is none.

const isNumber = (thing) =>
  thing !== null &&
  typeof thing === "object" &&
  !Array.isArray(thing) &&
  "value" in thing &&
  "missing" in thing;

const known = (number) => number?.value !== null && number?.value !== undefined;

/** Write the value of a number alone. */
function amount(number) {
  if (!known(number)) return "unknown";
  const { value, unit } = number;
  if (typeof value !== "number") return visible(value);
  if (SHARES.has(unit)) return `${decimal(value * 100)} %`;
  return unit === "percent" || unit === "%" ? `${decimal(value)} %` : decimal(value);
}

const SHARES = new Set(["share", "ratio", "of all"]);

// Units that the title or the sign already says.
const UNSAID = new Set(["points", "of 100", ...SHARES, "percent", "%", "score", ""]);

function unitOf(number) {
  const unit = number?.unit ?? "";
  return UNSAID.has(unit) ? "" : visible(number.value === 1 ? singular(unit) : unit);
}

/** Say where a number comes from, or how to provide it. */
function provenance(number) {
  if (!known(number)) return [number?.missing ? visible(number.missing) : "not provided"];
  const { what, path, at, stale } = number.source ?? {};
  const place = path ? [" · ", el("span", { class: "path" }, visible(path))] : [];
  return what
    ? [
        visible(what),
        ...place,
        ...(at ? [" · ", time(at)] : []),
        ...(stale ? [" · ", el("strong", { class: "warn" }, visible(stale))] : []),
      ]
    : ["source not given"];
}

/** Show one number with its title, its unit, its source and its time. */
function card(title, number, { href = "", tone = "", detail = null } = {}) {
  const unknown = !known(number);
  const value = el("span", { class: unknown ? "card-value unknown" : `card-value ${tone}` }, amount(number));
  const unit = unknown || !unitOf(number) ? null : el("span", { class: "card-unit" }, ` ${unitOf(number)}`);
  return el(
    "li",
    { class: "card" },
    el("p", { class: "card-title" }, href ? el("a", { href }, title) : title),
    el("p", { class: "card-number" }, value, unit),
    detail ? el("p", { class: "card-detail" }, detail) : null,
    el("p", { class: "card-source" }, ...provenance(number)),
  );
}

const cards = (label, children) => el("ul", { class: "cards", "aria-label": label }, children);

/** Collect the numbers of a part of the data, however deep they stand, with their titles. */
function numbersOf(part, above = []) {
  return Object.entries(part ?? {}).flatMap(([key, value]) => {
    const titles = [...above, titled(key)];
    if (isNumber(value)) return [{ title: titles.join(" · "), number: value }];
    return value && typeof value === "object" && !Array.isArray(value) ? numbersOf(value, titles) : [];
  });
}

/** Say once what is to be done where no number of a part is known, and always for the same reason. */
function allUnknown(rows) {
  const reasons = new Set(rows.map(({ number }) => (known(number) ? null : number.missing)));
  const [reason] = reasons;
  return rows.length > 1 && reasons.size === 1 && reason !== null
    ? el("p", {}, badge("unknown"), " ", visible(reason))
    : null;
}

/** Show the numbers of a part of the data as cards. */
function numberCards(label, part, tone = () => "") {
  const rows = numbersOf(part);
  if (!rows.length) return null;
  return (
    allUnknown(rows) ??
    cards(
      label,
      rows.map(({ title, number }) => card(title, number, { tone: tone(title, number) })),
    )
  );
}

/** Show the numbers of a part of the data as a table. */
function numberTable(caption, part) {
  const rows = numbersOf(part);
  if (!rows.length) return el("p", { class: "empty" }, "Nothing of this is in the data.");
  const unknown = allUnknown(rows);
  if (unknown) return unknown;
  return dataTable({
    caption,
    rows,
    plain: true,
    quiet: true,
    columns: [
      { key: "title", title: "What", value: (row) => row.title, head: true },
      {
        key: "value",
        title: "Value",
        kind: "number",
        value: (row) => row.number.value,
        cell: (row) =>
          known(row.number)
            ? [amount(row.number), unitOf(row.number) ? ` ${unitOf(row.number)}` : ""]
            : badge("unknown"),
      },
      {
        key: "source",
        title: "Source, or how to provide it",
        value: (row) => row.number.source?.what,
        cell: (row) => provenance(row.number),
      },
    ],
  });
}

const TONES = Object.assign(Object.create(null), {
  error: "bad",
  failing: "bad",
  warning: "warn",
  poor: "warn",
  fair: "info",
  good: "good",
  new: "info",
  fixed: "good",
  worse: "bad",
  better: "good",
  worsening: "bad",
  improving: "good",
  "breaks a layer": "bad",
  cycle: "warn",
});

/** Mark a word; its colour says nothing that the word does not. */
const badge = (word) => el("span", { class: `badge ${TONES[word] ?? "plain"}` }, visible(word));

/** Draw a score between 0 and 100 as a bar with the three thresholds. */
function scoreBar(number, grade) {
  const bar = svg("svg", {
    class: `score-bar ${TONES[grade] ?? "plain"}`,
    viewBox: "0 0 100 6",
    preserveAspectRatio: "none",
    "aria-hidden": "true",
  });
  bar.append(svg("rect", { class: "score-room", width: 100, height: 6, rx: 1 }));
  if (known(number))
    bar.append(
      svg("rect", { class: "score-fill", width: Math.max(0, Math.min(100, number.value)), height: 6, rx: 1 }),
    );
  for (const at of [60, 75, 90])
    bar.append(svg("line", { class: "score-mark", x1: at, x2: at, y1: 0, y2: 6 }));
  return bar;
}
