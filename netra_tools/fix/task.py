"""What a repair is given, and what it gives back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import NamedTuple

from netra_tools.changes.tree import Tree
from netra_tools.config.model import Config
from netra_tools.model import Finding, Note
from netra_tools.plan import CODE, Author, Edit, Plan

NAME = "fix"
Key = tuple[str, str, str]  # slug, path and subject of a finding


class Task(NamedTuple):
    """The repository as the repairs before have left it, and the findings that one repair is to mend."""

    config: Config
    tree: Tree
    findings: tuple[Finding, ...]
    variables: Mapping[str, str]  # of the environment, for other tools
    cache_dir: str  # of a check; "" for none

    @property
    def paths(self) -> tuple[str, ...]:
        """Name the files with findings."""
        return tuple(sorted({finding.path for finding in self.findings}))


class Mended(NamedTuple):
    """What a repair would change, and for each finding that stays why."""

    plan: Plan
    left: Mapping[Key, str]
    owners: Mapping[str, str] = MappingProxyType({})  # a path that changes -> the file with the finding


def key_of(finding: Finding) -> Key:
    """Give what tells a finding from all others."""
    return finding.slug, finding.path, finding.subject


def by_path(findings: Iterable[Finding]) -> dict[str, list[Finding]]:
    """Sort findings by file."""
    found: dict[str, list[Finding]] = {}
    for finding in findings:
        found.setdefault(finding.path, []).append(finding)
    return found


def plan_of(title: str, edits: Iterable[Edit], keeps: str = CODE) -> Plan:
    """Make the plan of a repair."""
    return Plan(title, Author(NAME), tuple(sorted(edits, key=lambda edit: edit.path)), keeps=keeps)


def owned(edits: Iterable[Edit], path: str) -> dict[str, str]:
    """Say of all that changes that it does so for the findings of one file."""
    return {end: path for edit in edits for end in (edit.path, edit.target)}


def explained(findings: Iterable[Finding], notes: Iterable[Note]) -> dict[Key, str]:
    """Take the reason why a finding stays from the note at its line, or from the first of its file."""
    at_line: dict[tuple[str, int], str] = {}
    of_file: dict[str, str] = {}
    for note in notes:
        at_line.setdefault((note.path, note.line), note.text)
        of_file.setdefault(note.path, note.text)
    found = {}
    for finding in findings:
        text = at_line.get((finding.path, finding.line)) or of_file.get(finding.path)
        if text:
            found[key_of(finding)] = text
    return found
