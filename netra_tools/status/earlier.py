"""What a state of the repository differs in from an earlier one: findings that came and went, and scores."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from netra_tools.check.check import find_difference, subtract
from netra_tools.check.conclude import conclude
from netra_tools.check.examine import examine
from netra_tools.check.external import leave_unasked
from netra_tools.model import Finding
from netra_tools.report.escape import encodable
from netra_tools.status.dimensions import KNOWLEDGE, RULED, compliance_of, divided
from netra_tools.status.model import Data, Source, known, number

if TYPE_CHECKING:
    from netra_tools.check.run import Run
    from netra_tools.project.change import Inquiry


class Earlier(NamedTuple):
    """An earlier state: its findings under the paths of today, and the files that were checked."""

    base: str
    found: tuple[Finding, ...]
    files: tuple[str, ...]


def look_back(run: Run, base: str, inquiry: Inquiry) -> Earlier:
    """Check the state in which a commit, or the one where we left a branch, has the repository.

    Other tools are not asked about it. What both states have in common is not read again.
    """
    difference = find_difference(run, base, inquiry)
    before = run.overlaid(difference.before)
    graph = examine(before, None)
    _, accepted = conclude(before, None, graph, (), leave_unasked(run, "about an earlier state"))
    names = difference.renamed
    found = [one._replace(path=names.get(one.path, one.path)) for one in accepted.found]
    files = [names.get(path, path) for path in before.files]
    return Earlier(base, tuple(found), tuple(files))


def delta_of(earlier: Earlier, now: Sequence[Finding], files: Sequence[str], paths: Sequence[str]) -> Data:
    """Tell what came and what went since an earlier state, in what was asked for."""
    ours = tuple([one for one in now if ":" not in one.slug])  # other tools were not asked about both
    before = tuple([one for one in earlier.found if is_asked(one.path, paths)])
    came, went = subtract(ours, before, {}), subtract(before, ours, {})
    source = Source(f"netra check, against {encodable(earlier.base)}")
    held = [path for path in earlier.files if is_asked(path, paths)]
    return {
        "base": encodable(earlier.base),
        "new": number(len(came), "findings", source),
        "gone": number(len(went), "findings", source),
        "findings": [told(one) for one in came],
        "gone_findings": [told(one) for one in went],
        "dimensions": compared((before, held), (ours, files), source),
    }


def is_asked(path: str, paths: Sequence[str]) -> bool:
    """Say whether a path was asked for."""
    return not paths or any(one == "." or path == one or path.startswith(f"{one}/") for one in paths)


State = tuple[Sequence[Finding], Sequence[str]]  # findings, and the files that were checked


def compared(before: State, after: State, source: Source) -> list[Data]:
    """Compare the scores of the categories of rules, of those that moved."""
    groups = divided(before[0]), divided(after[0])
    rows = []
    for side in [one for one in RULED if one.name != KNOWLEDGE]:  # that has files of its own
        pair = [
            compliance_of(group.get(side.name, ()), state[1])
            for group, state in zip(groups, (before, after), strict=True)
        ]
        if pair[0] != pair[1]:
            scores = [known(one, "of 100", source, "no file was checked") for one in pair]
            rows.append({"name": side.name, "title": side.title, "before": scores[0], "after": scores[1]})
    return rows


def told(finding: Finding) -> Data:
    """Tell one finding."""
    return {
        "rule": finding.code,
        "path": encodable(finding.path),
        "line": finding.line or None,
        "severity": finding.severity,
        "message": encodable(finding.message),
    }
