"""Making a learning say more, in whatever shape it is written: only what is new is put in."""

from __future__ import annotations

from netra_tools.errors import NetraError
from netra_tools.knowledge.document import Document, Node
from netra_tools.knowledge.edit import (
    INDENT,
    append,
    encodable,
    indent_of,
    insert_after,
    line_end,
    replace,
    spliced,
)
from netra_tools.knowledge.faults import Splice
from netra_tools.knowledge.tags import EMPTY
from netra_tools.learnings.adding import read_file
from netra_tools.learnings.fragment import ITEMS, escaped, indented, spec_line, text_lines
from netra_tools.learnings.model import LISTS, SHORT, TEXTS, Learning
from netra_tools.learnings.names import field_of
from netra_tools.learnings.reading import TOLD, learning_of, nodes_of, parts

LINKS = ("spec", "section", "checks")
ONE = (*SHORT[1:], "spec", "section")  # what a learning has one of
WORDS = SHORT[1:]  # what is one word or line, and may become another


def extended(path: str, data: bytes, more: Learning) -> bytes:
    """Give a file in which the learning with the id of `more` says more.

    Texts get more lines, lists more items; what is one word is replaced. Raises: NetraError.
    """
    for field in (*LISTS, *TEXTS, *WORDS, *LINKS):
        value = getattr(more, field)
        for one in (value,) if isinstance(value, str) else value:
            document = read_file(path, data)
            node = find(path, document, more.id)
            known = getattr(learning_of(path, document, node), field)
            if one and (one != known if field in ONE else one not in known):
                data = said(document, node, field, one)
    return data


def find(path: str, document: Document, name: str) -> Node:
    """Find the element of a learning.

    Raises: NetraError when it is not there.
    """
    for node in nodes_of(document):
        if learning_of(path, document, node).id == name:
            return node
    raise NetraError(f"{path} holds no learning '{name}' any more", "netra learnings search finds it")


def said(document: Document, node: Node, field: str, value: str) -> bytes:
    """Give a file in which a part of a learning says one thing more."""
    if field in WORDS:
        return with_word(document, node, field, value)
    found = [part for name, part in parts(document, node) if name == field and isinstance(part, Node)]
    if field in TEXTS:
        return with_text(document, node, found, (field, value))
    if field in LINKS:
        return with_link(document, node, found, (field, value))
    return with_item(document, node, found, (field, value))


def with_word(document: Document, node: Node, field: str, value: str) -> bytes:
    """Write another value where a learning keeps one word or line."""
    for name, attribute in node.attributes.items():
        if field_of(name) == field:
            text = encodable(escaped(value, quoted=True).replace("'", "&apos;"), document.source.codec)
            return spliced(document, Splice(attribute.start, attribute.end, text))
    for name, part in parts(document, node):
        if name == field and isinstance(part, Node):
            return replace(document, part, f"<{part.tag.name}>{escaped(value)}</{part.tag.name}>")
    return append(document, node, f"<{field}>{escaped(value)}</{field}>")


def with_text(document: Document, node: Node, found: list[Node], told: tuple[str, str]) -> bytes:
    """Put lines at the end of a text; one that is made of elements gets another of these."""
    field, value = told
    if not found:
        return append(document, node, "\n".join(text_lines(field, value)))
    part = found[-1]
    if part.children:
        return append(document, part, "\n".join(text_lines(part.children[-1].tag.name, value)))
    return with_lines(document, part, value)


def with_lines(document: Document, part: Node, value: str) -> bytes:
    """Put lines behind the last one of an element."""
    if part.tag.form == EMPTY or not part.text.strip():
        return replace(document, part, "\n".join(text_lines(part.tag.name, value)))
    begin, stop = part.inner
    end = begin + len(document.source.text[begin:stop].rstrip())
    margin = line_end(document) + indent_of(document, part.start) + INDENT
    lines = [margin + line if line else line_end(document) for line in escaped(value).split("\n")]
    return spliced(document, Splice(end, end, encodable("".join(lines), document.source.codec)))


def with_item(document: Document, node: Node, found: list[Node], told: tuple[str, str]) -> bytes:
    """Put an item at the end of a list."""
    field, value = told
    if not found:
        item = ITEMS.get(field)
        inner = f"\n{INDENT}<{item}>{escaped(value)}</{item}>\n" if item else escaped(value)
        return append(document, node, f"<{field}>{inner}</{field}>")
    part = found[-1]
    if part.children:
        return append(document, part, like(part.children[-1], value))
    if part.tag.name == ITEMS.get(field) or part.attributes.keys() & set(TOLD):
        return insert_after(document, part, like(part, value))
    if "\n" in part.text.strip() or field == "files" or part.tag.form == EMPTY:
        return with_lines(document, part, value)
    begin, stop = part.inner
    end = begin + len(document.source.text[begin:stop].rstrip())
    return spliced(document, Splice(end, end, encodable(f", {escaped(value)}", document.source.codec)))


def with_link(document: Document, node: Node, found: list[Node], told: tuple[str, str]) -> bytes:
    """Add a check, or say which specification a learning belongs to, and where."""
    field, value = told
    if field == "checks":
        fragment = "\n".join(["<check>", *indented(value.split("\n")), "</check>"])
        return append(document, found[-1], value) if found else append(document, node, fragment)
    known = node_values(document, node)
    spec, section = (value, known[1]) if field == "spec" else (known[0], value)
    parts_of_it = [part for name, part in parts(document, node) if name == "spec" and isinstance(part, Node)]
    fragment = spec_line(spec, section)
    return replace(document, parts_of_it[0], fragment) if parts_of_it else append(document, node, fragment)


def node_values(document: Document, node: Node) -> tuple[str, str]:
    """Give the specification and the section that a learning names."""
    learning = learning_of("", document, node)
    return learning.spec, learning.section


def like(item: Node, value: str) -> str:
    """Write an item as another one is written: as text, or in an attribute."""
    kept = next((name for name in TOLD if name in item.attributes), "")
    if kept:
        return f'<{item.tag.name} {kept}="{escaped(value, quoted=True)}"/>'
    return f"<{item.tag.name}>{escaped(value)}</{item.tag.name}>"
