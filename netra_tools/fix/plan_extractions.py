"""Takes the functions of a repository apart that a check finds too long, or says why they stay."""

from __future__ import annotations

import re
import sys
from collections.abc import Sequence
from typing import Final

from netra_tools.changes.tidying.chosen import is_file
from netra_tools.changes.tree import Tree
from netra_tools.check.ruleset import RuleSet
from netra_tools.config.model import Config
from netra_tools.fix.extract import Extraction, Refused, extract
from netra_tools.fix.extract_elsewhere import Elsewhere, content_of
from netra_tools.fix.extract_records import Limits
from netra_tools.model import Finding, Note
from netra_tools.plan import Edit, State
from netra_tools.rules.class_too_long import ClassTooLong
from netra_tools.rules.file_too_long import FileTooLong
from netra_tools.rules.function_too_long import FunctionTooLong
from netra_tools.rules.registry import rules_for
from netra_tools.rules.too_complex import TooComplex
from netra_tools.rules.too_deep import TooDeep
from netra_tools.rules.too_many_parameters import TooManyParameters

WIDTH_FILES: Final = ("ruff.toml", ".ruff.toml", "pyproject.toml")
LINE_LENGTH: Final = re.compile(rb"^line-length\s*=\s*(\d{2,3})\b", re.MULTILINE)


def width_of(tree: Tree) -> int:
    """Say how wide the repository's own formatter lets a line be; without a word of it, as black does."""
    for path in WIDTH_FILES:
        found = LINE_LENGTH.search(content_of(tree, path))
        if found:
            return int(found[1])
    return Limits().width


class Planner:
    """Plans the extractions of one repository."""

    def __init__(self, config: Config, tree: Tree) -> None:
        self.config = config
        self.tree = tree
        self.rules = RuleSet(config, (), ())
        self.elsewhere = Elsewhere(tree)
        self.width = width_of(tree)
        self.edits: list[Edit] = []
        self.notes: list[Note] = []
        self.count = 0

    def operate(self, path: str, findings: Sequence[Finding]) -> None:
        """Plan one file."""
        before = self.tree.state(path)
        if before is None or not is_file(before.mode):
            return
        borrowed = [one for one in findings if self.elsewhere.borrows(path, one.subject)]
        self.notes += [
            Note(path, one.line, stays(one, "another file takes it out of its class")) for one in borrowed
        ]
        lines = [one.line for one in findings if one not in borrowed]
        if not lines:
            return
        limits = self.limits(path, findings[0])
        result = extract(before.content, limits, lines, self.elsewhere.is_free)
        self.take(path, before, result)

    def take(self, path: str, before: State, result: Extraction) -> None:
        """Take what became of one file into the plan."""
        self.notes += [Note(path, one.line, told(one)) for one in result.refused]
        self.elsewhere.take([name for one in result.done for name in one.helpers])
        self.count += len(result.done)
        if result.done:
            self.edits.append(Edit(path, path, before, State(result.after, before.mode)))

    def limits(self, path: str, finding: Finding) -> Limits:
        """Say what the rules ask of a file; a rule that is off asks nothing."""
        numbers = self.rules.overrides_of(path)
        made = {type(rule): rule for rule in rules_for(self.config, numbers, self.rules.types)}

        def asked(kind: type, name: str) -> int:
            return int(getattr(made.get(kind), name, sys.maxsize))

        return Limits(
            body=finding.limit or asked(FunctionTooLong, "max_lines"),
            parameters=asked(TooManyParameters, "max_parameters"),
            complexity=asked(TooComplex, "max_complexity"),
            nesting=asked(TooDeep, "max_depth"),
            file=asked(FileTooLong, "max_lines"),
            class_=asked(ClassTooLong, "max_lines"),
            width=self.width,
        )


def told(one: Refused) -> str:
    """Say why a function stays."""
    return f"`{one.name}` stays at {one.lines} lines: {one.text}"


def stays(one: Finding, reason: str) -> str:
    """Say why a function stays that was not looked at."""
    return f"`{one.subject}` stays at {one.value} lines: {reason}"
