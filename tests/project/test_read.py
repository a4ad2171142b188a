"""One file's bytes, or why not."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from netra_tools.model import Problem
from netra_tools.project.read import read_source
from tests.project.conftest import Write


@pytest.mark.parametrize("size", [0, 1, 100, 3_000_000])
def test_all_bytes_are_read(root: Path, size: int) -> None:
    """Up to the limit, and the limit included."""
    content = bytes(range(256)) * (size // 256 + 1)
    (root / "a.py").write_bytes(content[:size])
    assert read_source(str(root), "a.py", size) == content[:size]


def test_what_cannot_be_read_is_a_problem(root: Path, write: Write) -> None:
    """Each says what is wrong; none raises, and a pipe without a writer does not block."""
    write("big.py", text="x" * 11)
    (root / "dir.py").mkdir()
    (root / "link.py").symlink_to("big.py")
    os.mkfifo(root / "pipe.py")

    def problem(name: str) -> tuple[str, str]:
        found = read_source(str(root), name, 10)
        assert isinstance(found, Problem)
        return found.kind, found.message

    assert problem("big.py") == ("size", "11 bytes, limit 10")
    assert problem("dir.py") == ("unreadable", "cannot be read: not a regular file")
    assert problem("pipe.py") == ("unreadable", "cannot be read: not a regular file")
    assert problem("gone.py") == ("unreadable", "cannot be read: no such file or directory")
    assert problem("link.py")[0] == "unreadable"
