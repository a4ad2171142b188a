"""Moves what a lower layer needs down to it: a new module beside who needs it, and the old one passes it on.

The new module is written as those are into which a file is divided, with the same proof.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import Final

from netra_tools.changes.codebase import Codebase
from netra_tools.changes.renaming.pairs import Renaming
from netra_tools.changes.renaming.rename import Request, plan_renaming
from netra_tools.facts.uses import MODULE, Alias, ImportStatement
from netra_tools.fix.lowering.place import place_beside
from netra_tools.fix.lowering.upward import Upward
from netra_tools.fix.split_check import check_division
from netra_tools.fix.split_dropping import dropped_imports
from netra_tools.fix.split_fitness import refuse_documented, refuse_place, refuse_script, refuse_walked
from netra_tools.fix.split_imports import local_of
from netra_tools.fix.split_outside import Surroundings
from netra_tools.fix.split_parts import Module
from netra_tools.fix.split_patches import led_tests
from netra_tools.fix.split_readings import Readings
from netra_tools.fix.split_refusal import CannotSplitError
from netra_tools.fix.split_staying import Staying
from netra_tools.fix.split_writing import Target, Writing
from netra_tools.fix.task import NAME, Task
from netra_tools.fix.ways import Ways
from netra_tools.graph.patterns import ancestry
from netra_tools.plan import ANYTHING, Author, Edit, Plan, State, compose
from netra_tools.project.tree import PYTHON

TITLE: Final = "what lower layers need moves down to them"


class Lowering:
    """What one file imports from a higher one."""

    def __init__(self, task: Task, ways: Ways, upward: Upward, readings: Readings) -> None:
        self.task = task
        self.ways = ways
        self.tree = task.tree
        self.upward = upward
        self.readings = readings
        self.codebase = Codebase(task.config, task.tree, Renaming(()))
        refuse_place(task.config, self.codebase, upward.home)
        refuse_walked(self.codebase, upward.importer)
        refuse_documented(self.codebase, upward.home)
        self.name = self.codebase.names[upward.home].module
        self.importer = self.codebase.names[upward.importer]
        self.data = task.tree.read(upward.home)
        self.module = Module(self.data, readings.of(self.data).uses)
        top = self.name.partition(".")[0]
        imports = self.module.uses.imports
        own = any(one.level or one.module.partition(".")[0] == top for one in imports)
        refuse_script(self.name, self.data, imports_own=own)

    @cached_property
    def around(self) -> Surroundings:
        """See what other files do with the module; that takes longest."""
        names = frozenset(self.module.binders)
        return Surroundings(self.codebase, self.upward.home, names, self.readings)

    @cached_property
    def staying(self) -> Staying:
        """See what holds each part of it."""
        return Staying(self.module, self.around)

    def plan(self) -> Plan:
        """Plan the move.

        Raises: CannotSplitError.
        """
        parts = self.moved()
        target = self.target(parts)
        for reason in (
            *self.of_imports(parts, target.module),
            *self.of_packages(target),
            *self.of_tests(parts),
        ):
            raise CannotSplitError(reason)
        writing = Writing(self.module, self.name, [target], self.staying.needs)
        dropped = dropped_imports(self.module, self.staying, self.around, writing)
        exports = frozenset(self.codebase.facts(self.upward.home).exports or ())
        facade = writing.facade(self.staying.head, exports, dropped)
        content = writing.new_module(0)
        check_division(self.data, facade, [content], dropped)
        before = self.tree.state(self.upward.home)
        assert before is not None  # it was read
        edits = [
            Edit(self.upward.home, self.upward.home, before, State(facade, before.mode)),
            Edit(target.path, target.path, None, State(content, before.mode & ~0o111)),
            *led_tests(self.tree, self.around, self.staying, writing),
        ]
        divided = Plan(TITLE, Author(NAME), tuple(sorted(edits)), keeps=ANYTHING)
        return compose(divided, self.migrated(divided, target))

    def moved(self) -> tuple[int, ...]:
        """Give the parts that move: what is needed below, and what it alone needs.

        Raises: CannotSplitError.
        """
        asked = {self.part_of(name) for name in sorted(self.upward.names)}
        for reason in self.of_imports(sorted(asked), self.importer.module):
            raise CannotSplitError(reason)  # what is cheap to know comes first
        found, pending = set(asked), sorted(asked)
        while pending:
            number = pending.pop()
            if number in self.staying.reasons:
                raise CannotSplitError(f"{self.staying.title(number)} stays: {self.staying.reasons[number]}")
            fresh = self.staying.needs[number] - found
            found |= fresh
            pending += sorted(fresh)
        for number in sorted(found - asked):
            self.refuse_shared(number, found)
        return tuple(sorted(found))

    def part_of(self, name: str) -> int:
        """Give the part that defines a name.

        Raises: CannotSplitError.
        """
        binders = self.module.binders.get(name, set())
        if len(binders) != 1:
            raise CannotSplitError(f"`{name}` is not defined in `{self.name}` once")
        number = min(binders)
        if name not in self.module.parts[number].names:
            raise CannotSplitError(f"`{self.name}` passes `{name}` on from elsewhere")
        return number

    def refuse_shared(self, number: int, moved: set[int]) -> None:
        """Refuse to move what is not asked for, and used by others.

        Raises: CannotSplitError.
        """
        for name in self.module.parts[number].names:
            readers = [at for at, names in enumerate(self.module.reads) if name in names and at not in moved]
            if readers or self.around.is_used(name):
                raise CannotSplitError(f"it needs `{name}`, which others use, too")

    def target(self, parts: tuple[int, ...]) -> Target:
        """Say where the new module lies: beside who needs it.

        Raises: CannotSplitError.
        """
        sizes = {name: self.module.parts[at].size for at in parts for name in self.module.parts[at].names}
        place = place_beside(self.codebase, self.upward, sizes)
        package, _, name = place.module.rpartition(".")
        self.refuse_undeclared(package, name)
        return Target(place.path, place.module, place.module, parts)

    def refuse_undeclared(self, package: str, name: str) -> None:
        """Refuse a module where every one must be declared a layer.

        Raises: CannotSplitError.
        """
        for contract in self.ways.contracts:
            if contract.exhaustive and package in contract.containers:
                raise CannotSplitError(f"`{package}.{name}` would be no layer ({contract.name}, exhaustive)")

    def of_imports(self, parts: Sequence[int], lower: str) -> Iterator[str]:
        """Yield which imports of what moves the lower layer may not have."""
        reads = {name for number in parts for name in self.module.reads[number]}
        for statement in self.module.uses.imports:
            taken = self.taken_along(statement, parts, reads)
            if taken and statement.level:
                yield "what moves is imported with dots, which count from where it is"
            for alias in taken:
                yield from self.of_import(self.codebase.module_part(whole_name(statement, alias)), lower)

    def taken_along(self, statement: ImportStatement, parts: Sequence[int], reads: set[str]) -> list[Alias]:
        """List the names of an import that go with some parts: it stands in them, or they read it."""
        if statement.scope != MODULE and self.module.part_at(statement.start) in parts:
            return list(statement.names)
        read = [alias for alias in statement.names if local_of(statement, alias) in reads]
        return read if statement.scope == MODULE else []

    def of_import(self, module: str, lower: str) -> Iterator[str]:
        """Yield why a lower module should not import another one."""
        for importer in (lower, self.importer.module):
            contract = self.ways.upward(importer, module) if module else ""
            if contract:
                yield f"it needs `{module}`, which `{importer}` may not import ({contract})"
        numbers = self.ways.order.numbers
        number = numbers.get(self.codebase.modules.get(module, ""))
        if number is not None:
            ends = {numbers.get(self.upward.home), numbers.get(self.upward.importer)}
            if ends & self.ways.loaded([number]):
                yield f"it needs `{module}`, which comes to load what is to import it: a cycle"

    def of_packages(self, target: Target) -> Iterator[str]:
        """Yield the packages around the new module that come to load the old one, which loads them now."""
        numbers = self.ways.order.numbers
        home, importer = numbers[self.upward.home], numbers[self.upward.importer]
        cut = (importer, home) if self.takes_nothing_else() else (-1, -1)
        for package in ancestry(target.module)[1:]:
            number = numbers.get(self.codebase.modules.get(package, ""))
            if number is None or package in ancestry(self.name):
                continue
            if home in self.ways.loaded([number], cut):
                yield f"`{package}` comes to load `{self.name}`: a cycle would be closed"

    def takes_nothing_else(self) -> bool:
        """Say whether who imports from the old module takes nothing from it but what moves."""
        path, own = self.upward.importer, self.importer
        taken: set[str] = set()
        for record in self.codebase.facts(path).imports:
            base = self.codebase.base(record.module, record.level, own.module, package=own.is_package)
            names = {name for name, _ in record.names}
            taken |= names or {""} if base == self.name else set()
            taken |= {""} if self.name.rpartition(".")[2] in names else set()
        return taken <= self.upward.names

    def of_tests(self, parts: Sequence[int]) -> Iterator[str]:
        """Yield the names that tests replace where some would not see it."""
        for name, readers in self.staying.glued:
            if 0 < len(set(readers) & set(parts)) < len(readers):
                yield f"`{name}` is replaced at {self.around.patches[name][0].path}"
        for name in sorted(self.upward.names & self.around.live):
            if name in self.around.fixed or name in self.around.patches:
                yield f"`{name}` is replaced by tests"

    def migrated(self, divided: Plan, target: Target) -> Plan:
        """Plan that who may asks the new module.

        Raises: CannotSplitError when the one for whom all this is cannot.
        """
        pairs = tuple(
            (f"{self.name}:{name}", f"{target.module}:{name}") for name in sorted(self.upward.names)
        )
        tree = self.tree.after(divided.edits)
        plan = plan_renaming(self.task.config, tree, Request(pairs), Author(NAME))
        edits = tuple([one for one in plan.edits if self.is_led(one.path, target)])
        if self.upward.importer not in {one.path for one in edits}:
            raise CannotSplitError("its import cannot be rewritten")
        return plan._replace(edits=edits, notes=(), failed=(), renamed=(), keeps=ANYTHING, title="")

    def is_led(self, path: str, target: Target) -> bool:
        """Say whether a file is to ask the new module: it may, and replaces nothing at the old one."""
        replacing = (patch.path for name in self.upward.names for patch in self.around.patches.get(name, ()))
        if path in (self.upward.home, target.path) or not path.endswith(PYTHON) or path in replacing:
            return False
        return not self.ways.upward(self.codebase.names[path].module, target.module)


def whole_name(statement: ImportStatement, alias: Alias) -> str:
    """Give what is imported, by its whole name."""
    return f"{statement.module}.{alias.name}" if statement.is_from else alias.name
