// Tables that sort, filter and turn pages: at most one page of rows is ever in the document.

const PAGE_SIZES = [50, 100, 250];

/**
 * Make a table.
 *
 * columns: {key, title, value(row), cell(row)?, kind: "number"?, head: true?, narrow: true?}
 * facets: {key, title, value(row), label(value)?, initial?}; text(row): what is searched, in small letters
 * detail(row): what a row opens to; changed(state): told when the reader filters or sorts
 * plain: a short table without controls; quiet: the heading above says what the caption does
 */
function dataTable(options) {
  return new DataTable({ facets: [], sort: null, query: "", size: PAGE_SIZES[0], ...options }).element;
}

class DataTable {
  constructor(options) {
    Object.assign(this, options);
    this.wanted = Object.fromEntries(this.facets.map((facet) => [facet.key, facet.initial ?? ""]));
    this.page = 0;
    this.opened = new Set(this.open === undefined ? [] : [this.open]);
    this.ordered = this.sorted();
    this.said = el("p", { class: "table-status", role: "status" });
    this.pages = el("div", { class: "pager" });
    this.body = el("tbody", { role: "rowgroup" });
    this.heads = this.columns.map((column) => this.head(column));
    const table = el(
      "table",
      { class: this.plain ? "plain-table" : "data-table", role: "table" },
      el("caption", { class: this.quiet ? "hidden" : null }, this.caption),
      el(
        "thead",
        { role: "rowgroup" },
        el(
          "tr",
          { role: "row" },
          this.detail
            ? el(
                "th",
                { scope: "col", role: "columnheader", class: "opener" },
                el("span", { class: "hidden" }, "Details"),
              )
            : null,
          this.heads,
        ),
      ),
      this.body,
    );
    // A region that scrolls sideways must be reachable by keyboard.
    const scroller = el(
      "div",
      { class: "scroller", tabindex: "0", role: "group", "aria-label": this.caption },
      table,
    );
    this.element = el("div", { class: "table-block" }, this.controls(), scroller, this.pages);
    this.filter();
  }

  controls() {
    const searchable = !this.plain && this.rows.length > 8;
    if (!searchable && !this.facets.length) return null;
    const id = freshId("search");
    const field = el("input", {
      id,
      type: "search",
      value: this.query,
      autocomplete: "off",
      spellcheck: "false",
      placeholder: this.hint ?? "every word is searched",
    });
    field.addEventListener("input", () => {
      this.query = field.value;
      this.restart();
    });
    const search = searchable
      ? el("div", { class: "control wide" }, el("label", { for: id }, "Search"), field)
      : null;
    return el(
      "div",
      { class: "controls", role: "search", "aria-label": `Filter: ${this.caption}` },
      search,
      this.facets.map((facet) => this.choice(facet)),
      this.sorting(),
      this.said,
    );
  }

  choice(facet) {
    const id = freshId("facet");
    const values = new Map();
    for (const row of this.rows) values.set(facet.value(row), (values.get(facet.value(row)) ?? 0) + 1);
    const label = (value) => visible(facet.label ? facet.label(value) : value);
    const named = [...values].filter(([value]) => value !== "" && value !== null && value !== undefined);
    if (facet.initial && !values.has(facet.initial)) named.push([facet.initial, 0]);
    named.sort((left, right) => order(label(left[0]), label(right[0])));
    const select = el(
      "select",
      { id },
      el("option", { value: "" }, "all"),
      named.map(([value, number]) =>
        el("option", { value, selected: value === facet.initial }, `${label(value)} (${count(number)})`),
      ),
    );
    select.addEventListener("change", () => {
      this.wanted[facet.key] = select.value;
      this.restart();
    });
    return el("div", { class: "control" }, el("label", { for: id }, facet.title), select);
  }

  head(column) {
    const turn = () =>
      this.sortBy(column.key, this.sort?.key === column.key ? !this.sort.down : column.kind === "number");
    const classes = [column.kind === "number" ? "number" : "", column.narrow ? "narrow" : ""]
      .join(" ")
      .trim();
    return el(
      "th",
      { scope: "col", role: "columnheader", class: classes || null },
      button([column.title, el("span", { class: "arrow", "aria-hidden": "true" })], turn, { class: "sort" }),
    );
  }

  sortBy(key, down) {
    this.sort = key ? { key, down } : null;
    this.ordered = this.sorted();
    this.restart();
  }

  /** Offer to sort where a narrow screen leaves no room for the heads of columns. */
  sorting() {
    const id = freshId("sort");
    this.sorts = el(
      "select",
      { id },
      el("option", { value: "" }, "as given"),
      this.columns.flatMap((column) =>
        [
          ["up", "▲", "ascending"],
          ["down", "▼", "descending"],
        ].map(([way, sign, word]) =>
          el(
            "option",
            { value: `${column.key} ${way}`, "aria-label": `${column.title}, ${word}` },
            `${column.title} ${sign}`,
          ),
        ),
      ),
    );
    this.sorts.addEventListener("change", () => {
      const [key, way] = this.sorts.value.split(" ");
      this.sortBy(key, way === "down");
    });
    return el("div", { class: "control when-narrow" }, el("label", { for: id }, "Sort by"), this.sorts);
  }

