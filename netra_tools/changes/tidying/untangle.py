"""Plans what opens cycles of imports: the cheapest ones to cut, moved to where they run later.

A cycle is opened as a whole or left alone, with the reason at each import that would have to go.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from netra_tools.changes.codebase import Codebase
from netra_tools.changes.renaming.pairs import Renaming
from netra_tools.changes.source import SourceText, UnwritableError
from netra_tools.changes.tidying.chosen import choose_files
from netra_tools.changes.tidying.deferral import Deferral, RefusedError, Source
from netra_tools.changes.tidying.load_order import LoadOrder
from netra_tools.changes.tidying.unused import Imported, Keeper
from netra_tools.changes.tree import Tree
from netra_tools.check.request import CheckRequest
from netra_tools.check.sight import see_graph
from netra_tools.config.model import Config
from netra_tools.facts.kept import kept_source, kept_uses
from netra_tools.facts.read import to_utf8
from netra_tools.facts.uses import FUNCTION, IN_ANNOTATION, Alias, ImportStatement, Uses
from netra_tools.graph.circles import DEFERRED
from netra_tools.graph.cut import KnotCut, cheapest_cut
from netra_tools.graph.cycles import adjacency, components
from netra_tools.graph.model import ImportGraph
from netra_tools.model import Note
from netra_tools.plan import ANYTHING, CODE, Author, Edit, Plan, State

NAME: Final = "imports optimize --fix-cycles"
FEW: Final = 12  # modules of a knot in which another import than the cheapest is tried


def plan_untangle(
    config: Config, tree: Tree, paths: Sequence[str], *, fix: bool = True, cache_dir: str = ""
) -> Plan:
    """Plan to open the cycles that files and directories have a part in; without `fix`, only say how."""
    request = CheckRequest(config, cache_dir=cache_dir, overlay=tree.overlay())
    chosen = frozenset(choose_files(config, tree, paths))
    knots = Knots(config, tree, see_graph(request).graph)
    for cut in cheapest_cut(knots.graph):
        if not paths or any(knots.path(edge) in chosen for edge in cut.imports):
            knots.settle(cut, fix=fix)
    edits = knots.checked(request)
    author = Author(NAME, tuple(paths))
    keeps = ANYTHING if edits else CODE  # `if TYPE_CHECKING:` is code that was not there
    return Plan("cycles are opened", author, tuple(sorted(edits)), tuple(knots.notes), keeps=keeps)


class Knots:
    """The cycles of a repository, and what is done about them."""

    def __init__(self, config: Config, tree: Tree, graph: ImportGraph) -> None:
        self.config = config
        self.tree = tree
        self.graph = graph
        self.edits: dict[str, Edit] = {}
        self.notes: list[Note] = []
        self.opened = 0

    def path(self, edge: int) -> str:
        """Give the file that imports."""
        return self.graph.paths[self.graph.edges.source(edge)]

    def settle(self, cut: KnotCut, *, fix: bool) -> None:
        """Open one knot, or say why not."""
        tried: dict[int, str] = {}
        for edges in self.choices(cut) if fix else ():
            try:
                self.defer(edges, cut)
            except CannotDeferError as error:
                tried.setdefault(error.edge, str(error))
                continue
            self.opened += 1
            return
        for edge in cut.imports:
            reason = f"; it cannot be moved: {tried[edge]}" if edge in tried else ""
            cycle = f"cheapest to cut in a cycle of {len(cut.members)} modules"
            text = f"{self.graph.describe(edge)}: {cycle}{reason}"
            self.notes.append(Note(self.path(edge), self.graph.edges.span(edge)[0], text))

    def checked(self, request: CheckRequest) -> list[Edit]:
        """Give the edits when they open what they should, without those that disturb another cycle."""
        edits = list(self.edits.values())
        if not edits:
            return []
        later = see_graph(request._replace(overlay=self.tree.after(edits).overlay())).graph
        if len(cheapest_cut(later)) > len(cheapest_cut(self.graph)) - self.opened:
            self.notes += [Note(edit.path, 1, "a cycle would remain, so nothing is moved") for edit in edits]
            return []
        order = LoadOrder(later)
        disturbing = [edit for edit in edits if disturbs(order, edit)]
        text = (
            "an import stays that could be moved: modules of another cycle would be loaded in another order"
        )
        self.notes += [Note(edit.path, 1, text) for edit in disturbing]
        return [edit for edit in edits if edit not in disturbing]

    def choices(self, cut: KnotCut) -> Iterator[Sequence[int]]:
        """Yield sets of imports each of which opens a knot, the cheapest first."""
        yield cut.imports
        if len(cut.members) > FEW:
            return
        inside = self.inside(cut)
        for pair, edges in inside.items():
            rest = [other for other in inside if other != pair]
            if tuple(edges) != cut.imports and not components(adjacency(len(self.graph.modules), rest)):
                yield edges

    def inside(self, cut: KnotCut) -> dict[tuple[int, int], list[int]]:
        """Give the imports between the modules of a knot that run on load."""
        found: dict[tuple[int, int], list[int]] = {}
        for edge, source, target in self.graph.internal_edges():
            names = {self.graph.modules[source], self.graph.modules[target]}
            if names.issubset(cut.members) and not self.graph.edges.flag(edge) & DEFERRED:
                found.setdefault((source, target), []).append(edge)
        return found

    def defer(self, edges: Sequence[int], cut: KnotCut) -> None:
        """Move some imports.

        Raises: CannotDeferError, and then nothing is moved.
        """
        before = dict(self.edits)
        try:
            for edge in edges:
                self.defer_one(edge, cut)
        except CannotDeferError:
            self.edits = before
            raise

    def defer_one(self, edge: int, cut: KnotCut) -> None:
        """Move one import.

        Raises: CannotDeferError.
        """
        path = self.path(edge)
        if path in self.edits:
            raise CannotDeferError(edge, "the file has another import to move")
        state = self.tree.state(path)
        try:
            source = self.read(path, cut)
            statement, names = self.find(edge, source, path)
            self.check_outside(path, statement, names, source)
            after = source.text.spliced(Deferral(source, statement, names).splices())
        except (RefusedError, UnwritableError) as error:
            raise CannotDeferError(edge, str(error)) from error
        if state is None or not isinstance(kept_uses(after), Uses):
            raise CannotDeferError(edge, "the file could not be read afterwards")
        self.edits[path] = Edit(path, path, state, State(after, state.mode))

    def read(self, path: str, cut: KnotCut) -> Source:
        """Read a file, and what the modules of its knot may call on load.

        Raises: RefusedError, UnwritableError.
        """
        codebase = Codebase(self.config, self.tree, Renaming(()))
        content = codebase.content(path)
        uses = kept_uses(content)
        if not isinstance(uses, Uses):
            raise RefusedError(uses.message)
        paths = [
            self.graph.paths[number] for number, name in enumerate(self.graph.modules) if name in cut.members
        ]
        names = [name for one in paths for name in used_on_load(self.tree.read(one))]
        lines = to_utf8(content)[0].decode("utf-8", "replace").split("\n")
        return Source(SourceText(content), lines, codebase.facts(path), uses, frozenset(names))

    def find(self, edge: int, source: Source, path: str) -> tuple[ImportStatement, list[Alias]]:
        """Find the statement of an import, and those of its names that mean the imported module.

        Raises: RefusedError.
        """
        line, column, _, _ = self.graph.edges.span(edge)
        statement = next(one for one in source.uses.imports if one.start == (line, column))
        codebase = Codebase(self.config, self.tree, Renaming(()))
        name = codebase.names[path]
        base = codebase.base(statement.module, statement.level, name.module, package=name.is_package)
        target = self.graph.modules[self.graph.edges.target(edge)]
        if name.is_package:
            raise RefusedError("the package may offer what it imports")
        means = [
            alias
            for alias in statement.names
            if target == (meant(codebase, base or "", alias) if statement.is_from else alias.name)
        ]
        if not means:
            raise RefusedError("it is not clear which names are meant")
        return statement, means

    def check_outside(
        self, path: str, statement: ImportStatement, names: Sequence[Alias], source: Source
    ) -> None:
        """See that nobody needs a name of the module.

        Raises: RefusedError.
        """
        codebase = Codebase(self.config, self.tree, Renaming(()))
        wanted = [Imported(path, statement, alias, source.lines) for alias in names]
        keeper = Keeper(codebase, wanted)
        for one in wanted:
            reason = keeper.reason(one)
            if reason or one.local in (source.facts.exports or ()):
                raise RefusedError(f"`{one.local}` must stay: {reason or 'it is in `__all__`'}")


class CannotDeferError(Exception):
    """An import cannot be moved."""

    def __init__(self, edge: int, reason: str) -> None:
        super().__init__(reason)
        self.edge = edge


def disturbs(order: LoadOrder, edit: Edit) -> bool:
    """Say whether an edit lets modules be loaded in another order that depends on one."""
    assert edit.before is not None and edit.after is not None
    old, new = (kept_source(state.content).facts.imports for state in (edit.before, edit.after))
    return order.differs(edit.path, old, new)


def meant(codebase: Codebase, base: str, alias: Alias) -> str:
    """Give the module that a name of a from-import comes from."""
    full = f"{base}.{alias.name}"
    return full if codebase.is_module(full) else base


def used_on_load(content: bytes) -> set[str]:
    """Collect the names that a module uses while it is loaded: the functions among them may be called."""
    uses = kept_uses(content)
    if not isinstance(uses, Uses):
        return set()
    found: set[str] = set()
    for chain in uses.chains:
        scope = chain.scope
        while scope > 0 and uses.scopes[scope].kind != FUNCTION:
            scope = uses.scopes[scope].parent
        if scope <= 0 and not chain.flags & IN_ANNOTATION:
            found.update(chain.parts)
    return found
