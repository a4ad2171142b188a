"""NET206: functions that want to be told too much."""

from __future__ import annotations

from collections.abc import Iterator

from netra_tools.facts.languages import PYTHON, SCRIPT
from netra_tools.model import Definition, FileFacts, Finding
from netra_tools.rules.functions import called_with, decorated, functions, header
from netra_tools.rules.rule import FileRule

POSITIONAL = (0, 1)  # kinds of `Parameter`
KEYWORD_ONLY = (3, 5)


class TooManyParameters(FileRule):
    """A function has more parameters than a caller can keep apart.

    `self` and `cls`, `*args` and `**kwargs` do not count. Test functions are left out: what fills their
    parameters are fixtures and tables, by name.

    Why is this bad?
        Nobody remembers the order of seven arguments, and two of one type change places unnoticed.
        Those that always travel together are a value without a name.

    Options:
        max_parameters: the most parameters a function may have
        count_keyword_only: count those behind `*`, too, whose names stand in every call
        ignore_decorators: functions with a decorator of this name are left out: their signature is not
            their own choice, or not called by hand

    Example (max_parameters = 3):
        def send(host, port, sender, receiver): ...

    Use instead:
        def send(server, sender, receiver): ...
    """

    code = "NET206"
    slug = "too-many-parameters"
    hint = "pass those that belong together as one value"
    languages = (PYTHON, SCRIPT)
    max_parameters: int = 5
    count_keyword_only: bool = True
    ignore_decorators: tuple[str, ...] = ("overload", "override", "fixture", "command", "option", "argument")

    def check(self, file: FileFacts) -> Iterator[Finding]:
        """Compare each signature with `max_parameters`."""
        kinds = POSITIONAL + KEYWORD_ONLY if self.count_keyword_only else POSITIONAL
        for function in functions(file):
            if len(function.parameters) > self.max_parameters and not self._is_free(function, file):
                count = sum(parameter.kind in kinds for parameter in called_with(function))
                if count > self.max_parameters:
                    message = f"`{function.name}` has {count} parameters, limit {self.max_parameters}"
                    where = file.path, header(function, file.path), function.name
                    yield self.finding(*where, message, value=count, limit=self.max_parameters)

    def _is_free(self, function: Definition, file: FileFacts) -> bool:
        """Tell whether nobody calls a function by hand, or its signature is given by another."""
        if file.is_test and function.name.rpartition(".")[2].startswith("test"):
            return True
        return decorated(function, self.ignore_decorators)
