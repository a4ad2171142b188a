"""Reads the names in comments that are types, `# type: list[a.C]`, as names that the file uses."""

from __future__ import annotations

import io
import re
import tokenize
from collections.abc import Iterator

from netra_tools.changes.renaming.bindings import Bindings
from netra_tools.facts.uses import IN_ANNOTATION, LOAD, MODULE, QUOTED, Chain

COMMENT = re.compile(r"#\s*type:(?!\s*ignore\b)\s*")
MARK = re.compile(rb"#\s*type:(?!\s*ignore\b)")
NAME = re.compile(r"(?<![\w.])[^\W\d]\w*(?:\.[^\W\d]\w*)*")


def type_comment_chains(bindings: Bindings) -> Iterator[Chain]:
    """Yield the names in type comments that imports may have bound."""
    homes: dict[str, set[int]] = {}
    for scope, local in bindings.groups:
        homes.setdefault(local, set()).add(scope)
    for line, column, text in type_comments(bindings.importer.text.data):
        for match in NAME.finditer(text):
            parts = tuple(match[0].split("."))
            home = home_of(homes.get(parts[0], set()))
            if home is not None:
                at = column + len(text[: match.start()].encode())
                ends = [len(".".join(parts[:end]).encode()) for end in range(len(parts) + 1)]
                starts = tuple((line, at + end + bool(number)) for number, end in enumerate(ends[:-1]))
                end = (line, at + ends[-1])
                yield Chain(parts, starts, end, home, home, LOAD, IN_ANNOTATION | QUOTED)


def home_of(scopes: set[int]) -> int | None:
    """Choose among the scopes that import a name: the module, or the only one."""
    if MODULE in scopes:
        return MODULE
    return next(iter(scopes)) if len(scopes) == 1 else None


def type_comments(data: bytes) -> Iterator[tuple[int, int, str]]:
    """Yield line, column in bytes, and text of the types in comments."""
    if not MARK.search(data):
        return
    lines = io.StringIO(data.decode("utf-8-sig", "replace"), newline="")
    try:
        for token in tokenize.generate_tokens(lines.readline):
            found = COMMENT.match(token.string) if token.type == tokenize.COMMENT else None
            if found is not None:
                column = token.start[1] + found.end()
                before = len(token.line[:column].encode())
                yield token.start[0], before, token.string[found.end() :].partition("#")[0]
    except (tokenize.TokenError, SyntaxError):
        return  # grammar that this Python does not know
