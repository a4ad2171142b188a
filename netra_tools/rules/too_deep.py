"""NET205: blocks inside blocks inside blocks."""

from __future__ import annotations

from collections.abc import Iterator

from netra_tools.facts.languages import PYTHON, SCRIPT
from netra_tools.model import FileFacts, Finding
from netra_tools.rules.functions import functions, header
from netra_tools.rules.rule import FileRule


class TooDeep(FileRule):
    """A function's blocks stand inside one another deeper than a reader can keep in mind.

    `if`, `for`, `while`, `try`, `with` and `match` each open a level; `elif`, `else`, `except` and `case`
    stay on that of their statement. A nested function starts at zero.

    Why is this bad?
        To know when the innermost line runs, all the conditions around it must be remembered at once.

    Options:
        max_depth: the most levels that may stand inside one another

    Example (max_depth = 2):
        def names(rows):
            for row in rows:
                if row:
                    if row.name:
                        yield row.name

    Use instead:
        def names(rows):
            for row in rows:
                if row and row.name:
                    yield row.name
    """

    code = "NET205"
    slug = "too-deep"
    hint = "return or continue early, or give the inner block a function of its own"
    languages = (PYTHON, SCRIPT)
    max_depth: int = 4

    def check(self, file: FileFacts) -> Iterator[Finding]:
        """Compare each function's deepest block with `max_depth`."""
        limit = self.max_depth
        for function in functions(file):
            if function.nesting > limit:
                message = f"`{function.name}` has blocks {function.nesting} levels deep, limit {limit}"
                where = file.path, header(function, file.path), function.name
                yield self.finding(*where, message, value=function.nesting, limit=limit)
