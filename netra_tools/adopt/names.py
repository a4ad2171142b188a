"""Questions about dotted names that every conversion asks."""

from __future__ import annotations

from collections.abc import Collection

from netra_tools.graph.patterns import ancestry


def contains(package: str, name: str) -> bool:
    """Tell whether a name is that of a package or of something in it."""
    return name == package or name.startswith(f"{package}.")


def nearest(name: str, declared: Collection[str]) -> str:
    """Find the innermost declared package around a name, itself included; "" when there is none."""
    return next((one for one in ancestry(name) if one in declared), "")


def outermost(names: Collection[str]) -> list[str]:
    """Leave out the names that lie within another of them."""
    return [name for name in sorted(names) if not nearest(name.rpartition(".")[0], names)]
