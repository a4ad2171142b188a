"""NET308: what nothing needs."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from netra_tools.model import Finding, Note
from netra_tools.reach.find import find_dead
from netra_tools.reach.model import LEVELS, LOW, Dead
from netra_tools.rules.rule import Project, ReachRule

MOST_NOTES = 20


class Unreferenced(ReachRule):
    """Nothing that is run, tested or published needs it.

    Reported are modules, classes, functions, methods, constants, variables, imports and parameters that
    nothing uses, directly or through others, and code that is never reached. What is used only by other dead
    things is told with the first of them. What only tests use is told as such. `netra legacy find` is this
    rule with more to say.

    Why is this bad?
        It is read, reviewed, renamed and kept working, and does nothing. Who wants to change something near
        it must first find out that it does not matter.

    Options:
        min_confidence: report what is at least so sure: `high` when its name is used nowhere, `medium` when
            only something else of its name is used, `low` when something that cannot be seen may use it
        only_tests: report only what tests alone use

    Example:
        def _half(number: int) -> float:
            return number / 2

    Use instead:
        def half(number: int) -> float:
            return number / 2

        if __name__ == "__main__":
            print(half(3))
    """

    code = "NET308"
    slug = "unreferenced"
    hint = "delete it, or say in [tool.netra.legacy] what uses it"
    severity: Literal["error", "warning", "off"] = "off"
    min_confidence: Literal["low", "medium", "high"] = "medium"
    only_tests: bool = False

    def check(self, project: Project) -> Iterator[Finding]:
        """Report what is dead."""
        least = LEVELS.index(self.min_confidence)
        doubtful = self.min_confidence == LOW
        for dead in find_dead(project.sources, project.outside, project.settings, doubtful=doubtful):
            if LEVELS.index(dead.confidence) >= least and (dead.tests_only or not self.only_tests):
                yield self.report(dead)

    def report(self, dead: Dead) -> Finding:
        """Turn something dead into a finding."""
        lines = "1 line" if dead.size == 1 else f"{dead.size} lines"
        size = f" ({lines})" if dead.line else ""
        message = f"{dead.kind} `{dead.name}`{size}: {dead.evidence} [{dead.confidence}: {dead.reason}]"
        span = dead.line, dead.column, dead.end_line, 0
        found = [Note(path, line, f"goes with it: {text}") for path, line, text in dead.cascade[:MOST_NOTES]]
        if len(dead.cascade) > MOST_NOTES:
            found.append(Note(dead.path, dead.line, f"and {len(dead.cascade) - MOST_NOTES} more"))
        return self.finding(dead.path, span, f"{dead.kind} {dead.name}", message, notes=tuple(found))
