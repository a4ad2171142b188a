"""Repairs that take comments away: code in them that git remembers, and those that silence nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from netra_tools.changes.source import NEWLINE, SourceText, Splice, UnwritableError
from netra_tools.facts.read import read_source
from netra_tools.fix.task import Key, Mended, Task, by_path, key_of, plan_of
from netra_tools.model import Finding
from netra_tools.plan import ANYTHING, Edit, State
from netra_tools.project.git import NoGitError, run_git
from netra_tools.project.tree import PYTHON

IDLE = "nothing to silence for "
Take = Callable[[SourceText, Finding], Iterable[Splice]]


class KeptError(Exception):
    """A comment stays; the text says why."""


def delete_dead_code(task: Task) -> Mended:
    """Plan files without the code that stands in comments, where git has it."""
    kept = uncommitted(task)

    def take(text: SourceText, finding: Finding) -> Iterator[Splice]:
        if kept is None or finding.path in kept:
            raise KeptError("git does not have the file as it is, so nobody would remember the code")
        yield lines_without(text, finding.line, finding.end_line)

    return without_comments(task, "code in comments goes", take)


def uncommitted(task: Task) -> frozenset[str] | None:
    """Name the files that differ from the last commit, or are in none; None where there is no git."""
    root = task.config.root
    try:
        known = run_git(root, "ls-tree", "-r", "--name-only", "-z", "HEAD", ".", notes=set())
        changed = run_git(root, "diff", "--name-only", "-z", "--relative", "HEAD", notes=set())
    except NoGitError:
        return None
    return frozenset(task.paths) - frozenset(known.split("\0")) | frozenset(changed.split("\0"))


def delete_suppressions(task: Task) -> Mended:
    """Plan files without the comments that silence nothing."""

    def take(text: SourceText, finding: Finding) -> Iterator[Splice]:
        rules = len(finding.subject.rpartition("#")[0].split(", "))
        idle = finding.message.partition(", no rule is called")[0].removeprefix(IDLE)
        if not finding.message.startswith(IDLE) or len(idle.split(", ")) != rules:
            raise KeptError("it silences something else as well, or names no rule there is")
        yield comment_at(text, finding)

    return without_comments(task, "comments that silence nothing go", take)


def without_comments(task: Task, title: str, take: Take) -> Mended:
    """Plan files without something at each finding."""
    edits: list[Edit] = []
    left: dict[Key, str] = {}
    for path, findings in by_path(task.findings).items():
        before = task.tree.state(path)
        assert before is not None
        try:
            after, kept = taken_from(before.content, findings, take)
        except UnwritableError as error:
            left.update({key_of(finding): f"cannot be written: {error}" for finding in findings})
            continue
        left |= kept
        if not is_same_code(path, before.content, after):
            left.update({key_of(finding): "it is no comment of Python" for finding in findings})
        elif after != before.content:
            edits.append(Edit(path, path, before, State(after, before.mode)))
    return Mended(plan_of(title, edits, ANYTHING), left)


def taken_from(data: bytes, findings: Iterable[Finding], take: Take) -> tuple[bytes, dict[Key, str]]:
    """Take something away at each finding, and say what stays.

    Raises: UnwritableError.
    """
    text = SourceText(data)
    splices: list[Splice] = []
    left: dict[Key, str] = {}
    for finding in findings:
        try:
            splices += take(text, finding)
        except KeptError as error:
            left[key_of(finding)] = str(error)
    return text.spliced(splices), left


def lines_without(text: SourceText, first: int, last: int) -> Splice:
    """Take lines away, and a blank one where there would be two."""
    start = text.starts[first - 1]
    end = text.line_end(text.starts[last - 1])
    newline = NEWLINE.match(text.data, end)
    behind = newline.end() if newline else end
    above = text.line(first - 2).strip() if first > 1 else b""
    below = text.data[behind : text.line_end(behind)].strip()
    if not above and not below and first > 1:
        start = text.starts[first - 2]
    return Splice(start, behind, b"")


def comment_at(text: SourceText, finding: Finding) -> Splice:
    """Take a comment away, with its line where nothing else stands there."""
    start = text.offset((finding.line, finding.column))
    end = text.offset((finding.end_line, finding.end_column))
    first, last = text.line_start(start), text.line_end(end)
    if not text.data[first:start].strip() and not text.data[end:last].strip():
        newline = NEWLINE.match(text.data, last)
        return Splice(first, newline.end() if newline else last, b"")
    before = text.data[first:start]
    return Splice(start - (len(before) - len(before.rstrip())), end, b"")


def is_same_code(path: str, before: bytes, after: bytes) -> bool:
    """Say whether two versions of a file have the same code, as far as a reading tells."""
    if not path.endswith(PYTHON):
        return False
    old, new = read_source(before).facts, read_source(after).facts
    shapes = [[(one.name, one.structure) for one in facts.definitions] for facts in (old, new)]
    lines = [facts.lines.code for facts in (old, new)]
    return not new.problems and shapes[0] == shapes[1] and lines[0] == lines[1]
