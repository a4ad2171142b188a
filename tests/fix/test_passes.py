"""What one repair does can open the way for another: all is done in one go."""

from __future__ import annotations

from pathlib import Path

from tests.fix.restoring import plan_repair, repair

LONG = """\
import os
import re
import sys


def report(rows, width):
    print(rows)

    # Count the rows.
    total = 0
    for row in rows:
        total += row

    print(total)
    print(width)
"""
SHORT = """\


def _count_rows(rows):
    # Count the rows.
    total = 0
    for row in rows:
        total += row
    return total


def report(rows, width):
    print(rows)

    total = _count_rows(rows)

    print(total)
    print(width)
"""


def test_lines_that_go_make_room(tmp_path: Path) -> None:
    """The file may be as long as it is when imports are gone and the function is taken apart."""
    limits = f"[rules]\nfunction-too-long.max_lines = 6\nfile-too-long.max_lines = {SHORT.count(chr(10))}\n"
    found = repair(tmp_path, {"netra.toml": limits, "app/__init__.py": "", "app/a.py": LONG})
    assert found.files == {"app/a.py": SHORT}
    assert found.left == {}
    (tmp_path / "app" / "a.py").write_text(SHORT)
    assert plan_repair(tmp_path).files == {}


def test_findings_follow_into_new_files(tmp_path: Path) -> None:
    """A function that moves with its file is the same finding, neither repaired nor new."""
    parameters = "a, b, c, d, e, f"
    functions = [
        f"def read_{name}({parameters}):\n" + "".join([f"    print(a, {n})\n" for n in range(4)]) + "\n\n"
        for name in ("apple", "pear")
    ]
    others = [f"def write_{name}(rows):\n    return rows\n\n\n" for name in ("stone", "cloud")]
    source = '"""Reads and writes."""\n\n\n' + "".join([*functions, *others]).rstrip("\n") + "\n"
    limits = "[rules]\nfile-too-long.max_lines = 18\n"
    found = repair(tmp_path, {"netra.toml": limits, "app/__init__.py": "", "app/a.py": source})
    assert len(found.files) > 1
    fates = {(fate.finding.slug, fate.finding.subject, fate.mended) for fate in found.restored.fates}
    assert fates == {
        ("file-too-long", "lines", True),
        ("too-many-parameters", "read_apple", False),
        ("too-many-parameters", "read_pear", False),
    }
    assert found.restored.came == ()
