"""Strings that leave `__all__` with the module they name: the lists are compared without them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from netra_tools.changes.gates.renames import Renames
from netra_tools.changes.gates.statements import TRIVIA, Line
from netra_tools.changes.gates.tokens import CHAIN, COMMENT, NEWLINE, STRING, Token

LISTS = (b"__all__", b"__all__.extend", b"__all__.append")
Lines = list[Line]


def without_left(before: Lines, after: Lines, package: str, renames: Renames) -> tuple[Lines, Lines]:
    """Give both versions without what left the lists of a package, and then without the commas and spaces."""
    kept = {token.text for line in after for token in strings_of(line)}
    listed = {token.text for line in before for token in strings_of(line)} - kept
    left = {text for text in listed if is_gone(full_name(package, text), package, renames)}
    if not left:
        return before, after
    return [trimmed(line, left) for line in before], [trimmed(line, left) for line in after]


def is_gone(full: str, package: str, renames: Renames) -> bool:
    """Say whether a module has left the package in which it was."""
    new = renames.of(full)
    return new != full and new.rpartition(".")[0] != renames.of(package)


def strings_of(line: Line) -> Iterator[Token]:
    """Yield the strings in a statement that makes `__all__`."""
    code = next((token for token in line.tokens if token.kind not in TRIVIA), None)
    if code is not None and code.kind == CHAIN and code.text in LISTS:
        yield from (token for token in line.tokens if token.kind == STRING)


def full_name(package: str, text: bytes) -> str:
    """Give the module that a string in a list names."""
    return f"{package}.{text.decode('utf-8', 'replace').strip(chr(34) + chr(39))}"


def trimmed(line: Line, left: set[bytes]) -> Line:
    """Give a list without what left it; an appending of that alone became a `pass`."""
    strings = list(strings_of(line))
    if not strings:
        return line
    if line.tokens[-1].kind == NEWLINE and [token.text for token in strings if token.text not in left] == []:
        appended = [place for place, token in enumerate(line.tokens) if token.text == b"__all__.append"]
        if appended:
            start = line.tokens[appended[0]].start
            return Line(
                line.start, (*line.tokens[: appended[0]], Token(CHAIN, b"pass", start), line.tokens[-1])
            )
    return Line(line.start, tuple(spare(line.tokens, left)))


def spare(tokens: Sequence[Token], left: set[bytes]) -> Iterator[Token]:
    """Yield what counts of a list: no commas, and no space within it."""
    for place, token in enumerate(tokens):
        outer = place in (0, len(tokens) - 1) or token.kind == COMMENT
        if token.text not in left and (outer or (token.kind not in TRIVIA and token.text != b",")):
            yield token
