// The drawing of the import graph: what is seen of it, how its nodes are reached, and what is said of one.

const DRAWING_LABEL =
  "Packages by rows, importers above what they import. Arrow keys move between packages, " +
  "Enter shows what one imports, plus and minus zoom, Shift with arrows moves the drawing.";

class GraphView {
  constructor(graph) {
    // A document may say of nodes only that they are in a cycle; then so are the links between them.
    const cycles = new Map(graph.nodes.map((node) => [node.id, node.cycle]));
    const edges = graph.edges.map((edge) => ({
      ...edge,
      inCycle:
        edge.cycle === undefined &&
        Boolean(cycles.get(edge.from)) &&
        cycles.get(edge.from) === cycles.get(edge.to),
    }));
    this.whole = { ...graph, edges };
    this.withTests = graph.nodes.every((node) => node.tests);
    this.take();
    this.only = this.implied.size ? "main" : "all";
    this.selected = null;
    this.stage = el("div", { class: "stage" });
    this.panel = el("div", { class: "graph-panel" });
    this.said = el("p", { class: "hidden", role: "status" });
    this.tools = el("div", { class: "graph-tools" });
    this.element = el(
      "section",
      { class: "panel graph", "aria-label": "Drawing of the imports" },
      this.tools,
      this.key(),
      this.said,
      el("div", { class: "graph-body" }, this.stage, this.panel),
    );
    this.describe();
    this.stage.addEventListener("attached", () => this.draw());
    const observer = new ResizeObserver(() => this.draw());
    observer.observe(this.stage);
  }

  /** Take the part of the graph that is drawn: test code can be left out. */
  take() {
    const nodes = this.whole.nodes.filter((node) => this.withTests || !node.tests);
    const shown = new Set(nodes.map((node) => node.id));
    this.graph = {
      ...this.whole,
      nodes,
      edges: this.whole.edges.filter((edge) => shown.has(edge.from) && shown.has(edge.to)),
    };
    this.implied = implied(this.graph);
    if (!shown.has(this.selected)) this.selected = null;
  }

  key() {
    const sample = (kind, text) =>
      el(
        "li",
        {},
        svg(
          "svg",
          { viewBox: "0 0 36 10", width: 36, height: 10, "aria-hidden": "true" },
          svg("path", { class: `edge ${kind}`, d: "M1,5 H34" }),
        ),
        text,
      );
    return el(
      "ul",
      { class: "graph-key", "aria-label": "What the lines mean" },
      sample("plain", "imports"),
      sample("cycle", "is part of a cycle"),
      sample("broken", "breaks a layer"),
    );
  }

  draw() {
    const room = Math.round(Math.max(320, Math.min(1500, this.stage.clientWidth)));
    if (room === this.room) return;
    this.room = room;
    this.place(room);
  }

  place(room) {
    const { nodes, numbers, bands, width, height } = placeNodes(this.graph, room);
    Object.assign(this, { nodes, numbers });
    this.lines = this.graph.edges.map((edge) =>
      svg("path", {
        class: `edge ${edgeKind(edge)}`,
        d: curve(nodes[numbers.get(edge.from)], nodes[numbers.get(edge.to)], width),
        "marker-end": `url(#arrow-${edgeKind(edge)})`,
      }),
    );
    const ranked = this.lines
      .map((line, at) => [["plain", "cycle", "broken"].indexOf(edgeKind(this.graph.edges[at])), at, line])
      .sort((left, right) => left[0] - right[0] || left[1] - right[1]);
    this.boxes = nodes.map((node, at) => this.box(node, at));
    const drawing = svg(
      "svg",
      {
        class: "drawing",
        role: "group",
        "aria-label": DRAWING_LABEL,
        width: "100%",
      },
      svg(
        "defs",
        {},
        ["plain", "cycle", "broken"].map((kind) =>
          svg(
            "marker",
            {
              id: `arrow-${kind}`,
              viewBox: "0 0 8 8",
              refX: 6,
              refY: 4,
              markerWidth: 9,
              markerHeight: 9,
              markerUnits: "userSpaceOnUse",
              orient: "auto",
            },
            svg("path", { class: `tip ${kind}`, d: "M0,0 L8,4 L0,8 z" }),
          ),
        ),
      ),
      bands.map((band) =>
        band.label
          ? [
              svg("rect", { class: "band", x: 4, y: band.top, width: width - 8, height: band.height, rx: 8 }),
              svg("text", { class: "band-label", x: 14, y: band.top + 17 }, visible(band.label)),
            ]
          : [],
      ),
      svg(
        "g",
        { "aria-hidden": "true" },
        ranked.map(([, , line]) => line),
      ),
      this.boxes,
    );
    drawing.addEventListener("keydown", (event) => this.move(event));
    const viewport = new Viewport(drawing, width, height);
    this.viewport = viewport;
    this.stage.replaceChildren(drawing);
    this.tools.replaceChildren(this.filter(), viewport.buttons);
    this.roam(this.numbers.get(this.selected) ?? 0, false);
    this.mark();
  }

