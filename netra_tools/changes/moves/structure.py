"""Plans the move of files and folders, with every reference to them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from netra_tools.changes.codebase import MARKERS, Codebase
from netra_tools.changes.moves.beside import add_tests
from netra_tools.changes.moves.destinations import INIT, Leg, Resolver, collisions, files_of, folders_of
from netra_tools.changes.moves.moved_paths import MovedPaths
from netra_tools.changes.moves.shims import shim
from netra_tools.changes.renaming.hiding import refuse_hiding
from netra_tools.changes.renaming.migrate import Migration, Moves
from netra_tools.changes.renaming.pairs import Pair, Renaming
from netra_tools.changes.tree import Tree
from netra_tools.config.model import Config
from netra_tools.errors import MistakesError
from netra_tools.plan import Author, Edit, Plan, State, join_edits
from netra_tools.project.globs import compile_globs
from netra_tools.project.modules import ModuleName, name_modules
from netra_tools.project.tree import PYTHON


class Request(NamedTuple):
    """What is to move, and how."""

    pairs: tuple[tuple[str, str], ...]
    shims: bool = False  # leave modules under the old names that warn
    tests: bool = False  # move the tests of what moves, too
    documents: bool = False  # rewrite documentation


class Structure:
    """One move of files and folders."""

    def __init__(self, config: Config, tree: Tree, request: Request) -> None:
        self.config = config
        self.tree = tree
        self.request = request
        self.codebase = Codebase(config, tree, Renaming(()))
        legs = Resolver(self.codebase).resolve(request.pairs)
        self.legs = add_tests(legs, tree.paths()) if request.tests else legs
        self.files = files_of(self.legs, tree.paths())
        self.staying = folders_of(tree.paths() - self.files.keys())
        self.refuse()
        self.after = self.names_after()
        self.pairs = self.module_pairs()
        refuse_hiding(self.codebase, [pair.new for pair in self.pairs])

    def refuse(self) -> None:
        """Raise all that would end where something else is."""
        problems = collisions(self.files, self.tree.paths())
        if problems:
            raise MistakesError(problems)

    def names_after(self) -> dict[str, ModuleName]:
        """Say what each Python file is called afterwards, by its new path."""
        paths = sorted({self.files.get(path, path) for path in self.tree.paths()} | set(self.new_inits()))
        python = [path for path in paths if path.endswith(PYTHON)]
        projects = {path.rpartition("/")[0] or "." for path in paths if path.rpartition("/")[2] in MARKERS}
        named = name_modules(python, self.config.roots, self.config.services, sorted(projects))
        return dict(zip(python, named, strict=True))

    def module_pairs(self) -> tuple[Pair, ...]:
        """Say which modules are called differently afterwards, in as few pairs as say it all."""
        every = {old: new for path in self.files for old, new in self.renamed_by(path)}
        for leg in self.legs:
            every.update(self.folder_pair(leg))
        chosen: dict[str, str] = {}
        for old in sorted(every, key=lambda name: name.count(".")):
            if Renaming(Pair(*pair) for pair in chosen.items()).new_name(old) != every[old]:
                chosen[old] = every[old]
        return tuple(Pair(old, new) for old, new in chosen.items())

    def renamed_by(self, path: str) -> Iterator[tuple[str, str]]:
        """Yield the name of a file that moves before and after; nothing where either has none."""
        old, new = self.codebase.names.get(path), self.after.get(self.files[path])
        if old is not None and new is not None and old.module and new.module:
            yield old.module, new.module

    def folder_pair(self, leg: Leg) -> Mapping[str, str]:
        """Give the names of a folder before and after, whether or not it has a file of its own."""
        inside = (
            path for path in self.files if path.startswith(f"{leg.source}/") and path in self.codebase.names
        )
        for path in inside:
            below = path[len(leg.source) + 1 :].count("/") + (not self.codebase.names[path].is_package)
            for names in self.renamed_by(path):
                if all(name.count(".") >= below for name in names):
                    before, after = (name.rsplit(".", below)[0] if below else name for name in names)
                    return {before: after}
        return {}

    def new_inits(self) -> list[str]:
        """List the `__init__.py` files that new folders need to be packages like those they come from."""
        found: set[str] = set()
        for leg in self.legs:
            if self.is_packaged(leg):
                found.update(self.folders_made(leg))
        return sorted(found - set(self.files.values()))

    def is_packaged(self, leg: Leg) -> bool:
        """Say whether what moves is, or lies in, a package with an `__init__.py`."""
        paths = self.tree.paths()
        return leg.source + INIT in paths or leg.source.rpartition("/")[0] + INIT in paths

    def folders_made(self, leg: Leg) -> Iterator[str]:
        """Yield the files that make packages of the folders above a target that do not exist yet."""
        folder = leg.target.rpartition("/")[0]
        while folder and folder not in self.staying:
            yield folder + INIT
            folder = folder.rpartition("/")[0]

    def plan(self, author: Author) -> Plan:
        """Plan everything."""
        title = ", ".join(f"{leg.source} -> {leg.target}" for leg in self.legs)
        renaming = Renaming(self.pairs)
        moves = Moves(self.files, MovedPaths((leg.source, leg.target) for leg in self.legs))
        migration = Migration(self.codebase.renamed(renaming), moves)
        plan = migration.plan(title, author, documents=self.request.documents)
        more = [*self.created(), *self.emptied(), *self.shims()]
        return plan._replace(edits=join_edits(plan.edits, more))

    def created(self) -> Iterable[Edit]:
        """Create the `__init__.py` files of new packages."""
        shims = {edit.target for edit in self.shims()}
        return [Edit(path, path, None, State(b"")) for path in self.new_inits() if path not in shims]

    def emptied(self) -> Iterable[Edit]:
        """Delete the `__init__.py` files that are all that is left of a package, and say nothing."""
        left = (self.tree.paths() - self.files.keys()) | set(self.files.values()) | set(self.new_inits())
        edits: list[Edit] = []
        folders = {leg.source.rpartition("/")[0] for leg in self.legs} - {""}
        for folder in sorted(folders, key=len, reverse=True):
            path = folder + INIT
            if self.is_left_over(path, left):
                edits.append(Edit(path, path, self.tree.state(path), None))
                left = left - {path}
        return edits

    def is_left_over(self, path: str, left: frozenset[str]) -> bool:
        """Say whether an `__init__.py` is alone in its folder and empty."""
        folder = path.removesuffix(INIT)
        inside = [other for other in left if other.startswith(f"{folder}/")]
        return inside == [path] and not self.tree.read(path).strip() and not self.request.shims

    def shims(self) -> Iterable[Edit]:
        """Leave modules under the old names."""
        if not self.request.shims:
            return []
        is_test = compile_globs(self.config.tests)
        moved = [path for path in sorted(self.files) if not path.endswith(".pyi") and not is_test(path)]
        named = [(self.shim_at(path), pair) for path in moved for pair in self.renamed_by(path)]
        return [Edit(path, path, None, State(shim(*pair))) for path, pair in named if path]

    def shim_at(self, path: str) -> str:
        """Say where the shim of a file stands: in the package of that name now; "" for none to leave."""
        package = path.removesuffix(".py") + INIT
        if package in self.new_inits():
            return package
        return "" if package in self.after else path
