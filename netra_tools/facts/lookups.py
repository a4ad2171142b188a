"""How the process environment is asked in a file: the form of each question, and where its parts are written.

Asked for the few files that a change concerns. A file that this interpreter's grammar refuses gives nothing,
and within an f-string older interpreters do not know where things are.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import Final, NamedTuple

from netra_tools.facts.read import to_utf8
from netra_tools.facts.uses import Place

GET: Final = "get"  # `os.environ.get("X", d)`
CALL: Final = "call"  # `os.getenv("X", d)`
ITEM: Final = "item"  # `os.environ["X"]`, read
UNCLEAR: Final = -1  # arguments such as `*names` or `default=None`

Span = tuple[Place, Place]


class Lookup(NamedTuple):
    """One question. What is asked reaches from the start of its span to `end`."""

    form: str
    end: Place  # of the function that is called; of an item the same as that of the span
    close: Place  # where the closing bracket begins
    arguments: int  # how many, or UNCLEAR


def find_lookups(data: bytes) -> dict[Span, Lookup]:
    """Find what may ask the environment, by the span of `os.environ` or `os.getenv` in it."""
    source, problems = to_utf8(data)
    if problems:
        return {}
    try:
        tree = ast.parse(source)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return {}
    return dict(found for node in ast.walk(tree) for found in read(node))


def read(node: ast.AST) -> Iterator[tuple[Span, Lookup]]:
    """Yield what a node may ask."""
    if isinstance(node, ast.Subscript) and isinstance(node.ctx, ast.Load):
        plain = not isinstance(node.slice, (ast.Slice, ast.Tuple, ast.Starred))
        end = end_of(node.value)
        yield (start_of(node), end), Lookup(ITEM, end, before_end(node), 1 if plain else UNCLEAR)
    elif isinstance(node, ast.Call):
        plain = not node.keywords and not any(isinstance(one, ast.Starred) for one in node.args)
        count = len(node.args) if plain else UNCLEAR
        called, close = node.func, before_end(node)
        yield (start_of(called), end_of(called)), Lookup(CALL, end_of(called), close, count)
        if isinstance(called, ast.Attribute) and called.attr == GET:
            asked = called.value
            yield (start_of(asked), end_of(asked)), Lookup(GET, end_of(called), close, count)


def start_of(node: ast.expr) -> Place:
    """Give where a node begins."""
    return node.lineno, node.col_offset


def end_of(node: ast.expr) -> Place:
    """Give where a node ends."""
    return node.end_lineno or node.lineno, node.end_col_offset or node.col_offset


def before_end(node: ast.expr) -> Place:
    """Give where the last sign of a node stands."""
    line, column = end_of(node)
    return line, column - 1
