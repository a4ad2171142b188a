"""A learning in the specification that it belongs to: one element in a section, linked both ways."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from netra_tools.errors import NetraError, near_miss
from netra_tools.knowledge.document import Document, Node
from netra_tools.knowledge.edit import append, remove, replace
from netra_tools.knowledge.kinds import plain
from netra_tools.learnings.adding import read_file
from netra_tools.learnings.extending import find
from netra_tools.learnings.fragment import applied_line, escaped
from netra_tools.learnings.index import gist_of
from netra_tools.learnings.model import Applied, Learning
from netra_tools.learnings.wording import one_line

REF: Final = "learning_ref"
SECTIONS: Final = frozenset(("section", "subsection", "chapter", "part"))
HEADINGS: Final = ("id", "title", "name")


def said_in(path: str, data: bytes, learning: Learning) -> bytes:
    """Give a specification in which a section says what was learned, as it is known now.

    Raises: NetraError when the file cannot be read, or has no such section.
    """
    document = read_file(path, data)
    section = section_of(path, document, learning.section)
    fragment = reference_to(learning)
    for node in references(document, learning.id):
        if node.parent is section:
            same = document.source.text[node.start : node.end] == fragment
            return data if same else replace(document, node, fragment)
    return append(document, section, fragment)


def unsaid_in(path: str, data: bytes, name: str, section: str = "") -> bytes:
    """Give a specification that says nothing of a learning, but in the section that is named."""
    document = read_file(path, data)
    for node in references(document, name):
        if not section or node.parent not in list(sections(document, section)):
            return unsaid_in(path, remove(document, node), name, section)
    return data


def linked(path: str, data: bytes, name: str, place: Applied) -> bytes:
    """Give a file of learnings in which one says where it is applied: there, and nowhere else."""
    document = read_file(path, data)
    node = find(path, document, name)
    told = [child for child in node.walk() if plain(child.name) == "applied_to"]
    kept = [one for one in told if place_of(document, one) == place]
    for one in told:
        if one not in kept[:1]:
            return linked(path, remove(document, one), name, place)
    return data if kept else append(document, node, applied_line(*place))


def place_of(document: Document, node: Node) -> Applied:
    """Give what an element says of where a learning is applied."""
    return Applied(*[node.value(document, name) for name in Applied._fields])


def reference_to(learning: Learning) -> str:
    """Write what a specification says of a learning."""
    told = f' severity="{learning.severity}"' if learning.severity else ""
    gist = gist_of(learning)
    text = f"{learning.title}: {gist}" if gist else learning.title
    return f'<learning-ref ref="{escaped(learning.id, quoted=True)}"{told}>{escaped(text)}</learning-ref>'


def references(document: Document, name: str) -> list[Node]:
    """Give the elements of a specification that speak of a learning."""
    every = document.root.walk()
    return [node for node in every if plain(node.name) == REF and node.value(document, "ref") == name]


def section_of(path: str, document: Document, name: str) -> Node:
    """Find a section by its id, title or name; without a name, the root.

    Raises: NetraError when there is none.
    """
    if not name:
        return document.root
    found = next(sections(document, name), None)
    if found is not None:
        return found
    known = [one for node in document.root.walk() if is_section(node) for one in headings(document, node)]
    raise NetraError(f"{path} has no section '{name}'", near_miss(name, dict.fromkeys(known[:20])))


def sections(document: Document, name: str) -> Iterator[Node]:
    """Give the sections that are called so, those with the id first."""
    wanted = one_line(name).casefold()
    every = list(document.root.walk())
    yield from [node for node in every if node.value(document, "id") == name]
    for node in every:
        if is_section(node) and wanted in [one.casefold() for one in headings(document, node)]:
            yield node


def is_section(node: Node) -> bool:
    """Say whether an element is a section by its name."""
    return plain(node.name) in SECTIONS


def headings(document: Document, node: Node) -> list[str]:
    """Give what a section is called."""
    told = [node.value(document, name) for name in HEADINGS]
    told += [child.text for child in node.children if child.name in HEADINGS]
    return [one_line(text) for text in told if text.strip()]
