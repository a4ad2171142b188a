"""Where in a configuration file a value stands, as its author would write it."""

from __future__ import annotations

from typing import NamedTuple

BARE = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-")


class Place(NamedTuple):
    """One table: `pyproject.toml: [tool.netra.rules]`, `netra.toml: [[overrides]] no. 2`."""

    file: str
    table: str = ""  # dotted; "" is the top level of the file
    number: int = 0  # its position, from 1, when it is one of several
    within: str = ""  # the numbered table around it

    def __str__(self) -> str:
        if self.number:
            return f"{self.file}: [[{self.table}]] no. {self.number}{self.within}"
        return f"{self.file}: [{self.table}]{self.within}" if self.table else f"{self.file}: the top level"

    def child(self, key: str) -> Place:
        """Name the table under `key`."""
        within = f" of [[{self.table}]] no. {self.number}" if self.number else self.within
        return Place(self.file, self.dotted(key), 0, within)

    def item(self, key: str, index: int) -> Place:
        """Name one table of the list under `key`; `index` counts from 0."""
        return self.child(key)._replace(number=index + 1)

    def dotted(self, key: str) -> str:
        """Write `key` behind the name of this table."""
        key = key if key and BARE.issuperset(key) else f'"{key}"'
        return f"{self.table}.{key}" if self.table else key
