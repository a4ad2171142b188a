"""Following of `__all__`: the displays of strings that are assigned or added to it."""

from __future__ import annotations

from netra_tools.facts.native_definitions import DefinitionReader
from netra_tools.facts.tags import CALL, LIST_EXPR, MEMBER, NAME, STR, TUPLE


class ExportReader(DefinitionReader):
    """Keeps what a module exports; None when it does not say, or not in so many words."""

    def __init__(self, data: bytes) -> None:
        super().__init__(data)
        self.exports: list[str] | None = None

    def display(self, pos: int) -> list[str] | None:
        """Give the strings of the list or tuple at `pos` when it holds nothing else."""
        if self.data[pos] != LIST_EXPR and self.data[pos] != TUPLE:
            return None
        saved, structure = self.pos, self.hash
        self.pos = pos + 1
        values: list[str] = []
        for _index in range(self.count()):
            if self.data[self.pos] != STR:
                self.pos = saved
                return None
            self.pos += 1
            values.append(self.string())
            self.pos += 1
            self.skip_location()
            self.pos += 1
        self.pos, self.hash = saved, structure
        return values

    def add_exports(self, pos: int, is_list: bool) -> None:
        """Add the display or the string at `pos` to `__all__`."""
        more = self.display(pos) if is_list else [self.text_at(pos)] if self.data[pos] == STR else None
        if self.exports is None or more is None:
            self.exports = None
        else:
            self.exports += more

    def extend_exports(self, start: int) -> None:
        """Follow `__all__.extend([...])` and `__all__.append("...")`."""
        data = self.data
        if data[start] != CALL or data[start + 1] != MEMBER or data[start + 2] != NAME:
            return
        name = self.dotted(start + 1)
        if name in ("__all__.extend", "__all__.append"):
            self.add_exports(self.first_argument(start), name == "__all__.extend")

    def first_argument(self, start: int) -> int:
        """Give the place of the first argument of a call of a dotted name at `start`."""
        pos = start + 1
        while self.data[pos] == MEMBER:
            pos += 1
        depth = pos - start - 1
        saved = self.pos
        self.pos = pos + 1
        for _index in range(depth + 1):
            self.string()
            self.skip_location()
            self.pos += 1
        self.count()
        pos = self.pos
        self.pos = saved
        return pos
