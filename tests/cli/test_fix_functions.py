"""`netra fix` takes functions apart that are too long."""

from __future__ import annotations

from pathlib import Path

from tests.repository import make, netra

LONG = """\
def report(rows, width):
    print(rows)

    # Count the rows.
    total = 0
    for row in rows:
        total += row

    print(total)
    print(width)


def stays(rows):
    for row in rows:
        print(row)
        if row:
            return row
        print(row)
        print(rows)
    return None
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
STAYS = "`stays` stays at 7 lines: `return` in line 17 cannot move"
CONFIGURED = "[rules.function-too-long]\nmax_lines = 6\n"


def test_shows_applies_and_is_undone(tmp_path: Path) -> None:
    make(tmp_path, {"netra.toml": CONFIGURED, "app/a.py": LONG, "app/b.py": "x = 1\n"})
    shown = netra(tmp_path, "fix", "--rule", "function-too-long")
    assert shown.code == 0, shown.err
    assert "2 findings, 1 repaired" in shown.out
    assert "+    total = _count_rows(rows)" in shown.out
    assert f"function-too-long: {STAYS} (1)\n    app/a.py:13  " in shown.out
    assert (tmp_path / "app/a.py").read_text() == LONG
    done = netra(tmp_path, "fix", "--apply", "app")
    assert done.code == 0, done.out + done.err
    assert (tmp_path / "app/a.py").read_text() == SHORT + LONG[LONG.index("\n\ndef stays") :]
    again = netra(tmp_path, "fix", "--apply")
    assert "nothing to change" in again.out
    assert "stays at 7 lines" in again.out
    assert netra(tmp_path, "changes", "undo").code == 0
    assert (tmp_path / "app/a.py").read_text() == LONG


def test_other_files_are_heard(tmp_path: Path) -> None:
    """A name that a class elsewhere has is not given, and a method that is borrowed stays."""
    method = LONG[: LONG.index("\n\n\n")].replace("total += row", "total += row + self.x")
    source = "class A:\n" + "".join([f"    {line}\n" if line else "\n" for line in method.splitlines()])
    source = source.replace("(rows,", "(self, rows,")
    other = (
        "from app.a import A\n\n\nclass B(A):\n    def _count_rows(self):\n        A.report(self, [], 1)\n"
    )
    make(tmp_path, {"netra.toml": CONFIGURED, "app/a.py": source, "app/b.py": other})
    assert "total = self._collect_total(rows)" in netra(tmp_path, "fix").out
    (tmp_path / "app/b.py").write_text(other + "    write = A.report\n")
    assert "another file takes it out of its class" in netra(tmp_path, "fix").out


def test_what_is_suppressed_stays(tmp_path: Path) -> None:
    """A reason beside the function is respected, and so are the limits of the file."""
    kept = LONG.replace("width):", "width):  # netra: ignore[function-too-long] as it is", 1)
    make(tmp_path, {"netra.toml": CONFIGURED, "app/a.py": kept})
    assert "0 repaired" in netra(tmp_path, "fix").out
    full = f"{CONFIGURED}[rules.file-too-long]\nmax_lines = {LONG.count(chr(10))}\n"
    make(tmp_path, {"netra.toml": full, "app/a.py": LONG})
    assert "stays at 9 lines: the file would have" in netra(tmp_path, "fix").out
