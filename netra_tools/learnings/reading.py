"""From a file to its learnings, whatever shape somebody gave them.

Roots are `learnings`, `learning`, `specification`, `spec` and others; parts are attributes or elements, also
below wrappers such as `metadata`; lists are elements or lines of text. What is not known is kept as text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final

from netra_tools.knowledge.document import Document, Node
from netra_tools.knowledge.entities import one_line_end
from netra_tools.knowledge.kinds import plain
from netra_tools.learnings.model import FOLDER, LISTS, SHORT, TEXTS, Applied, Learning
from netra_tools.learnings.names import CONTAINERS, field_of, severity_of
from netra_tools.learnings.wording import items_of, one_line, read_text

SEPARATORS: Final = {"files": r"[\n;]|,\s", "commits": r"[\s,;]+", "keywords": r"[,;\n]"}
ENOUGH: Final = frozenset((*TEXTS, "id", "severity"))  # what makes an element without the name a learning
PATH: Final = re.compile(r"\S+")
ONCE: Final = (*SHORT, "spec", "section")
REST: Final = "rest"
HEADS: Final = ("metadata", "meta")
TOLD: Final = ("path", "name", "file", "href", "hash", "value")  # attributes that items of lists are kept in


def learnings_of(path: str, document: Document) -> list[Learning]:
    """Give the learnings of a file, in its order."""
    return [learning_of(path, document, node) for node in nodes_of(document)]


def nodes_of(document: Document) -> list[Node]:
    """Give the elements that are learnings; the root, where it is none in name and holds none."""
    found = list(named(document.root))
    if found:
        return found
    told = {field for field, _ in parts(document, document.root)}
    return [document.root] if "title" in told and ENOUGH & told else []


def named(node: Node) -> Iterator[Node]:
    """Give the outermost elements that are called learnings."""
    if plain(node.name) in CONTAINERS:
        yield node
        return
    for child in node.children:
        yield from named(child)


def learning_of(path: str, document: Document, node: Node) -> Learning:
    """Read one learning."""
    said = Said(document)
    for field, part in parts(document, node):
        said.take(field, part)
    values = said.values()
    values["id"] = values["id"] or name_of(path, document, node)
    values["category"] = values["category"] or around(document, node, "category")
    values["severity"] = values["severity"] or severity_of(around(document, node, "severity"))
    line, _ = document.lines.place(node.start)
    return Learning(**values, applied=tuple(said.applied), path=path, line=line)


def around(document: Document, node: Node, name: str) -> str:
    """Give what an element around a learning, or its metadata, says once for all in it."""
    outer = node.parent
    while outer is not None:
        heads = [outer, *[child for child in outer.children if plain(child.name) in HEADS]]
        said = [below for head in heads for below in head.children if plain(below.name) == name]
        found = outer.value(document, name) or next((one_line(read_text(one.text)) for one in said), "")
        if found:
            return found
        outer = outer.parent
    return ""


class Said:
    """What the parts of one learning say."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.found: dict[str, list[str]] = {}
        self.applied: list[Applied] = []

    def take(self, field: str, part: Node | str) -> None:
        """Take one part."""
        known = self.found.setdefault(field or REST, [])
        if isinstance(part, str):
            known.extend(cut(part, SEPARATORS[field], field) if field in LISTS else [part])
        elif field == "applied":
            self.applied.append(Applied(*[part.value(self.document, name) for name in Applied._fields]))
        elif field == "checks":
            known.extend(checks_of(self.document, part))
        elif field in LISTS:
            known.extend(items(self.document, part, SEPARATORS[field], field))
        else:
            known.append(full_text(part))
            if field == "spec":
                self.found.setdefault("section", []).append(part.value(self.document, "section"))

    def values(self) -> dict[str, Any]:
        """Give all that was said, by the names of the parts."""
        told = {name: [one for one in self.found.get(name, []) if one] for name in Learning._fields}
        values: dict[str, Any] = {name: one_line((told[name] or [""])[0]) for name in ONCE}
        values |= {name: "\n".join(told[name]) for name in (*TEXTS, REST)}
        values |= {name: tuple(dict.fromkeys(told[name])) for name in (*LISTS, "checks")}
        values["spec"], _, section = values["spec"].partition("#")
        values["section"] = values["section"] or section
        values["severity"] = severity_of(values["severity"])
        return values


def name_of(path: str, document: Document, node: Node) -> str:
    """Give what a learning without an id goes by: a file that is one by itself, its name."""
    if node is not document.root:
        return ""
    return path.removeprefix(f"{FOLDER}/").rpartition(".")[0]


def parts(document: Document, node: Node) -> Iterator[tuple[str, Node | str]]:
    """Give each part of a learning that is known by its name, and ("", element) for those that are not."""
    yield from attributes(document, node)
    if node.text.strip():
        yield "problem", read_text(node.text)
    for child in node.children:
        field = field_of(child.name)
        if field or not is_wrapper(child):
            yield field, child
        else:
            yield from parts(document, child)


def attributes(document: Document, node: Node) -> Iterator[tuple[str, str]]:
    """Give the parts of a learning that are attributes; beside a title a name is something else."""
    for name, attribute in node.attributes.items():
        if field_of(name) and (name != "name" or "title" not in node.attributes):
            yield field_of(name), document.value(attribute)


def is_wrapper(node: Node) -> bool:
    """Say whether an element without a name that is known holds parts of a learning."""
    return any(field_of(inner.name) for inner in node.walk() if inner is not node)


def items(document: Document, node: Node, separators: str, field: str) -> Iterator[str]:
    """Give the items of a list: elements, attributes of these, or lines of text."""
    for child in node.children:
        told = next(filter(None, [child.value(document, name) for name in TOLD]), "")
        yield from [told.strip()] if told else cut(full_text(child), separators, field)
    yield from cut(read_text(node.text), separators, field)


def cut(text: str, separators: str, field: str) -> Iterator[str]:
    """Cut a list that is written as text; what follows a path on its line is a remark."""
    for item in items_of(text, separators):
        found = PATH.match(item) if field == "files" else None
        yield found[0].strip("`'\",").removesuffix(":") if found else one_line(item)


def checks_of(document: Document, node: Node) -> Iterator[str]:
    """Give what a check holds, each element as it is written."""
    for child in node.children:
        yield read_text(one_line_end(document.source.text[child.start : child.end]))


def full_text(node: Node) -> str:
    """Give all text in an element and below it, in its order; elements within begin a line of their own."""
    if not node.children:
        return read_text(node.text)
    pieces: list[tuple[int, str]] = [(piece.start, read_text(piece.text)) for piece in node.pieces]
    pieces += [(child.start, full_text(child)) for child in node.children]
    return "\n".join([text for _, text in sorted(pieces) if text])
