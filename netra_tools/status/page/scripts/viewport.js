// Looking closer at a drawing: by buttons, keys, the wheel with Ctrl, or by dragging.

const CLOSEST = 6;

class Viewport {
  constructor(drawing, width, height) {
    this.drawing = drawing;
    this.full = { width, height };
    this.reset();
    drawing.addEventListener("keydown", (event) => this.key(event));
    drawing.addEventListener("wheel", (event) => this.wheel(event), { passive: false });
    drawing.addEventListener("pointerdown", (event) => this.drag(event));
    this.buttons = el(
      "div",
      { class: "zoom", role: "group", "aria-label": "Zoom" },
      button("−", () => this.zoom(1 / 1.4), { "aria-label": "Zoom out" }),
      button("+", () => this.zoom(1.4), { "aria-label": "Zoom in" }),
      button("Whole", () => this.reset(), { "aria-label": "Show the whole drawing" }),
    );
  }

  reset() {
    Object.assign(this, { scale: 1, x: 0, y: 0 });
    this.apply();
  }

  /** Come closer by a factor, around a point given in parts of what is seen. */
  zoom(factor, at = { x: 0.5, y: 0.5 }) {
    const scale = Math.max(1, Math.min(CLOSEST, this.scale * factor));
    this.x += at.x * this.full.width * (1 / this.scale - 1 / scale);
    this.y += at.y * this.full.height * (1 / this.scale - 1 / scale);
    this.scale = scale;
    this.apply();
  }

  pan(x, y) {
    this.x += x / this.scale;
    this.y += y / this.scale;
    this.apply();
  }

  apply() {
    const [width, height] = [this.full.width / this.scale, this.full.height / this.scale];
    this.x = Math.max(0, Math.min(this.full.width - width, this.x));
    this.y = Math.max(0, Math.min(this.full.height - height, this.y));
    this.drawing.setAttribute("viewBox", `${this.x} ${this.y} ${width} ${height}`);
  }

  /** Bring a node into sight. */
  reveal(node) {
    const [width, height] = [this.full.width / this.scale, this.full.height / this.scale];
    if (node.left < this.x || node.left + node.width > this.x + width) this.x = node.x - width / 2;
    if (node.top < this.y || node.top + NODE_HEIGHT > this.y + height) this.y = node.top - height / 2;
    this.apply();
  }

  key(event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const steps = { ArrowLeft: [-60, 0], ArrowRight: [60, 0], ArrowUp: [0, -60], ArrowDown: [0, 60] };
    if (event.key === "+" || event.key === "=") this.zoom(1.4);
    else if (event.key === "-") this.zoom(1 / 1.4);
    else if (event.key === "0") this.reset();
    else if (event.shiftKey && steps[event.key]) this.pan(...steps[event.key]);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  wheel(event) {
    if (!event.ctrlKey && !event.metaKey) return; // the wheel alone scrolls the page
    event.preventDefault();
    const box = this.drawing.getBoundingClientRect();
    this.zoom(event.deltaY < 0 ? 1.15 : 1 / 1.15, {
      x: (event.clientX - box.left) / box.width,
      y: (event.clientY - box.top) / box.height,
    });
  }

  drag(event) {
    if (event.button !== 0 || this.scale === 1 || event.target.closest(".node")) return;
    const factor = this.full.width / this.drawing.getBoundingClientRect().width;
    let last = event;
    const move = (to) => {
      this.pan((last.clientX - to.clientX) * factor, (last.clientY - to.clientY) * factor);
      last = to;
    };
    const stop = () => this.drawing.removeEventListener("pointermove", move);
    this.drawing.setPointerCapture(event.pointerId);
    this.drawing.addEventListener("pointermove", move);
    for (const end of ["pointerup", "pointercancel"])
      this.drawing.addEventListener(end, stop, { once: true });
  }
}
