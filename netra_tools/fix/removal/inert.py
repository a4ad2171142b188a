"""Whether to compute an expression does nothing, as its tokens show."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from netra_tools.changes.gates.tokens import BRACKETS, CHAIN, NUMBER, STRING, Token

COMPARING: Final = frozenset((b"==", b"!=", b"<", b">", b"<=", b">=", b":", b",", b"-"))
LOGIC: Final = frozenset((b"and", b"or", b"not", b"in", b"is", b"if", b"else"))
SIGNS: Final = COMPARING | BRACKETS.keys()
DOING: Final = frozenset((b"await", b"yield", b"lambda", b"for"))


def is_inert(code: Sequence[Token], *, dotted: bool) -> bool:
    """Say whether tokens are names, values and comparisons, and no call; `dotted` lets attributes be."""
    for before, token in zip((None, *code), code, strict=False):
        if token.kind == CHAIN:
            plain = token.text not in DOING and (dotted or b"." not in token.text)
        else:
            plain = token.kind in (STRING, NUMBER) or token.text in SIGNS
        if not plain or (token.text in (b"(", b"[") and before is not None and is_asked(before)):
            return False
    return True


def is_asked(before: Token) -> bool:
    """Say whether a bracket behind a token calls or looks up something."""
    if before.kind == CHAIN:
        return before.text not in LOGIC
    return before.kind == STRING or before.text in (b")", b"]", b"}")
