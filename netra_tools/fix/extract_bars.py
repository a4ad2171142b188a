"""Why a range of statements cannot stand in a function of its own."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from netra_tools.facts.flow import Flow, SourceFlow, statements
from netra_tools.fix.extract_live import Traffic
from netra_tools.fix.extract_records import Bar, Block, Candidate, Limits
from netra_tools.fix.extract_source import Lines

# Calls whose result does something when it is dropped, or is held by whoever keeps it alone.
DROPPED: Final = frozenset(
    (
        "NamedTemporaryFile", "Pipe", "Pool", "Popen", "ProcessPoolExecutor", "SpooledTemporaryFile",
        "TemporaryDirectory", "TemporaryFile", "ThreadPoolExecutor", "catch_warnings", "connect",
        "create_connection",
        "create_task", "dup", "ensure_future", "fdopen", "finalize", "gather", "makefile", "memoryview",
        "mmap", "open", "patch", "popen", "proxy", "ref", "socket", "socketpair", "urlopen",
    )
)  # fmt: skip
# Calls that tell whether a thing lives still, or where.
WATCHING: Final = frozenset(("WeakMethod", "finalize", "id", "proxy", "ref"))


class Bars:
    """Knows what bars ranges of one function from moving."""

    def __init__(self, source: SourceFlow, flow: Flow, lines: Lines, limits: Limits) -> None:
        self.source = source
        self.flow = flow
        self.lines = lines
        self.limits = limits
        self.own = flow.bits("self") if flow.owner else 0
        self.is_full = False  # its class must not grow

    def before(self, found: Candidate) -> Bar | None:
        """Say what stands in a range that cannot move, or calls what minds from where it is called."""
        line, traits = found.line, found.traits
        bars = [one for one in traits.bars if not (found.is_tail and one[1] == "return")]
        if bars:
            at, what = min(bars)
            return Bar(f"`{what}`", f"`{what}` in line {at} cannot move")
        if not self.lines.stands_alone(found.statements[0], found.statements[-1]):
            return Bar("shared line", f"line {line} holds something else, too")
        looking = traits.calls & self.source.looks_at_frames
        if looking:
            return Bar("frames", f"`{min(looking)}`, called from line {line} on, looks at who calls it")
        return None

    def after(self, block: Block, found: Candidate, moved: Traffic) -> Bar | None:
        """Say which name, or which limit, stands against a move."""
        for reason, bits, text in self.names(block, found, moved):
            if bits:
                return Bar(reason, f"`{self.flow.names(bits)[0]}` {text} (line {found.line})")
        if not moved.goes_on and not found.is_tail:
            return Bar("no end", f"nothing follows line {found.end}")
        return self.place(found) or self.lifetime(found) or self.size(found)

    def names(self, block: Block, found: Candidate, moved: Traffic) -> Iterator[tuple[str, int, str]]:
        """Yield the names that stand against a move, by what is wrong with them."""
        captured = self.flow.captured & ~self.own
        yield "captured", (moved.reads | moved.writes) & captured, "is used by a function inside"
        yield "input unset", moved.unset, "may have no value here"
        yield "output unset", moved.unsure, "is read afterwards, and may not be written here"
        yield "seen by a handler", moved.seen, "is read where an exception is handled"
        carried = moved.reads & moved.writes if block.in_loop else 0
        yield "loop", carried, "goes from one round of a loop to the next"
        yield "lazy", self.late(block, found, moved), "is read by a generator later"

    def late(self, block: Block, found: Candidate, moved: Traffic) -> int:
        """Find names that a generator reads later, when they may be others than those that it should read."""
        around = 0
        for one in statements(self.flow.body):
            inside = found.line <= one.line and one.end_line <= found.end
            around |= 0 if inside else one.traits.lazy
        elsewhere = 0
        for number, step in enumerate(self.flow.steps):
            inside = any(first <= number < last for first, last in found.spans)
            elsewhere |= step.maybe if number and not inside else 0
        again = moved.writes if block.in_loop else moved.writes & self.flow.parameters
        return (found.traits.lazy & (elsewhere | again)) | (around & moved.writes & ~found.traits.lazy)

    def place(self, found: Candidate) -> Bar | None:
        """Say why a class cannot have one more method, or a module one more function."""
        owner = self.flow.owner
        if not owner or not (found.uses_self or found.traits.mangled):
            doubt = self.source.doubt
            return Bar("module", f"its module {doubt}") if doubt else None
        if self.is_full:
            return Bar("class too long", "its class is too long already, and would grow")
        if owner.doubt:
            return Bar("class", f"its class {owner.doubt}")
        if self.flow.name in self.source.borrowed:
            return Bar("borrowed", f"`{self.flow.name}` is taken out of its class")
        return None

    def lifetime(self, found: Candidate) -> Bar | None:
        """Say that a value would be dropped at the end of the new function that lasts to that of the old."""
        held = [pair for pair in found.traits.holders if pair[1] in DROPPED and pair[0] not in found.outputs]
        if held:
            return Bar("lifetime", f"what `{min(held)[0]}` holds would end sooner")
        watching = found.traits.calls & WATCHING
        if watching:
            return Bar(
                "lifetime", f"`{min(watching)}`, called from line {found.line} on, tells what lives still"
            )
        return None

    def size(self, found: Candidate) -> Bar | None:
        """Say which limit a function of its own would break."""
        limits = self.limits
        checks = (
            (len(found.inputs), limits.parameters, "parameters"),
            (len(found.outputs), limits.outputs, "results"),
            (found.end - found.start + 1 + bool(found.outputs), limits.body, "lines"),
            (1 + sum(one.complexity for one in found.statements), limits.complexity, "branches"),
            (max(one.nesting for one in found.statements), limits.nesting, "levels"),
        )
        for value, limit, what in checks:
            if value > limit:
                text = f"lines {found.line} to {found.end} would have {value} {what}, limit {limit}"
                return Bar(f"too many {what}", text)
        return None
