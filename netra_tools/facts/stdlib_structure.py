"""A hash of a body's syntax that positions, comments and docstrings do not change."""

from __future__ import annotations

import ast
import hashlib
from collections.abc import Iterator, Sequence

from netra_tools.facts.stdlib_outline import docstring_of, is_definition

_SKIPPED = frozenset({"ctx", "kind", "type_comment", "type_ignores"})


def structure(body: Sequence[ast.stmt]) -> int:
    """Hash the statements after the docstring to 63 bits, the same in every process."""
    digest = hashlib.blake2b(digest_size=8)
    for word in _words(undocumented(body)):
        digest.update(word.encode("utf-8", "surrogatepass"))
        digest.update(b"\0")
    return int.from_bytes(digest.digest(), "big") >> 1


def undocumented(body: Sequence[ast.stmt]) -> Sequence[ast.stmt]:
    """Return a body without its docstring."""
    return body[1:] if docstring_of(body) else body


def _words(statements: Sequence[ast.stmt]) -> Iterator[str]:
    stack: list[object] = [list(statements)]
    while stack:
        top = stack.pop()
        if isinstance(top, list):
            yield f"[{len(top)}"
            stack.extend(reversed(top))
        elif isinstance(top, ast.AST):
            yield type(top).__name__
            stack.extend(reversed(_children(top)))
        else:
            yield f"{type(top).__name__}:{top!r}"


def _children(node: ast.AST) -> list[object]:
    children: list[object] = []
    for field in node._fields:
        value = getattr(node, field, None)
        if field == "body" and is_definition(node):
            value = list(undocumented(node.body))
        if field not in _SKIPPED:
            children.append(value)
    return children
