"""What is wrong with a script: the bytes that are not its text, and the syntax that nobody understands."""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from typing import TYPE_CHECKING

from netra_tools.model import Problem

if TYPE_CHECKING:
    from tree_sitter import Node

SHOWN = 30  # characters of what is not understood


def decode_script(data: bytes) -> tuple[bytes, tuple[Problem, ...]]:
    """Decode as TypeScript does (by a byte order mark, else UTF-8) and give UTF-8 with plain newlines."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        data = data.decode("utf-16", "replace").encode("utf-8", "replace")
    data = data.removeprefix(codecs.BOM_UTF8)
    if b"\r" in data:
        data = data.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        column = error.start - (data.rfind(b"\n", 0, error.start) + 1)
        problem = Problem("encoding", f"not UTF-8: byte 0x{data[error.start]:02x}", line, column)
        return data.decode("utf-8", "replace").encode(), (problem,)
    return data, ()


def syntax_problems(root: Node) -> tuple[Problem, ...]:
    """Report the first place that is not understood: those behind it mostly follow from it."""
    if not root.has_error:
        return ()
    stumbles = list(find_stumbles(root))
    first = min(stumbles, key=lambda node: node.start_byte, default=root)
    said = describe(first)
    if len(stumbles) > 1:
        said += f", and {len(stumbles) - 1} more after it"
    row, column = first.start_point
    return (Problem("syntax", said, row + 1, column),)


def find_stumbles(root: Node) -> Iterator[Node]:
    """Yield the outermost nodes that stand for what is not understood, or not there."""
    stack = [root]
    while stack:
        node = stack.pop()
        if node.is_error or node.is_missing:
            yield node
        elif node.has_error:
            stack += node.children


def describe(node: Node) -> str:
    """Say what is wrong at a node."""
    if node.is_missing:
        return f"`{node.type}` is missing"
    text = " ".join((node.text or b"")[: 8 * SHOWN].decode("utf-8", "replace").split())
    shown = text if len(text) <= SHOWN else text[:SHOWN].rstrip() + "..."
    return f"not understood: `{shown}`" if shown else "not understood"
