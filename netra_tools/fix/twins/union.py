"""One definition that goes, one that stays: whether they are provably one, and what changes when they are.

What stays is imported where the other was, so whoever asked the old place still finds it. Who imports it from
there is led to the place that stays, unless that changes more than where it comes from.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import Final

from netra_tools.changes.codebase import Codebase
from netra_tools.changes.renaming.pairs import Renaming
from netra_tools.changes.renaming.rename import Request, plan_renaming
from netra_tools.facts.load_effects import ACTS
from netra_tools.facts.sameness import CLASS
from netra_tools.fix.split_fitness import misfits, refuse_documented, refuse_script
from netra_tools.fix.split_outside import patch_places
from netra_tools.fix.split_readings import Readings
from netra_tools.fix.split_refusal import CannotSplitError
from netra_tools.fix.task import NAME, Task
from netra_tools.fix.twins.comparison import differences
from netra_tools.fix.twins.identity import Twin, of_identity
from netra_tools.fix.twins.side import Side, Spot
from netra_tools.fix.twins.users import Seen, Users
from netra_tools.fix.twins.writing import Importing, Place
from netra_tools.fix.ways import Ways, private_to
from netra_tools.graph.patterns import covers
from netra_tools.plan import ANYTHING, Author, Edit, Plan, State, compose
from netra_tools.project.tree import PYTHON

DISTURBING: Final = "modules that import one another would be loaded in another order"
TITLE: Final = "definitions that stand twice are united"


class World:
    """The repository as the unions so far have left it."""

    def __init__(self, task: Task, declared: dict[str, str], readings: Readings) -> None:
        self.task = task
        self.config = task.config
        self.declared = declared  # what is configured to be imported from elsewhere
        self.readings = readings
        self.tree = task.tree
        self.codebase = Codebase(task.config, task.tree, Renaming(()))
        self.sides: dict[str, Side] = {}

    @cached_property
    def ways(self) -> Ways:
        """Read the imports of the repository; what unions add to them is added."""
        return Ways(self.task)

    def side(self, path: str) -> Side:
        """Read a file.

        Raises: CannotSplitError.
        """
        if path not in self.sides:
            self.sides[path] = Side(self.codebase, path, self.readings)
        return self.sides[path]

    def module(self, path: str) -> str:
        """Name a file."""
        named = self.codebase.names.get(path)
        return named.module if named else ""

    def dotted(self, spot: Spot) -> str:
        """Name a definition for the whole repository."""
        return f"{self.module(spot.path)}.{spot.name}"

    def rank(self, spot: Spot) -> tuple[bool, int, int, str, int]:
        """Order places: those that are configured, then the lowest layer, then the most imported."""
        module, facts = self.module(spot.path), self.codebase.facts(spot.path)
        meant = not {self.dotted(spot), module}.isdisjoint(self.declared.values())
        line = next((one.line for one in facts.definitions if one.name == spot.name), 0)
        users = self.ways.users.get((module, spot.name), 0)
        return not meant, -self.ways.depth(module), -users, spot.path, line

    def is_declared(self, one: Spot, stays: Spot) -> bool:
        """Say whether it is configured that one definition is the other."""
        home, new = self.module(one.path), self.declared.get(self.module(one.path))
        whole = self.declared.get(f"{home}.{one.name}") or (f"{new}.{one.name}" if new else "")
        return whole == self.dotted(stays)

    def take(self, plan: Plan, one: Spot, stays: Spot) -> None:
        """Go on from what a union leaves."""
        self.tree = self.tree.after(plan.edits)
        names = self.codebase.names
        self.codebase = Codebase(self.config, self.tree, Renaming(()))
        self.codebase.names = dict(names)
        self.sides.clear()
        if one.path != stays.path:
            self.ways.add(one.path, stays.path)


class Union:
    """One definition that goes and one that stays."""

    def __init__(self, world: World, one: Spot, stays: Spot) -> None:
        self.world = world
        self.one = one
        self.stays = stays
        self.gone = world.side(one.path)
        self.kept = world.side(stays.path)

    def plan(self) -> Plan:
        """Plan the union.

        Raises: CannotSplitError with what makes the two differ, or holds one where it is.
        """
        for reason in self.reasons():
            if reason:
                raise CannotSplitError(reason)
        migrated = self.migrated()
        led = frozenset(edit.path for edit in migrated.edits) if migrated else frozenset[str]()
        place = Place(self.stays.path, self.kept.name, self.stays.name)
        written = Importing(self.gone, self.one.name, place, kept=self.is_asked_for(led)).written()
        before = self.world.tree.state(self.one.path)
        assert before is not None  # it was read
        edit = Edit(self.one.path, self.one.path, before, State(written, before.mode))
        if self.world.ways.disturbs(edit):
            raise CannotSplitError(DISTURBING)
        plan = Plan(TITLE, Author(NAME), (edit,), keeps=ANYTHING)
        return compose(plan, migrated) if migrated else plan

    def is_asked_for(self, led: frozenset[str]) -> bool:
        """Say whether the old place must have the name still; `led` are the files that ask elsewhere now."""
        own, seen = self.one.name, self.seen
        if not own.startswith("_") or self.gone.body(own).kind == CLASS or own in self.exports():
            return True
        asked = seen.rebound or seen.starred or seen.files - led or own in self.gone.around.live
        return bool(asked) or any(own in names for names in self.others_read())

    def exports(self) -> frozenset[str]:
        """Give what the old place offers by `__all__`."""
        return frozenset(self.world.codebase.facts(self.one.path).exports or ())

    def others_read(self) -> Iterator[set[str]]:
        """Yield the names that each other part of the old place reads."""
        own = self.gone.part(self.one.name).number
        yield from (names for at, names in enumerate(self.gone.module.reads) if at != own)

    def reasons(self) -> Iterator[str]:
        """Yield why the two may not be one, what is known cheaply first; "" for what is fine."""
        one, stays, world = self.one, self.stays, self.world
        yield from differences(self.gone, one.name, self.kept, stays.name)
        if one.path == stays.path:
            after = self.gone.part(one.name).line < self.gone.part(stays.name).line
            yield "what stays is defined below it" if after else ""
        else:
            yield from self.of_places()
        for side, name in ((self.kept, stays.name), (self.gone, one.name)):
            yield from of_reads(side, name)
        yield from self.gone.staying.own_reasons(self.gone.part(one.name))
        if self.gone.part(one.name).shares_line:
            yield "it shares a line with another statement"
        if not world.is_declared(one, stays):
            kept = self.seen_of(self.kept.name, stays.name)
            yield from of_identity(Twin(self.gone, one.name, self.seen), Twin(self.kept, stays.name, kept))

    def of_places(self) -> Iterator[str]:
        """Yield why the old place should not import the new one."""
        world, codebase = self.world, self.world.codebase
        for path in (self.one.path, self.stays.path):
            yield from (f"{path}: {reason}" for reason in misfits(world.config, codebase, path))
        yield world.ways.objection(self.one.path, self.stays.path)
        yield self.of_privacy(self.gone.name)
        imports = self.gone.module.uses.imports
        top = self.gone.name.partition(".")[0]
        own = any(one.level or one.module.partition(".")[0] == top for one in imports)
        refuse_script(self.gone.name, self.gone.data, imports_own=own)
        refuse_documented(codebase, self.one.path)

    def of_privacy(self, importer: str) -> str:
        """Say that what stays is private to a package that a module is no part of."""
        home = private_to(self.kept.name, self.stays.name, package=self.kept.named.is_package)
        package = next(home, "")
        is_own = not package or covers((package,), importer)
        return "" if is_own else f"`{self.stays.name}` is private to `{package}`"

    @cached_property
    def seen(self) -> Seen:
        """Give what is done with the definition that goes."""
        return self.seen_of(self.gone.name, self.one.name)

    def seen_of(self, module: str, name: str) -> Seen:
        """Give what is done with a definition."""
        return Users(self.world.codebase, self.world.readings).of(module, name)

    def migrated(self) -> Plan | None:
        """Plan that users of the old place ask the new one; None where they should not.

        They do not where a test replaces a name at one of the places, or where loading the old one does more
        than define.
        """
        around, kept = self.gone.around, self.kept.around
        replaced = [
            *(around.fixed.get(self.one.name, ()), around.patches.get(self.one.name, ())),
            *(kept.fixed.get(self.stays.name, ()), kept.patches.get(self.stays.name, ())),
        ]
        acts = any(part.level == ACTS for part in self.gone.module.parts)
        if any(replaced) or acts or self.one.path == self.stays.path or not self.seen.files:
            return None
        pair = f"{self.gone.name}:{self.one.name}", f"{self.kept.name}:{self.stays.name}"
        plan = plan_renaming(self.world.config, self.world.tree, Request((pair,)), Author(NAME))
        edits = tuple(
            [one for one in plan.edits if self.is_led(one.path) and not self.world.ways.disturbs(one)]
        )
        return plan._replace(edits=edits, notes=(), failed=(), renamed=(), keeps=ANYTHING, title="")

    def is_led(self, path: str) -> bool:
        """Say whether a file is to ask the new place."""
        if (
            path in (self.one.path, self.stays.path)
            or not path.endswith(PYTHON)
            or path not in self.seen.files
        ):
            return False
        importer = self.world.module(path)
        return not self.world.ways.upward(importer, self.kept.name) and not self.of_privacy(importer)


def of_reads(side: Side, name: str) -> Iterator[str]:
    """Yield what a definition reads that is not there for sure, or that a test replaces there."""
    for read in sorted(side.reads(name)):
        yield side.staying.of_name(read)
        places = side.around.patches.get(read)
        if places:
            yield f"`{read}` is replaced at {next(patch_places(places))}"
