"""NET204: classes that are too long."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from netra_tools.facts.languages import PYTHON, SCRIPT
from netra_tools.model import FileFacts, Finding
from netra_tools.rules.functions import classes, header, too_long
from netra_tools.rules.rule import FileRule


class ClassTooLong(FileRule):
    """A class's body has more lines than one responsibility needs.

    Decorators, bases and docstring of the class do not count; its methods do, with their docstrings.

    Why is this bad?
        Every method can reach every attribute, so a long class is a small program of global variables.

    Options:
        max_lines: the most lines a body may have
        count: "physical" counts every line of the body, "code" leaves out blank lines and comments

    Example (max_lines = 4):
        class Order:
            def total(self):
                return sum(self.prices)

            def print(self):
                print(self.total())

    Use instead:
        class Order:
            def total(self):
                return sum(self.prices)

        def print_order(order):
            print(order.total())
    """

    code = "NET204"
    slug = "class-too-long"
    hint = "find the attributes that only some methods use: they are another class"
    languages = (PYTHON, SCRIPT)
    max_lines: int = 300
    count: Literal["physical", "code"] = "physical"

    def check(self, file: FileFacts) -> Iterator[Finding]:
        """Compare each class body with `max_lines`."""
        for found, lines, message in too_long(classes(file), self.max_lines, self.count, "class "):
            where = file.path, header(found, file.path), found.name
            yield self.finding(*where, message, value=lines, limit=self.max_lines)
