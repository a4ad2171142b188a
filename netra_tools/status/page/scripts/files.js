// The way down: from the repository by its folders to a file, its findings, and their lines.

function filesPage(parameters) {
  const path = parameters.path ?? "";
  const found = findings();
  const inside = path ? found.all.filter((row) => isIn(found.value("path", row), path)) : found.all;
  const own = inside.filter((row) => found.value("path", row) === path);
  return [
    crumbs(path),
    inside.length
      ? own.length
        ? fileFindings(path, own)
        : folderTable(path, inside)
      : el("p", { class: "empty" }, "No finding is in ", place(path), "."),
  ];
}

const isIn = (file, path) => file === path || (file.startsWith(path) && file.charAt(path.length) === "/");

function crumbs(path) {
  const parts = path ? path.split("/") : [];
  const steps = parts.map((part, at) => {
    const here = parts.slice(0, at + 1).join("/");
    return el(
      "li",
      {},
      at === parts.length - 1
        ? el("span", { "aria-current": "page" }, visible(part))
        : el("a", { href: link("files", { path: here }) }, visible(part)),
    );
  });
  const name = visible(STATUS.repository.name);
  return el(
    "nav",
    { class: "crumbs", "aria-label": "Folders" },
    el(
      "ol",
      {},
      el(
        "li",
        {},
        path ? el("a", { href: link("files") }, name) : el("span", { "aria-current": "page" }, name),
      ),
      steps,
    ),
  );
}

/** Count findings by what stands directly in a folder; folders with a single folder in them are passed. */
function folderTable(path, inside) {
  const found = findings();
  const shared = commonFolder(inside.map((row) => found.value("path", row)));
  const start = shared ? shared.length + 1 : 0;
  const skipped = path ? shared.slice(path.length + 1) : shared;
  const children = new Map();
  for (const row of inside) {
    const rest = found.value("path", row).slice(start);
    const end = rest.indexOf("/");
    const name = end < 0 ? rest : rest.slice(0, end);
    const child = children.get(name) ?? {
      name,
      path: shared ? `${shared}/${name}` : name,
      folder: end >= 0,
      files: new Set(),
      errors: 0,
      warnings: 0,
      new: 0,
    };
    child.files.add(rest);
    child[found.value("severity", row) === "error" ? "errors" : "warnings"] += 1;
    child.new += found.value("status", row) === "new";
    children.set(name, child);
  }
  const rows = [...children.values()].sort(
    (left, right) =>
      right.folder - left.folder ||
      right.errors - left.errors ||
      right.warnings - left.warnings ||
      order(left.name, right.name),
  );
  return dataTable({
    caption: path ? `Findings in ${visible(path)}` : "Findings by folder",
    noun: "folders and files",
    rows,
    columns: [
      {
        key: "name",
        title: "Folder or file",
        head: true,
        value: (row) => row.name,
        cell: (row) =>
          el(
            "a",
            { class: row.folder ? "folder" : "file", href: link("files", { path: row.path }) },
            skipped ? `${visible(skipped)}/` : "",
            visible(row.name),
            row.folder ? "/" : "",
          ),
      },
      { key: "files", title: "Files with findings", kind: "number", value: (row) => row.files.size },
      { key: "errors", title: "Errors", kind: "number", value: (row) => row.errors },
      { key: "warnings", title: "Warnings", kind: "number", value: (row) => row.warnings },
      { key: "new", title: "New", kind: "number", value: (row) => row.new },
    ],
  });
}

/** Find the innermost folder that all paths stand in. */
function commonFolder(paths) {
  let shared = paths[0].slice(0, Math.max(0, paths[0].lastIndexOf("/")));
  while (shared && !paths.every((path) => path.startsWith(`${shared}/`)))
    shared = shared.slice(0, Math.max(0, shared.lastIndexOf("/")));
  return shared;
}

const FILE_ROWS = 30;

/** Show the findings of one file, each with its lines. */
function fileFindings(path, rows) {
  const found = findings();
  const sorted = [...rows].sort(
    (left, right) => found.value("line", left) - found.value("line", right) || left - right,
  );
  const list = el("ol", { class: "file-findings" });
  const more = el("div", { class: "pager" });
  const show = (from) => {
    list.append(
      ...sorted
        .slice(from, from + FILE_ROWS)
        .map((row) =>
          el("li", { class: "panel", tabindex: "-1" }, findingHead(row), findingDetail(row, true)),
        ),
    );
    const left = sorted.length - from - FILE_ROWS;
    const next = () => {
      show(from + FILE_ROWS);
      list.children[from + FILE_ROWS].focus();
    };
    more.replaceChildren(
      ...(left > 0 ? [button(`Show ${count(Math.min(left, FILE_ROWS))} more of ${count(left)}`, next)] : []),
    );
  };
  show(0);
  return [el("p", {}, plural(rows.length, "findings"), " in ", place(path)), list, more];
}

function findingHead(row) {
  const found = findings();
  const line = found.value("line", row);
  return el(
    "h2",
    { class: "finding-head" },
    badge(found.value("severity", row)),
    badge(found.value("status", row)),
    el("span", {}, line ? `line ${line}: ` : "", visible(found.value("message", row))),
  );
}
