"""The import graph of a run: as it was, brought up to date, or built anew; and what its rules say."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from netra_tools.check.gather import Place
from netra_tools.check.memory import Memory, unpack_outline
from netra_tools.check.scope import Scope
from netra_tools.check.stats import chunks
from netra_tools.digests import DIGEST_BYTES, digest_of
from netra_tools.facts.read import READER_VERSION
from netra_tools.model import FileFacts

if TYPE_CHECKING:
    from netra_tools.graph.model import ImportGraph, Knots

MOST_CHANGED = 512  # files; with more of them a new graph is made as fast
Read = Callable[[Place], bytes]


class Outlines:
    """What other files see of each file: digests of all of it, and of the names alone."""

    def __init__(self, scope: Scope, known: Sequence[bytes], read: Read) -> None:
        self.scope = scope
        self.read = read
        self.outlines = b"".join([row[DIGEST_BYTES : 2 * DIGEST_BYTES] for row in known])
        self.shown = b"".join([row[2 * DIGEST_BYTES :] for row in known])
        self.key = digest_of(scope.digest + self.outlines)
        self.numbers: dict[str, int] = {}
        self.files: dict[str, FileFacts] = {}

    def file(self, path: str) -> FileFacts:
        """Give one file as others see it."""
        found = self.files.get(path)
        if found is None:
            if not self.numbers:
                self.numbers = {place.path: number for number, place in enumerate(self.scope.places)}
            place = self.scope.places[self.numbers[path]]
            found = self.files[path] = FileFacts(*place[:5], unpack_outline(self.read(place)))
        return found

    def changed(self, before: bytes, now: bytes) -> frozenset[str]:
        """Name the files whose digest is not what it was."""
        pairs = zip(self.scope.places, chunks(before, DIGEST_BYTES), chunks(now, DIGEST_BYTES), strict=True)
        return frozenset(place.path for place, old, new in pairs if old != new)


class Kept(NamedTuple):
    """A graph, and whether it differs from the one that is kept in what was costly to find out."""

    graph: ImportGraph
    knots: Knots | None  # what was known of its cycles before its rules ran
    built: bool


def find_graph(memory: Memory, outlines: Outlines) -> Kept:
    """Give the import graph of a run."""
    kept = memory.load_value("graph", key_of(outlines))
    graph = None if kept is None else bring_up_to_date(kept, outlines)
    if graph is not None:
        return Kept(graph, graph.knots, built=False)
    from netra_tools.graph.build import build_graph

    return Kept(build_graph(all_files(outlines), outlines.scope.unread), None, built=True)


def keep_graph(memory: Memory, outlines: Outlines, kept: Kept) -> None:
    """Keep a graph after its rules ran, when the next run will gain by it."""
    if kept.built or kept.graph.knots is not kept.knots:
        from netra_tools.graph.change import freeze

        value = (outlines.outlines, outlines.shown, freeze(kept.graph))
        memory.save_value("graph", key_of(outlines), value)


def key_of(outlines: Outlines) -> tuple[object, ...]:
    """Say what a kept graph depends on besides what files show."""
    return READER_VERSION, outlines.scope.digest


def all_files(outlines: Outlines) -> list[FileFacts]:
    """Give all files as others see them."""
    read = outlines.read
    return [FileFacts(*place[:5], unpack_outline(read(place))) for place in outlines.scope.places]


def bring_up_to_date(kept: tuple[Any, ...], outlines: Outlines) -> ImportGraph | None:
    """Change what is kept of a graph where files have changed; None when that is no gain."""
    before, shown, plain = kept
    changed = outlines.changed(before, outlines.outlines)
    if len(changed) > MOST_CHANGED:
        return None
    from netra_tools.graph.change import Change, update

    names = outlines.changed(shown, outlines.shown)
    return update(plain, Change(changed, names, outlines.scope.unread, outlines.file))
