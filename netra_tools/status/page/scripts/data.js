// The data of the page. The findings and the sources are only read when a view needs them.

const read = (id) => JSON.parse(byId(id).textContent);

const STATUS = read("status-data");

const once = (make) => {
  let made;
  return () => (made ??= make());
};

/** The findings as columns: `value(column, row)`, the rows are numbers. */
class Findings {
  constructor(columns) {
    this.columns = columns;
    const { values, rows } = columns.rule;
    this.length = (values ?? rows).length;
    this.all = Array.from({ length: this.length }, (_, row) => row);
  }

  value(name, row) {
    const column = this.columns[name];
    return column.values ? column.values[row] : column.table[column.rows[row]];
  }

  /** Give the text in which a reader's words are searched, in small letters. */
  text(row) {
    this.texts ??= new Array(this.length);
    return (this.texts[row] ??= ["rule", "path", "message", "subject", "area", "severity", "status"]
      .map((name) => (name === "rule" ? ruleName(this.value(name, row)) : (this.value(name, row) ?? "")))
      .join("\n")
      .toLowerCase());
  }
}

const findings = once(() => new Findings(read("findings-data")));
const delta = once(() => read("delta-data"));
const sources = once(() => new Map(Object.entries(read("sources-data"))));
const rulesByCode = once(() => new Map((STATUS.rules ?? []).map((rule) => [rule.code, rule])));

/** Give a rule its two names: "NET201 file-too-long". */
function ruleName(code) {
  const rule = rulesByCode().get(code);
  return rule ? `${code} ${rule.slug}` : code;
}

/** Add up what an area has of a rule, or of all. */
function areaCount(area, code) {
  const of = (one) => (one?.error ?? 0) + (one?.warning ?? 0);
  return code
    ? of(area.rules?.[code])
    : Object.values(area.rules ?? {}).reduce((sum, one) => sum + of(one), 0);
}

const areaErrors = (area) => Object.values(area.rules ?? {}).reduce((sum, one) => sum + (one.error ?? 0), 0);
