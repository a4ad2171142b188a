"""Coverage, of reports that exist: Cobertura's XML and the JSON of coverage.py.

Reports of several services or runs are put together line by line: a line is covered when one says so.
"""

from __future__ import annotations

import json
import posixpath
import re
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from netra_tools.report.escape import encodable
from netra_tools.status.inputs import Inputs, Report, UnfitError, read_all, seconds_of, source_of
from netra_tools.status.model import Data, known, number, unknown
from netra_tools.status.scores import share

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from netra_tools.knowledge.reports import Part
    from netra_tools.status.paths import PathMap

HOW: Final = "run the tests with coverage, then `coverage xml`, or give --coverage FILE"
NO_BRANCHES: Final = "measure branches, too: coverage run --branch"
CONDITION: Final = re.compile(r"\((\d+)/(\d+)\)")


class Lines:
    """What is known of one file: lines by number, and how many of its branches were taken."""

    def __init__(self) -> None:
        self.hit: set[int] = set()
        self.missed: set[int] = set()
        self.branches: dict[int, tuple[int, int]] = {}  # line -> taken, all
        self.summed: tuple[int, int] | None = None  # the same where a report gives no lines for them

    def add(self, other: Lines) -> None:
        """Put what another report says to it."""
        self.hit |= other.hit
        self.missed |= other.missed
        for line, (taken, total) in other.branches.items():
            before = self.branches.get(line, (0, 0))
            self.branches[line] = (max(before[0], taken), max(before[1], total))
        if other.summed is not None:
            self.summed = max(self.summed or (0, 0), other.summed)

    def counts(self) -> tuple[int, int]:
        """Count the lines that were run, and all."""
        return len(self.hit), len(self.hit | self.missed)

    def branch_counts(self) -> tuple[int, int]:
        """Count the branches that were taken, and all."""
        if self.branches:
            pairs = self.branches.values()
            return sum(taken for taken, _ in pairs), sum(total for _, total in pairs)
        return self.summed or (0, 0)


class Covered(NamedTuple):
    """What one report says."""

    at: float | None
    folders: tuple[str, ...]  # that its names are relative to
    files: dict[str, Lines]


def coverage_of(inputs: Inputs) -> Data:
    """Tell the coverage."""
    found, problems = read_all(inputs.coverage, read_coverage)
    if not found:
        how = "; ".join([HOW, *problems])
        return {"lines": unknown("%", how), "branches": unknown("%", how), "files": [], "unmatched": []}
    files, unmatched = matched(found, inputs.paths)
    source = source_of("coverage", [(report, covered.at) for report, covered in found], inputs.changed)
    run, total = summed([one.counts() for one in files.values()])
    taken, branches = summed([one.branch_counts() for one in files.values()])
    none = f"{source.path} names no file of this repository: see 'paths' in [tool.netra.status]"
    return {
        "lines": known(share(run, total), "%", source, none),
        "branches": known(share(taken, branches), "%", source, NO_BRANCHES),
        "covered": number(run, "lines", source),
        "measured": number(total, "lines", source),
        "files": rates(files),
        "unmatched": [encodable(name) for name in unmatched],
        "problems": problems,
    }


def rates(files: Mapping[str, Lines]) -> list[Data]:
    """Tell how much of each file was run."""
    rows = [(path, one.counts()) for path, one in sorted(files.items())]
    return [{"path": encodable(path), "rate": round(run / total, 4)} for path, (run, total) in rows if total]


def summed(pairs: Sequence[tuple[int, int]]) -> tuple[int, int]:
    """Sum pairs."""
    return sum(pair[0] for pair in pairs), sum(pair[1] for pair in pairs)


def matched(reports: Sequence[tuple[Report, Covered]], paths: PathMap) -> tuple[dict[str, Lines], list[str]]:
    """Find the files that reports speak of, and name those that are none of this repository."""
    files: dict[str, Lines] = {}
    unmatched = set()
    for report, covered in reports:
        folders = (*covered.folders, posixpath.dirname(report.path))
        for name, lines in covered.files.items():
            path = paths.find(name, folders)
            if path is None:
                unmatched.add(name)
            else:
                files.setdefault(path, Lines()).add(lines)
    return files, sorted(unmatched)


def read_coverage(data: bytes) -> Covered:
    """Read a report in either form.

    Raises: UnfitError.
    """
    start = data.removeprefix(b"\xef\xbb\xbf").lstrip()[:1]
    if start == b"<":
        return read_xml(data)
    if start == b"{":
        return read_json(data)
    raise UnfitError("it is neither XML nor JSON")


def read_json(data: bytes) -> Covered:
    """Read what `coverage json` writes."""
    try:
        found = json.loads(data)
        files = {str(name): lines_of(one) for name, one in found["files"].items()}
        meta = found.get("meta", {})
        return Covered(seconds_of(meta.get("timestamp")), (), files)
    except (ValueError, RecursionError, KeyError, TypeError, AttributeError) as error:
        raise UnfitError("it is not what `coverage json` writes") from error


def lines_of(found: Any) -> Lines:
    """Read what such a report says of one file."""
    lines = Lines()
    lines.hit = {int(line) for line in found["executed_lines"]}
    lines.missed = {int(line) for line in found["missing_lines"]}
    summary = found.get("summary", {})
    if summary.get("num_branches"):
        lines.summed = int(summary["covered_branches"]), int(summary["num_branches"])
    return lines


def read_xml(data: bytes) -> Covered:
    """Read what `coverage xml`, and others that write Cobertura's form, write."""
    from netra_tools.knowledge.reports import UnreadableReportError, parts

    reader = XmlReader()
    try:
        for part in parts(data):
            reader.take(part)
    except (UnreadableReportError, ValueError, KeyError) as error:
        raise UnfitError(str(error) or "it is damaged") from error
    return Covered(reader.at, tuple(reader.folders), reader.files)


class XmlReader:
    """Gathers what the parts of a report say."""

    def __init__(self) -> None:
        self.root = ""
        self.at: float | None = None
        self.folders: list[str] = []
        self.files: dict[str, Lines] = {}
        self.here = Lines()

    def take(self, part: Part) -> None:
        """Take the beginning or the end of an element."""
        if not self.root:
            self.begin(part)
        elif part.is_end:
            if part.name == "source" and part.text.strip():
                self.folders.append(part.text.strip())
        elif part.name == "class":
            self.here = self.files.setdefault(part.attributes.get("filename", ""), Lines())
        elif part.name == "line":
            add_line(self.here, part.attributes)

    def begin(self, part: Part) -> None:
        """Take the root.

        Raises: UnfitError for another than that of coverage.
        """
        self.root, self.at = part.name, seconds_of(part.attributes.get("timestamp"))
        if self.root != "coverage":
            raise UnfitError(f"<{self.root}> is no report of coverage")


def add_line(lines: Lines, attributes: dict[str, str]) -> None:
    """Add what a report says of one line."""
    line, hits = int(attributes["number"]), int(float(attributes["hits"]))
    (lines.hit if hits > 0 else lines.missed).add(line)
    said = attributes.get("condition-coverage")
    condition = CONDITION.search(said) if said else None
    if condition is not None:
        lines.branches[line] = int(condition[1]), int(condition[2])
