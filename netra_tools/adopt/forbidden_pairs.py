"""Forbidden contracts of import-linter, pair by pair: overlapping pairs forbid nothing there."""

from __future__ import annotations

from collections.abc import Sequence

from netra_tools.adopt.names import contains
from netra_tools.graph.patterns import expand

Group = tuple[list[str], list[str]]  # sources, and what all of them may not import


class Pairs:
    """The modules of one contract; `whole` says that each is meant with all that is in it."""

    def __init__(
        self, sources: Sequence[str], forbidden: Sequence[str], names: Sequence[str], whole: bool
    ) -> None:
        self.sources = sorted(set(sources))
        self.forbidden = sorted(set(forbidden))
        self.names = names
        self.whole = whole
        self.overlap = any(
            self.overlapping(source, goal)
            for source in self.written_out(self.sources)
            for goal in self.written_out(self.forbidden)
        )

    def written_out(self, patterns: Sequence[str]) -> list[str]:
        """Replace patterns by what they mean; a plain name need not be in the tree."""
        found = [name for one in patterns for name in (expand(one, self.names) if "*" in one else [one])]
        return sorted(set(found))

    def overlapping(self, source: str, goal: str) -> bool:
        """Tell whether a pair forbids nothing."""
        if not self.whole:
            return source == goal
        return contains(source, goal) or contains(goal, source)

    def groups(self) -> list[Group]:
        """Bring the sources together that may not import the same."""
        if not self.overlap:
            return [(self.sources, self.forbidden)]
        found: dict[tuple[str, ...], list[str]] = {}
        goals = self.written_out(self.forbidden)
        for source in self.written_out(self.sources):
            left = tuple([goal for goal in goals if not self.overlapping(source, goal)])
            found.setdefault(left, []).append(source)
        return [(sources, list(left)) for left, sources in found.items() if left]

    def parts(self, modules: Sequence[str]) -> list[str]:
        """List what is in modules that are meant alone, but for what is named itself."""
        if self.whole:
            return []
        named = set(self.written_out(modules))
        children = [name for name in self.names if name.rpartition(".")[0] in named]
        if any(child in named for child in children):
            return [child for child in children if child not in named]
        return sorted({f"{child.rpartition('.')[0]}.*" for child in children})
