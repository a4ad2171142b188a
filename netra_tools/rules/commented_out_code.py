"""NET305: code that is kept in comments."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from netra_tools.model import FileFacts, Finding
from netra_tools.rules.rule import FileRule, numbered


class CommentedOutCode(FileRule):
    """A comment holds statements instead of words.

    Reported are comments that Python can read from their first line, or from the end of a sentence in them,
    to their last line, and that import, define, call or branch. Words, formulas and names are left alone,
    and so is what a colon or an empty comment line introduces as an example.

    Why is this bad?
        Nobody runs it, nobody checks it, and renaming passes it by. Who reads it cannot tell whether it is to
        come back, and git remembers what was deleted.

    Options:
        min_lines: how many lines of code such a comment has at least
        include_tests: report test files, too

    Example:
        def area(width: float, height: float) -> float:
            # print("area", width)
            return width * height

    Use instead:
        def area(width: float, height: float) -> float:
            return width * height
    """

    code = "NET305"
    slug = "commented-out-code"
    hint = "delete it: git remembers"
    severity: Literal["error", "warning", "off"] = "off"
    min_lines: int = 1
    include_tests: bool = True

    def check(self, file: FileFacts) -> Iterator[Finding]:
        """Report each comment that is code."""
        if file.facts.dead_code and (self.include_tests or not file.is_test):
            yield from numbered(self._find(file))

    def _find(self, file: FileFacts) -> Iterator[Finding]:
        for first, last in file.facts.dead_code:
            size = last - first + 1
            if size >= self.min_lines:
                lines = "a line" if size == 1 else f"{size} lines"
                span = first, 0, last, 0
                message = f"{lines} of code in a comment"
                yield self.finding(file.path, span, around(file, first), message)


def around(file: FileFacts, line: int) -> str:
    """Name the innermost definition around a line."""
    name = "module"
    for definition in file.facts.definitions:
        if definition.first_line > line:
            break
        if line <= definition.end_line:
            name = definition.name
    return name
