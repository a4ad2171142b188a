"""Plans imports without what is unused or repeated, and sorted: as ruff says, where nothing forbids it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from types import MappingProxyType
from typing import Final

from netra_tools.changes.codebase import Codebase
from netra_tools.changes.renaming.pairs import Renaming
from netra_tools.changes.source import UnwritableError
from netra_tools.changes.tidying.advised_file import AdvisedFile
from netra_tools.changes.tidying.chosen import choose_files, is_file
from netra_tools.changes.tidying.load_order import LoadOrder
from netra_tools.changes.tidying.ruff_folder import RuffFolder
from netra_tools.changes.tidying.unused import Keeper
from netra_tools.changes.tree import Tree
from netra_tools.check.request import CheckRequest
from netra_tools.check.sight import see_graph
from netra_tools.config.model import Config
from netra_tools.external.launch import Surroundings
from netra_tools.external.ruff_fixes import BAD_SYNTAX, RULES, Advice
from netra_tools.facts.kept import kept_source
from netra_tools.facts.read import to_utf8
from netra_tools.model import Note
from netra_tools.plan import CODE, Author, Edit, Plan, State

NAME: Final = "imports optimize"
# What is removed can make more unused, and what is left can be sorted then; it ends long before.
ROUNDS: Final = 8


def plan_optimize(
    config: Config,
    tree: Tree,
    paths: Sequence[str],
    variables: Mapping[str, str] = MappingProxyType({}),
    cache_dir: str = "",
) -> Plan:
    """Plan better imports in files and directories; in none, in the whole repository.

    `variables` are those of the environment, for ruff; `cache_dir` is that of a check.

    Raises: NetraError when ruff is not installed or fails.
    """
    where = Surroundings(config.root, variables, config.trusted)
    request = CheckRequest(config, cache_dir=cache_dir, overlay=tree.overlay())
    return Optimizer(tree, where, request).plan(paths)


class Optimizer:
    """Asks ruff about all files at once, and once more about those that changed, until nothing does.

    `rules` are those of ruff's that are asked.
    """

    def __init__(
        self, tree: Tree, where: Surroundings, request: CheckRequest, rules: Sequence[str] = RULES
    ) -> None:
        self.config = request.config
        self.request = request
        self.tree = tree
        self.where = where
        self.rules = rules
        self.edits: dict[str, Edit] = {}
        self.notes: dict[str, list[Note]] = {}
        self.reconsidered: set[str] = set()  # they keep an import because of what other files do

    @cached_property
    def load_order(self) -> LoadOrder:
        """Read what loading each module runs, before anything changes."""
        return LoadOrder(see_graph(self.request).graph)

    def plan(self, paths: Sequence[str]) -> Plan:
        """Plan everything."""
        pending: Iterable[str] = self.candidates(choose_files(self.config, self.tree, paths))
        for _ in range(ROUNDS):
            changed = self.round(sorted(pending))
            if not changed:
                break
            pending = changed | self.reconsidered
        edits = tuple([self.edits[path] for path in sorted(self.edits)])
        notes = tuple([note for path in sorted(self.notes) for note in self.notes[path]])
        return Plan("imports become tidy", Author(NAME, tuple(paths)), edits, notes, keeps=CODE)

    def candidates(self, paths: Iterable[str]) -> list[str]:
        """Give the files that import anything."""
        found = []
        for path in paths:
            state = self.tree.state(path)
            if state is not None and is_file(state.mode) and b"import" in state.content:
                found.append(path)
        return found

    def round(self, pending: Sequence[str]) -> set[str]:
        """Ask ruff about some files, and give those that changed."""
        tree = self.tree.after(self.edits.values())
        advice = self.ask(tree, pending)
        self.notes.update((path, []) for path in pending)
        codebase = Codebase(self.config, tree, Renaming(()))
        files = [file for path in sorted(advice) if (file := self.open(codebase, path, advice[path]))]
        keeper = Keeper(codebase, [one for file in files for one in file.unused()])
        return {file.path for file in files if self.improve(file, keeper)}

    def ask(self, tree: Tree, paths: Sequence[str]) -> Mapping[str, Sequence[Advice]]:
        """Ask ruff about some files, and sort what it says by file."""
        found: defaultdict[str, list[Advice]] = defaultdict(list)
        sources = {path: to_utf8(tree.read(path))[0] for path in paths}
        for one in RuffFolder(tree, self.where).ask(sources, self.rules) if sources else ():
            found[one.path].append(one)
        return found

    def open(self, codebase: Codebase, path: str, advice: Sequence[Advice]) -> AdvisedFile | None:
        """Read a file; None for one that cannot be changed, which is told."""
        broken = [one for one in advice if one.code == BAD_SYNTAX]
        if broken:
            self.notes[path] = [Note(path, broken[0].start[0], f"cannot be read: {broken[0].message}")]
            return None
        problem = codebase.problem(path)
        if problem is not None:
            self.notes[path] = [Note(path, problem.line, f"cannot be read: {problem.message}")]
            return None
        try:
            return AdvisedFile(codebase, path, advice)
        except UnwritableError as error:
            self.notes[path] = [Note(path, 1, f"cannot be written: {error}")]
            return None

    def improve(self, file: AdvisedFile, keeper: Keeper) -> bool:
        """Change one file, and say whether anything changed."""
        path = file.path
        try:
            after = self.safest(file, keeper)
        except UnwritableError as error:
            self.notes[path] = [Note(path, 1, f"cannot be written: {error}")]
            return False
        self.notes[path] = file.notes
        if file.reconsider:
            self.reconsidered.add(path)
        if after == file.content:
            return False
        before = self.tree.state(path)
        assert before is not None
        self.edits[path] = Edit(path, path, before, State(after, before.mode))
        return True

    def safest(self, file: AdvisedFile, keeper: Keeper) -> bytes:
        """Give what a file holds with all that changes no order in which modules are loaded that tie a knot.

        Raises: UnwritableError.
        """
        removals, sortings = list(file.removals(keeper)), list(file.sortings())
        inside = [splice for splice in sortings if file.is_inside(splice)]
        choices = {
            "": (*removals, *sortings),
            "stay unsorted": (*removals, *inside),
            "stay as they are": tuple(inside),
        }
        left = next(left for left, splices in choices.items() if self.is_safe(file, file.spliced(splices)))
        if left:
            text = f"imports {left}: modules that import one another would be loaded in another order"
            file.notes.append(Note(file.path, file.first_line, text))
        return file.spliced(choices[left])

    def is_safe(self, file: AdvisedFile, after: bytes) -> bool:
        """Say whether a change of a file leaves the order as it is in which knotted modules are loaded."""
        before = self.tree.read(file.path)
        if after == file.content:
            return True
        old, new = kept_source(before).facts.imports, kept_source(after).facts.imports
        return not self.load_order.differs(file.path, old, new)
