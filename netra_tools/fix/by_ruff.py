"""Repairs that ruff makes: what it calls safe, and text files that are opened without an encoding."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from contextlib import closing

from netra_tools.changes.source import SourceText, Splice, UnwritableError
from netra_tools.changes.tree import Tree
from netra_tools.external.launch import Surroundings
from netra_tools.external.ruff_fixes import Point
from netra_tools.external.ruff_safe import Remark, ask_encoding
from netra_tools.facts.read import to_utf8
from netra_tools.fix.ruff_mirror import RuffMirror
from netra_tools.fix.task import Key, Mended, Task, key_of, plan_of
from netra_tools.model import Finding
from netra_tools.plan import ANYTHING, Edit, State

PREFIX = "RUF:"
UTF8 = "utf-8"
NOT_REVERSIBLE = "its newlines are of several kinds, or its bytes are not what its encoding says"
NO_REMEDY = "ruff has no safe remedy for it"


def mend_safely(task: Task) -> Mended:
    """Plan what ruff itself would write, but for imports.

    Raises: NetraError when ruff fails.
    """
    mirror = RuffMirror(surroundings(task))
    with closing(mirror):
        mirror.bring(task.tree, task.paths)
        wanted = mirror.mended({finding.slug.removeprefix(PREFIX) for finding in task.findings})
    left: dict[str, str] = {}
    edits = []
    for path in task.paths:
        if path not in wanted:
            left[path] = NO_REMEDY
            continue
        edit = written_back(task.tree, path, wanted[path])
        if edit is None:
            left[path] = NOT_REVERSIBLE
        else:
            edits.append(edit)
    return Mended(plan_of("what ruff mends safely", edits, ANYTHING), in_files(task.findings, left))


def written_back(tree: Tree, path: str, after: bytes) -> Edit | None:
    """Give the edit that writes a text with the newlines and in the encoding of the file, if it can be."""
    before = tree.state(path)
    assert before is not None
    try:
        text = SourceText(before.content)
    except UnwritableError:
        return None
    start = text.data[: text.starts[0]]
    if start + to_utf8(before.content)[0].replace(b"\n", text.newline) != text.data:
        return None
    data = start + after.replace(b"\n", text.newline)
    try:
        content = text.spliced([Splice(0, len(text.data), data)])
    except UnwritableError:
        return None
    return Edit(path, path, before, State(content, before.mode))


def name_encoding(task: Task) -> Mended:
    """Plan `encoding="utf-8"` for text files that are opened without one.

    Raises: NetraError when ruff fails.
    """
    mirror = RuffMirror(surroundings(task))
    with closing(mirror):
        mirror.bring(task.tree, task.paths)
        said = mirror.remarks([ask_encoding])
    remarks: defaultdict[str, list[Remark]] = defaultdict(list)
    for one in said:
        remarks[one.path].append(one)
    left: dict[str, str] = {}
    edits = []
    for path, found in sorted(remarks.items()):
        try:
            edits.append(spliced(task.tree, path, found))
        except UnwritableError as error:
            left[path] = f"cannot be written: {error}"
    plan = plan_of("text files are opened with an encoding", edits, ANYTHING)
    return Mended(plan, in_files(task.findings, left))


def spliced(tree: Tree, path: str, remarks: Iterable[Remark]) -> Edit:
    """Give the edit of one file.

    Raises: UnwritableError.
    """
    before = tree.state(path)
    assert before is not None
    text = SourceText(before.content)
    lines = to_utf8(before.content)[0].decode(UTF8, "replace").split("\n")
    splices = [
        Splice(offset(text, lines, one.start), offset(text, lines, one.end), one.text.encode())
        for remark in remarks
        for one in remark.edits
    ]
    return Edit(path, path, before, State(text.spliced(splices), before.mode))


def offset(text: SourceText, lines: list[str], point: Point) -> int:
    """Give where a place of ruff's is: it counts characters, from 1."""
    row, column = point
    return text.starts[row - 1] + len(lines[row - 1][: column - 1].encode())


def in_files(findings: Iterable[Finding], left: Mapping[str, str]) -> dict[Key, str]:
    """Give all findings of a file one reason."""
    return {key_of(finding): left[finding.path] for finding in findings if finding.path in left}


def surroundings(task: Task) -> Surroundings:
    """Say where ruff runs, and what it sees."""
    return Surroundings(task.config.root, task.variables, task.config.trusted)
