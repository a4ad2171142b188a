"""Findings held against the text of a baseline: files of which both say the same are done with at once.

Each finding is written as the baseline would write it. Only files with a line too many on either side are
taken apart and compared with care; on a day without news there are none, of 20,000 lines.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from netra_tools.check.baseline import Held, Reach, find_moved, hold, is_judged
from netra_tools.check.baseline_file import CONTENT, Baseline, Key, Values, escape, parse, unescape
from netra_tools.errors import NetraError
from netra_tools.model import Finding

MARK = f"\t{CONTENT}\t"


def hold_text(findings: Sequence[Finding], text: str, name: str, reach: Reach) -> Held:
    """Hold findings against a baseline; `left` and `outgrown` speak of the files that differ only.

    Raises: NetraError when it is no baseline.
    """
    lines, said = text.split("\n"), write(findings)
    unsaid = set(lines[1:])
    count = len(unsaid)
    unsaid.difference_update(said)
    if count - len(unsaid) < len(said) or "\\" in text:
        odd_lines = find_odd(said, lines)
        unsaid.update(with_backslash(lines))
    else:  # each finding has an entry of its own
        odd_lines = set()
    differing = paths_of_findings(findings, said, odd_lines)
    entries = [line for line in unsaid if line and MARK not in line]
    contents = read_contents(unsaid) if differing or entries else {}
    differing |= paths_of_entries(entries, contents, reach)
    rest = lines_of(differing, lines)
    odd = [finding for finding in findings if finding.path in differing]
    held = hold(odd, Baseline(read_groups([lines[0], *rest], text, name), contents), reach)
    return held._replace(known=held.known + len(findings) - len(odd))


def write(findings: Iterable[Finding]) -> list[str]:
    """Write findings as lines, without escapes: one that needs them differs, and is taken apart."""
    return [
        f"{found[3]}\t{found[1]}\t{found[8]}"
        if found[10] is None
        else f"{found[3]}\t{found[1]}\t{found[8]}\t{found[10]}"
        for found in findings
    ]


def read_contents(lines: Iterable[str]) -> dict[str, str]:
    """Read the lines that say what the files held."""
    marked = [line.split(MARK) for line in lines if MARK in line]
    return {unescape(path) if "\\" in path else path: digest for path, digest in marked}


def read_groups(lines: Sequence[str], text: str, name: str) -> dict[Key, Values]:
    """Take the lines of differing files apart; a mistake is told with its line in the whole text."""
    try:
        return parse("\n".join(lines), name).groups
    except NetraError:
        return parse(text, name).groups


def find_odd(said: Sequence[str], lines: Iterable[str]) -> set[str]:
    """Pick findings that have no entry of the same text, or that share one with another."""
    odd = set(said).difference(lines).union(with_backslash(said))
    if len(set(said)) < len(said):
        odd.update([line for line, count in Counter(said).items() if count > 1])
    return odd


def with_backslash(lines: Iterable[str]) -> list[str]:
    """Pick lines that may stand for something else than the finding, or the entry, that is written so."""
    return [line for line in lines if "\\" in line]


def lines_of(paths: Iterable[str], lines: Iterable[str]) -> list[str]:
    """Pick the entries of some files."""
    written = {escape(path) for path in paths}
    if not written:
        return []
    return [line for line in lines if line.partition("\t")[0] in written and MARK not in line]


def paths_of_entries(entries: Iterable[str], contents: dict[str, str], reach: Reach) -> set[str]:
    """Name the files of entries that this run has not found again, and would have."""
    now = {} if reach.asked is None else find_moved(Baseline({}, contents), reach)
    entries = entries if reach.asked is None else lines_below(entries, former(reach.asked, now))
    now = {old: new for new, old in now.items()}
    found = set()
    for line in entries:
        parts = line.split("\t", 2)
        path = unescape(parts[0])
        # What is no entry is judged by whoever takes it apart.
        if len(parts) < 3 or is_judged((now.get(path, path), parts[1], ""), reach):
            found.add(path)
    return found


def former(asked: Iterable[str], moved: Mapping[str, str]) -> set[str]:
    """Give paths, and those that renamed files among them had."""
    return {name for path in asked for name in (path, moved.get(path, path))}


def lines_below(lines: Iterable[str], paths: Iterable[str]) -> list[str]:
    """Pick the lines of some files, and what is no line of any: most of 20,000 are of others."""
    written = {escape(path) for path in paths}
    return [line for line in lines if line.partition("\t")[0] in written or "\t" not in line]


def paths_of_findings(findings: Sequence[Finding], said: Sequence[str], odd: set[str]) -> set[str]:
    """Name the files of the findings that are written as one of `odd`."""
    return {item.path for item, line in zip(findings, said, strict=True) if line in odd} if odd else set()
