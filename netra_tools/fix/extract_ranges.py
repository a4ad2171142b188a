"""Ranges of statements that can stand in a function of their own."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from netra_tools.facts.flow import Flow, SourceFlow, Traits
from netra_tools.fix.extract_bars import Bars
from netra_tools.fix.extract_live import Traffic, analyse, traffic
from netra_tools.fix.extract_records import Bar, Block, Candidate, Limits
from netra_tools.fix.extract_source import Lines

FEWEST: Final = 3  # lines that are worth a name
RETURN: Final = "return"  # as bars name it
LOOPS: Final = frozenset(("For", "While", "AsyncFor"))


class Ranges:
    """Finds the ranges of one function that can move."""

    def __init__(self, source: SourceFlow, flow: Flow, lines: Lines, limits: Limits) -> None:
        self.flow = flow
        self.lines = lines
        self.limits = limits
        self.known = analyse(flow)
        self.bars = Bars(source, flow, lines, limits)
        self.barred: list[tuple[int, Bar]] = []  # with the lines of each range

    def find(self) -> list[Candidate]:
        """Find all that can move."""
        top = Block(self.flow.body, self.flow.line, False, 0)
        return [found for block in blocks(top) for found in self.in_block(block)]

    def in_block(self, block: Block) -> Iterator[Candidate]:
        """Yield the ranges of a block that can move."""
        for first in range(len(block.body)):
            for found in self.from_statement(block, first):
                judged = self.judge(block, found)
                if isinstance(judged, Candidate):
                    yield judged
                    continue
                self.barred.append((found.end - found.start + 1, judged))
                if any(what != RETURN or block.body is not self.flow.body for _, what in found.traits.bars):
                    break

    def from_statement(self, block: Block, first: int) -> Iterator[Candidate]:
        """Yield the ranges that begin with a statement and have a fitting size."""
        body = block.body
        before = body[first - 1].end_line if first else block.header
        start = self.lines.first_of(body[first], before)
        traits = Traits()
        for last in range(first, len(body)):
            traits = traits.joined(body[last].traits)
            size = body[last].end_line - start + 1
            if size > self.limits.body:
                return
            is_all = body is self.flow.body and last - first + 1 == len(body)
            if size >= FEWEST and not is_all:
                spans = [
                    (one[0], other[1])
                    for one, other in zip(body[first].copies, body[last].copies, strict=True)
                ]
                found = Candidate(body, first, last, start, body[last].end_line, tuple(spans), traits)
                yield found._replace(is_tail=self.is_tail(found))

    def is_tail(self, found: Candidate) -> bool:
        """Say whether a range ends the function and may return for it: `return part(...)`."""
        at_end = found.block is self.flow.body and found.last == len(found.block) - 1
        return at_end and not self.flow.gives and any(what == RETURN for _, what in found.traits.bars)

    def judge(self, block: Block, found: Candidate) -> Candidate | Bar:
        """Say how good a range is, or why it cannot move."""
        bar = self.bars.before(found)
        if bar:
            return bar
        moved = traffic(self.flow, self.known, found.spans)
        found = self.fed(found, moved)
        return self.bars.after(block, found, moved) or self.weighed(block, found)

    def fed(self, found: Candidate, moved: Traffic) -> Candidate:
        """Say what a range takes and gives."""
        own = self.bars.own
        return found._replace(
            inputs=self.flow.names(moved.reads & ~own),
            outputs=self.flow.names(moved.live),
            uses_self=bool(moved.reads & own),
            saved=found.end - max(found.start, self.flow.body[0].line),
        )

    def weighed(self, block: Block, found: Candidate) -> Candidate:
        """Say how good a range is: less is better."""
        lines = self.lines
        headed = found.start < found.line
        opens = headed or found.first == 0 or lines.is_blank(found.start - 1)
        is_last = found.last == len(found.block) - 1
        ends = is_last or lines.is_blank(found.end + 1) or lines.is_comment(found.end + 1)
        paragraphs = sum(lines.is_blank(one.end_line + 1) for one in found.statements[:-1])
        cost = 8 + block.depth + paragraphs + 1.5 * len(found.inputs) + 3 * len(found.outputs)
        cost += 5 * found.is_tail + 4 * (not opens) + 4 * (not ends) + 2 * (found.saved < 3)
        return found._replace(cost=cost - 3 * headed - (found.first == found.last))


def blocks(block: Block) -> Iterator[Block]:
    """Yield a block and all blocks inside."""
    yield block
    for one in block.body:
        header = one.line
        for inner in one.blocks:
            yield from blocks(Block(inner, header, block.in_loop or one.kind in LOOPS, block.depth + 1))
            header = inner[-1].end_line
