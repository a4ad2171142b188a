"""Joining what two branches made of a file of learnings, learning by learning.

Git sees lines: two learnings that were added at one place are a conflict to it. They are none, since each
is an element of its own with its own place. A learning that both changed, or one changed and the other
removed, is for people.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from netra_tools.errors import NetraError
from netra_tools.knowledge.document import Document, Node
from netra_tools.knowledge.edit import remove, replace
from netra_tools.learnings.adding import EMPTY, placed, read_file
from netra_tools.learnings.reading import learning_of, nodes_of
from netra_tools.learnings.wording import dedented


class Side(NamedTuple):
    """One of the three states of a file."""

    document: Document
    blocks: Mapping[str, str]  # the elements of learnings by id, as they are written
    rest: str  # all else, but for white space


def merged(path: str, base: bytes, ours: bytes, theirs: bytes) -> bytes:
    """Give our file with what they added, changed and removed; an empty base is none.

    Raises: NetraError for what only people can decide, or a file that cannot be read.
    """
    sides = [side_of(path, data) for data in (ours, theirs)]
    old = side_of(path, base) if base.strip() else Side(read_file(path, EMPTY.encode()), {}, sides[0].rest)
    mine, other = sides
    if other.rest not in (old.rest, mine.rest):
        raise NetraError(f"{path}: what stands around the learnings was changed", "join that by hand")
    refuse_conflicts(path, old.blocks, mine.blocks, other.blocks)
    data = ours
    for name in dict.fromkeys((*old.blocks, *other.blocks)):
        data = taken(path, data, name, (old.blocks.get(name), other.blocks.get(name)))
    return data


def refuse_conflicts(
    path: str, old: Mapping[str, str], mine: Mapping[str, str], other: Mapping[str, str]
) -> None:
    """Find the learnings that both have changed, each in another way.

    Raises: NetraError.
    """
    both = [
        name
        for name in dict.fromkeys((*old, *mine, *other))
        if mine.get(name) != old.get(name) != other.get(name) != mine.get(name)
    ]
    if both:
        names = ", ".join([f"'{name}'" for name in both])
        raise NetraError(f"{path}: both sides changed {names}", "join these by hand")


def taken(path: str, data: bytes, name: str, change: tuple[str | None, str | None]) -> bytes:
    """Take over what they did to one learning; what is as they left it stays."""
    before, after = change
    if before == after:
        return data
    document = read_file(path, data)
    nodes = [node for node in nodes_of(document) if learning_of(path, document, node).id == name]
    if after is None:
        return remove(document, nodes[0]) if nodes else data
    if not nodes:
        return placed(path, document, name, after)
    return data if block_of(document, nodes[0]) == after else replace(document, nodes[0], after)


def side_of(path: str, data: bytes) -> Side:
    """Take a file apart.

    Raises: NetraError when it cannot be read, or a learning cannot be told from another.
    """
    document = read_file(path, data)
    nodes = nodes_of(document)
    blocks = {learning_of(path, document, node).id: block_of(document, node) for node in nodes}
    if len(blocks) < len(nodes) or "" in blocks or document.root in nodes:
        raise NetraError(f"{path}: learnings without an id, or two with one", "join the file by hand")
    text, rest = document.source.text, ""
    for node in reversed(nodes):
        text, rest = text[: node.start], text[node.end :] + rest
    return Side(document, blocks, "".join((text + rest).split()))


def block_of(document: Document, node: Node) -> str:
    """Give an element as it is written, without the margin of its place."""
    first, *others = document.source.text[node.start : node.end].replace("\r\n", "\n").split("\n")
    return "\n".join([first, *dedented([line.rstrip() for line in others])])
