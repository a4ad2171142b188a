"""Which local names of a function surely have a value at a step, and which are still to be read.

Sets of names are integers, as in `netra_tools.facts.flow`. Both analyses err to the safe side: too few names
have a value, too many are still read.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from netra_tools.facts.flow import LEAVES, Flow, Step

Range = tuple[int, int]


class Liveness(NamedTuple):
    """What is known at the start of each step."""

    assigned: list[int]  # surely have a value
    live: list[int]  # may be read before they are written


class Traffic(NamedTuple):
    """What a range of steps takes and gives."""

    reads: int  # may be read before the range writes them
    unset: int  # of these, what may have no value when the range begins
    writes: int  # may be written
    live: int  # written, and read afterwards
    unsure: int  # of these, what the range may leave unwritten
    seen: int  # written, and read where an exception of the range is seen
    goes_on: bool  # something follows


def analyse(flow: Flow) -> Liveness:
    """Analyse a function."""
    steps = flow.steps
    every = (1 << len(flow.locals)) - 1
    return Liveness(assigned_from(steps, (0, len(steps)), every), live_in(steps, (0, len(steps)), {}))


def assigned_from(steps: Sequence[Step], span: Range, every: int) -> list[int]:
    """Find what surely has a value before each step of a range, when nothing has at its first."""
    first, last = span
    found = [every] * (last - first)
    found[0] = 0
    pending = [first]
    reached = {first}
    while pending:
        number = pending.pop()
        step = steps[number]
        before = found[number - first] & ~step.deletes
        raised = [(step.raises, before)] if step.raises != LEAVES else []
        for target, value in [*[(after, before | step.writes) for after in step.after], *raised]:
            if not first <= target < last:
                continue
            joined = found[target - first] & value
            if joined != found[target - first] or target not in reached:
                found[target - first] = joined
                reached.add(target)
                pending.append(target)
    return found


def live_in(steps: Sequence[Step], span: Range, outside: dict[int, int]) -> list[int]:
    """Find what may be read from each step of a range on; `outside` says what is read from other steps on."""
    first, last = span
    found = [0] * (last - first)

    def live(target: int) -> int:
        return found[target - first] if first <= target < last else outside.get(target, 0)

    changed = True
    while changed:
        changed = False
        for number in range(last - 1, first - 1, -1):
            step = steps[number]
            after = 0
            for target in step.after:
                after |= live(target)
            value = step.reads | (after & ~step.writes)
            if step.raises != LEAVES:
                value |= live(step.raises)
            if value != found[number - first]:
                found[number - first] = value
                changed = True
    return found


def traffic(flow: Flow, known: Liveness, spans: Iterable[Range]) -> Traffic:
    """Say what a range takes and gives; what stands in `finally` has its steps twice."""
    reads = unset = writes = live = unsure = seen = 0
    goes_on = False
    for span in spans:
        one = of_span(flow, known, span)
        reads, unset, writes = reads | one.reads, unset | one.unset, writes | one.writes
        live, unsure, seen = live | one.live, unsure | one.unsure, seen | one.seen
        goes_on |= one.goes_on
    return Traffic(reads, unset, writes, live, unsure, seen, goes_on)


def of_span(flow: Flow, known: Liveness, span: Range) -> Traffic:
    """Say what one range of steps takes and gives."""
    first, last = span
    steps = flow.steps
    inside = assigned_from(steps, span, (1 << len(flow.locals)) - 1)
    reads = live_in(steps, span, {})[0]
    writes = live = seen = 0
    sure = (1 << len(flow.locals)) - 1
    goes_on = False
    for number in range(first, last):
        step = steps[number]
        writes |= step.maybe
        for target in step.after:
            if not first <= target < last:
                goes_on = True
                live |= known.live[target]
                sure &= (inside[number - first] & ~step.deletes) | step.writes
        if step.raises != LEAVES and not first <= step.raises < last:
            seen |= known.live[step.raises]
    live &= writes
    return Traffic(reads, reads & ~known.assigned[first], writes, live, live & ~sure, seen & writes, goes_on)
