"""Which parts of a function become functions of their own, and what they are called."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from typing import Final, NamedTuple

from netra_tools.facts.flow import Flow, SourceFlow
from netra_tools.fix.extract_choice import choose
from netra_tools.fix.extract_names import proposals
from netra_tools.fix.extract_ranges import Ranges
from netra_tools.fix.extract_records import Bar, Candidate, Limits
from netra_tools.fix.extract_source import Lines
from netra_tools.fix.extract_write import Helper, Writer
from netra_tools.model import Definition
from netra_tools.report.result import plural

LONGEST: Final = 1000  # lines of a function that is looked at
TRIES: Final = 4
Free = Callable[[str], bool]


class Operation(NamedTuple):
    """A function, and what it is taken apart into."""

    one: Definition
    flow: Flow
    helpers: tuple[Helper, ...]


class Planner:
    """Plans the functions of one file. No name is given twice."""

    def __init__(
        self, source: SourceFlow, lines: Lines, limits: Limits, is_free: Free, full: frozenset[str]
    ) -> None:
        self.full = full  # classes that must not grow
        self.source = source
        self.lines = lines
        self.limits = limits
        self.is_free = is_free
        self.flows = {flow.line: flow for flow in source.functions}
        self.given: set[str] = set()

    def plan(self, one: Definition) -> Operation | Bar:
        """Say what of a function moves, or why nothing does."""
        flow = self.flows.get(one.line)
        if flow is None or not flow.body:
            return Bar("not found", "it is not found again")
        if flow.obstacle:
            return Bar(*flow.obstacle)
        if flow.line in self.source.recursive:
            return Bar("recursion", "it comes to call itself, and would reach the limit of that sooner")
        if one.body_lines > LONGEST:
            return Bar("too long", f"it is longer than {LONGEST} lines")
        return self.operation(one, flow)

    def operation(self, one: Definition, flow: Flow) -> Operation | Bar:
        """Choose ranges until the calls of what they become are short enough, too."""
        ranges = Ranges(self.source, flow, self.lines, self.limits)
        ranges.bars.is_full = flow.owner is not None and flow.owner.name in self.full
        candidates = ranges.find()
        needed = short = one.body_lines - self.limits.body
        for _ in range(TRIES):
            chosen = choose(candidates, needed)
            if chosen is None:
                return reason_of(ranges, candidates, short)
            unbound = left_unbound(flow, chosen)
            if unbound:
                return Bar("unbound", f"`{flow.names(unbound)[0]}` would no more be a name of the function")
            helpers = tuple([self.named(flow, found) for found in chosen])
            missing = short - self.saved(flow, helpers)
            if missing <= 0:
                return Operation(one, flow, helpers)
            needed += missing
        return Bar("calls", "the calls would be as long as what they stand for")

    def saved(self, flow: Flow, helpers: Sequence[Helper]) -> int:
        """Count the lines that a function loses."""
        writer = Writer(flow, self.lines, self.limits.width)
        newlines = [writer.call(helper).text.count(self.lines.text.newline) for helper in helpers]
        return sum(helper.found.saved for helper in helpers) - sum(newlines)

    def named(self, flow: Flow, found: Candidate) -> Helper:
        """Name the function that a range becomes."""
        names = proposals(found, flow, self.lines)
        name = next(name for name in names if self.is_unused(name))
        self.given.add(name)
        return Helper(name, found, bool(flow.owner) and (found.uses_self or found.traits.mangled))

    def is_unused(self, name: str) -> bool:
        """Say whether a name is written nowhere yet."""
        return name.encode() not in self.lines.words and name not in self.given and self.is_free(name)


def left_unbound(flow: Flow, chosen: Sequence[Candidate]) -> int:
    """Find names that a function would still read, though all that binds them would have moved."""
    spans = [span for found in chosen for span in found.spans]
    reads, binds = 0, flow.bits(*[name for found in chosen for name in found.outputs])
    for number, step in enumerate(flow.steps):
        if not any(first <= number < last for first, last in spans):
            reads, binds = reads | step.reads, binds | step.maybe
    return reads & ~binds


def reason_of(ranges: Ranges, candidates: Sequence[Candidate], needed: int) -> Bar:
    """Say what stands most in the way of a function that must lose so many lines."""
    enough = min(needed, ranges.limits.body // 2)
    barred = [bar for size, bar in ranges.barred if size > enough] or [bar for _, bar in ranges.barred]
    if not barred:
        return Bar("few statements", "no part of it is short enough and long enough")
    most = Counter([bar.reason for bar in barred]).most_common(1)[0][0]
    text = next(bar.text for bar in barred if bar.reason == most)
    few = f"{plural(len(candidates), 'part')} could move, too few: " if candidates else ""
    return Bar(most, few + text)
