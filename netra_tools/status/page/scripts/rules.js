// The rules that ran, and the limits that they judged by.

function rulesPage() {
  const rules = STATUS.rules ?? [];
  const limits = STATUS.limits ?? [];
  const without = rules.map((rule) => rule.known).find((number) => number && !known(number));
  return [
    without ? el("p", { class: "lead" }, "What is known and stale is unknown: ", provenance(without)) : null,
    dataTable({
      caption: "Rules",
      noun: "rules",
      rows: rules,
      sort: { key: "new", down: true },
      facets: [
        { key: "category", title: "Category", value: (row) => row.category },
        { key: "severity", title: "Severity", value: (row) => row.severity },
      ],
      columns: [
        {
          key: "code",
          title: "Rule",
          head: true,
          value: (row) => row.code,
          cell: (row) => el("a", { href: link("findings", { rule: row.code }) }, ruleCell(row.code)),
        },
        {
          key: "severity",
          title: "Severity",
          narrow: true,
          value: (row) => row.severity,
          cell: (row) => badge(row.severity),
        },
        ...["new", "known", "stale", "files"].map((key) => ({
          key,
          title: titled(key),
          kind: "number",
          value: (row) => row[key]?.value ?? null,
          cell: (row) => (known(row[key]) ? amount(row[key]) : "–"),
        })),
        { key: "summary", title: "What it finds", value: (row) => row.summary },
      ],
    }),
    limits.length
      ? dataTable({
          caption: "Limits",
          noun: "limits",
          rows: limits,
          columns: [
            {
              key: "rule",
              title: "Rule",
              head: true,
              value: (row) => row.rule,
              cell: (row) => ruleCell(row.rule),
            },
            {
              key: "option",
              title: "Option",
              value: (row) => row.option,
              cell: (row) => el("code", {}, visible(row.option)),
            },
            {
              key: "value",
              title: "Value",
              value: (row) => (typeof row.value === "number" ? row.value : JSON.stringify(row.value)),
              kind: "number",
            },
            { key: "from", title: "Set in", value: (row) => row.from },
          ],
        })
      : null,
  ];
}
