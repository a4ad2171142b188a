"""The findings of the repository as repairs leave it: those of a check, and what ruff knows how to mend."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from netra_tools.changes.tree import Tree
from netra_tools.check.check import after_change
from netra_tools.check.conclude import conclude
from netra_tools.check.examine import examine
from netra_tools.check.request import CheckRequest
from netra_tools.check.run import begin
from netra_tools.external.launch import Surroundings
from netra_tools.external.ruff_safe import ask_encoding, ask_selected, ask_unused
from netra_tools.fix.ruff_mirror import Ask, RuffMirror
from netra_tools.model import Finding
from netra_tools.project.change import Difference
from netra_tools.project.tree import PYTHON

# Where findings come from.
CHECK: Final = "check"
SELECTED: Final = "selected"
IMPORTS: Final = "imports"
ENCODING: Final = "encoding"
ASKS: Final[Mapping[str, Ask]] = {SELECTED: ask_selected, IMPORTS: ask_unused, ENCODING: ask_encoding}
IsMeant = Callable[[str], bool]
Taken = tuple[Tree, tuple[Finding, ...]]


class Ledger:
    """Takes findings of one source at a time; what was taken of a tree is kept until another is asked about.

    What the baseline knows is found: it is there to be repaired. What comments or exemptions accept is not.
    """

    def __init__(self, request: CheckRequest) -> None:
        self.disk = begin(request._replace(baseline=False, paths=()), None)
        config = request.config
        self.mirror = RuffMirror(Surroundings(config.root, request.variables, config.trusted))
        self.taken: dict[str, Taken] = {}

    def take(self, source: str, tree: Tree, is_meant: IsMeant) -> tuple[Finding, ...]:
        """Give the findings of a tree in the files that are meant, in the order of paths and lines.

        Raises: NetraError when ruff fails.
        """
        known = self.taken.get(source)
        if known is None or known[0] is not tree:
            found = self.of_check(tree) if source == CHECK else self.of_ruff(tree, ASKS[source], is_meant)
            ordered = sorted(found, key=lambda one: (one.path, one.line, one.column, one.slug, one.subject))
            known = self.taken[source] = (tree, tuple(ordered))
        return tuple([one for one in known[1] if is_meant(one.path)])

    def of_check(self, tree: Tree) -> tuple[Finding, ...]:
        """Check a tree."""
        run = after_change(self.disk, Difference({}, tree.overlay(), {}, ()))
        result, _ = conclude(run, None, examine(run, None), ())
        return result.findings

    def of_ruff(self, tree: Tree, ask: Ask, is_meant: IsMeant) -> tuple[Finding, ...]:
        """Ask ruff about a tree."""
        paths = [place.path for place in self.disk.scope.places] + [*tree.held]
        meant = {path for path in paths if path.endswith(PYTHON) and is_meant(path)}
        self.mirror.bring(tree, meant & tree.paths())
        return self.mirror.findings([ask])

    def close(self) -> None:
        """Let go of the cache and of the copy."""
        self.disk.memory.close()
        self.mirror.close()
