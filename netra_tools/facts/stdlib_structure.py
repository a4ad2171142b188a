"""Hashes of a body's syntax that positions, comments and docstrings do not change."""

from __future__ import annotations

import ast
import hashlib
from collections.abc import Iterable, Iterator, Sequence

from netra_tools.facts.stdlib_outline import Def, Function, docstring_of, flat_targets, is_definition
from netra_tools.model import FEWEST_NAMES

_SKIPPED = frozenset({"ctx", "kind", "type_comment", "type_ignores"})
_BINDING = {
    "arg": "arg",
    "ExceptHandler": "name",
    "MatchAs": "name",
    "MatchStar": "name",
    "MatchMapping": "rest",
}
_NAMED = {  # where names stand that a scope binds or uses
    **_BINDING,
    "Name": "id",
    "FunctionDef": "name",
    "AsyncFunctionDef": "name",
    "ClassDef": "name",
    "Global": "names",
    "Nonlocal": "names",
}
Word = tuple[str, bool]  # what is hashed, and whether it is a name


def structures(node: Def) -> tuple[int, int]:
    """Hash the statements after the docstring to 63 bits, the same in every process: as they are, and alike.

    The second hash has numbers for the names that a function binds, if names are not few.
    """
    words = list(_words(undocumented(node.body)))
    exact = _digest([text for text, _ in words])
    named = dict.fromkeys([text for text, is_name in words if is_name])
    if isinstance(node, ast.ClassDef) or sum(is_name for _, is_name in words) < FEWEST_NAMES:
        return exact, exact
    numbers = _numbers(node, named)
    return exact, _digest([numbers.get(text, text) if is_name else text for text, is_name in words])


def _numbers(node: Function, named: Iterable[str]) -> dict[str, str]:
    """Number the names that a function binds: its parameters in their order, then the others."""
    known, bound = set(named), _bound(node)
    parameters = [arg.arg for arg in ast.walk(node.args) if isinstance(arg, ast.arg) and arg.arg in known]
    order = dict.fromkeys([*parameters, *(name for name in named if name in bound)])
    return {name: f"{number}" for number, name in enumerate(order)}


def undocumented(body: Sequence[ast.stmt]) -> Sequence[ast.stmt]:
    """Return a body without its docstring."""
    return body[1:] if docstring_of(body) else body


def _digest(words: Iterable[str]) -> int:
    digest = hashlib.blake2b(digest_size=8)
    for word in words:
        digest.update(word.encode("utf-8", "surrogatepass"))
        digest.update(b"\0")
    return int.from_bytes(digest.digest(), "big") >> 1


def _words(statements: Sequence[ast.stmt]) -> Iterator[Word]:
    stack: list[tuple[object, bool]] = [(list(statements), False)]
    while stack:
        top, is_name = stack.pop()
        if isinstance(top, list):
            yield f"[{len(top)}", False
            stack.extend((item, is_name) for item in reversed(top))
        elif isinstance(top, ast.AST):
            yield type(top).__name__, False
            stack.extend(reversed(_children(top)))
        else:
            yield (
                (top, True) if is_name and isinstance(top, str) else (f"{type(top).__name__}:{top!r}", False)
            )


def _children(node: ast.AST) -> list[tuple[object, bool]]:
    children: list[tuple[object, bool]] = []
    named = _NAMED.get(type(node).__name__)
    for field in node._fields:
        value = getattr(node, field, None)
        if field == "body" and is_definition(node):
            value = list(undocumented(node.body))
        if field not in _SKIPPED:
            children.append((value, field == named))
    return children


def _bound(node: Function) -> set[str]:
    """Give the names of the parameters, and those that the body binds: not by imports, nor in a class."""
    found: set[str] = set()
    outside: set[str] = set()
    stack: list[tuple[ast.AST, bool]] = [(child, False) for child in (node.args, *node.body)]
    while stack:
        top, in_class = stack.pop()
        if isinstance(top, ast.Global):
            outside.update(top.names)
        found.update(_binds(top, in_class))
        if isinstance(top, Function | ast.ClassDef):
            in_class = isinstance(top, ast.ClassDef)
        stack.extend((child, in_class) for child in ast.iter_child_nodes(top))
    return found - outside


def _binds(node: ast.AST, in_class: bool) -> list[str]:
    if isinstance(node, ast.Name):
        return [node.id] if isinstance(node.ctx, ast.Store) and not in_class else []
    if is_definition(node):
        return [] if in_class else [node.name]
    if isinstance(node, ast.comprehension | ast.NamedExpr):
        targets = flat_targets([node.target])
        return [target.id for target in targets if isinstance(target, ast.Name)]
    name = getattr(node, _BINDING.get(type(node).__name__, ""), None)
    return [name] if isinstance(name, str) else []
