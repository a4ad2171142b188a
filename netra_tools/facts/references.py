"""Which names are recorded where a literal could stand: constants, and parameters that are handed on."""

from __future__ import annotations

import re
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

CONSTANT: Final = re.compile(r"(?:.*\.)?_?[A-Z][A-Z0-9_]+")
PARAMETER_ROLES: Final = frozenset((ARGUMENT, KEYWORD, SUBSCRIPT, KEY, COMPARED))
CONSTANT_ROLES: Final = PARAMETER_ROLES | {DEFAULT, ASSIGNED, RETURNED, PATTERN, VALUE}


def is_reference(name: str, role: int, parameters: Collection[str]) -> bool:
    """Say whether a dotted name with this role is recorded; `parameters` are those of the function around."""
    if not name or role not in CONSTANT_ROLES:
        return False
    if CONSTANT.fullmatch(name):
        return True
    return role in PARAMETER_ROLES and name in parameters
