// What of the page a reader with bad sight, without a mouse or with a screen reader could not use.
const found = [];
const tell = (what, element) => found.push(`${what}: ${element.outerHTML.slice(0, 120)}`);
const seen = (element) =>
  element.checkVisibility({ visibilityProperty: true }) && element.getClientRects().length > 0;
const every = (selector) => [...document.querySelectorAll(selector)].filter(seen);

const label = (element) =>
  element.getAttribute("aria-label") ||
  (element.getAttribute("aria-labelledby") ?? "")
    .split(" ")
    .map((id) => document.getElementById(id)?.textContent ?? "")
    .join("") ||
  [...(element.labels ?? [])].map((one) => one.textContent).join("") ||
  element.textContent;

for (const element of every(
  "a[href], button, input, select, summary, [role=button], [role=img], [role=group], nav, section",
)) {
  if (!label(element).trim()) tell("no name", element);
}
for (const element of document.querySelectorAll("[tabindex]"))
  if (element.tabIndex > 0) tell("jumps the queue", element);
for (const element of every("a[href], button, select, summary"))
  if (element.tabIndex < 0) tell("not reached by tab", element);
for (const table of every("table")) {
  if (!table.caption?.textContent.trim()) tell("no caption", table);
  for (const cell of table.querySelectorAll("th")) if (!cell.scope) tell("no scope", cell);
}
for (const element of every("main *")) {
  const style = getComputedStyle(element);
  const scrolls =
    /auto|scroll/.test(style.overflowX + style.overflowY) &&
    (element.scrollWidth > element.clientWidth + 1 || element.scrollHeight > element.clientHeight + 1);
  if (scrolls && element.tabIndex < 0 && !element.querySelector("a, button, input, select"))
    tell("scrolls by mouse only", element);
}
let above = 0;
for (const title of every("h1, h2, h3, h4")) {
  const level = Number(title.tagName[1]);
  if (level > above + 1) tell(`h${level} below h${above}`, title);
  above = level;
}
const ids = new Set();
for (const element of document.querySelectorAll("[id]")) {
  if (ids.has(element.id)) tell("id twice", element);
  ids.add(element.id);
}
for (const element of document.querySelectorAll("[aria-controls], [aria-labelledby]")) {
  const id = element.getAttribute("aria-controls") ?? element.getAttribute("aria-labelledby");
  if (!document.getElementById(id)) tell("names an id that is not there", element);
}

// Contrast by WCAG 2.2: https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio
const parts = (color) => {
  const [red, green, blue, alpha = 1] = color.match(/[\d.]+/g).map(Number);
  return { rgb: [red, green, blue], alpha };
};
const luminance = ({ rgb }) => {
  const [red, green, blue] = rgb.map((value) =>
    value <= 10.31475 ? value / 3294.6 : ((value / 255 + 0.055) / 1.055) ** 2.4,
  );
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
};
const ground = (element) => {
  const box =
    element.closest(".node")?.querySelector("rect") ??
    (element.matches(".band-label") ? element.previousElementSibling : null);
  if (box) return parts(getComputedStyle(box).fill);
  for (let one = element; one; one = one.parentElement) {
    const color = parts(getComputedStyle(one).backgroundColor);
    if (color.alpha === 1) return color;
    if (color.alpha > 0) tell("ground that cannot be judged", one);
  }
  return { rgb: [255, 255, 255] };
};
let judged = 0;
for (const element of every("body *")) {
  const text = [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.data.trim());
  if (!text || element.closest("script, style, .hidden, .skip, .dim, [disabled]")) continue;
  const style = getComputedStyle(element);
  const color = parts(element instanceof SVGElement ? style.fill : style.color);
  const [light, dark] = [luminance(color), luminance(ground(element))].sort((one, other) => other - one);
  const ratio = (light + 0.05) / (dark + 0.05);
  const large =
    parseFloat(style.fontSize) >= 24 || (parseFloat(style.fontSize) >= 18.66 && style.fontWeight >= 700);
  if (ratio < (large ? 3 : 4.5)) tell(`contrast ${ratio.toFixed(2)}`, element);
  judged += 1;
}
if (judged < 20) found.push(`only ${judged} texts were judged`);
return [...new Set(found)].slice(0, 20);
