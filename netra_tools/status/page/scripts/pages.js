// The frame around the views: the address decides which one is seen.

const EVERY_VIEW = [
  { id: "overview", title: "Overview", make: overview, light: true },
  { id: "changes", title: "Changes", make: changesPage, when: () => STATUS.has_delta },
  { id: "findings", title: "Findings", make: findingsPage },
  { id: "files", title: "Files", make: filesPage },
  { id: "heat", title: "Heat map", make: heat },
  { id: "graph", title: "Imports", make: graphPage },
  { id: "trend", title: "Trend", make: trendPage },
  { id: "rules", title: "Rules", make: rulesPage },
  { id: "quality", title: "Tests and complexity", make: qualityPage },
  { id: "knowledge", title: "Knowledge", make: knowledgePage },
  { id: "people", title: "Hot spots", make: peoplePage },
];

const VIEWS = EVERY_VIEW.filter((view) => view.when?.() ?? true);

/** Write the address of a view: "#/findings?rule=NET201". */
function link(view, parameters = {}) {
  const given = Object.entries(parameters).filter(
    ([, value]) => value !== "" && value !== null && value !== undefined,
  );
  const query = given.map(([key, value]) => `${key}=${encodeURIComponent(String(value))}`).join("&");
  return `#/${view}${query ? `?${query}` : ""}`;
}

function whereTo() {
  const [view, query = ""] = location.hash.replace(/^#\/?/, "").split(/\?(.*)/s);
  const found = VIEWS.find((one) => one.id === view) ?? VIEWS[0];
  return { view: found, parameters: Object.fromEntries(new URLSearchParams(query.replaceAll("+", "%2B"))) };
}

/** Put what the reader chose into the address, without a step in the history. */
function rewrite(view, parameters) {
  if (whereTo().view.id !== view) return;
  try {
    history.replaceState(null, "", link(view, parameters));
  } catch {
    // Some viewers of artefacts forbid it; the page works without.
  }
}

const page = {};

function frame() {
  const { repository, tool } = STATUS;
  page.links = new Map(VIEWS.map((view) => [view.id, el("a", { href: link(view.id) }, view.title)]));
  page.main = el("main", { id: "main", tabindex: "-1" });
  const facts = [repository.branch, repository.commit ? String(repository.commit).slice(0, 10) : null]
    .filter(Boolean)
    .map((fact) => el("code", {}, visible(fact)));
  byId("app").replaceChildren(
    el("a", { class: "skip", href: "#main", on: { click: skip } }, "Skip to the content"),
    el(
      "header",
      { class: "top" },
      el(
        "div",
        { class: "title" },
        el("a", { class: "name", href: link("overview") }, visible(repository.name)),
        el(
          "span",
          { class: "commit" },
          facts.flatMap((fact) => [fact, " "]),
        ),
        repository.committed_at
          ? el("span", { class: "commit" }, "committed ", time(repository.committed_at))
          : null,
      ),
      el("div", { class: "aside" }, themeChoice()),
    ),
    el(
      "nav",
      { class: "views", "aria-label": "Views" },
      el(
        "ul",
        {},
        [...page.links.values()].map((one) => el("li", {}, one)),
      ),
    ),
    page.main,
    el(
      "footer",
      {},
      "Made ",
      time(repository.made_at),
      ` by ${visible(tool?.name ?? "netra")} ${visible(tool?.version)}. `,
      "All data is in this file; it asks no server for anything.",
    ),
  );
}

function skip(event) {
  event.preventDefault();
  page.main.focus();
}

/** Show the view of the address; one that needs the findings waits until the browser has read so far. */
function show(focus) {
  const { view, parameters } = whereTo();
  if (!view.light && document.readyState === "loading") {
    document.addEventListener("DOMContentLoaded", () => show(focus), { once: true });
    return;
  }
  const title = el("h1", { tabindex: "-1" }, view.title);
  page.main.replaceChildren(title, ...[view.make(parameters)].flat(Infinity).filter(Boolean));
  const [stage] = page.main.getElementsByClassName("stage");
  stage?.dispatchEvent(new Event("attached")); // it has a width now
  for (const [id, one] of page.links) {
    if (id === view.id) one.setAttribute("aria-current", "page");
    else one.removeAttribute("aria-current");
  }
  document.title = `${view.title} · ${visible(STATUS.repository.name)}`;
  page.links.get(view.id).scrollIntoView({ block: "nearest", inline: "nearest" });
  performance.mark("drawn");
  if (focus) {
    scrollTo({ top: 0, behavior: "instant" });
    title.focus({ preventScroll: true });
  }
}

const THEMES = [
  ["auto", "as the system"],
  ["light", "light"],
  ["dark", "dark"],
];

function themeChoice() {
  const kept = remembered();
  const set = (theme) => {
    if (theme === "auto") delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = theme;
  };
  set(kept);
  const select = el(
    "select",
    { id: "theme" },
    THEMES.map(([value, label]) => el("option", { value, selected: value === kept }, label)),
  );
  select.addEventListener("change", () => {
    set(select.value);
    try {
      localStorage.setItem("netra-theme", select.value);
    } catch {
      // From a disk or in a sandbox there may be no storage; the choice then lasts as long as the page.
    }
  });
  return el("div", { class: "control row" }, el("label", { for: "theme" }, "Colours"), select);
}

function remembered() {
  try {
    const kept = localStorage.getItem("netra-theme");
    return THEMES.some(([theme]) => theme === kept) ? kept : "auto";
  } catch {
    return "auto";
  }
}

frame();
show(false);
addEventListener("hashchange", () => show(true));
