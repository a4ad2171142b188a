"""What a rule is: a frozen dataclass whose fields are its options and whose docstring is its manual.

A `FileRule` sees one file at a time and runs as soon as the file is read; its findings are kept by
content. A `GraphRule` sees all modules and their imports. Neither reads the disk.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import ClassVar, Literal

from netra_tools.graph.model import ImportGraph, Span
from netra_tools.model import FileFacts, Finding, Note

WHOLE_FILE: Span = (0, 0, 0, 0)


@dataclass(frozen=True, kw_only=True)
class Rule:
    """What every rule has. `severity` is "error", "warning" or "off" and can be configured."""

    code: ClassVar[str]
    slug: ClassVar[str]
    hint: ClassVar[str]
    severity: Literal["error", "warning", "off"] = "error"

    def finding(  # netra: ignore[too-many-parameters] the parts of a finding, the last three by name
        self,
        path: str,
        span: Span,
        subject: str,
        message: str,
        *,
        value: int | None = None,
        limit: int | None = None,
        notes: tuple[Note, ...] = (),
    ) -> Finding:
        """Make a finding of this rule; `span` is (line, column, end line, end column)."""
        where = (path, *span, subject, message)
        return Finding(self.code, self.slug, self.severity, *where, value, limit, notes)


@dataclass(frozen=True, kw_only=True)
class FileRule(Rule):
    """A rule that needs one file's facts only."""

    def check(self, file: FileFacts) -> Iterator[Finding]:
        """Yield what is wrong with `file`, in the order of its lines."""
        raise NotImplementedError(self.slug)


@dataclass(frozen=True, kw_only=True)
class GraphRule(Rule):
    """A rule that needs the whole project's modules and imports."""

    def check(self, graph: ImportGraph) -> Iterator[Finding]:
        """Yield what is wrong with the imports, ordered by path and line."""
        raise NotImplementedError(self.slug)


def numbered(findings: Iterable[Finding]) -> Iterator[Finding]:
    """Tell findings of one rule apart that share path and subject: the second is "subject#2"."""
    seen: dict[tuple[str, str], int] = {}
    for finding in findings:
        key = finding.path, finding.subject
        count = seen[key] = seen.get(key, 0) + 1
        yield finding if count == 1 else finding._replace(subject=f"{finding.subject}#{count}")
