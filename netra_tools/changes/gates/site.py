"""The repository before and after a plan, as the gates look at it; nothing is read or checked twice."""

from __future__ import annotations

import stat

from netra_tools.changes.gates.bound import Module
from netra_tools.changes.gates.renames import Renames, Wording
from netra_tools.changes.gates.runs import Runs
from netra_tools.changes.gates.wanted import Wanted
from netra_tools.changes.tree import Tree
from netra_tools.check.run import Run
from netra_tools.digests import digest_of
from netra_tools.facts.cache import pack
from netra_tools.facts.read import read_source
from netra_tools.model import Facts
from netra_tools.plan import Plan, State
from netra_tools.project.tree import PYTHON


class Site:
    """All that gates ask."""

    def __init__(self, tree: Tree, plan: Plan, wanted: Wanted, seen: Run | None = None) -> None:
        self.before = tree
        self.after = tree.after(plan.edits)
        self.plan = plan
        self.wanted = wanted
        self.may_grow = False  # what was found before
        self.renames = Renames(plan)
        self.runs = Runs((self.before, self.after), plan, wanted.request, seen)
        self._facts: dict[bytes, Facts] = {}
        self._fresh: dict[bytes, bytes] = {}
        self._wordings: dict[bool, Wording] = {}

    def facts(self, data: bytes) -> Facts:
        """Read the facts of a content."""
        found = self._facts.get(data)
        if found is None:
            digest, cache = digest_of(data), self.runs.cache
            found = None if cache is None else cache.get(digest)
            if found is None:
                found = read_source(data).facts
                self._fresh[digest] = pack(found)
            self._facts[data] = found
        return found

    def keep_facts(self) -> None:
        """Keep what was read, so that the check need not read it again."""
        if self.runs.cache is not None:
            self.runs.cache.put(self._fresh)
        self._fresh = {}

    def wording(self, *, code: bool) -> Wording:
        """Give what tells old names from new ones in a text."""
        if code not in self._wordings:
            self._wordings[code] = Wording(self.renames, code=code)
        return self._wordings[code]

    def module_before(self, path: str) -> Module:
        """Say what a file is called before."""
        return self.runs.module_before(path)

    def module_after(self, path: str) -> Module:
        """Say what a file is called after."""
        return self.runs.module_after(path)

    def close(self) -> None:
        """Let go of the cache."""
        self.runs.close()


def is_python(path: str, state: State) -> bool:
    """Say whether a file is Python, by its name or its first line."""
    if stat.S_ISLNK(state.mode):
        return False
    return path.endswith((*PYTHON, ".pyw")) or is_script(path, state.content)


def is_script(path: str, content: bytes) -> bool:
    """Say whether a file without a suffix begins with the name of the interpreter."""
    name = path.rpartition("/")[2]
    return "." not in name and content.startswith(b"#!") and b"python" in content[:200].partition(b"\n")[0]
