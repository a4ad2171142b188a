"""NET113: paths that are one on some systems and two on others."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from netra_tools.graph.model import ImportGraph
from netra_tools.model import Finding
from netra_tools.rules.rule import WHOLE_FILE, GraphRule


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
    uses_imports = False
    hint = "rename one of them, or join them"

    def check(self, graph: ImportGraph) -> Iterator[Finding]:
        """Report the second of two twins; of directories, at the first file of the second."""
        if is_free_of_twins(graph.paths):
            return
        taken: dict[tuple[str, str], str] = {}
        for path, first in places(graph.paths).items():
            parent, _, name = path.rpartition("/")
            twin = taken.setdefault((parent, name.lower()), path)
            if twin != path:
                yield self.finding(first, WHOLE_FILE, twin, f"`{path}` differs from `{twin}` in case only")


def is_free_of_twins(paths: Sequence[str]) -> bool:
    """Tell in a few milliseconds what is nearly always so."""
    above = {path.rpartition("/")[0] for path in paths}
    for path in list(above):
        while (path := path.rpartition("/")[0]) and path not in above:
            above.add(path)
    everything = [*set(paths), *above]
    return len(set("\0".join(everything).lower().split("\0"))) == len(everything)


def places(paths: Iterable[str]) -> dict[str, str]:
    """Map files and the directories above them to the first file of each, the outer ones first."""
    found: dict[str, str] = {}
    for path in paths:
        new = [path]
        while (place := new[-1].rpartition("/")[0]) and place not in found:
            new.append(place)
        found.update(dict.fromkeys(reversed(new), path))
    return found
