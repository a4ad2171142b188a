"""NET201: files that are too long."""

from __future__ import annotations

from collections.abc import Iterator

from netra_tools.facts.languages import PYTHON, SCRIPT
from netra_tools.model import FileFacts, Finding
from netra_tools.rules.rule import WHOLE_FILE, FileRule


class FileTooLong(FileRule):
    """A file has more lines than a reader can hold in mind.

    Why is this bad?
        A long file usually hides two subjects. Readers and merges pay for both each time.

    Options:
        max_lines: the most lines a file may have, blank ones and comments included

    Example (max_lines = 3):
        import os
        import re
        A = 1
        B = 2

    Use instead:
        import os
        A = 1
    """

    code = "NET201"
    slug = "file-too-long"
    hint = "split it by subject"
    languages = (PYTHON, SCRIPT)
    max_lines: int = 450

    def check(self, file: FileFacts) -> Iterator[Finding]:
        """Compare the file's physical lines with `max_lines`."""
        count = file.facts.lines.physical
        if count > self.max_lines:
            message = f"{count} lines, limit {self.max_lines}"
            yield self.finding(file.path, WHOLE_FILE, "lines", message, value=count, limit=self.max_lines)
