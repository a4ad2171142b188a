// What is written down: specifications, learnings, string literals, and code that nobody uses.

const PARTS = [
  ["specifications", "Specifications"],
  ["learnings", "Learnings"],
  ["literals", "String literals"],
  ["dead_code", "Unused code"],
];

const knowledgePage = () =>
  PARTS.filter(([key]) => STATUS[key]).map(([key, title]) =>
    chapter(title, numberTable(title, STATUS[key]), key === "dead_code" ? largestUnused() : null),
  );

function largestUnused() {
  const rows = STATUS.dead_code.largest ?? [];
  if (!rows.length) return null;
  return dataTable({
    caption: "Largest unused",
    noun: "symbols",
    rows,
    columns: [
      {
        key: "name",
        title: "Symbol",
        head: true,
        value: (row) => row.name,
        cell: (row) => el("code", {}, visible(row.name)),
      },
      { key: "kind", title: "Kind", value: (row) => row.kind },
      { key: "lines", title: "Lines", kind: "number", value: (row) => row.lines },
      { key: "path", title: "Place", value: (row) => row.path, cell: (row) => place(row.path, row.line) },
    ],
  });
}
