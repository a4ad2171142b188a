"""One file with a definition that stands elsewhere, too: what its names mean, and what holds it there."""

from __future__ import annotations

from functools import cached_property
from typing import NamedTuple

from netra_tools.changes.codebase import Codebase
from netra_tools.facts.outermost import DEFINITION, IMPORT, TYPING
from netra_tools.facts.sameness import Bodies, Body, read_bodies
from netra_tools.facts.uses import MODULE, Alias, ImportStatement
from netra_tools.fix.split_imports import local_of
from netra_tools.fix.split_outside import Surroundings
from netra_tools.fix.split_parts import BUILTINS, Module, Part
from netra_tools.fix.split_readings import Readings
from netra_tools.fix.split_refusal import CannotSplitError
from netra_tools.fix.split_staying import Staying

Meaning = tuple[str, str]  # what kind of thing a name stands for, and which


class Spot(NamedTuple):
    """A definition: its file, and its name."""

    path: str
    name: str


class Side:
    """One file. `around` and `staying` take long, and are only made for what is known to be the same."""

    def __init__(self, codebase: Codebase, path: str, readings: Readings) -> None:
        self.codebase = codebase
        self.readings = readings
        self.path = path
        self.data = codebase.tree.read(path)
        named = codebase.names.get(path)
        if named is None:
            raise CannotSplitError("it is no Python file of the repository")
        self.named = named
        self.name = named.module
        self.module = Module(self.data, readings.of(self.data).uses)
        bodies = read_bodies(self.data)
        if not isinstance(bodies, Bodies):
            raise CannotSplitError(f"it cannot be read: {bodies.message}", bodies.line)
        self.bodies = bodies

    @cached_property
    def around(self) -> Surroundings:
        """See what other files do with this one.

        Raises: CannotSplitError.
        """
        return Surroundings(self.codebase, self.path, frozenset(self.module.binders), self.readings)

    @cached_property
    def staying(self) -> Staying:
        """See what holds each part of it.

        Raises: CannotSplitError.
        """
        return Staying(self.module, self.around)

    def body(self, name: str) -> Body:
        """Give a definition of the file.

        Raises: CannotSplitError.
        """
        found = self.bodies.found.get(name)
        if found is None:
            raise CannotSplitError("it is defined on a condition")
        return found

    def alike(self, name: str) -> tuple[str, int]:
        """Give what a function has in common with those that differ in the names of their own variables."""
        facts = self.codebase.facts(self.path)
        found = [one for one in facts.definitions if one.name == name]
        return found[-1].kind, found[-1].alike

    def part(self, name: str) -> Part:
        """Give the part that is the definition.

        Raises: CannotSplitError when something else binds its name, too.
        """
        binders = self.module.binders.get(name, set())
        part = self.module.parts[min(binders)] if len(binders) == 1 else None
        if part is None or part.kind != DEFINITION:
            raise CannotSplitError(f"`{name}` is bound twice")
        return part

    def reads(self, name: str) -> set[str]:
        """Collect what a definition takes from its module, but for its own name."""
        return self.module.reads[self.part(name).number] - {name}

    def meaning(self, name: str) -> Meaning | None:
        """Say what a name of the module means; None where that may be several things, or nothing."""
        binders = self.module.binders.get(name)
        if binders is None:
            return ("builtin", name) if name in BUILTINS else None
        parts = [self.module.parts[at] for at in binders]
        if {part.kind for part in parts} <= {IMPORT, TYPING}:
            return self.imported(name)
        if len(parts) > 1 or name in self.module.shared:
            return None
        constant = self.bodies.constants.get(name)
        if constant is not None:
            return "constant", constant
        return "name", f"{self.name}.{name}"

    def imported(self, name: str) -> Meaning | None:
        """Say what an import binds a name to."""
        found = {
            self.whole(statement, alias)
            for statement in self.module.uses.imports
            if statement.scope == MODULE
            for alias in statement.names
            if local_of(statement, alias) == name
        }
        return found.pop() if len(found) == 1 else None

    def whole(self, statement: ImportStatement, alias: Alias) -> Meaning:
        """Give the whole name of what an import binds, and whether it is there when code runs."""
        typing = self.module.parts[self.module.part_at(statement.start)].kind == TYPING
        kind = "type" if typing else "name"
        if not statement.is_from:
            return kind, alias.name if alias.alias else alias.name.partition(".")[0]
        base = self.codebase.base(statement.module, statement.level, self.name, package=self.named.is_package)
        return kind, f"{base}.{alias.name}"
