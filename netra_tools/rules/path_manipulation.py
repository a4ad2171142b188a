"""NET110: programs that change where Python looks for modules."""

from __future__ import annotations

from collections.abc import Iterator

from netra_tools.graph.patterns import covers
from netra_tools.model import Access, FileFacts, Finding
from netra_tools.rules.rule import FileRule


class PathManipulation(FileRule):
    """The list of places where modules are looked for, `sys.path`, is changed by the program itself.

    Why is this bad?
        What an import means then depends on what ran before it. The same file may be loaded twice under
        two names, and no tool that reads the code can tell which modules there are.

    Options:
        modules: modules, each with what is in it, that may change it; `*` and `**` are understood
        include_tests: report test files, too

    Example:
        import sys
        sys.path.insert(0, "../lib")
        import text

    Use instead:
        import lib.text
    """

    code = "NET110"
    slug = "path-manipulation"
    hint = "install the project (pip install -e .), or run modules with python -m"
    modules: tuple[str, ...] = ()
    include_tests: bool = True

    def check(self, file: FileFacts) -> Iterator[Finding]:
        """Report each change of `sys.path`."""
        exempt = not file.facts.accesses or (file.is_test and not self.include_tests)
        if not exempt and not covers(self.modules, file.module):
            yield from self._find(file)

    def _find(self, file: FileFacts) -> Iterator[Finding]:
        for access in file.facts.accesses:
            if access.kind == "sys.path":
                span = access.line, access.column, access.end_line, access.end_column
                yield self.finding(file.path, span, subject(file, access), "`sys.path` is changed here")


def subject(file: FileFacts, access: Access) -> str:
    """Say where a change stands."""
    return file.facts.definitions[access.scope].name if access.scope >= 0 else "module"
