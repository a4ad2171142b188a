"""NET113: paths that are one on some systems and two on others."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from netra_tools.graph.model import ImportGraph
from netra_tools.model import Finding
from netra_tools.rules.rule import WHOLE_FILE, GraphRule


@dataclass(frozen=True, kw_only=True)
class CaseOnlyTwins(GraphRule):
    """Two files, or two directories with files, have paths that differ in upper and lower case only.

    Why is this bad?
        On macOS and Windows both are one place: a checkout there keeps one of two files, or merges two
        packages, and which import works depends on the machine.

    Example:
        # app/Store.py
        A = 1
        # app/store.py
        A = 1

    Use instead:
        # app/shop.py
        A = 1
        # app/store.py
        A = 1
    """

    code = "NET113"
    slug = "case-only-twins"
    hint = "rename one of them, or join them"

    def check(self, graph: ImportGraph) -> Iterator[Finding]:
        """Report the second of two twins; of directories, at the first file of the second."""
        first: dict[tuple[str, str], str] = {}
        seen: set[str] = set()
        for path in graph.paths:
            for place in unseen(path, seen):
                parent, _, name = place.rpartition("/")
                twin = first.setdefault((parent, name.lower()), place)
                if twin != place:
                    message = f"`{place}` differs from `{twin}` in case only"
                    yield self.finding(path, WHOLE_FILE, twin, message)


def unseen(path: str, seen: set[str]) -> list[str]:
    """Give a path and the directories above it that were not there before, outermost first."""
    found = []
    while path and path not in seen:
        seen.add(path)
        found.append(path)
        path = path.rpartition("/")[0]
    return found[::-1]
