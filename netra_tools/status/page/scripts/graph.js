// The view of the import graph: what is wrong in it as a sentence, the drawing, and the same as tables.

function graphPage() {
  const { graph } = STATUS;
  if (!graph?.nodes?.length) return [el("p", { class: "empty" }, "The data holds no import graph.")];
  const view = new GraphView(graph);
  return [graphSummary(graph), view.element, linkTable(graph, view), nodeTable(graph, view)];
}

const edgeKind = (edge) => (edge.broken ? "broken" : edge.cycle || edge.inCycle ? "cycle" : "plain");

function graphSummary(graph) {
  const broken = graph.edges.filter((edge) => edge.broken);
  const circles = new Set(graph.nodes.map((node) => node.cycle).filter(Boolean));
  const within = graph.nodes.reduce((sum, node) => sum + (node.cycles_within ?? 0), 0);
  const imports = broken.reduce((sum, edge) => sum + edge.imports, 0);
  return el(
    "p",
    { class: "lead" },
    `${plural(graph.nodes.length, "packages")}, ${plural(graph.edges.length, "links")}. `,
    broken.length
      ? el(
          "strong",
          { class: "bad" },
          `${plural(broken.length, "links")} (${plural(imports, "imports")}) break a layer. `,
        )
      : "No link breaks a layer. ",
    circles.size
      ? el("strong", { class: "warn" }, `${plural(circles.size, "cycles")} of packages. `)
      : "No packages import one another in a cycle. ",
    within ? `${plural(within, "cycles")} of modules within one package.` : "",
  );
}

function linkTable(graph) {
  const names = new Map(graph.nodes.map((node) => [node.id, visible(node.name)]));
  const kinds = { broken: "breaks a layer", cycle: "cycle", plain: "imports" };
  const rows = [...graph.edges].sort(
    (left, right) =>
      right.broken - left.broken ||
      (edgeKind(left) === "plain") - (edgeKind(right) === "plain") ||
      right.imports - left.imports,
  );
  return dataTable({
    caption: "Imports between packages",
    noun: "links",
    rows,
    facets: [{ key: "kind", title: "Kind", value: (row) => kinds[edgeKind(row)] }],
    columns: [
      { key: "from", title: "Package", head: true, value: (row) => names.get(row.from) },
      { key: "to", title: "imports", value: (row) => names.get(row.to) },
      { key: "imports", title: "Imports", kind: "number", value: (row) => row.imports },
      {
        key: "kind",
        title: "Kind",
        value: (row) => kinds[edgeKind(row)],
        cell: (row) => (edgeKind(row) === "plain" ? "" : badge(kinds[edgeKind(row)])),
      },
      { key: "contracts", title: "Contract", value: (row) => (row.contracts ?? []).join(", ") },
      {
        key: "example",
        title: "For example",
        value: (row) => row.example,
        cell: (row) => (row.example ? place(row.example) : ""),
      },
    ],
  });
}

function nodeTable(graph) {
  const tally = (key) => {
    const found = new Map();
    for (const edge of graph.edges) found.set(edge[key], (found.get(edge[key]) ?? 0) + 1);
    return found;
  };
  const [out, into] = [tally("from"), tally("to")];
  return dataTable({
    caption: "Packages",
    noun: "packages",
    rows: graph.nodes,
    columns: [
      { key: "name", title: "Package", head: true, value: (row) => row.name },
      { key: "layer", title: "Layer", value: (row) => graph.layers?.[row.layer] ?? null },
      { key: "files", title: "Files", kind: "number", value: (row) => row.files },
      { key: "out", title: "Imports", kind: "number", value: (row) => out.get(row.id) ?? 0 },
      { key: "into", title: "Imported by", kind: "number", value: (row) => into.get(row.id) ?? 0 },
      {
        key: "cycle",
        title: "Cycle",
        value: (row) => row.cycle,
        cell: (row) => (row.cycle ? badge(`cycle ${row.cycle}`) : ""),
      },
    ],
  });
}
