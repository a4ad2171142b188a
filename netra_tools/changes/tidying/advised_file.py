"""One file with what ruff says of its imports, and which of that is done."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property

from netra_tools.changes.codebase import Codebase
from netra_tools.changes.name_removal import without
from netra_tools.changes.source import SourceText, Splice
from netra_tools.changes.tidying.import_order import disorder
from netra_tools.changes.tidying.unused import USED_AS, Imported, Keeper
from netra_tools.external.ruff_fixes import REPEATED, UNSORTED, UNUSED, Advice, Point, Replacement
from netra_tools.facts.read import to_utf8
from netra_tools.facts.uses import Alias, ImportStatement
from netra_tools.facts.uses_text import ImportParts, Text
from netra_tools.model import IN_FUNCTION, Note

Pair = tuple[Advice, Imported]


class AdvisedFile:
    """One file. It is changed by splices of its own bytes.

    Raises: UnwritableError when it is not what its encoding says.
    """

    def __init__(self, codebase: Codebase, path: str, advice: Sequence[Advice]) -> None:
        self.codebase = codebase
        self.path = path
        self.advice = advice
        self.content = codebase.content(path)
        self.text = SourceText(self.content)
        self.source = to_utf8(self.content)[0]
        self.lines = self.source.decode("utf-8", "replace").split("\n")
        self.notes: list[Note] = []
        self.reconsider = False  # something is kept for what other files do

    @cached_property
    def statements(self) -> list[ImportStatement]:
        """Read the import statements."""
        text = Text(self.source)
        spans = {record[5:9]: record.flags for record in self.codebase.facts(self.path).imports}
        found = []
        for (line, column, end_line, end_column), flags in spans.items():
            ends = (line, column), (end_line, end_column)
            found.append(ImportParts(text, *ends).statement(0, flags, *ends))
        return sorted(found, key=lambda statement: statement.start)

    def offset(self, point: Point) -> int:
        """Give where a place of ruff's is: it counts characters, from 1."""
        row, column = point
        if row > len(self.text.starts):
            return len(self.text.data)
        before = self.lines[row - 1][: column - 1]
        return self.text.starts[row - 1] + len(before.encode())

    def imported(self, one: Advice) -> Imported | None:
        """Find the name of an import that ruff speaks of."""
        at = self.offset(one.start)
        for statement in self.statements:
            for alias in statement.names:
                if self.text.offset(alias.start) <= at < self.text.offset(alias.alias_end):
                    return Imported(self.path, statement, alias, self.lines)
        return None

    def unused(self) -> Iterator[Imported]:
        """Yield the unused names that ruff would remove."""
        for one in self.advice:
            found = self.imported(one) if one.code == UNUSED and one.fix else None
            if found is not None:
                yield found

    @property
    def first_line(self) -> int:
        """Give the line of the first import."""
        return self.statements[0].start[0] if self.statements else 1

    def is_inside(self, splice: Splice) -> bool:
        """Say whether a place is in a function."""
        block = [
            found for found in self.statements if splice.start <= self.text.offset(found.start) < splice.end
        ]
        return bool(block) and all(found.flags & IN_FUNCTION for found in block)

    def spliced(self, splices: Iterable[Splice]) -> bytes:
        """Give what the file holds when all is done that does not overlap; the rest is for the next time.

        Raises: UnwritableError.
        """
        taken: list[Splice] = []
        for splice in splices:
            if all(splice.end <= other.start or other.end <= splice.start for other in taken):
                taken.append(splice)
        return self.text.spliced(taken)

    def removals(self, keeper: Keeper) -> Iterator[Splice]:
        """Yield what takes away unused and repeated names."""
        groups: dict[ImportStatement, list[Pair]] = {}
        for one in self.advice:
            found = self.imported(one) if one.fix and one.code != UNSORTED else None
            if found is not None:
                groups.setdefault(found.statement, []).append((one, found))
        for statement, group in groups.items():
            kept = self.kept(keeper, group)
            leaving = [found.alias for _, found in group if found.alias not in kept]
            if kept:
                yield from without(self.text, self.lines, statement, leaving)
            else:
                yield from self.as_advised(group)

    def kept(self, keeper: Keeper, group: Sequence[Pair]) -> set[Alias]:
        """Give the names that stay, and note why."""
        kept = set()
        for one, found in group:
            repeated = one.code == REPEATED
            reason = keeper.reason_repeated(found, self.statements) if repeated else keeper.reason(found)
            if not reason:
                continue
            kept.add(found.alias)
            self.reconsider |= reason.startswith(USED_AS)
            what = "repeated" if repeated else "not used"
            text = f"`{found.alias.alias or found.alias.name}` is {what}, and stays: {reason}"
            self.notes.append(Note(self.path, found.alias.start[0], text))
        return kept

    def as_advised(self, group: Sequence[Pair]) -> Iterator[Splice]:
        """Yield what ruff would do with a statement, unless nothing else is in its block."""
        for one, found in group:
            if one.fix is None:
                continue
            if one.fix.text == "pass":
                text = f"`{found.alias.name}` is not used, and stays: its block holds nothing else"
                self.notes.append(Note(self.path, one.start[0], text))
                continue
            yield self.replacement(one.fix)

    def replacement(self, fix: Replacement) -> Splice:
        """Write an edit of ruff's with the newlines of the file."""
        text = fix.text.encode().replace(b"\n", self.text.newline)
        return Splice(self.offset(fix.start), self.offset(fix.end), text)

    def sortings(self) -> Iterator[Splice]:
        """Yield what sorts blocks of imports; a block whose order matters stays."""
        for one in self.advice:
            if one.code != UNSORTED or one.fix is None:
                continue
            first, last = one.fix.start[0], one.fix.end[0]
            block = [found for found in self.statements if first <= found.start[0] < last]
            reason = disorder(self.codebase, self.path, block, self.lines)
            if reason:
                self.notes.append(Note(self.path, one.start[0], f"imports stay unsorted: {reason}"))
            else:
                yield self.replacement(one.fix)
