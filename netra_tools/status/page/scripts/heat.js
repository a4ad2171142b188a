// Services and packages against rules: each cell is a count, a shade, and a way to the findings behind it.

const HEAT_ROWS = 40;

function heat() {
  const areas = (STATUS.areas ?? []).map((area) => ({
    ...area,
    total: areaCount(area),
    errors: areaErrors(area),
  }));
  const codes = new Map();
  for (const area of areas)
    for (const code of Object.keys(area.rules ?? {}))
      codes.set(code, (codes.get(code) ?? 0) + areaCount(area, code));
  const columns = [...codes]
    .filter(([, number]) => number)
    .sort((left, right) => right[1] - left[1] || order(left[0], right[0]))
    .map(([code]) => code);
  if (!columns.length)
    return [
      el(
        "p",
        { class: "empty" },
        areas.length ? "No service or package has a finding." : "The data names no services or packages.",
      ),
    ];
  return [new HeatMap(areas, columns).element];
}

class HeatMap {
  constructor(areas, codes) {
    this.areas = areas;
    this.codes = codes;
    this.most = Math.max(...areas.flatMap((area) => codes.map((code) => areaCount(area, code))));
    this.sort = { key: "total", down: true };
    this.query = "";
    this.room = HEAT_ROWS;
    this.body = el("tbody");
    this.said = el("p", { class: "table-status", role: "status" });
    this.more = el("div", { class: "pager" });
    this.heads = new Map();
    const table = el(
      "table",
      { class: "heat" },
      el("caption", {}, "Findings by service or package and rule"),
      el(
        "thead",
        {},
        el(
          "tr",
          {},
          this.head("name", "Service or package"),
          this.head("score", "Score"),
          this.head("total", "All"),
          codes.map((code) => this.head(code, code)),
        ),
      ),
      this.body,
    );
    this.element = el(
      "div",
      { class: "table-block" },
      this.controls(),
      legend(this.most),
      el("div", { class: "scroller tall", tabindex: "0", role: "group", "aria-label": "Heat map" }, table),
      this.more,
    );
    this.draw();
  }

  controls() {
    const field = el("input", {
      id: "heat-search",
      type: "search",
      autocomplete: "off",
      spellcheck: "false",
      on: {
        input: () => {
          this.query = field.value.toLowerCase();
          this.room = HEAT_ROWS;
          this.draw();
        },
      },
    });
    return el(
      "div",
      { class: "controls", role: "search", "aria-label": "Filter the heat map" },
      el(
        "div",
        { class: "control wide" },
        el("label", { for: "heat-search" }, "Search services and packages"),
        field,
      ),
      this.said,
    );
  }

  head(key, title) {
    const rule = rulesByCode().get(key);
    const turn = () => {
      this.sort = { key, down: this.sort.key === key ? !this.sort.down : key !== "name" };
      this.draw();
    };
    const label = rule
      ? el(
          "span",
          {},
          el("span", { class: "code" }, title),
          el("span", { class: "slug" }, visible(rule.slug)),
        )
      : title;
    const head = el(
      "th",
      { scope: "col", class: key === "name" ? "heat-name" : "heat-head" },
      button([label, el("span", { class: "arrow", "aria-hidden": "true" })], turn, { class: "sort" }),
    );
    this.heads.set(key, head);
    return head;
  }

  value(area) {
    const { key } = this.sort;
    if (key === "score") return area.score?.value;
    return key === "name" || key === "total" ? area[key] : areaCount(area, key);
  }

  draw() {
    const sign = this.sort.down ? -1 : 1;
    const found = this.areas.filter((area) =>
      `${area.name}\n${area.path}`.toLowerCase().includes(this.query),
    );
    found.sort(
      (left, right) => sign * order(this.value(left), this.value(right)) || order(left.name, right.name),
    );
    const shown = found.slice(0, this.room);
    this.body.replaceChildren(...shown.map((area) => this.row(area)));
    for (const [key, head] of this.heads) {
      if (key === this.sort.key) head.setAttribute("aria-sort", this.sort.down ? "descending" : "ascending");
      else head.removeAttribute("aria-sort");
    }
    const all = plural(found.length, "services and packages");
    this.said.textContent = `${count(shown.length)} of ${all} shown`;
    const left = found.length - shown.length;
    const show = () => {
      const from = this.room;
      this.room += 100;
      this.draw();
      this.body.rows[from]?.querySelector("a")?.focus();
    };
    this.more.replaceChildren(
      ...(left ? [button(`Show ${count(Math.min(left, 100))} more of ${count(left)}`, show)] : []),
    );
  }

  row(area) {
    const files =
      area.files && known(area.files)
        ? `${area.path === area.name ? "" : " · "}${plural(area.files.value, "files")}`
        : "";
    const name = el(
      "th",
      { scope: "row", class: "heat-name" },
      el("a", { href: link("findings", { area: area.name }) }, place(area.name)),
      el("span", { class: "heat-path" }, area.path === area.name ? "" : visible(area.path), files),
    );
    return el(
      "tr",
      {},
      name,
      el(
        "td",
        { class: "number" },
        area.score ? amount(area.score) : "–",
        area.grade ? el("span", { class: "slug" }, visible(area.grade)) : null,
      ),
      el("td", { class: "number" }, count(area.total)),
      this.codes.map((code) => this.cell(area, code)),
    );
  }

  cell(area, code) {
    const number = areaCount(area, code);
    if (!number) return el("td", { class: "heat-cell level-0" }, el("span", { class: "none" }, "0"));
    const { error = 0, warning = 0 } = area.rules[code];
    const label = `${visible(area.name)}, ${ruleName(code)}: ${severities(error, warning)}`;
    return el(
      "td",
      { class: `heat-cell level-${level(number, this.most)}` },
      el(
        "a",
        { href: link("findings", { area: area.name, rule: code }), "aria-label": label, title: label },
        coarse(number),
      ),
    );
  }
}

/** Give the shade of a count, 1 to 5: each step stands for as many times more. */
const level = (number, most) =>
  most <= 1 ? 1 : 1 + Math.min(4, Math.floor((5 * Math.log(number)) / Math.log(most + 1)));

function legend(most) {
  const from = (step) => (step === 0 ? 0 : Math.ceil((most + 1) ** ((step - 1) / 5)));
  const steps = [0, 1, 2, 3, 4, 5].filter(
    (step) => step < 2 || (from(step) <= most && from(step) > from(step - 1)),
  );
  return el(
    "p",
    { class: "legend" },
    "Findings from ",
    steps.map((step) => el("span", { class: `swatch level-${step}` }, coarse(from(step)))),
    " up to ",
    count(most),
  );
}
