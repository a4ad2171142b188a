"""What the imports of a file bind, so that a name means the same wherever it was imported from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from netra_tools.model import Import


class Origin(NamedTuple):
    """Whose literals they are."""

    module: str
    is_package: bool
    is_test: bool


def resolve(name: str, names: Mapping[str, str]) -> str:
    """Write a dotted name as if nothing had been renamed by an import."""
    first, dot, rest = name.partition(".")
    imported = names.get(first)
    return name if imported is None else imported + dot + rest


def imported_names(imports: Iterable[Import], origin: Origin) -> dict[str, str]:
    """Give the dotted name of everything that a file's imports bind."""
    names: dict[str, str] = {}
    for found in imports:
        if not found.is_from:
            first = found.module.partition(".")[0]
            names[found.alias or first] = found.module if found.alias else first
            continue
        module = found.module if not found.level else absolute(found, origin)
        for name, alias in found.names:
            if name != "*":
                names[alias or name] = f"{module}.{name}" if module else name
    return names


def absolute(found: Import, origin: Origin) -> str:
    """Give the module that a `from` import with dots names."""
    parts = origin.module.split(".") if origin.module else []
    above = found.level - 1 if origin.is_package else found.level
    kept = parts[: len(parts) - above] if above else parts
    return ".".join([*kept, found.module]) if found.module else ".".join(kept)
