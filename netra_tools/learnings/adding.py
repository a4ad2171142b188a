"""Putting a learning into a file: whatever else the file holds stays as it is, byte for byte.

Learnings stand in the order of their ids, so that two branches which add rarely do so at one place.
"""

from __future__ import annotations

from typing import Final

from netra_tools.errors import NetraError
from netra_tools.knowledge.document import Document, Node, read
from netra_tools.knowledge.edit import append, insert_after, insert_before
from netra_tools.knowledge.kinds import plain
from netra_tools.learnings.fragment import fragment_of
from netra_tools.learnings.model import FOLDER, Learning
from netra_tools.learnings.reading import learning_of, nodes_of
from netra_tools.learnings.wording import natural

EMPTY: Final = '<?xml version="1.0" encoding="UTF-8"?>\n<learnings>\n</learnings>\n'
REPAIR: Final = "netra spec repair mends what can be mended"


def read_file(path: str, data: bytes) -> Document:
    """Read a file of learnings.

    Raises: NetraError when it is not well-formed.
    """
    document = read(data)
    if isinstance(document, Document):
        return document
    first = document[0]
    raise NetraError(f"{path}:{first.line}: {first.message}", REPAIR)


def added(path: str, data: bytes | None, learning: Learning) -> bytes:
    """Give a file with one more learning; None makes a new one.

    Raises: NetraError when the file cannot take it.
    """
    document = read_file(path, EMPTY.encode() if data is None else data)
    if document.root in nodes_of(document):
        hint = f"put it into another file: --topic NAME for {FOLDER}/NAME.xml"
        raise NetraError(f"{path} is one learning by itself and can hold no other", hint)
    return placed(path, document, learning.id, fragment_of(learning))


def placed(path: str, document: Document, name: str, fragment: str) -> bytes:
    """Give a file with one more element, at the place of a name among the learnings."""
    nodes = nodes_of(document)
    within = nodes[0].parent if nodes else holder(document.root)
    assert within is not None
    beside = [node for node in nodes if node.parent is within]
    before = [node for node in beside if key_of(path, document, node) <= natural(name)]
    if before:
        return insert_after(document, before[-1], fragment)
    return insert_before(document, nodes[0], fragment) if nodes else append(document, within, fragment)


def key_of(path: str, document: Document, node: Node) -> tuple[tuple[int, int, str], ...]:
    """Give what decides the place of a learning."""
    return natural(learning_of(path, document, node).id)


def holder(root: Node) -> Node:
    """Give the element that learnings are put into where there are none yet."""
    return next((node for node in root.walk() if plain(node.name) == "learnings"), root)
