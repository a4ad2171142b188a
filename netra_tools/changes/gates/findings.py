"""The gate "no new finding of `netra check` at error level"."""

from __future__ import annotations

from collections.abc import Iterator

from netra_tools.changes.gates.site import Site
from netra_tools.check.check import State, compare
from netra_tools.check.examine import examine
from netra_tools.check.remember import remember
from netra_tools.model import Note


def find_findings(site: Site) -> Iterator[Note]:
    """Yield the errors that a check would find after the plan and does not find now."""
    before, after = site.runs.pair
    old, new = State(before, examine(before, None)), State(after, examine(after, None))
    remember(before)
    result, _ = compare(old, new, site.runs.difference, None, site.renames.text_of)
    for found in result.findings:
        if found.severity == "error":
            yield Note(found.path, found.line, f"{found.code} {found.slug}: {found.message}")
