"""What other tools said as findings of ours, with an identity that survives moved lines.

The subject is the definition around the place and the message without its numbers: `Plan.apply: Missing
return statement`. Lines that a message names move, and a count such as `(12 > 10)` is the finding's value.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from netra_tools.external.message import PREFIXES, Message
from netra_tools.model import Definition, Finding, Note
from netra_tools.rules.rule import numbered

COUNT = re.compile(r"\((\d+) (>|<) (\d+)\)")  # "Line too long (121 > 110)"
LINE = re.compile(r"\bline \d+")
UNUSUAL = re.compile(r"[^\w.-]+")


class Source(NamedTuple):
    """What is known of a file: its lines and its definitions."""

    lines: Sequence[bytes]
    definitions: Sequence[Definition]


def make_findings(
    tool: str, messages: Sequence[tuple[str, Message]], source_of: Callable[[str], Source]
) -> tuple[Finding, ...]:
    """Make findings of messages whose paths are ours."""
    found = [make_finding(tool, path, message, source_of(path)) for path, message in messages]
    found.sort(key=lambda finding: (finding.path, finding.line, finding.column, finding.slug))
    return tuple(apart(found))


def apart(findings: Sequence[Finding]) -> Iterator[Finding]:
    """Tell findings apart that share rule, path and subject."""
    by_rule: dict[str, list[Finding]] = {}
    for finding in findings:
        by_rule.setdefault(finding.slug, []).append(finding)
    for found in by_rule.values():
        yield from numbered(found)


def make_finding(tool: str, path: str, message: Message, source: Source) -> Finding:
    """Make one finding; code and slug of another tool's rule are the same."""
    name = f"{PREFIXES[tool]}:{UNUSUAL.sub('-', message.rule)}"
    count = COUNT.search(message.text)
    value, limit = (int(count[1]), int(count[3])) if count else (None, None)
    notes = (Note(path, message.line, message.hint),) if message.hint else ()
    subject = subject_of(message, source.definitions)
    identity = (name, name, message.severity, path)
    return Finding(*identity, *span_of(message, source.lines), subject, message.text, value, limit, notes)


def subject_of(message: Message, definitions: Sequence[Definition]) -> str:
    """Say what a message is about, without a number of a line."""
    around = [item for item in definitions if item.first_line <= message.line <= item.end_line]
    text = LINE.sub("line", COUNT.sub("", message.text)).strip()
    if not around:
        return text
    inner = max(around, key=lambda item: (item.first_line, -item.end_line))
    return f"{inner.name}: {text}"


def span_of(message: Message, lines: Sequence[bytes]) -> tuple[int, int, int, int]:
    """Give the span with columns in bytes."""
    if not message.line:
        return (0, 0, 0, 0)
    start, end = (message.line, message.column), (message.end_line, message.end_column)
    if end <= start:
        end = start
    if not message.in_bytes:
        start, end = (start[0], in_bytes(lines, *start)), (end[0], in_bytes(lines, *end))
    return (*start, *end)


def in_bytes(lines: Sequence[bytes], line: int, column: int) -> int:
    """Turn a column in characters into one in bytes."""
    text = lines[line - 1] if 0 < line <= len(lines) else b""
    if text.isascii():
        return column
    return len(text.decode("utf-8", "replace")[:column].encode())


def place_in(root: str, path: str) -> str:
    """Give a path as we write it: relative to the repository; "" for one outside of it."""
    full = os.path.normpath(os.path.join(root, path))
    if not full.startswith(f"{root.rstrip(os.sep)}{os.sep}"):
        full = os.path.realpath(full)  # the tool may have called the repository by another name
    inside = full.startswith(f"{root.rstrip(os.sep)}{os.sep}")
    return os.path.relpath(full, root).replace(os.sep, "/") if inside else ""
