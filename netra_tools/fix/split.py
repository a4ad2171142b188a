"""Plans the division of a file that is too long: modules beside it take parts of it, and it passes them on.

`pkg/mod.py` stays, with what cannot move, and imports the rest: every name that it had is still there. What
has moved is defined in `pkg/mod_subject.py`, with the same lines, and never needs `pkg.mod` again.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from netra_tools.changes.codebase import Codebase
from netra_tools.changes.renaming.pairs import Renaming
from netra_tools.changes.source import UnwritableError
from netra_tools.changes.tree import Tree
from netra_tools.config.model import Config
from netra_tools.facts.outermost import DOCSTRING
from netra_tools.fix.split_check import check_division
from netra_tools.fix.split_clusters import Sizes, Unit, divide, make_units
from netra_tools.fix.split_dropping import dropped_imports
from netra_tools.fix.split_fitness import refuse_documented, refuse_place, refuse_script, refuse_walked
from netra_tools.fix.split_limit import limit_of
from netra_tools.fix.split_mentions import mentions_of
from netra_tools.fix.split_outside import Surroundings
from netra_tools.fix.split_parts import Module
from netra_tools.fix.split_patches import led_tests
from netra_tools.fix.split_places import Places
from netra_tools.fix.split_readings import Readings
from netra_tools.fix.split_refusal import CannotSplitError
from netra_tools.fix.split_staying import Staying
from netra_tools.fix.split_writing import Writing
from netra_tools.model import Note
from netra_tools.plan import ANYTHING, Author, Edit, Plan, State

ATTEMPTS: Final = 4  # with less room each time: how long the head of a module is, is known when it is written
LESS: Final = 0.12  # of the room, each time
GAP: Final = 6  # lines of a new module that are neither parts nor imports
SHOWN: Final = 80  # characters of names in a message


class Refusal(NamedTuple):
    """A file that is not divided, and why."""

    path: str
    line: int
    reason: str


class Request(NamedTuple):
    """Which file is to be divided, and how small its parts are to be."""

    path: str
    limit: int = 0  # lines; 0: as the rule says
    author: Author | None = None


def plan_split(
    config: Config, tree: Tree, request: Request, readings: Readings | None = None
) -> Plan | Refusal:
    """Plan the division of one file; `readings` are shared by who divides several."""
    try:
        return Division(config, tree, request, readings or Readings()).plan()
    except CannotSplitError as error:
        return Refusal(request.path, error.line, error.reason)
    except UnwritableError as error:
        return Refusal(request.path, error.line, str(error))


class Division:
    """The division of one file."""

    def __init__(self, config: Config, tree: Tree, request: Request, readings: Readings) -> None:
        self.tree = tree
        self.path = path = request.path
        self.author = request.author or Author("fix", (path,))
        self.limit = request.limit or limit_of(config, path)
        self.codebase = Codebase(config, tree, Renaming(()))
        refuse_place(config, self.codebase, path)
        self.name = self.codebase.names[path].module
        self.data = tree.read(path)
        if line_count(self.data) <= self.limit:
            raise CannotSplitError(f"it has {line_count(self.data)} lines, limit {self.limit}")
        self.module = Module(self.data, readings.of(self.data).uses)
        self.refuse_elsewhere()
        self.around = Surroundings(self.codebase, path, frozenset(self.module.binders), readings)
        self.staying = Staying(self.module, self.around)
        self.places = Places(self.codebase, path, self.module, self.around)

    def refuse_elsewhere(self) -> None:
        """Refuse what others find by its place.

        Raises: CannotSplitError.
        """
        top = self.name.partition(".")[0]
        imports = self.module.uses.imports
        own = any(one.level or one.module.partition(".")[0] == top for one in imports)
        refuse_script(self.name, self.data, imports_own=own)
        refuse_walked(self.codebase, self.path)
        refuse_documented(self.codebase, self.path)

    def plan(self) -> Plan:
        """Plan the division.

        Raises: CannotSplitError.
        """
        longest = 0
        for attempt in range(ATTEMPTS):
            targets = self.places.targets(self.choose(1.0 - attempt * LESS))
            writing = Writing(self.module, self.name, targets, self.staying.needs)
            contents = [writing.new_module(at) for at in range(len(targets))]
            dropped = dropped_imports(self.module, self.staying, self.around, writing)
            exports = frozenset(self.codebase.facts(self.path).exports or ())
            facade = writing.facade(self.staying.head, exports, dropped)
            longest = max(map(line_count, (facade, *contents)))
            if longest <= self.limit:
                check_division(self.data, facade, contents, dropped)
                return self.written(writing, facade, contents)
        raise CannotSplitError(f"the smallest division still has a file of {longest} lines")

    def choose(self, share: float) -> list[tuple[int, ...]]:
        """Choose which parts move together, for a share of the room there is.

        Raises: CannotSplitError.
        """
        parts, movable = self.module.parts, self.staying.movable()
        if not movable:
            raise CannotSplitError(f"nothing in it can move: {self.first_reason()}")
        measures = {number: (parts[number].size, len(parts[number].names)) for number in movable}
        units, below = make_units(measures, self.staying.needs, self.staying.together())
        fixed = len(self.module.lines) - sum(size for size, _ in measures.values())
        sizes = self.room(fixed, share)
        self.refuse_large(units, sizes)
        found = divide(units, below, sizes)
        if found is None:
            raise CannotSplitError(self.why_not(fixed))
        return found

    def room(self, fixed: int, share: float) -> Sizes:
        """Say for how many lines of parts new modules and the old one have room; `fixed` lines stay."""
        head = sum(part.size for part in self.module.parts[: self.staying.head] if part.kind != DOCSTRING)
        module = self.limit - min(head, self.limit // 3) - GAP
        return Sizes(int(module * share), int((self.limit - fixed - GAP) * share))

    def refuse_large(self, units: Sequence[Unit], sizes: Sizes) -> None:
        """Refuse what nothing has room for.

        Raises: CannotSplitError.
        """
        largest = max(units, key=lambda unit: unit.size)
        if largest.size > max(sizes):
            names = ", ".join(f"`{name}`" for at in largest.parts for name in self.module.parts[at].names)
            raise CannotSplitError(f"{largest.size} lines hang together: {names[:SHOWN]}")

    def why_not(self, fixed: int) -> str:
        """Say what keeps the file long."""
        if fixed > self.limit:
            return f"{fixed} lines must stay: {self.first_reason()}"
        return "no division along its dependencies is small enough"

    def first_reason(self) -> str:
        """Give the reason that holds most lines, with the first part that it holds."""
        weights: dict[str, int] = {}
        for number, reason in self.staying.reasons.items():
            if number >= self.staying.head:
                weights[reason] = weights.get(reason, 0) + self.module.parts[number].size
        if not weights:
            return "it has no definitions"
        reason = max(weights, key=lambda one: weights[one])
        first = min(number for number, one in self.staying.reasons.items() if one == reason)
        return f"{self.staying.title(first)}: {reason}"

    def written(self, writing: Writing, facade: bytes, contents: Sequence[bytes]) -> Plan:
        """Make the plan.

        Raises: CannotSplitError.
        """
        before = self.tree.state(self.path)
        assert before is not None  # it was read
        edits = [Edit(self.path, self.path, before, State(facade, before.mode))]
        for target, content in zip(writing.targets, contents, strict=True):
            if self.tree.state(target.path) is not None:
                raise CannotSplitError(f"{target.path} is there already")
            edits.append(Edit(target.path, target.path, None, State(content, before.mode & ~0o111)))
        edits += led_tests(self.tree, self.around, self.staying, writing)
        title = f"{self.path} is divided: {', '.join(target.path for target in writing.targets)}"
        notes = (*self.notes(writing), *mentions_of(self.tree, self.path, self.name))
        return Plan(title, self.author, tuple(sorted(edits)), notes, keeps=ANYTHING)

    def notes(self, writing: Writing) -> Iterator[Note]:
        """Tell whose `__module__` is another afterwards: what prints it shows that."""
        for target in writing.targets:
            names = ", ".join(name for number in target.parts for name in self.module.parts[number].names)
            yield Note(self.path, 0, f"`__module__` becomes {target.module}: {names}")


def line_count(data: bytes) -> int:
    """Count lines as the rule does."""
    return len(data.splitlines())
