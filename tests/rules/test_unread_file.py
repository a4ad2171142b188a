"""NET003."""

from __future__ import annotations

import pytest

from netra_tools.model import Problem
from netra_tools.rules.unread_file import UnreadFile
from tests.trees import file_of, run, told


@pytest.mark.parametrize("kind", ["size", "unreadable"])
def test_a_file_that_was_not_read_is_a_finding(kind: str) -> None:
    file = file_of("app.py", "")
    file = file._replace(facts=file.facts._replace(problems=(Problem(kind, "10 MB, limit 4 MB", 0, 0),)))
    (finding,) = run(UnreadFile(), [file])
    assert finding.subject == kind
    assert told(UnreadFile(), [file]) == ["app.py:0 10 MB, limit 4 MB"]


def test_a_file_that_was_read_is_none() -> None:
    assert run(UnreadFile(), [file_of("app.py", "def (")]) == []
