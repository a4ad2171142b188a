"""Takes functions apart that are too long: ranges of their statements become functions of their own.

Nothing is written to disk, and nothing is executed. A function of which it is not sure that it does the same
afterwards is refused, with the reason.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import NamedTuple

from netra_tools.changes.source import SourceText, UnwritableError
from netra_tools.facts.flow import SourceFlow
from netra_tools.facts.flow_proof import is_same_inlined
from netra_tools.facts.kept import kept_source
from netra_tools.facts.read_flow import read_flow
from netra_tools.fix.extract_plan import Free, Operation, Planner
from netra_tools.fix.extract_records import Bar, Limits
from netra_tools.fix.extract_source import Lines
from netra_tools.fix.extract_write import Writer
from netra_tools.model import Definition, Facts, Problem


class Extracted(NamedTuple):
    """A function that comes within its limit."""

    name: str  # qualified
    line: int
    lines: int  # of its body, before
    helpers: tuple[str, ...]


class Refused(NamedTuple):
    """A function that stays as it is."""

    name: str
    line: int
    lines: int
    reason: str  # the kind, the same for all that are alike
    text: str


class Extraction(NamedTuple):
    """What becomes of one file."""

    after: bytes
    done: tuple[Extracted, ...]
    refused: tuple[Refused, ...]


def extract(
    data: bytes, limits: Limits, lines: Collection[int] = (), is_free: Free | None = None
) -> Extraction:
    """Take apart the functions of a source that are too long, or of these those defined in some lines.

    `is_free` says whether a name may be given to a function.
    """
    facts = kept_source(data).facts
    wanted = [one for one in facts.definitions if is_wanted(one, limits, lines)]
    if not wanted:
        return Extraction(data, (), ())
    if facts.lines.physical > limits.file:
        return nothing(data, wanted, Bar("file too long", "its file is too long already, and would grow"))
    source = read_flow(data, [one.line for one in wanted])
    if isinstance(source, Problem):
        return nothing(data, wanted, Bar("cannot be read", f"cannot be read: {source.message}"))
    try:
        return Surgery(data, source, facts, limits).operate(wanted, is_free or (lambda _: True))
    except UnwritableError as error:
        return nothing(data, wanted, Bar("cannot be written", f"cannot be written: {error}"))


def is_wanted(one: Definition, limits: Limits, lines: Collection[int]) -> bool:
    """Say whether a function is too long, and meant."""
    return one.kind != "class" and one.body_lines > limits.body and (not lines or one.line in lines)


def is_full(one: Definition, limits: Limits) -> bool:
    """Say whether a class is too long already."""
    return one.kind == "class" and one.body_lines > limits.class_


def nothing(data: bytes, wanted: Sequence[Definition], bar: Bar) -> Extraction:
    """Refuse all functions for one reason."""
    return Extraction(data, (), tuple([refusal(one, bar) for one in wanted]))


def refusal(one: Definition, bar: Bar) -> Refused:
    """Refuse one function."""
    return Refused(one.name, one.line, one.body_lines, *bar)


class Surgery:
    """Takes apart the functions of one file."""

    def __init__(self, data: bytes, source: SourceFlow, facts: Facts, limits: Limits) -> None:
        self.data = data
        self.source = source
        self.facts = facts
        self.limits = limits
        self.lines = Lines(SourceText(data))

    def operate(self, wanted: Sequence[Definition], is_free: Free) -> Extraction:
        """Take apart what can be: all at once, and where that leaves a doubt one function after the other."""
        full = [one.name for one in self.facts.definitions if is_full(one, self.limits)]
        planner = Planner(self.source, self.lines, self.limits, is_free, frozenset(full))
        found = {one: planner.plan(one) for one in wanted}
        operations = [plan for plan in found.values() if isinstance(plan, Operation)]
        after = self.written(operations)
        if self.doubt(after, operations):
            after = self.one_by_one(operations, found)
        done, refused = [], []
        for one, plan in found.items():
            if isinstance(plan, Bar):
                refused.append(refusal(one, plan))
            else:
                names = tuple([helper.name for helper in plan.helpers])
                done.append(Extracted(one.name, one.line, one.body_lines, names))
        return Extraction(after, tuple(done), tuple(refused))

    def one_by_one(self, operations: Sequence[Operation], found: dict[Definition, Operation | Bar]) -> bytes:
        """Do what leaves no doubt, and say in `found` what the others leave."""
        kept: list[Operation] = []
        after = self.data
        for operation in operations:
            tried = self.written([*kept, operation])
            bar = self.doubt(tried, [*kept, operation])
            if bar:
                found[operation.one] = bar
            else:
                kept.append(operation)
                after = tried
        return after

    def written(self, operations: Sequence[Operation]) -> bytes:
        """Write functions anew.

        Raises: UnwritableError when that cannot be.
        """
        writers = [(Writer(one.flow, self.lines, self.limits.width), one.helpers) for one in operations]
        return self.lines.text.spliced(
            [splice for writer, helpers in writers for splice in writer.splices(helpers)]
        )

    def doubt(self, after: bytes, operations: Sequence[Operation]) -> Bar | None:
        """Say what is wrong with what was written."""
        names = [helper.name for operation in operations for helper in operation.helpers]
        facts = kept_source(after).facts
        if facts.problems != self.facts.problems or not is_same_inlined(self.data, after, names):
            return Bar("not proven", "it could not be shown to do the same")
        if facts.lines.physical > self.limits.file:
            return Bar("file too long", f"the file would have {facts.lines.physical} lines")
        return self.too_long(facts, {*names, *[operation.one.name for operation in operations]})

    def too_long(self, facts: Facts, names: Collection[str]) -> Bar | None:
        """Say which class or function would be too long; `names` are those of the functions that changed."""
        before = {found.name: found.body_lines for found in self.facts.definitions}
        for found in facts.definitions:
            lines = found.body_lines
            if found.kind == "class" and lines > max(self.limits.class_, before[found.name]):
                return Bar("class too long", f"its class would have {lines} lines")
            if found.kind != "class" and lines > self.limits.body and found.name in names:
                return Bar("still too long", f"`{found.name}` would have {lines} lines")
        return None
