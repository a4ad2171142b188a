// How names, counts and times are written.

// Controls, marks that turn the direction of text, and what has no width: a name must not lie about itself.
const UNSEEN = /[\u0000-\u001f\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g;

const escaped = (char) => `\\u${char.codePointAt(0).toString(16).padStart(4, "0")}`;

/** Write a text from outside so that all of it can be seen. */
const visible = (text) => String(text ?? "").replace(UNSEEN, escaped);

/** Write a line of source: tabs stay. */
const visibleLine = (text) => text.replace(UNSEEN, (char) => (char === "\t" ? char : escaped(char)));

const FORMAT = new Intl.NumberFormat("en");
const SHORT_FORMAT = new Intl.NumberFormat("en", { maximumFractionDigits: 1 });
const COARSE_FORMAT = new Intl.NumberFormat("en", { notation: "compact", maximumFractionDigits: 1 });

const count = (value) => FORMAT.format(value);
const decimal = (value) => SHORT_FORMAT.format(value);
const coarse = (value) => COARSE_FORMAT.format(value);

const singular = (noun) => (noun.endsWith("ies") ? `${noun.slice(0, -3)}y` : noun.replace(/s$/, ""));

/** Write a count with its noun, given in the plural. */
const plural = (value, nouns) => `${count(value)} ${value === 1 ? singular(nouns) : nouns}`;

/** Write how many errors and warnings there are, those that there are. */
const severities = (errors, warnings) =>
  [errors ? plural(errors, "errors") : "", warnings ? plural(warnings, "warnings") : ""]
    .filter(Boolean)
    .join(", ");

/** Write a key of the data as a title: "with_tests" is "With tests". */
function titled(key) {
  const words = visible(key).replaceAll("_", " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** Write an ISO time to the minute, in the time zone that it was given in. */
function moment(iso) {
  const found = /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d)(?::\d\d(?:\.\d+)?)?(Z|[+-]\d\d:?\d\d)?$/.exec(iso ?? "");
  if (!found) return visible(iso);
  const zone = found[3] === "Z" || found[3] === "+00:00" ? " UTC" : found[3] ? ` ${found[3]}` : "";
  return `${found[1]} ${found[2]}${zone}`;
}

const day = (iso) => String(iso ?? "").slice(0, 10);

const time = (iso) => (iso ? el("time", { datetime: iso }, moment(iso)) : null);

/** Order two values as a reader expects: numbers by size, texts by their letters, what is unknown last. */
function order(left, right) {
  if (left === right) return 0;
  if (left === null || left === undefined) return 1;
  if (right === null || right === undefined) return -1;
  return left < right ? -1 : 1;
}
