"""`netra imports` shows what it would do, and does it with --apply."""

from __future__ import annotations

from pathlib import Path

from tests.repository import make, netra

FILES = {
    "netra.toml": "",
    "app/__init__.py": "",
    "app/a.py": "import os\nfrom .b import B\n\n\ndef f():\n    return B\n",
    "app/b.py": "from app import a\n\nB = a\n",
}
ABSOLUTE = FILES["app/a.py"].replace(".b", "app.b")


def test_absolute_shows_and_applies_and_is_undone(tmp_path: Path) -> None:
    make(tmp_path, FILES)
    shown = netra(tmp_path, "imports", "absolute")
    assert shown.code == 0, shown.err
    assert "+from app.b import B" in shown.out
    assert (tmp_path / "app/a.py").read_text() == FILES["app/a.py"]
    assert netra(tmp_path, "imports", "absolute", "--absolute-only", "--apply", "app").code == 0
    assert (tmp_path / "app/a.py").read_text() == ABSOLUTE
    assert "nothing to change" in netra(tmp_path, "imports", "absolute", "--apply").out
    assert netra(tmp_path, "changes", "undo").code == 0
    assert (tmp_path / "app/a.py").read_text() == FILES["app/a.py"]


def test_optimize_names_cycles_and_opens_them(tmp_path: Path) -> None:
    make(tmp_path, FILES)
    shown = netra(tmp_path, "imports", "optimize")
    assert shown.code == 0, shown.err
    assert "`app.a` imports `app.b`: cheapest to cut in a cycle of 2 modules" in shown.out
    done = netra(tmp_path, "imports", "optimize", "--absolute", "--fix-cycles", "--apply")
    assert done.code == 0, done.out + done.err
    assert (tmp_path / "app/a.py").read_text() == "\n\ndef f():\n    from app.b import B\n    return B\n"
    assert netra(tmp_path, "check", "--select", "import-cycle", "--ci").code == 0


def test_a_path_without_python_is_a_mistake(tmp_path: Path) -> None:
    make(tmp_path, FILES)
    ran = netra(tmp_path, "imports", "absolute", "ap")
    assert (ran.code, ran.err.partition("\n")[0]) == (2, "netra: there is no Python file at 'ap'")
