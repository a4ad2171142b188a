"""The outermost statements of a file: where each lies, what it binds, and what it does when the file loads.

Beside uses, this is what is asked of the few files that are taken apart. The tree of the standard library is
read and dropped: a file in a grammar that is newer than the interpreter's gives the problem.
"""

from __future__ import annotations

import ast
from collections.abc import Collection, Iterator
from typing import Final, NamedTuple

from netra_tools.facts.load_effects import ACTS, level_of, tells_bases
from netra_tools.facts.read import to_utf8
from netra_tools.facts.stdlib_parse import parse
from netra_tools.model import Problem

# What a statement is (`Outermost.kind`).
DOCSTRING: Final = "docstring"
FUTURE: Final = "future"  # `from __future__ import ...`
IMPORT: Final = "import"
TYPING: Final = "typing"  # `if TYPE_CHECKING:` with nothing but imports
GUARDED: Final = "guarded"  # `if`, `try` around imports, with constants where one fails: it can be run twice
IMPORTING: Final = "importing"  # the same, with other values
DEFINITION: Final = "definition"
ASSIGNMENT: Final = "assignment"  # to plain names
TEXT: Final = "text"  # a string that speaks of the statement before it
OTHER: Final = "other"
IMPORTS: Final = (ast.Import, ast.ImportFrom)
DEFINING: Final = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
CHECKING: Final = "TYPE_CHECKING"


class Outermost(NamedTuple):
    """One statement. Lines count from 1; decorators belong to what they decorate."""

    kind: str
    line: int
    end_line: int
    names: tuple[str, ...]  # bound by a definition or an assignment
    level: int  # of `load_effects`: what happens when it runs
    decorators: tuple[str, ...]  # last parts of their names


def read_outermost(data: bytes, local: Collection[str]) -> tuple[Outermost, ...] | Problem:
    """Read the outermost statements; `local` are the names that the file binds itself, without imports."""
    source, problems = to_utf8(data)
    tree, more = parse(source)
    if problems or more:
        return (*problems, *more)[0]
    return tuple(found(tree.body, frozenset(local)))


def found(body: list[ast.stmt], local: frozenset[str]) -> Iterator[Outermost]:
    """Yield a record for each statement."""
    telling: set[str] = set()
    names = (local, local - {node.name for node in body if isinstance(node, DEFINING)})
    for number, node in enumerate(body):
        decorators = getattr(node, "decorator_list", [])
        line = min([node.lineno, *(one.lineno for one in decorators)])
        lasts = tuple(last_part(one) for one in decorators)
        level = level_of(node, names)
        if isinstance(node, ast.ClassDef) and tells_bases(node, telling):
            telling.add(node.name)
            level = ACTS
        end = node.end_lineno or node.lineno
        yield Outermost(kind_of(node, number), line, end, tuple(bound(node)), level, lasts)


def kind_of(node: ast.stmt, number: int) -> str:
    """Say what a statement is."""
    if isinstance(node, IMPORTS):
        return FUTURE if getattr(node, "module", "") == "__future__" else IMPORT
    if isinstance(node, DEFINING):
        return DEFINITION
    if is_text(node):
        return TEXT if number else DOCSTRING
    if isinstance(node, (ast.If, ast.Try)):
        return kind_of_block(node)
    return ASSIGNMENT if any(bound(node)) else OTHER


def is_text(node: ast.stmt) -> bool:
    """Say whether a statement is nothing but a string."""
    value = node.value if isinstance(node, ast.Expr) else None
    return isinstance(value, ast.Constant) and isinstance(value.value, str)


def kind_of_block(node: ast.If | ast.Try) -> str:
    """Say what a block is about."""
    inside = [one for one in ast.walk(node) if isinstance(one, ast.stmt) and one is not node]
    kinds = set(map(type, inside))
    if isinstance(node, ast.If) and last_part(node.test) == CHECKING:
        return TYPING if kinds <= set(IMPORTS) and not node.orelse else OTHER
    if kinds.isdisjoint(IMPORTS):
        return OTHER
    return kind_of_choice(inside)


def kind_of_choice(inside: list[ast.stmt]) -> str:
    """Say what imports are that depend on a condition, by all that stands in its branches."""
    if not all(map(is_stand_in, inside)):
        return OTHER
    return GUARDED if all(map(is_constant, inside)) else IMPORTING


def is_stand_in(node: ast.stmt) -> bool:
    """Say whether a statement imports, or gives names to what stands in for what cannot be imported."""
    return isinstance(node, (*IMPORTS, ast.Pass, ast.Assign, ast.If, ast.Try))


def is_constant(node: ast.stmt) -> bool:
    """Say whether a statement gives the same each time that it runs."""
    return not isinstance(node, ast.Assign) or isinstance(node.value, ast.Constant)


def bound(node: ast.stmt) -> Iterator[str]:
    """Yield the names that a definition, or an assignment to nothing but names, binds."""
    if isinstance(node, DEFINING):
        yield node.name
    elif isinstance(node, ast.AnnAssign) and node.value is not None and isinstance(node.target, ast.Name):
        yield node.target.id
    elif isinstance(node, ast.Assign):
        names = [name for target in node.targets for name in targets(target)]
        yield from () if "" in names else names


def targets(node: ast.expr) -> Iterator[str]:
    """Yield the names of a target; "" for anything else in it."""
    if isinstance(node, (ast.Tuple, ast.List)):
        for one in node.elts:
            yield from targets(one)
    else:
        yield node.id if isinstance(node, ast.Name) else ""


def last_part(node: ast.expr) -> str:
    """Give the last part of what is named or called."""
    while isinstance(node, ast.Call):
        node = node.func
    if isinstance(node, ast.Attribute):
        return node.attr
    return node.id if isinstance(node, ast.Name) else ""
