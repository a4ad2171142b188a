"""NET301: environment variables read wherever it was handy."""

from __future__ import annotations

from collections.abc import Iterator

from netra_tools.errors import NetraError
from netra_tools.graph.patterns import covers
from netra_tools.model import Access, FileFacts, Finding
from netra_tools.rules.rule import FileRule

SYMBOL = ":"


class EnvironmentAccess(FileRule):
    """The process environment is read or changed outside the modules that are there for it.

    Why is this bad?
        Nobody can say what a program depends on, a misspelt variable is silently empty, and a test
        that sets one changes code far away.

    Options:
        modules: modules, each with what is in it, that may use the environment; `*` and `**` are understood
        include_tests: report test files, too
        accessor: a function that takes what `os.environ.get` takes, such as "app.settings:env"; `netra fix`
            asks it instead, and its module may use the environment, too
        required_accessor: the same for `os.environ["X"]`, for what must be there

    Example (modules = ["app.settings"]):
        # app/core.py
        import os
        TOKEN = os.environ["TOKEN"]

    Use instead:
        # app/settings.py
        import os
        TOKEN = os.environ["TOKEN"]
        # app/core.py
        from app.settings import TOKEN
    """

    code = "NET301"
    slug = "environment-access"
    hint = "read it in one settings module, and import the value from there"
    modules: tuple[str, ...] = (
        *("*settings", "**.*settings", "*config", "**.*config", "conf", "**.conf"),
        *("configuration", "**.configuration", "env", "**.env", "environment", "**.environment"),
        *("environment_variables", "**.environment_variables"),
    )
    include_tests: bool = False
    accessor: str = ""
    required_accessor: str = ""

    def __post_init__(self) -> None:
        """Refuse what cannot be a function in a module."""
        for name in filter(None, (self.accessor, self.required_accessor)):
            module, colon, function = name.partition(SYMBOL)
            if not colon or not all(part.isidentifier() for part in (*module.split("."), function)):
                raise NetraError(f"'{name}' is no function of a module", "write it as in 'app.settings:env'")

    def check(self, file: FileFacts) -> Iterator[Finding]:
        """Report each use of the environment."""
        exempt = not file.facts.accesses or (file.is_test and not self.include_tests)
        if not exempt and not covers((*self.modules, *self._homes()), file.module):
            yield from self._find(file)

    def _homes(self) -> list[str]:
        """Name the modules of the accessors."""
        return [name.partition(SYMBOL)[0] for name in (self.accessor, self.required_accessor) if name]

    def _find(self, file: FileFacts) -> Iterator[Finding]:
        for access in file.facts.accesses:
            if access.kind in CALLS:
                what = f"environment variable `{access.argument}`" if access.argument else CALLS[access.kind]
                span = access.line, access.column, access.end_line, access.end_column
                yield self.finding(
                    file.path,
                    span,
                    access.argument or place(file, access),
                    f"{what} used outside the settings",
                )


def place(file: FileFacts, access: Access) -> str:
    """Say where a use stands that names no variable."""
    scope = file.facts.definitions[access.scope].name if access.scope >= 0 else "module"
    return f"{access.kind} in {scope}"


CALLS = {"environ": "`os.environ`", "getenv": "`os.getenv`"}
