"""Rewrites one Python file for a renaming."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from netra_tools.changes.codebase import Codebase
from netra_tools.changes.renaming.bindings import Bindings, Importer
from netra_tools.changes.renaming.chains import ChainRewriter
from netra_tools.changes.renaming.exports import export_splices
from netra_tools.changes.renaming.mentions import Mention, find_mentions, in_documentation, rewritten
from netra_tools.changes.renaming.statements import StatementWriter
from netra_tools.changes.renaming.strings import StringRewriter
from netra_tools.changes.source import SourceText, UnwritableError
from netra_tools.facts.read import read_source
from netra_tools.facts.read_uses import read_uses
from netra_tools.model import Note, Problem


class Place(NamedTuple):
    """A file, what it is called afterwards, and how to ask whether others use a name of it."""

    path: str
    new_module: str
    is_visible: Callable[[str], bool]
    new_package: bool  # whether it is an `__init__` file then
    in_strings: bool = True  # whether its strings may speak of what is renamed
    documents: bool = False  # whether its documentation is to be rewritten


class Rewritten(NamedTuple):
    """What a file holds afterwards, and what in it is left alone."""

    content: bytes
    notes: tuple[Note, ...]


def rewrite_python(codebase: Codebase, place: Place, moved: Callable[[str], str | None]) -> Rewritten:
    """Give what a file holds afterwards. `moved` gives the new path of a file or folder that moves.

    Raises: UnwritableError when it cannot be read, or not written in its encoding.
    """
    path, new_module, is_visible, new_package, in_strings, documents = place
    data = codebase.content(path)
    uses = read_uses(data)
    if isinstance(uses, Problem):
        raise UnwritableError(uses.message, uses.line)
    text = SourceText(data)
    name = codebase.names[path]
    importer = Importer(path, name.module, name.is_package, new_module, uses, text, new_package)
    bindings = Bindings(codebase, importer)
    decisions = ChainRewriter(bindings, is_visible).decide()
    strings = StringRewriter(codebase, text, moved)
    literals = read_source(data).literals if in_strings else ()
    splices = [
        *decisions.splices,
        *StatementWriter(bindings, decisions).splices(),
        *export_splices(codebase, importer, literals),
        *strings.splices(literals, frozenset(start for start, _ in uses.quoted)),
    ]
    left = find_mentions(text.data, codebase.renaming, splices)
    if left and documents:
        told = list(in_documentation(left, text, literals or read_source(data).literals))
        splices += map(rewritten, told)
        left = [mention for mention in left if mention not in told]
    return Rewritten(text.spliced(splices), (*decisions.notes, *notes_of(path, text, strings, left)))


def notes_of(path: str, text: SourceText, strings: StringRewriter, left: Sequence[Mention]) -> Iterator[Note]:
    """Yield a note for each line with an old name that is left."""
    told = {mention.line: Note(path, mention.line, mention.text) for mention in strings.mentions}
    for mention in left:
        line = bisect_right(text.starts, mention.start)
        told.setdefault(line, Note(path, line, f"mentions {mention.pair.old}"))
    yield from (told[line] for line in sorted(told))
