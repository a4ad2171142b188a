// Elements, made one by one: text is only ever set as text, so nothing in the data can become markup.

const SVG = "http://www.w3.org/2000/svg";

const byId = (id) => document.getElementById(id);

/** Make an element; `on` holds listeners, true is an empty attribute, null and false leave one out. */
function el(tag, attributes = {}, ...children) {
  return fill(document.createElement(tag), attributes, children);
}

/** Make an element of a drawing. */
function svg(tag, attributes = {}, ...children) {
  return fill(document.createElementNS(SVG, tag), attributes, children);
}

function fill(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (name === "on") {
      for (const [event, listener] of Object.entries(value)) element.addEventListener(event, listener);
    } else if (value === true) {
      element.setAttribute(name, "");
    } else if (value !== null && value !== undefined && value !== false) {
      element.setAttribute(name, value);
    }
  }
  element.append(
    ...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false),
  );
  return element;
}

let identities = 0;

/** Give an id that no other element has. */
const freshId = (prefix) => `${prefix}-${(identities += 1)}`;

/** Make a button that is no submit. */
const button = (label, action, attributes = {}) =>
  el("button", { type: "button", on: { click: action }, ...attributes }, label);

/** Wait until nothing was asked for a while, then act once. */
function settle(action, milliseconds) {
  let timer = 0;
  return (...values) => {
    clearTimeout(timer);
    timer = setTimeout(() => action(...values), milliseconds);
  };
}

const reducedMotion = () => matchMedia("(prefers-reduced-motion: reduce)").matches;
