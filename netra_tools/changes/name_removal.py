"""Takes names out of import statements that keep others."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from netra_tools.changes.source import SourceText, Splice
from netra_tools.facts.uses import Alias, ImportStatement


def without(
    text: SourceText, lines: Sequence[str], statement: ImportStatement, leaving: Collection[Alias]
) -> Iterator[Splice]:
    """Take some names out of a statement that keeps others. `lines` are those of the file."""
    names, place = statement.names, text.offset
    last = max(index for index, alias in enumerate(names) if alias not in leaving)
    for index, alias in enumerate(names):
        if alias in leaving and index < last:
            yield Splice(place(alias.start), place(names[index + 1].start), b"")
        elif alias in leaving:
            line = own_line(text, lines, statement, alias)
            yield line or Splice(place(names[index - 1].alias_end), place(alias.alias_end), b"")


def own_line(
    text: SourceText, lines: Sequence[str], statement: ImportStatement, alias: Alias
) -> Splice | None:
    """Take a name out with its line when nothing else stands there."""
    row, column = alias.start
    line = lines[row - 1].encode()
    if not statement.start[0] < row < statement.end[0] or alias.alias_end[0] != row or line[:column].strip():
        return None
    rest = line[alias.alias_end[1] :].lstrip().removeprefix(b",").lstrip()
    if rest and not rest.startswith(b"#"):
        return None
    return Splice(text.offset((row, 0)), text.offset((row + 1, 0)), b"")
