"""What a statement assigns to a name, as its tokens show."""

from __future__ import annotations

from collections.abc import Sequence

from netra_tools.changes.gates.tokens import BRACKETS, CHAIN, Token

Tokens = Sequence[Token]


def value_of(code: Tokens, name: bytes) -> Tokens | None:
    """Give the value that a statement binds to a name and to nothing else; None when it does not."""
    code = code[1:] if code[0].text == b"type" and code[1:2] else code
    if code[0].text != name or len(code) < 2:
        return None
    sign = first_sign(code)
    if sign < 0:
        return () if code[1].text == b":" else None
    value = code[sign + 1 :]
    typed = sign == 1 or code[1].text in (b":", b"[")
    return value if typed and not is_target(value) else None


def is_target(value: Tokens) -> bool:
    """Say whether what stands behind `=` is another name that is assigned."""
    return len(value) > 1 and value[0].kind == CHAIN and value[1].text == b"="


def first_sign(code: Tokens) -> int:
    """Give the place of the first `=` outside of brackets, or -1."""
    depth = 0
    for place, token in enumerate(code):
        depth += BRACKETS.get(token.text, 0)
        if not depth and token.text[:1] == b"=" and token.text[:2] != b"==":
            return place
    return -1
