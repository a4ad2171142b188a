"""The repository before and after a plan, as the gates look at it; nothing is read or checked twice."""

from __future__ import annotations

import stat
from collections.abc import Iterable
from typing import Final

from netra_tools.changes.gates.bound import Module
from netra_tools.changes.gates.renames import Renames, Wording
from netra_tools.changes.gates.runs import Runs
from netra_tools.changes.gates.wanted import Wanted
from netra_tools.changes.tree import Tree
from netra_tools.check.run import Run
from netra_tools.check.workers import Work, share
from netra_tools.digests import digest_of
from netra_tools.facts.cache import pack, unpack
from netra_tools.facts.read import read_source
from netra_tools.model import Facts
from netra_tools.plan import Plan, State
from netra_tools.project.tree import PYTHON

WORTH: Final = 128  # contents from which on several processes read them: each takes about 1 ms
MOST_OPEN: Final = (
    4  # contents whose facts are kept as objects: two versions of a file are asked for in turns
)


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
        # By digest, and packed: as objects they take ten times the memory.
        self._facts: dict[bytes, bytes] = {}
        self._latest: dict[bytes, Facts] = {}
        self._fresh: dict[bytes, bytes] = {}
        self._wordings: dict[bool, Wording] = {}

    def facts(self, data: bytes) -> Facts:
        """Give the facts of a content."""
        digest = digest_of(data)
        found = self._latest.get(digest)
        if found is None:
            if len(self._latest) >= MOST_OPEN:
                self._latest.clear()
            found = self._latest[digest] = self._known(digest) or self._read(digest, data)
        return found

    def _known(self, digest: bytes) -> Facts | None:
        """Give the facts of a content that was read before, here or by a check."""
        packed, cache = self._facts.get(digest), self.runs.cache
        if packed is not None:
            return unpack(packed)
        return None if cache is None else cache.get(digest)

    def _read(self, digest: bytes, data: bytes) -> Facts:
        """Read the facts of a content."""
        found = read_source(data).facts
        self._facts[digest] = self._fresh[digest] = pack(found)
        return found

    def read_ahead(self, contents: Iterable[bytes]) -> None:
        """Read the facts of contents that nobody has read before, in several processes when they are many."""
        cache = self.runs.cache
        found = {digest_of(data): data for data in contents}
        unknown = [(one, data) for one, data in found.items() if cache is None or one not in cache]
        rows = share(Work(packed_facts), unknown, WORTH)
        self._fresh |= {digest: row[0] for (digest, _), row in zip(unknown, rows, strict=True)}
        self._facts |= self._fresh

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

    def prepare(self) -> None:
        """Find out what several processes would each have to find out for themselves."""
        self.runs.prepare()

    def reopen(self) -> None:
        """Let this process have a connection to the cache of its own."""
        self.runs.reopen()

    def close(self) -> None:
        """Let go of the cache."""
        self.runs.close()


def packed_facts(item: tuple[bytes, bytes]) -> tuple[bytes]:
    """Read the facts of a content that stands behind its digest."""
    return (pack(read_source(item[1]).facts),)


def is_python(path: str, state: State) -> bool:
    """Say whether a file is Python, by its name or its first line."""
    if stat.S_ISLNK(state.mode):
        return False
    return path.endswith((*PYTHON, ".pyw")) or is_script(path, state.content)


def is_script(path: str, content: bytes) -> bool:
    """Say whether a file without a suffix begins with the name of the interpreter."""
    name = path.rpartition("/")[2]
    return "." not in name and content.startswith(b"#!") and b"python" in content[:200].partition(b"\n")[0]
