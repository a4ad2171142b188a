"""What is dead in a repository as edits leave it: files are read once, and again only where they change."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Final, NamedTuple

from netra_tools.check.conclude import conclude
from netra_tools.check.reach import make_project, read_texts
from netra_tools.check.request import CheckRequest
from netra_tools.check.run import Run, begin, read_changed
from netra_tools.model import Finding
from netra_tools.plan import Edit
from netra_tools.reach.find import reach
from netra_tools.reach.gather import make_source, pack_file
from netra_tools.reach.groups import Groups
from netra_tools.reach.model import LEVELS, LOW, Dead, Outside, Source
from netra_tools.reach.outside import left_behind
from netra_tools.reach.table import Table
from netra_tools.reach.verdicts import Judge
from netra_tools.reach.walk import Walk
from netra_tools.rules.rule import numbered
from netra_tools.rules.unreferenced import Unreferenced

RULES: Final = (Unreferenced.slug,)
WHOLE: Final = ("module", "file", "shim", "test")  # kinds that are whole files


class Filter(NamedTuple):
    """What of the dead is asked for."""

    confidence: str
    only_tests: bool

    def takes(self, dead: Dead) -> bool:
        """Say whether something dead is asked for."""
        sure = LEVELS.index(dead.confidence) >= LEVELS.index(self.confidence)
        return sure and (dead.tests_only or not self.only_tests)


class Found(NamedTuple):
    """What is dead: symbols by number, with those that go together, and what is no symbol."""

    table: Table
    walk: Walk
    groups: Groups
    symbols: Mapping[int, Dead]
    others: tuple[Dead, ...]
    labels: frozenset[str]  # of all that is dead, asked for or not


class Survey:
    """The files as reachability sees them."""

    def __init__(self, request: CheckRequest) -> None:
        """Read the repository. The configuration of `request` turns the rule `unreferenced` on."""
        self.run: Run = begin(request._replace(select=RULES, baseline=False, paths=()), None)
        read_changed(self.run, None)
        project = make_project(self.run, read_texts(self.run))
        self.settings = project.settings
        self.outside: Outside = project.outside
        self.sources: dict[str, Source] = {source.path: source for source in project.sources}
        self.accepted: frozenset[str] | None = None

    def after(self, edits: Iterable[Edit]) -> Survey:
        """Give the same repository as edits leave it."""
        later = object.__new__(Survey)
        later.run, later.settings, later.accepted = self.run, self.settings, self.accepted
        later.sources = dict(self.sources)
        gone = set()
        for edit in edits:
            if edit.after is None:
                later.sources.pop(edit.path, None)
                gone.add(edit.path)
            elif edit.path in later.sources:
                old = later.sources[edit.path]
                later.sources[edit.path] = make_source(*old[:4], pack_file(edit.after.content))
        files = left_behind(path for path, _ in self.outside.dead_files if path not in gone)
        later.outside = self.outside._replace(dead_files=files)
        return later

    def find(self, wanted: Filter) -> Found:
        """Say what is dead, and of that only what is asked for and accepted by nobody."""
        reached = reach(
            list(self.sources.values()), self.outside, self.settings, doubtful=wanted.confidence == LOW
        )
        judge = Judge(reached, self.outside, self.settings)
        groups = judge.group()
        symbols = {symbol: judge.describe(symbol, groups) for symbol in judge.dead}
        others = judge.others()
        labels = frozenset(map(label_of, (*symbols.values(), *others)))
        left = self.unaccepted([one for one in (*symbols.values(), *others) if wanted.takes(one)])
        symbols = {symbol: dead for symbol, dead in symbols.items() if dead in left}
        kept = tuple([one for one in others if one in left])
        return Found(reached.table, reached.walk, groups, symbols, kept, labels)

    def unaccepted(self, dead: Sequence[Dead]) -> set[Dead]:
        """Leave out what comments and exemptions accept. They are looked for once: later lines have moved."""
        if self.accepted is None:
            rule = Unreferenced()
            known = set(self.run.files)
            findings = {spot(rule.report(one)): one for one in dead if one.path in known}
            told, _ = conclude(self.run, None, tuple(numbered(map(rule.report, findings.values()))), ())
            stay = {spot(one) for one in told.findings}
            self.accepted = frozenset([label_of(one) for at, one in findings.items() if at not in stay])
        return {one for one in dead if label_of(one) not in self.accepted}

    def is_test(self, path: str) -> bool:
        """Say whether a file holds tests."""
        source = self.sources.get(path)
        return source is not None and source.is_test

    def close(self) -> None:
        """Let go of the cache."""
        self.run.memory.close()


def spot(finding: Finding) -> tuple[str, int, int, str]:
    """Give what tells one finding from the others of a run."""
    return finding.path, finding.line, finding.column, finding.message


def label_of(dead: Dead) -> str:
    """Name something dead as a command line does: `a/b.py:Name`, or the path of a whole file."""
    return dead.path if dead.kind in WHOLE else f"{dead.path}:{dead.name}"
