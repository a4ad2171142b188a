"""Drawings of the import graph: as text, JSON, Mermaid and Graphviz; the same each time."""

from __future__ import annotations

from collections.abc import Iterator

from netra_tools.graph.drawing import Drawing, Link, Node
from netra_tools.report.escape import encodable, printable
from netra_tools.report.result import plural

DRAWINGS = ("text", "mermaid", "dot", "json")
SCHEMA_VERSION = 1
LEGEND = (
    "red: a cycle of modules; orange: a cycle of packages only; dashed: breaks a layer; "
    "numbers count the imports of marked links"
)
RED, ORANGE = "#c0392b", "#d68910"


def render_drawing(form: str, drawing: Drawing) -> str:
    """Write a drawing in one of the forms of `DRAWINGS`."""
    if form == "json":
        return _json(drawing)
    write = {"text": _text, "mermaid": _mermaid, "dot": _dot}[form]
    return "".join([f"{line}\n" for line in write(drawing)])


def _text(drawing: Drawing) -> Iterator[str]:
    width = max((len(printable(node.name)) for node in drawing.nodes), default=0)
    yield from summary(drawing)
    for number, node in enumerate(drawing.nodes):
        yield ""
        yield f"{printable(node.name)}  {_inside(node)}"
        for link in drawing.links:
            if link.source == number:
                name = printable(drawing.nodes[link.target].name)
                yield f"  -> {name:<{width}}  {link.imports:>6,}{_remarks(link)}"


def summary(drawing: Drawing) -> Iterator[str]:
    """Say in two lines what a drawing shows and what is wrong in it."""
    modules = sum(node.modules for node in drawing.nodes)
    imports = sum(link.imports for link in drawing.links)
    focus = f", {printable(drawing.focus)} and its neighbours" if drawing.focus else ""
    shown = f"{plural(len(drawing.nodes), 'node')} for {plural(modules, 'module')}"
    yield f"depth {drawing.depth}{focus}: {shown}, {plural(imports, 'import')} between them"
    kinds = [link.cycle for link in drawing.links]
    knots = sum(node.knots for node in drawing.nodes)
    broken = sum(bool(link.broken) for link in drawing.links)
    yield (
        f"links in a cycle of modules: {kinds.count('modules'):,}, of packages only: "
        f"{kinds.count('packages'):,}, breaking a layer: {broken:,}; cycles within one node: {knots:,}"
    )


def _inside(node: Node) -> str:
    said = [plural(node.modules, "module")]
    said += [f"{plural(node.imports, 'import')} within"] if node.imports else []
    said += [f"{plural(node.knots, 'cycle')} within"] if node.knots else []
    return ", ".join(said)


def _remarks(link: Link) -> str:
    said = [f"{link.deferred:,} deferred"] if link.deferred else []
    said += [f"cycle of {link.cycle}"] if link.cycle else []
    said += [f"breaks {printable(name)}" for name in link.broken]
    return f"  {', '.join(said)}" if said else ""


def _json(drawing: Drawing) -> str:
    import json

    names = [encodable(node.name) for node in drawing.nodes]
    head = {
        "schema_version": SCHEMA_VERSION,
        "depth": drawing.depth,
        "focus": encodable(drawing.focus) or None,
        "nodes": [{**node._asdict(), "name": name} for node, name in zip(drawing.nodes, names, strict=True)],
        "links": [
            {**link._asdict(), "source": names[link.source], "target": names[link.target]}
            for link in drawing.links
        ],
    }
    return json.dumps(head, indent=1) + "\n"


def _mermaid(drawing: Drawing) -> Iterator[str]:
    """Source: https://mermaid.js.org/syntax/flowchart.html (arrows, entities, linkStyle)."""
    yield f"%% {LEGEND}"
    yield "flowchart LR"
    for number, node in enumerate(drawing.nodes):
        yield f'  n{number}["{_entities(node.name)}"]'
    for link in drawing.links:
        arrow = "-.->" if link.broken else "-->"
        count = f"|{link.imports}|" if link.cycle or link.broken else ""
        yield f"  n{link.source} {arrow}{count} n{link.target}"
    for number, link in enumerate(drawing.links):
        if link.cycle:
            yield f"  linkStyle {number} stroke:{_color(link)}"


def _entities(name: str) -> str:
    return "".join(f"#{ord(char)};" if char in '"#<>&`' else char for char in printable(name))


def _dot(drawing: Drawing) -> Iterator[str]:
    """Source: https://graphviz.org/doc/info/lang.html (quoted names)."""
    yield f"// {LEGEND}"
    yield "digraph netra {"
    yield "  rankdir=LR;"
    yield '  node [shape=box, fontname="sans-serif"];'
    names = [_quoted(node.name) for node in drawing.nodes]
    for name, node in zip(names, drawing.nodes, strict=True):
        yield f"  {name} [tooltip={_quoted(_inside(node))}];"
    for link in drawing.links:
        marks = [f"tooltip={_quoted(plural(link.imports, 'import'))}"]
        marks += [f'color="{_color(link)}"'] if link.cycle else []
        marks += ["style=dashed"] if link.broken else []
        marks += [f'label="{link.imports}"'] if link.cycle or link.broken else []
        yield f"  {names[link.source]} -> {names[link.target]} [{', '.join(marks)}];"
    yield "}"


def _quoted(text: str) -> str:
    escaped = printable(text).replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def _color(link: Link) -> str:
    return RED if link.cycle == "modules" else ORANGE
