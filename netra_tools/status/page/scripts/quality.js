// Tests, coverage and complexity: from files that exist, or said to be unknown.

function qualityPage() {
  const { tests, results, coverage, complexity } = STATUS;
  return [testLevels(tests), outcome(results), covered(coverage), complex(complexity)];
}

const chapter = (title, ...content) => {
  const id = freshId("chapter");
  return el("section", { "aria-labelledby": id }, el("h2", { id }, title), content);
};

function testLevels(tests) {
  if (!tests) return null;
  const levels = tests.levels ?? [];
  const table = dataTable({
    caption: "Tests by level",
    rows: levels,
    plain: true,
    none: "No tests are known.",
    columns: [
      { key: "name", title: "Level", head: true, value: (row) => row.name },
      {
        key: "count",
        title: "Tests",
        kind: "number",
        value: (row) => row.count?.value ?? null,
        cell: (row) => amount(row.count),
      },
      {
        key: "ratio",
        title: "Share",
        kind: "number",
        value: (row) => row.ratio?.value ?? null,
        cell: (row) => (row.ratio?.value === 0 && row.count?.value ? "< 1 %" : share(row.ratio)),
      },
      {
        key: "target",
        title: "Aim",
        kind: "number",
        value: (row) => row.target,
        cell: (row) => (typeof row.target === "number" ? `${decimal(row.target * 100)} %` : "–"),
      },
      { key: "bar", title: "Share and aim", value: (row) => row.ratio?.value ?? null, cell: pyramid },
    ],
  });
  const rest = { ...tests };
  delete rest.levels;
  return chapter("Tests", table, numberCards("Tests", rest));
}

/** Take the texts of a list; anything else is none. */
const strings = (list) =>
  Array.isArray(list) ? list.map((one) => visible(typeof one === "string" ? one : JSON.stringify(one))) : [];

const share = (number) => (known(number) ? `${decimal(number.value * 100)} %` : "unknown");

function pyramid(row) {
  const ratio = row.ratio?.value ?? 0;
  return svg(
    "svg",
    { class: "stack pyramid", viewBox: "0 0 100 6", preserveAspectRatio: "none", "aria-hidden": "true" },
    svg("rect", { class: "score-room", width: 100, height: 6 }),
    svg("rect", { class: "stack-info", width: 100 * ratio, height: 6 }),
    typeof row.target === "number"
      ? svg("line", { class: "aim", x1: 100 * row.target, x2: 100 * row.target, y1: 0, y2: 6 })
      : null,
  );
}

function outcome(results) {
  if (!results) return null;
  const failing = results.failing ?? [];
  const tone = (title, number) => ((title === "Failed" || title === "Errors") && number.value ? "bad" : "");
  return chapter(
    "Test results",
    numberCards("Test results", results, tone),
    failing.length
      ? dataTable({
          caption: "Failing tests",
          rows: failing,
          noun: "tests",
          columns: [{ key: "name", title: "Test", head: true, value: (row) => row }],
        })
      : null,
  );
}

function covered(coverage) {
  if (!coverage) return null;
  const files = coverage.files ?? [];
  const table = dataTable({
    caption: "Coverage by file",
    noun: "files",
    rows: files,
    sort: { key: "rate", down: false },
    columns: [
      { key: "path", title: "File", head: true, value: (row) => row.path, cell: (row) => place(row.path) },
      {
        key: "rate",
        title: "Lines covered",
        kind: "number",
        value: (row) => row.rate,
        cell: (row) => (typeof row.rate === "number" ? `${decimal(row.rate * 100)} %` : "unknown"),
      },
    ],
  });
  const notes = [...strings(coverage.problems), ...strings(coverage.unmatched)];
  return chapter(
    "Coverage",
    notes.length
      ? el(
          "ul",
          { class: "remarks" },
          notes.map((one) => el("li", {}, one)),
        )
      : null,
    numberCards("Coverage", coverage),
    files.length ? table : null,
  );
}

function complex(complexity) {
  if (!complexity) return null;
  const maintainability = complexity.maintainability ?? {};
  const worst = complexity.worst ?? [];
  const functions = dataTable({
    caption: "Most complex functions",
    noun: "functions",
    rows: worst,
    columns: [
      {
        key: "name",
        title: "Function",
        head: true,
        value: (row) => row.name,
        cell: (row) => el("code", {}, visible(row.name)),
      },
      { key: "value", title: "Complexity", kind: "number", value: (row) => row.value },
      { key: "path", title: "Place", value: (row) => row.path, cell: (row) => place(row.path, row.line) },
    ],
  });
  const files = dataTable({
    caption: "Least maintainable files",
    noun: "files",
    rows: maintainability.worst ?? [],
    columns: [
      { key: "path", title: "File", head: true, value: (row) => row.path, cell: (row) => place(row.path) },
      { key: "value", title: "Index", kind: "number", value: (row) => row.value },
      { key: "rank", title: "Rank", narrow: true, value: (row) => row.rank },
    ],
  });
  return chapter(
    "Complexity and maintainability",
    numberTable("Complexity and maintainability", complexity),
    worst.length ? functions : null,
    maintainability.worst?.length ? files : null,
  );
}
