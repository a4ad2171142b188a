"""Strings that count from a package, as `import_module(".b", __package__)` takes them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from netra_tools.changes.codebase import Codebase
from netra_tools.changes.renaming.bindings import Importer
from netra_tools.changes.renaming.pairs import is_below
from netra_tools.model import Literal

NAME: Final = r"[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*"
OPEN_END: Final = re.compile(r"\.(?:$|[{%*$<])")
IS_OPEN: Final = re.compile(rf"$|{OPEN_END.pattern}")
RELATIVE: Final = re.compile(rf"(\.+)({NAME})")
# The package that a relative name counts from, behind that name, whatever is filled into it.
FILLED: Final = rb"\s*(?:%\s*[\w.]+\s*|\.format\([\w.]+\)\s*)?"
ANCHOR: Final = re.compile(FILLED + rb",\s*(?:package\s*=\s*)?(__name__|__package__)\b")
Anchor = tuple[str, str]  # a package before and after


class RelativeNames:
    """Reads the relative names in the strings of one file."""

    def __init__(self, codebase: Codebase, importer: Importer) -> None:
        self.codebase = codebase
        self.importer = importer

    def anchors(self, literal: Literal, after: Sequence[Literal]) -> list[Anchor]:
        """Give the package that a call names beside a relative name; none when it does so in another way."""
        beside = [
            item.value for item in after if item.owner == literal.owner and item.slot in ("1", "package")
        ]
        if beside:
            return [(name, self.codebase.renaming.new_name(name)) for name in beside]
        own = self.importer
        start = own.text.offset((literal.end_line, literal.end_column))
        found = ANCHOR.match(own.text.data, start)
        if found and found[1] == b"__name__":
            return [(own.module, own.new_module)]
        packages = package_of(own.module, own.package), package_of(own.new_module, own.new_package)
        return [packages] if found else []

    def changes(self, literal: Literal, anchors: Sequence[Anchor]) -> Iterator[Anchor]:
        """Yield how a relative name begins before and after, where that differs."""
        name = RELATIVE.match(literal.value)
        if name is None or not IS_OPEN.match(literal.value, name.end()):
            return
        for before, after in anchors:
            full = self.counted(name, before)
            found = self.codebase.renaming.of(full) if full else None
            whole = found.name if found else full
            if whole and (found or before != after) and whole != self.counted(name, after):
                yield name[0], spelled(whole, after, name[1])

    def counted(self, name: re.Match[str], package: str) -> str | None:
        """Give the full name that a relative one means in a package."""
        return self.codebase.base(name[2], len(name[1]), package, package=True)

    def full_name(self, literal: Literal) -> str | None:
        """Give what a string means that is nothing but a relative name, if it counts from its own package."""
        name = RELATIVE.fullmatch(literal.value)
        return self.counted(name, package_of(self.importer.module, self.importer.package)) if name else None


def spelled(whole: str, package: str, dots: str) -> str:
    """Say how a module is named beside a package: with a dot while it lies in it."""
    return whole[len(package) :] if is_below(whole, package) and dots == "." else whole


def package_of(module: str, is_package: bool) -> str:
    """Give the package that a module counts its dots from."""
    return module if is_package else module.rpartition(".")[0]
