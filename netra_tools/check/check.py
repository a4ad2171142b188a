"""The whole check: of the repository as it is, or of what a change brings to it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple

from netra_tools.check.accepted import Accepted
from netra_tools.check.answer import Look
from netra_tools.check.conclude import conclude
from netra_tools.check.examine import examine
from netra_tools.check.external import Others, leave_unasked
from netra_tools.check.remember import remember
from netra_tools.check.request import CheckRequest
from netra_tools.check.run import Run, begin, read_changed
from netra_tools.check.scope import choose, definition_globs
from netra_tools.check.words import are_judged, words_on_disk
from netra_tools.facts.languages import SCRIPTS
from netra_tools.literals.layout import vocabulary_paths
from netra_tools.model import Finding
from netra_tools.project.change import Difference, Inquiry, since, staged
from netra_tools.project.definitions import choose_definitions
from netra_tools.project.tree import PYTHON
from netra_tools.report.result import CheckResult

STAGED = "--staged"  # instead of a commit: compare the index with the last commit
Identity = tuple[str, str, str]  # slug, path, subject


class Checked(NamedTuple):
    """A result, and the name of the look it depends on: the answer holds while that does."""

    result: CheckResult
    look: bytes  # empty when the answer is not to be kept
    notices: tuple[str, ...]  # about the run, not the repository
    accepted: Accepted  # what the baseline has to do with it
    warnings: tuple[str, ...] = ()  # what everybody is to know about the run


class State(NamedTuple):
    """One of two states that are compared: the run on it, and what the rules on the whole project say."""

    run: Run
    graph: tuple[Finding, ...]


def run_check(request: CheckRequest, seen: Look | None = None) -> Checked:
    """Check a repository. `seen` is what the last run saw, when that has been looked at already."""
    run = begin(request, seen)
    try:
        wanted, notices = choose(run.config.root, run.scope, request.paths)
        with Others(run) as others:
            graph = examine(run, wanted)
            told = others.hear(wanted)
        result, accepted = conclude(run, wanted, graph, (*run.scope.notes, *notices), told)
        look = remember(run)
        kept = look if others.repeatable() else b""
        return Checked(result, kept, run.notices(), accepted, run.warnings)
    finally:
        run.memory.close()


def run_change(request: CheckRequest, base: str, seen: Look | None = None) -> Checked:
    """Check what is new since `base`, a commit or STAGED.

    Both states are checked in full and by the same rules, so that a cycle closed elsewhere, or a name that
    is gone, is found wherever it shows. What both have in common is read once.
    """
    inquiry = Inquiry(request.config.root, of_index=base == STAGED)
    try:
        disk = begin(request, seen, inquiry.tracked)
    except BaseException:
        inquiry.drop()
        raise
    try:
        difference = find_difference(disk, base, inquiry)
        after = after_change(disk, difference)
        wanted, notices = choose(disk.config.root, after.scope, request.paths)
        graph = examine(after, None)
        remember(after)
        before = after.overlaid(difference.before)
        result, accepted = compare(
            State(before, examine(before, None)), State(after, graph), difference, wanted
        )
        result = result._replace(notices=(*result.notices, *difference.notes, *notices))
        return Checked(result, b"", disk.notices(), accepted, disk.warnings)
    finally:
        inquiry.drop()
        disk.memory.close()


def compare(
    before: State,
    after: State,
    difference: Difference,
    wanted: frozenset[str] | None,
    called: Callable[[Finding], Finding] | None = None,
) -> tuple[CheckResult, Accepted]:
    """Give what is new in a state: its findings but for those of the one before, and what is accepted.

    `called` gives what a finding of before would be afterwards, where names change.
    """
    run = after.run
    involved = touched(run, after.graph) | touched(before.run, before.graph)
    involved |= {*difference.before, *difference.after, *difference.renamed, *difference.renamed.values()}
    told = leave_unasked(run, "about a change: run netra without it as well")
    asked = involved if wanted is None else involved & wanted
    result, accepted = conclude(run, asked, after.graph, run.scope.notes, told)
    old, _ = conclude(before.run, involved, before.graph, (), told)
    count = len(run.files) if wanted is None else len(wanted)
    renamed = map(called, old.findings) if called is not None else ()
    news = subtract(result.findings, (*old.findings, *renamed), difference.renamed)
    return result._replace(findings=news, files=count, delta=None), accepted


def after_change(disk: Run, difference: Difference) -> Run:
    """Give the run on the state after a change, which knows all that the disk tells.

    What an overlay finds out is not remembered: without a look at the disk each call would begin anew.
    """
    if not difference.after:
        return disk
    read_changed(disk, None)
    remember(disk)
    return disk.overlaid(difference.after)


def find_difference(run: Run, base: str, inquiry: Inquiry) -> Difference:
    """Find what differs from a commit, or what is staged."""
    counts, root = chooser(run), run.config.root

    def loose(notes: set[str]) -> list[str]:
        return untracked(run, notes)

    return staged(root, inquiry, loose, counts) if base == STAGED else since(root, base, loose, counts)


def untracked(run: Run, notes: set[str]) -> list[str]:
    """List the files of a run that git does not track; the last run's word when both are the same."""
    words = (*run.scope.knowledge, *words_on_disk(run))
    key = (run.scope.digest, words, run.tracked.digest())
    found: list[str] | None = run.memory.load_value("untracked", key)
    if found is None:
        found = run.tracked.others([*run.files, *words])
        run.memory.save_value("untracked", key, found)
    notes |= run.tracked.notes
    return found


def chooser(run: Run) -> Callable[[str], bool]:
    """Give what tells whether a file counts: sources, and what literals are judged by, where they are."""
    endings = (*PYTHON, *SCRIPTS) if run.config.script_roots else PYTHON
    if run.scope.knowledge:  # it may speak of any file
        return lambda path: True
    if run.strings is None or not are_judged(run):
        return lambda path: path.endswith(endings)
    words = frozenset(vocabulary_paths(run.config.literals.vocabulary))
    globs = definition_globs(run.config)
    return lambda path: (
        path.endswith(endings)
        or path in words
        or bool(choose_definitions((path,), globs, run.config.exclude))
    )


def touched(run: Run, graph: tuple[Finding, ...]) -> frozenset[str]:
    """Name the files that may have other findings though they have not changed.

    They are those of which rules on the whole project speak, and those with comments that silence findings.
    """
    silenced = [path for path in run.files if (said := run.said[path][2]) is not None and said[1]]
    return frozenset([*silenced, *(finding.path for finding in graph)])


def subtract(
    findings: tuple[Finding, ...], old: tuple[Finding, ...], renamed: Mapping[str, str]
) -> tuple[Finding, ...]:
    """Take away the findings that were there before with the same number, or a higher one."""
    before: dict[Identity, int | None] = {}
    for finding in old:
        before[finding.slug, renamed.get(finding.path, finding.path), finding.subject] = finding.value
    return tuple([finding for finding in findings if is_new(finding, before)])


def is_new(finding: Finding, before: Mapping[Identity, int | None]) -> bool:
    """Say whether a finding was not there before, or its number was lower."""
    key = (finding.slug, finding.path, finding.subject)
    if key not in before:
        return True
    value = before[key]
    return value is not None and finding.value is not None and finding.value > value
