"""Writes a file without a definition that it imports from elsewhere now; no other line changes."""

from __future__ import annotations

import re
from collections import Counter
from typing import NamedTuple

from netra_tools.changes.source import Splice
from netra_tools.facts.kept import kept_source
from netra_tools.fix.split_check import shapes, unbound
from netra_tools.fix.split_dropping import dropped_imports
from netra_tools.fix.split_imports import WIDTH, from_statement
from netra_tools.fix.split_parts import BUILTINS
from netra_tools.fix.split_refusal import CannotSplitError
from netra_tools.fix.split_writing import Target, Writing
from netra_tools.fix.twins.side import Side


class Place(NamedTuple):
    """Where a definition is to come from."""

    path: str
    module: str
    name: str


class Importing(Writing):
    """Writes one file whose definition another has under a name that may differ."""

    def __init__(self, side: Side, name: str, place: Place, *, kept: bool) -> None:
        self.side = side
        self.own_name = name
        self.place = place
        self.kept = kept  # somebody asks this file for the name
        self.part = side.part(name)
        target = Target(place.path, place.module, place.module, (self.part.number,))
        super().__init__(side.module, side.name, [target], side.staying.needs)

    def passed_on(self, exports: frozenset[str]) -> bytes:
        """Write the import; `X as X` says that it is there for others."""
        if not self.kept:
            return b""
        here, there = self.own_name, self.place.name
        is_read = any(here in reads for at, reads in enumerate(self.module.reads) if at != self.part.number)
        word = there if here == there and (is_read or here in exports) else f"{there} as {here}"
        return from_statement(self.place.module, [word], self.newline)

    def removal(self, number: int) -> Splice:
        """Take the definition with the comments right above it, and leave what stands further up."""
        found = super().removal(number)
        part, row = self.module.parts[number], self.module.parts[number].line - 1
        while row >= part.first and self.module.lines[row - 1].lstrip().startswith(b"#"):
            row -= 1
        above = b"".join(self.module.lines[part.first - 1 : row]).strip()
        return found._replace(start=self.module.text.starts[row]) if above else found

    def written(self) -> bytes:
        """Give what the file holds afterwards.

        Raises: CannotSplitError when something would be lost.
        """
        staying = self.side.staying
        dropped = dropped_imports(self.module, staying, self.side.around, self)
        exports = frozenset(self.side.codebase.facts(self.side.path).exports or ())
        if self.place.path == self.side.path:
            return self.checked(self.bound_again(), frozenset())
        return self.checked(self.joined(self.facade(staying.head, exports, dropped)), dropped)

    def joined(self, data: bytes) -> bytes:
        """Write two imports of one module that follow each other as one, where that is short."""
        start = b"from " + self.place.module.encode() + b" import "
        lines = re.compile(
            b"(?m)^" + re.escape(start) + rb"([^\n(#;]*?)(\r?\n)" + re.escape(start) + rb"([^\n(#;]*?)\r?\n"
        )
        found = lines.search(data)
        if found is None:
            return data
        names = b", ".join(sorted(b", ".join((found[1], found[3])).replace(b" ,", b",").split(b", ")))
        line = start + names + found[2]
        return data if len(line) > WIDTH else data[: found.start()] + line + data[found.end() :]

    def bound_again(self) -> bytes:
        """Write the name of the other definition in the place of this one."""
        text, found = self.module.text, self.removal(self.part.number)
        line = f"{self.own_name} = {self.place.name}".encode() + self.newline
        above = self.newline * 2 if found.start else b""
        return text.spliced([Splice(found.start, found.end, above + line)])

    def checked(self, after: bytes, dropped: frozenset[str]) -> bytes:
        """See that nothing else has changed.

        Raises: CannotSplitError: a mistake of ours, or something that was not seen.
        """
        old, new = kept_source(self.side.data).facts, kept_source(after).facts
        if new.problems:
            raise CannotSplitError(f"what it would be does not parse: {new.problems[0].message}")
        lost = Counter(shapes(old)) - Counter(shapes(new))
        inner = f"{self.own_name}."
        if Counter(shapes(new)) - Counter(shapes(old)) or any(
            name != self.own_name and not name.startswith(inner) for name, _, _ in lost
        ):
            raise CannotSplitError("another definition would not be what it is")
        names = set(old.names) - set(new.names) - dropped
        if names - ({self.own_name} if not self.kept else set()):
            raise CannotSplitError(f"`{min(names)}` would be lost")
        for name in sorted(unbound(after) - unbound(self.side.data)):
            if name not in BUILTINS:
                raise CannotSplitError(f"`{name}` would have no meaning")
        return after
