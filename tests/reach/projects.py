"""Projects from a few texts, for tests of what nothing needs."""

from __future__ import annotations

from benchmarks.legacy_truth import Project, find


def dead_in(files: dict[str, str]) -> list[str]:
    """Say what is dead in a project that holds these files: `path:line kind name`."""
    return [f"{one.path}:{one.line} {one.kind} {one.name}" for one in find(Project("project", files, []))]


def told_in(files: dict[str, str], *, doubtful: bool = False) -> list[str]:
    """Say what is told of a project: `path:line kind name: evidence [confidence]`."""
    found = find(Project("project", files, []), doubtful=doubtful)
    return [
        f"{one.path}:{one.line} {one.kind} {one.name}: {one.evidence} [{one.confidence}]" for one in found
    ]
