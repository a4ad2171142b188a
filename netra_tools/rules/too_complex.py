"""NET203: functions with too many ways through them."""

from __future__ import annotations

from collections.abc import Iterator

from netra_tools.facts.languages import PYTHON, SCRIPT
from netra_tools.model import FileFacts, Finding
from netra_tools.rules.functions import functions, header
from netra_tools.rules.rule import FileRule


class TooComplex(FileRule):
    """A function has more branches than can be followed, or tested one by one.

    The number is cyclomatic complexity as radon counts it: one, and one more for each place where the way
    forks, `and`, `or` and comprehensions among them; `assert` is not counted.

    Why is this bad?
        Each branch multiplies the cases; past ten, nobody tries them all.

    Options:
        max_complexity: the highest complexity a function may have

    Example (max_complexity = 2):
        def sign(number):
            if number > 0:
                return 1
            if number < 0:
                return -1
            return 0

    Use instead:
        def sign(number):
            return (number > 0) - (number < 0)
    """

    code = "NET203"
    slug = "too-complex"
    hint = "split it, return early, or put the cases into a table"
    languages = (PYTHON, SCRIPT)
    max_complexity: int = 10

    def check(self, file: FileFacts) -> Iterator[Finding]:
        """Compare each function's complexity with `max_complexity`."""
        limit = self.max_complexity
        for function in functions(file):
            if function.complexity > limit:
                message = f"`{function.name}` has complexity {function.complexity}, limit {limit}"
                where = file.path, header(function, file.path), function.name
                yield self.finding(*where, message, value=function.complexity, limit=limit)
