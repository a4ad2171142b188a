"""NET202: functions that are too long."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from netra_tools.facts.languages import PYTHON, SCRIPT
from netra_tools.model import FileFacts, Finding
from netra_tools.rules.functions import functions, header, too_long
from netra_tools.rules.rule import FileRule


class FunctionTooLong(FileRule):
    """A function's body has more lines than can be read at a glance.

    Signature, decorators and docstring do not count.

    Why is this bad?
        A long function does several things, and none of them has a name.

    Options:
        max_lines: the most lines a body may have
        count: "physical" counts every line of the body, "code" leaves out blank lines and comments

    Example (max_lines = 2):
        def total(prices):
            result = 0
            for price in prices:
                result += price
            return result

    Use instead:
        def total(prices):
            return sum(prices)
    """

    code = "NET202"
    slug = "function-too-long"
    hint = "give a part of it a name of its own"
    languages = (PYTHON, SCRIPT)
    max_lines: int = 25
    count: Literal["physical", "code"] = "physical"

    def check(self, file: FileFacts) -> Iterator[Finding]:
        """Compare each body with `max_lines`."""
        for found, lines, message in too_long(functions(file), self.max_lines, self.count):
            where = file.path, header(found, file.path), found.name
            yield self.finding(*where, message, value=lines, limit=self.max_lines)
