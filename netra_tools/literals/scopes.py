"""What kind of class a literal stands in: an enumeration, settings, a migration."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from netra_tools.model import Definition

NO_CLASS: Final = ""
ENUM: Final = "enum"
SETTINGS: Final = "settings"
MIGRATION: Final = "migration"
FUNCTION: Final = "function"

_BASES = {
    **dict.fromkeys(
        ("Enum", "StrEnum", "IntEnum", "Flag", "IntFlag", "ReprEnum", "TextChoices", "IntegerChoices"), ENUM
    ),
    **dict.fromkeys(("BaseSettings", "Settings", "BaseConfig"), SETTINGS),
    "Migration": MIGRATION,
}


def class_kinds(definitions: Sequence[Definition]) -> list[str]:
    """Give the kind of each definition; classes of the file pass theirs on to those derived from them."""
    known: dict[str, str] = {}
    kinds = []
    for found in definitions:
        kind = FUNCTION
        if found.kind == "class":
            kind = _kind_of_class(found, known)
            known.setdefault(found.name, kind)
        kinds.append(kind)
    return kinds


def _kind_of_class(found: Definition, known: dict[str, str]) -> str:
    for base in found.bases:
        last = base.rpartition(".")[2]
        kind = known.get(base) or _BASES.get(last) or _kind_by_end(last)
        if kind:
            return kind
    return NO_CLASS


def _kind_by_end(base: str) -> str:
    for end, kind in (("Enum", ENUM), ("Choices", ENUM), ("Settings", SETTINGS)):
        if base.endswith(end):
            return kind
    return NO_CLASS
