"""The check of the repository before and after a plan: one look at the disk serves all gates."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import NamedTuple

from netra_tools.changes.gates.bound import Module
from netra_tools.changes.gates.configured import configuration_after
from netra_tools.changes.tree import Tree
from netra_tools.check.check import after_change
from netra_tools.check.request import CheckRequest
from netra_tools.check.run import Run, begin, read_changed
from netra_tools.errors import NetraError
from netra_tools.facts.cache import FactsCache
from netra_tools.plan import Plan
from netra_tools.project.change import Difference
from netra_tools.project.modules import name_modules
from netra_tools.project.tree import PYTHON


class Pair(NamedTuple):
    """The runs on both states, with all their files read."""

    before: Run
    after: Run


class Runs:
    """Begins the runs when somebody asks for them."""

    def __init__(
        self, trees: tuple[Tree, Tree], plan: Plan, request: CheckRequest, seen: Run | None = None
    ) -> None:
        self.trees = trees
        self.plan = plan
        self.seen = seen  # a run on the disk that somebody else has begun, with no baseline
        # What the baseline accepts is accepted on both sides, wherever it stands now.
        self.request = request._replace(overlay=trees[0].overlay(), baseline=False, paths=())
        self._open: list[Run] = []

    @cached_property
    def disk(self) -> Run:
        """Begin the run on what is before."""
        if self.seen is not None:
            overlay = self.request.overlay
            return self.seen.overlaid(overlay) if overlay else self.seen
        run = begin(self.request, None)
        self._open.append(run)
        return run

    @cached_property
    def cache(self) -> FactsCache | None:
        """Give the facts of contents that were read before; None where nothing can be checked."""
        try:
            return self.disk.memory.facts
        except NetraError:
            return None

    @cached_property
    def difference(self) -> Difference:
        """Give what the plan changes as a check takes it."""
        moved = {edit.path: edit.target for edit in self.plan.edits if edit.moved}
        after = self.trees[1].overlay()
        return Difference({}, {path: after[path] for path in self.touched()}, moved, ())

    def touched(self) -> list[str]:
        """List the paths that the plan touches."""
        return list(dict.fromkeys(path for edit in self.plan.edits for path in (edit.path, edit.target)))

    @cached_property
    def overlaid(self) -> Run:
        """Give the run on what is after, before it has read anything."""
        config = configuration_after(self.trees[1], self.touched(), self.request.config)
        if config is self.request.config:
            return after_change(self.disk, self.difference)
        # The plan changes what netra itself is told: what it says then is another run's word.
        run = begin(self.request._replace(config=config, overlay=self.trees[1].overlay()), None)
        self._open.append(run)
        return run

    @cached_property
    def pair(self) -> Pair:
        """Read what has changed, and give both runs."""
        read_changed(self.disk, None)
        read_changed(self.overlaid, None)
        return Pair(self.disk, self.overlaid)

    @cached_property
    def _names(self) -> tuple[dict[str, Module], dict[str, Module]]:
        """Say what the files are called on both sides; nothing where there is nothing to check."""
        try:
            runs = (self.disk, self.overlaid)
        except NetraError:  # the gates that check say so
            return {}, {}
        before, after = (
            {place.path: Module(place.module, place.is_package) for place in run.scope.places} for run in runs
        )
        return before, after

    def module_before(self, path: str) -> Module:
        """Say what a file is called before."""
        return self._names[0].get(path) or self._unchecked(path, self.trees[0])

    def module_after(self, path: str) -> Module:
        """Say what a file is called after."""
        return self._names[1].get(path) or self._unchecked(path, self.trees[1])

    def _unchecked(self, path: str, tree: Tree) -> Module:
        """Name a file that no check looks at."""
        if not path.endswith(PYTHON):
            return Module()
        config = self.request.config
        known = [path, *[one for one in tree.paths() if one.endswith(PYTHON)]]
        found = name_modules(known, config.roots, config.services)[0]
        return Module(found.module, found.is_package)

    def modules_before(self) -> frozenset[str]:
        """List the modules of the repository before."""
        return frozenset(module.name for module in self._names[0].values())

    def roots_before(self) -> tuple[str, ...]:
        """List the directories from which modules are imported before."""
        return roots_of(self._names[0])

    def roots_after(self) -> tuple[str, ...]:
        """List the directories from which modules are imported after."""
        return roots_of(self._names[1])

    def prepare(self) -> None:
        """Find out what files are called, before several processes ask."""
        self.modules_before()

    def reopen(self) -> None:
        """Let this process have a connection to the cache of its own."""
        if self.cache is not None:
            self.cache = self.cache.for_child()

    def close(self) -> None:
        """Let go of the cache."""
        for run in self._open:
            run.memory.close()


def roots_of(modules: Mapping[str, Module]) -> tuple[str, ...]:
    """List the directories from which modules are imported: what is left of their paths."""
    roots = {"."}
    for path, module in modules.items():
        if module.name:
            depth = module.name.count(".") + 1 + module.is_package
            parts = path.split("/")
            if len(parts) >= depth:
                roots.add("/".join(parts[: len(parts) - depth]) or ".")
    return tuple(sorted(roots))
