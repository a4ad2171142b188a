// Where changes and complexity meet, and who knows the code.

function peoplePage() {
  const spots = STATUS.hot_spots ?? [];
  const owners = STATUS.owners ?? [];
  const counted = numbersOf({ counted_on: STATUS.churn });
  return [
    el(
      "p",
      { class: "lead" },
      "A hot spot is a file that is changed often and is complex: work there pays first.",
    ),
    counted.length
      ? cards(
          "What was counted",
          counted.map(({ title, number }) => card(title, number)),
        )
      : null,
    dataTable({
      caption: "Hot spots",
      noun: "files",
      rows: spots,
      none: "There is no history of changes in the data.",
      columns: [
        {
          key: "path",
          title: "File",
          head: true,
          value: (row) => row.path,
          cell: (row) => el("a", { href: link("files", { path: row.path }) }, place(row.path)),
        },
        {
          key: "heat",
          title: "Heat",
          kind: "number",
          value: (row) => row.heat,
          cell: (row) => [FIXED_FORMAT.format(row.heat), " ", heatBar(row.heat)],
        },
        { key: "changes", title: "Changes", kind: "number", value: (row) => row.changes },
        { key: "complexity", title: "Complexity", kind: "number", value: (row) => row.complexity },
        { key: "owner", title: "Most changes by", value: (row) => row.owner },
      ],
    }),
    dataTable({
      caption: "Who wrote most",
      noun: "services and packages",
      rows: owners,
      none: "There is no history of changes in the data.",
      columns: [
        { key: "area", title: "Service or package", head: true, value: (row) => row.area },
        { key: "author", title: "Author of most", value: (row) => row.author },
        {
          key: "share",
          title: "Share",
          kind: "number",
          value: (row) => row.share,
          cell: (row) => (typeof row.share === "number" ? `${decimal(row.share * 100)} %` : "unknown"),
        },
        { key: "authors", title: "Authors", kind: "number", value: (row) => row.authors },
      ],
    }),
  ];
}

const FIXED_FORMAT = new Intl.NumberFormat("en", { minimumFractionDigits: 2, maximumFractionDigits: 2 });

const heatBar = (share) =>
  svg(
    "svg",
    { class: "stack small", viewBox: "0 0 100 6", preserveAspectRatio: "none", "aria-hidden": "true" },
    svg("rect", { class: "stack-error", width: 100 * Math.max(0, Math.min(1, share)), height: 6 }),
  );
