"""NET301: environment variables read wherever it was handy."""

from __future__ import annotations

from collections.abc import Iterator

from netra_tools.graph.patterns import covers
from netra_tools.model import Access, FileFacts, Finding
from netra_tools.rules.rule import FileRule


class EnvironmentAccess(FileRule):
    """The process environment is read or changed outside the modules that are there for it.

    Why is this bad?
        Nobody can say what a program depends on, a misspelt variable is silently empty, and a test
        that sets one changes code far away.

    Options:
        modules: modules, each with what is in it, that may use the environment; `*` and `**` are understood
        include_tests: report test files, too

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

    def check(self, file: FileFacts) -> Iterator[Finding]:
        """Report each use of the environment."""
        exempt = not file.facts.accesses or (file.is_test and not self.include_tests)
        if not exempt and not covers(self.modules, file.module):
            yield from self._find(file)

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
