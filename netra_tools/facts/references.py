"""Which names are recorded where a literal could stand: constants, and parameters that are handed on."""

from __future__ import annotations

from collections.abc import Collection
from typing import Final

from netra_tools.model import (
    ARGUMENT,
    ASSIGNED,
    COMPARED,
    DEFAULT,
    KEY,
    KEYWORD,
    PATTERN,
    RETURNED,
    SUBSCRIPT,
    VALUE,
)

PARAMETER_ROLES: Final = frozenset((ARGUMENT, KEYWORD, SUBSCRIPT, KEY, COMPARED))
CONSTANT_ROLES: Final = PARAMETER_ROLES | {DEFAULT, ASSIGNED, RETURNED, PATTERN, VALUE}


def is_reference(name: str, role: int, parameters: Collection[str]) -> bool:
    """Say whether a dotted name with this role is recorded; `parameters` are those of the function around."""
    if is_constant(name):
        return role in CONSTANT_ROLES
    return bool(name) and role in PARAMETER_ROLES and name in parameters


def is_constant(name: str) -> bool:
    """Say whether the last of a dotted name is written like a constant: two capitals at least."""
    last = name.rpartition(".")[2]
    if last[:1] == "_":
        last = last[1:]
    return len(last) > 1 and last[0] != "_" and last.isupper() and last.isascii() and last.isidentifier()
