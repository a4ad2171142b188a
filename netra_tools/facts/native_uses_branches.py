"""Branches and loops for the reader of uses, and which of them are never reached."""

from __future__ import annotations

from netra_tools.facts.branches import ALWAYS, FIRST, NEVER, judge_test
from netra_tools.facts.native_uses_patterns import PatternUses
from netra_tools.model import TYPE_CHECKING


class BranchUses(PatternUses):
    """Reads branches and loops."""

    def if_(self) -> None:
        """Read `if` with its `elif` and `else`."""
        settled = self.branch("")
        for _index in range(self.integer()):
            settled = self.branch(settled)
        if self.truth():
            self.settled_body(settled)
        self.end_node()

    def branch(self, settled: str) -> str:
        """Read one test and its block; say why the branches behind it are never reached, if that is so.

        `settled` says so of this one.
        """
        found = self.found
        flags = found.import_flags
        typing_only = self.dotted(self.pos).rpartition(".")[2] == "TYPE_CHECKING"
        self.expression()
        answer = self.answer() if found.gathers else ""
        if typing_only:
            found.import_flags = flags | TYPE_CHECKING
        self.settled_body(settled or (answer if answer.startswith(NEVER) else ""))
        found.import_flags = flags
        return settled or (answer if answer.startswith(ALWAYS) else "")

    def answer(self) -> str:
        """Say how the test that was read last ends, where that is known."""
        text = self.found.text
        start, end = self.last_span()
        first = text.offset(start)
        if text.data[first] not in FIRST:
            return ""
        return judge_test(text.data[first : text.offset(end)])

    def settled_body(self, why: str) -> None:
        """Read a block, and tell it when there is a reason why it is never reached."""
        if not why:
            self.body()
            return
        _, before = self.last_span()
        self.body()
        self.found.add_branch(before, self.last_span()[1], why)

    def while_(self) -> None:
        """Read a loop over a condition."""
        self.expression()
        answer = self.answer() if self.found.gathers else ""
        self.loop_blocks(answer if answer.startswith(NEVER) else "")
        self.end_node()

    def loop_blocks(self, why: str = "") -> None:
        """Read the body, never reached if there is a `why`, and the `else`; an empty one has no place."""
        self.settled_body(why)
        if self.bare_at(self.pos + 2):
            self.body()
        else:
            self.pos += 5