  filter() {
    const select = el(
      "select",
      { id: "graph-only" },
      [
        ["main", "main lines only"],
        ["all", "all imports"],
        ["wrong", "what breaks a layer or closes a cycle"],
        ["none", "only those of the chosen package"],
      ].map(([value, label]) => el("option", { value, selected: value === this.only }, label)),
    );
    select.addEventListener("change", () => {
      this.only = select.value;
      this.mark();
    });
    return el(
      "div",
      { class: "choices" },
      el("div", { class: "control row" }, el("label", { for: "graph-only" }, "Lines"), select),
      this.testChoice(),
    );
  }

  testChoice() {
    const tests = this.whole.nodes.filter((node) => node.tests).length;
    if (!tests || tests === this.whole.nodes.length) return null;
    const box = el("input", { id: "graph-tests", type: "checkbox", checked: this.withTests });
    box.addEventListener("change", () => {
      this.withTests = box.checked;
      this.take();
      this.place(this.room);
      this.describe();
      byId("graph-tests").focus();
    });
    return el(
      "div",
      { class: "control row" },
      box,
      el("label", { for: "graph-tests" }, `with ${plural(tests, "packages")} of tests`),
    );
  }

  box(node, at) {
    const edges = this.graph.edges;
    const said = [
      `imports ${edges.filter((edge) => edge.from === node.id).length}`,
      `imported by ${edges.filter((edge) => edge.to === node.id).length}`,
    ];
    if (node.cycle) said.push("in a cycle");
    const name = `${visible(node.name)} ${plural(node.files, "files")}: ${said.join(", ")}`;
    const classes = [
      "node",
      node.cycle ? "in-cycle" : "",
      edges.some((edge) => edge.broken && edge.from === node.id) ? "breaks" : "",
    ]
      .filter(Boolean)
      .join(" ");
    return svg(
      "g",
      {
        class: classes,
        role: "button",
        tabindex: "-1",
        "aria-pressed": "false",
        "aria-label": name,
        transform: `translate(${node.left} ${node.top})`,
        on: { click: () => this.select(node.id), focus: () => this.roam(at, false) },
      },
      svg("title", {}, name),
      svg("rect", { width: node.width, height: NODE_HEIGHT, rx: 8 }),
      svg(
        "text",
        { class: "node-name", x: node.width / 2, y: 19, "text-anchor": "middle" },
        `${node.label} `,
      ),
      svg(
        "text",
        { class: "node-files", x: node.width / 2, y: 36, "text-anchor": "middle" },
        plural(node.files, "files"),
      ),
    );
  }

  /** Make one node the one that the tab key reaches. */
  roam(at, focus) {
    this.boxes.forEach((box, number) => box.setAttribute("tabindex", number === at ? "0" : "-1"));
    if (focus) {
      this.viewport.reveal(this.nodes[at]);
      this.boxes[at].focus({ preventScroll: false });
    }
  }