  sorted() {
    const column = this.columns.find((one) => one.key === this.sort?.key);
    if (!column) return this.rows;
    const sign = this.sort.down ? -1 : 1;
    const keyed = this.rows.map((row, at) => [column.value(row), at, row]);
    const unknown = (value) => value === null || value === undefined;
    keyed.sort((left, right) => {
      const turned = unknown(left[0]) || unknown(right[0]) ? 1 : sign;
      return turned * order(left[0], right[0]) || left[1] - right[1];
    });
    return keyed.map(([, , row]) => row);
  }

  restart() {
    this.page = 0;
    this.filter();
    this.changed?.({ query: this.query, sort: this.sort, ...this.wanted });
  }

  filter() {
    const words = this.query.toLowerCase().split(/\s+/).filter(Boolean);
    const facets = this.facets.filter((facet) => this.wanted[facet.key] !== "");
    const text =
      this.text ??
      ((row) =>
        this.columns
          .map((column) => column.value(row) ?? "")
          .join("\n")
          .toLowerCase());
    this.shown = this.ordered.filter(
      (row) =>
        facets.every((facet) => facet.value(row) === this.wanted[facet.key]) &&
        (!words.length || words.every((word) => text(row).includes(word))),
    );
    this.draw();
  }

  draw() {
    const size = this.plain ? Infinity : this.size;
    const last = Math.max(0, Math.ceil(this.shown.length / size) - 1);
    this.page = Math.min(this.page, last);
    const first = this.page * size || 0;
    const rows = this.shown.slice(first, first + size);
    this.body.replaceChildren(...rows.flatMap((row) => this.line(row)));
    if (!rows.length)
      this.body.append(
        el(
          "tr",
          { role: "row" },
          el(
            "td",
            { role: "cell", colspan: this.columns.length + (this.detail ? 1 : 0), class: "empty" },
            this.rows.length ? "Nothing matches." : (this.none ?? "There is nothing here."),
          ),
        ),
      );
    this.columns.forEach((column, at) => {
      const sort = this.sort?.key === column.key ? (this.sort.down ? "descending" : "ascending") : null;
      if (sort) this.heads[at].setAttribute("aria-sort", sort);
      else this.heads[at].removeAttribute("aria-sort");
    });
    if (this.sorts) this.sorts.value = this.sort ? `${this.sort.key} ${this.sort.down ? "down" : "up"}` : "";
    const range = this.shown.length ? `${count(first + 1)}–${count(first + rows.length)} of ` : "";
    const all = this.shown.length === this.rows.length ? "" : ` (${count(this.rows.length)} without filters)`;
    this.said.textContent = `${range}${plural(this.shown.length, this.noun ?? "rows")}${all}`;
    this.turnPages(last);
  }

  line(row) {
    const cells = this.columns.map((column) => {
      const classes = [column.kind === "number" ? "number" : "", column.narrow ? "narrow" : ""]
        .join(" ")
        .trim();
      const content = column.cell
        ? column.cell(row)
        : column.kind === "number" && typeof column.value(row) === "number"
          ? decimal(column.value(row))
          : visible(column.value(row));
      return el(
        column.head ? "th" : "td",
        {
          scope: column.head ? "row" : null,
          role: column.head ? "rowheader" : "cell",
          class: classes || null,
          "data-title": column.title,
        },
        content,
      );
    });
    if (!this.detail) return [el("tr", { role: "row" }, cells)];
    const id = freshId("detail");
    const opened = this.opened.has(row);
    const below = el(
      "tr",
      { id, role: "row", class: "detail", hidden: !opened },
      el("td", { role: "cell", colspan: cells.length + 1 }, opened ? this.detail(row) : null),
    );
    const opener = button("", () => this.toggle(row, opener, below), {
      class: "open",
      "aria-expanded": String(opened),
      "aria-controls": id,
      "aria-label": `Details: ${this.name ? this.name(row) : ""}`,
    });
    return [el("tr", { role: "row" }, el("td", { role: "cell", class: "opener" }, opener), cells), below];
  }

  toggle(row, opener, below) {
    const opened = !this.opened.delete(row);
    if (opened) {
      this.opened.add(row);
      below.firstChild.replaceChildren(this.detail(row));
    }
    below.hidden = !opened;
    opener.setAttribute("aria-expanded", String(opened));
  }

  turnPages(last) {
    if (!last || this.plain) {
      this.pages.replaceChildren();
      return;
    }
    const go = (to) => {
      const focused = this.pages.contains(document.activeElement) ? document.activeElement.dataset.step : "";
      this.page = to;
      this.draw();
      this.pages.querySelector(`[data-step="${focused}"]:not([disabled])`)?.focus();
    };
    const step = (name, label, to, idle) =>
      button(label, () => go(to), { disabled: idle, "data-step": name });
    const id = freshId("size");
    const sizes = el(
      "select",
      { id },
      PAGE_SIZES.map((size) => el("option", { value: size, selected: size === this.size }, String(size))),
    );
    sizes.addEventListener("change", () => {
      this.size = Number(sizes.value);
      go(0);
      this.pages.querySelector("select")?.focus();
    });
    this.pages.replaceChildren(
      el(
        "nav",
        { "aria-label": `Pages: ${this.caption}` },
        step("first", "First", 0, this.page === 0),
        step("back", "Previous", this.page - 1, this.page === 0),
        el("span", { class: "page-number" }, `page ${count(this.page + 1)} of ${count(last + 1)}`),
        step("on", "Next", this.page + 1, this.page === last),
        step("last", "Last", last, this.page === last),
      ),
      el("div", { class: "control row" }, el("label", { for: id }, "Rows"), sizes),
    );
  }
}
