// Where the nodes of the import graph stand: importers above what they import, as near to it as can be.

const NODE_HEIGHT = 46;
const GAP = 18; // between nodes of a line
const ROW_GAP = 54;
const LINE_GAP = 26; // between lines of one row
const MARGIN = 24;
const LETTER = 7.9; // the width of a letter of a name, on average
const LONGEST = 34; // letters of a name that are drawn

const shorten = (name) => (name.length > LONGEST ? `…${name.slice(1 - LONGEST)}` : name);

/** Place the nodes in at most `room` units of width; give them, the bands of their layers, and the size. */
function placeNodes(graph, room) {
  const nodes = graph.nodes.map((node) => ({
    ...node,
    label: shorten(visible(node.name)),
    width: Math.max(84, shorten(visible(node.name)).length * LETTER + 24),
  }));
  const numbers = new Map(nodes.map((node, at) => [node.id, at]));
  const rows = [];
  nodes.forEach((node, at) => (rows[node.row ?? node.layer ?? 0] ??= []).push(at));
  const filled = rows.filter(Boolean);
  untangle(filled, nodes, neighbours(graph, nodes, numbers));
  const widest = Math.max(room, ...nodes.map((node) => node.width + 2 * MARGIN));
  let top = MARGIN;
  const bands = [];
  const layered = (at) => nodes[at].layer !== null && nodes[at].layer !== undefined;
  const groups = filled
    .flatMap((row) => [row.filter((at) => !layered(at)), row.filter(layered)])
    .filter((group) => group.length);
  for (const row of groups) {
    const names = [...new Set(row.filter(layered).map((at) => nodes[at].layer))];
    const label = names
      .map((layer) => graph.layers?.[layer] ?? "")
      .filter(Boolean)
      .join(", ");
    const start = top;
    if (label) top += 18;
    for (const line of broken(row, nodes, widest)) {
      let left = (widest - line.reduce((sum, at) => sum + nodes[at].width + GAP, -GAP)) / 2;
      for (const at of line) {
        Object.assign(nodes[at], { left, top, x: left + nodes[at].width / 2 });
        left += nodes[at].width + GAP;
      }
      top += NODE_HEIGHT + LINE_GAP;
    }
    bands.push({ label, top: start - 10, height: top - LINE_GAP - start + 20 });
    top += ROW_GAP - LINE_GAP;
  }
  return {
    nodes,
    numbers,
    bands,
    width: widest,
    height: Math.max(160, top - ROW_GAP + MARGIN + NODE_HEIGHT / 2),
  };
}

function neighbours(graph, nodes, numbers) {
  const near = nodes.map(() => []);
  for (const edge of graph.edges) {
    const [from, to] = [numbers.get(edge.from), numbers.get(edge.to)];
    near[from].push(to);
    near[to].push(from);
  }
  return near;
}

/** Order each row by where the neighbours of its nodes stand, a few times over. */
function untangle(rows, nodes, near) {
  const position = nodes.map(() => 0);
  const settleRow = (row) => row.forEach((at, place) => (position[at] = (place + 0.5) / row.length));
  rows.forEach(settleRow);
  for (let sweep = 0; sweep < 8; sweep += 1) {
    const order = sweep % 2 ? [...rows].reverse() : rows;
    for (const row of order) {
      const weight = new Map(
        row.map((at) => [
          at,
          near[at].length
            ? near[at].reduce((sum, other) => sum + position[other], 0) / near[at].length
            : position[at],
        ]),
      );
      row.sort((left, right) => weight.get(left) - weight.get(right) || left - right);
      settleRow(row);
    }
  }
}

/** Break a row into lines of even width that fit. */
function broken(row, nodes, room) {
  const wide = row.reduce((sum, at) => sum + nodes[at].width + GAP, -GAP);
  const aim = wide / Math.ceil(wide / (room - 2 * MARGIN));
  const lines = [[]];
  let used = 0;
  for (const at of row) {
    const { width } = nodes[at];
    if (used && (used + width > room - 2 * MARGIN || used + width / 2 > aim)) {
      lines.push([]);
      used = 0;
    }
    lines.at(-1).push(at);
    used += width + GAP;
  }
  return lines;
}

/** Draw the way of an import from one node to another as a curve. */
function curve(from, to, width) {
  const down = to.top > from.top;
  const level = to.top === from.top;
  const shift = down ? -5 : 5; // so that imports both ways are two lines
  const [startX, endX] = [from.x + shift, to.x + shift];
  if (level) {
    const low = from.top + NODE_HEIGHT;
    return `M${startX},${low} C${startX},${low + 34} ${endX},${low + 34} ${endX},${low + 3}`;
  }
  const startY = down ? from.top + NODE_HEIGHT : from.top;
  const endY = down ? to.top - 4 : to.top + NODE_HEIGHT + 4;
  const bend = Math.max(24, Math.abs(endY - startY) * 0.4) * (down ? 1 : -1);
  const lean = (from.x + to.x - width) / 2;
  const side = down && lean < 40 ? -1 : 1;
  const out = bow(from, to, Math.abs(endY - startY), width) * side;
  const pulls = `${startX + out},${startY + bend} ${endX + out},${endY - bend}`;
  return `M${startX},${startY} C${pulls} ${endX},${endY}`;
}

/** Say how far a long line leaves the straight way, so that it passes beside what stands between its ends. */
function bow(from, to, length, width) {
  const straight = NODE_HEIGHT + 2 * ROW_GAP;
  if (length <= straight) return 0;
  const room = Math.max(0, Math.min(from.x, to.x, width - from.x, width - to.x) - MARGIN);
  return Math.max(0, Math.min(110 + (length - straight) * 0.34 - Math.abs(to.x - from.x) * 0.5, room * 1.3));
}

/** Find the links that say nothing more, since a longer way down leads there; links upwards stay. */
function implied(graph) {
  const rows = new Map(graph.nodes.map((node) => [node.id, node.row ?? node.layer ?? 0]));
  const down = new Map(graph.nodes.map((node) => [node.id, []]));
  const falls = (edge) => rows.get(edge.to) > rows.get(edge.from);
  for (const edge of graph.edges) if (falls(edge)) down.get(edge.from).push(edge.to);
  const reach = new Map();
  const below = (id) => {
    if (!reach.has(id)) reach.set(id, new Set(down.get(id).flatMap((next) => [next, ...below(next)])));
    return reach.get(id);
  };
  return new Set(
    graph.edges.filter(
      (edge) =>
        !edge.broken &&
        falls(edge) &&
        down.get(edge.from).some((next) => next !== edge.to && below(next).has(edge.to)),
    ),
  );
}
