"""Takes away imports whose last use a repair took away."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain

from netra_tools.changes.codebase import Codebase
from netra_tools.changes.name_removal import without
from netra_tools.changes.renaming.pairs import Renaming
from netra_tools.changes.source import NEWLINE, SourceText, Splice
from netra_tools.changes.tidying.unused import Imported, Keeper
from netra_tools.facts.read import to_utf8
from netra_tools.facts.read_uses import read_uses
from netra_tools.facts.uses import Alias, ImportStatement, Uses
from netra_tools.fix.insertion import rest_of_line
from netra_tools.plan import Edit, State


def without_leftovers(codebase: Codebase, path: str, before: Uses, after: bytes) -> bytes:
    """Give a file without the imports that `before` had a use for, and that have none any more.

    One that somebody else may use stays.
    """
    uses = read_uses(after)
    state = codebase.tree.state(path)
    if not isinstance(uses, Uses) or state is None:
        return after
    lines = to_utf8(after)[0].decode("utf-8", "replace").split("\n")
    named = [(statement, alias) for statement in uses.imports for alias in statement.names]
    idle = [Imported(path, *one, lines) for one in named if is_idle(before, uses, *one)]
    if not idle:
        return after
    tree = codebase.tree.after([Edit(path, path, state, State(after, state.mode))])
    leaving = free(Codebase(codebase.config, tree, Renaming(())), idle)
    text = SourceText(after)
    return text.spliced(chain.from_iterable([removed(text, lines, *item) for item in leaving.items()]))


def free(codebase: Codebase, idle: Sequence[Imported]) -> dict[ImportStatement, list[Alias]]:
    """Give the names that nobody else may use, by the statement that imports them."""
    keeper = Keeper(codebase, idle)
    found: dict[ImportStatement, list[Alias]] = {}
    for one in idle:
        if not keeper.reason(one):
            found.setdefault(one.statement, []).append(one.alias)
    return found


def is_idle(before: Uses, after: Uses, statement: ImportStatement, alias: Alias) -> bool:
    """Say whether a name was used by the file and is not any more."""
    local = alias.alias or alias.name.partition(".")[0]
    kind = after.scopes[statement.scope].name
    was = any(one.parts[0] == local and before.scopes[max(one.home, 0)].name == kind for one in before.chains)
    return was and not any(one.parts[0] == local for one in after.chains)


def removed(
    text: SourceText, lines: list[str], statement: ImportStatement, leaving: list[Alias]
) -> Iterator[Splice]:
    """Take names out of a statement, or all of it with its line where it stands alone."""
    if len(leaving) < len(statement.names):
        yield from without(text, lines, statement, leaving)
        return
    start, end = text.offset(statement.start), text.offset(statement.end)
    first = text.line_start(start)
    alone = not text.data[first:start].strip() and not rest_of_line(text, statement)
    if alone and text.is_outermost(statement.start):
        last = text.line_end(end)
        newline = NEWLINE.match(text.data, last)
        yield Splice(first, newline.end() if newline else last, b"")
