"""NET002: a file whose bytes are not the text they claim to be."""

from __future__ import annotations

from collections.abc import Iterator

from netra_tools.facts.languages import DECLARATION, PYTHON, SCRIPT
from netra_tools.model import FileFacts, Finding
from netra_tools.rules.rule import FileRule


class Encoding(FileRule):
    """A file cannot be decoded: it names an unknown encoding, or holds bytes that its encoding has not.

    Why is this bad?
        Python refuses to import it, and editors that guess the encoding will change its text.

    Example:
        # -*- coding: utf-9 -*-
        A = 1

    Use instead:
        A = 1
    """

    code = "NET002"
    slug = "encoding"
    hint = "save the file as UTF-8, or name its encoding on the first line: # -*- coding: latin-1 -*-"
    languages = (PYTHON, SCRIPT, DECLARATION)

    def check(self, file: FileFacts) -> Iterator[Finding]:
        """Report what the decoder said."""
        for problem in file.facts.problems:
            if problem.kind == "encoding":
                span = (problem.line, problem.column, problem.line, problem.column)
                yield self.finding(file.path, span, "encoding", problem.message)
