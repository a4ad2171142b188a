"""NET003: a file that was not read at all."""

from __future__ import annotations

from collections.abc import Iterator

from netra_tools.facts.languages import DECLARATION, PYTHON, SCRIPT
from netra_tools.model import FileFacts, Finding
from netra_tools.rules.rule import WHOLE_FILE, FileRule


class UnreadFile(FileRule):
    """A file was not read: it is larger than `max_file_bytes`, or the system would not open it.

    Why is this bad?
        No rule has seen it, so that nothing is found there says nothing.
        Generated files are better excluded by name, where the next reader sees it.
    """

    code = "NET003"
    slug = "unread-file"
    hint = "exclude the file, raise max_file_bytes, or make the file readable"
    languages = (PYTHON, SCRIPT, DECLARATION)

    def check(self, file: FileFacts) -> Iterator[Finding]:
        """Report why the file was left unread."""
        for problem in file.facts.problems:
            if problem.kind in ("size", "unreadable"):
                yield self.finding(file.path, WHOLE_FILE, problem.kind, problem.message)
