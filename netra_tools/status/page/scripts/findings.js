// All findings in one table.

const SEVERITIES = ["error", "warning"];

function findingsPage(parameters) {
  const found = findings();
  const of = (name) => (row) => found.value(name, row);
  const open = parameters.id ? found.all.find((row) => found.value("id", row) === parameters.id) : undefined;
  const rows = open === undefined ? found.all : [open];
  const facet = (key, title, label) => ({
    key,
    title,
    value: of(key),
    label,
    initial: parameters[key] ?? "",
  });
  const table = dataTable({
    caption: "Findings",
    noun: "findings",
    quiet: true,
    rows,
    open,
    query: parameters.q ?? "",
    hint: "path, rule, message, …",
    text: (row) => found.text(row),
    none: "There are no findings.",
    facets: [
      facet("severity", "Severity"),
      facet("status", "Status"),
      facet("rule", "Rule", ruleName),
      facet("area", "Service or package"),
    ],
    columns: [
      {
        key: "severity",
        title: "Severity",
        narrow: true,
        value: (row) => SEVERITIES.indexOf(found.value("severity", row)),
        cell: (row) => badge(found.value("severity", row)),
      },
      { key: "rule", title: "Rule", value: of("rule"), cell: (row) => ruleCell(found.value("rule", row)) },
      {
        key: "path",
        title: "Place",
        value: of("path"),
        cell: (row) =>
          el(
            "a",
            { href: link("files", { path: found.value("path", row) }) },
            place(found.value("path", row), found.value("line", row)),
          ),
      },
      {
        key: "message",
        title: "Message",
        value: of("message"),
        cell: (row) => visible(found.value("message", row)),
      },
      {
        key: "status",
        title: "Status",
        narrow: true,
        value: of("status"),
        cell: (row) => badge(found.value("status", row)),
      },
    ],
    name: (row) =>
      `${found.value("rule", row)} in ${visible(found.value("path", row))}, line ${found.value("line", row)}`,
    detail: (row) => findingDetail(row),
    changed: keep,
  });
  const back = open === undefined ? null : el("p", {}, el("a", { href: link("findings") }, "All findings"));
  return [back, table];
}

function ruleCell(code) {
  const rule = rulesByCode().get(code);
  return [
    el("span", { class: "code" }, visible(code)),
    rule ? el("span", { class: "slug" }, visible(rule.slug)) : null,
  ];
}

/** Keep what is filtered in the address, so that it can be shared and comes back. */
const keep = settle((state) => {
  const { query, sort: _, ...rest } = state;
  rewrite("findings", { q: query, ...rest });
}, 400);
