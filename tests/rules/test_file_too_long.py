"""NET201."""

from __future__ import annotations

from netra_tools.rules.file_too_long import FileTooLong
from tests.trees import file_of, run


def test_the_number_and_the_limit_applied() -> None:
    (finding,) = run(FileTooLong(max_lines=2), [file_of("app.py", "a = 1\n\n# three\n")])
    assert (finding.line, finding.subject, finding.message) == (0, "lines", "3 lines, limit 2")
    assert (finding.value, finding.limit) == (3, 2)


def test_the_limit_itself_is_fine() -> None:
    assert run(FileTooLong(), [file_of("app.py", "a = 1\n" * 450)]) == []
    assert len(run(FileTooLong(), [file_of("app.py", "a = 1\n" * 451)])) == 1
