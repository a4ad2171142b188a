"""NET001: a file that Python cannot parse."""

from __future__ import annotations

from collections.abc import Iterator

from netra_tools.facts.languages import DECLARATION, PYTHON, SCRIPT, language_of
from netra_tools.model import FileFacts, Finding
from netra_tools.rules.rule import FileRule


class SyntaxProblem(FileRule):
    """A file is not valid Python, of any version from 3.8 on, or holds a script that is not understood.

    In TypeScript and JavaScript a finding is a warning at most: valid syntax may be newer than the grammar.

    Why is this bad?
        It cannot be imported, and every other rule sees only the part of it that could be read.

    Example:
        def broken(:
            pass

    Use instead:
        def whole():
            pass
    """

    code = "NET001"
    slug = "syntax-error"
    hint = "mend the syntax; until then other rules see only a part of this file"
    languages = (PYTHON, SCRIPT, DECLARATION)

    def check(self, file: FileFacts) -> Iterator[Finding]:
        """Report each place where the parser stumbled."""
        is_python = language_of(file.path) == PYTHON
        for problem in file.facts.problems:
            if problem.kind == "syntax":
                span = (problem.line, problem.column, problem.line, problem.column)
                found = self.finding(file.path, span, "syntax", problem.message)
                yield found if is_python else found._replace(severity="warning")