  move(event) {
    const at = this.boxes.indexOf(event.target.closest(".node"));
    if (at < 0 || event.shiftKey || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Enter" || event.key === " ") this.select(this.nodes[at].id);
    else if (event.key === "Escape") this.select(null);
    else {
      const next = this.next(this.nodes[at], event.key);
      if (next < 0) return;
      this.roam(next, true);
    }
    event.preventDefault();
  }

  /** Find the nearest node in the direction of a key; -1 when there is none. */
  next(from, key) {
    const away = {
      ArrowLeft: (to) => to.top === from.top && from.x - to.x,
      ArrowRight: (to) => to.top === from.top && to.x - from.x,
      ArrowUp: (to) => from.top - to.top,
      ArrowDown: (to) => to.top - from.top,
    }[key];
    if (!away) return -1;
    const sideways = key === "ArrowUp" || key === "ArrowDown";
    let best = -1;
    let least = Infinity;
    this.nodes.forEach((to, at) => {
      const distance = away(to);
      const cost =
        distance > 0 ? distance + (sideways ? distance * 100 + Math.abs(to.x - from.x) : 0) : Infinity;
      if (cost < least) [best, least] = [at, cost];
    });
    return best;
  }

  select(id) {
    this.selected = id === this.selected ? null : id;
    this.mark();
    this.describe();
  }

  /** Go on to a neighbour; the button that was pressed is gone by then, so the focus follows. */
  go(id) {
    this.select(id);
    this.panel.querySelector("h2").focus({ preventScroll: true });
  }

  close() {
    const box = this.boxes[this.numbers.get(this.selected) ?? 0];
    this.select(null);
    box.focus({ preventScroll: true });
  }

  mark() {
    if (!this.boxes) return;
    const chosen = this.selected;
    const near = new Set([chosen]);
    this.graph.edges.forEach((edge, at) => {
      const touches = chosen !== null && (edge.from === chosen || edge.to === chosen);
      if (touches) near.add(edge.from).add(edge.to);
      const kept =
        touches ||
        this.only === "all" ||
        (this.only === "main" && !this.implied.has(edge)) ||
        (this.only === "wrong" && edgeKind(edge) !== "plain");
      this.lines[at].classList.toggle("gone", !kept);
      this.lines[at].classList.toggle("dim", chosen !== null && !touches);
      this.lines[at].classList.toggle("lit", touches);
    });
    this.nodes.forEach((node, at) => {
      this.boxes[at].classList.toggle("dim", chosen !== null && !near.has(node.id));
      this.boxes[at].classList.toggle("chosen", node.id === chosen);
      this.boxes[at].setAttribute("aria-pressed", String(node.id === chosen));
    });
  }

  describe() {
    const node = this.whole.nodes.find((one) => one.id === this.selected);
    this.panel.classList.toggle("filled", Boolean(node));
    if (!node) {
      this.said.textContent = "";
      this.panel.replaceChildren(
        el("p", { class: "card-source" }, "Choose a package to see what it imports and what imports it."),
      );
      return;
    }
    const name = (id) => visible(this.whole.nodes.find((one) => one.id === id).name);
    const row = (edge, other) =>
      el(
        "li",
        {},
        button(name(other), () => this.go(other), { class: "as-link" }),
        ` ${plural(edge.imports, "imports")} `,
        edge.broken ? badge("breaks a layer") : null,
        edgeKind(edge) === "cycle" ? badge("cycle") : null,
        edge.example ? el("span", { class: "card-source path" }, visible(edge.example)) : null,
      );
    const side = (title, edges, other) =>
      el(
        "div",
        {},
        el("h3", {}, `${title} (${edges.length})`),
        edges.length
          ? el(
              "ul",
              { class: "links" },
              edges.map((edge) => row(edge, edge[other])),
            )
          : el("p", { class: "empty" }, "none"),
      );
    const area = (STATUS.areas ?? []).some((one) => one.name === node.area);
    const by = (key) =>
      this.whole.edges
        .filter((edge) => edge[key] === node.id)
        .sort((left, right) => right.broken - left.broken || right.imports - left.imports);
    const both = `${plural(by("from").length, "packages")} and is imported by ${by("to").length}`;
    this.said.textContent = `${visible(node.name)} imports ${both}. Their list follows the drawing.`;
    this.panel.replaceChildren(
      el("h2", { tabindex: "-1" }, visible(node.name)),
      el(
        "p",
        {},
        plural(node.files, "files"),
        area
          ? [
              " · ",
              el("a", { href: link("findings", { area: node.area }) }, `findings of ${visible(node.area)}`),
            ]
          : "",
        " · ",
        button("Close", () => this.close(), { class: "as-link" }),
      ),
      el("div", { class: "sides" }, side("Imports", by("from"), "to"), side("Imported by", by("to"), "from")),
    );
  }
}
