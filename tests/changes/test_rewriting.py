"""What follows a move beside imports: strings, documentation, scripts, and what is told instead."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.changes.planning import after, move, rename, write

A = {"a/__init__.py": "", "a/b.py": "X = 1\n\n\ndef f(): ...\n\n\nclass C:\n    m = 1\n", "a/c.py": ""}

# what -> source before, and after a.b has become n.m
STRINGS = {
    "the module": ('X = "a.b"', 'X = "n.m"'),
    "a class in it": ('X = "a.b.C"', 'X = "n.m.C"'),
    "what is in the class": ('X = "a.b.C.m.y"', 'X = "n.m.C.m.y"'),
    "nothing in it": ('X = "a.b.zzz"', 'X = "a.b.zzz"'),
    "behind a colon": ('X = "a.b:f"', 'X = "n.m:f"'),
    "called behind a colon": ('X = "a.b:f()"', 'X = "n.m:f()"'),
    "a patch of what comes later": ('patch("a.b.zzz")', 'patch("n.m.zzz")'),
    "a patched method": ('mocker.patch("a.b.C.m")', 'mocker.patch("n.m.C.m")'),
    "a patched dictionary": ('patch.dict("a.b.D", {})', 'patch.dict("n.m.D", {})'),
    "monkeypatch": ('monkeypatch.setattr("a.b.q", 1)', 'monkeypatch.setattr("n.m.q", 1)'),
    "importlib": ('importlib.import_module("a.b")', 'importlib.import_module("n.m")'),
    "relative to a package": ('import_module(".b", "a")', 'import_module("n.m", "a")'),
    "sys.modules": ('sys.modules["a.b"]', 'sys.modules["n.m"]'),
    "__import__": ('__import__("a.b")', '__import__("n.m")'),
    "a template": ('patch(f"a.b.{name}")', 'patch(f"n.m.{name}")'),
    "half a part in a template": ('f"a.b{name}"', 'f"a.b{name}"'),
    "a constant and what is in it": ('M = "a"\npatch(f"{M}.b.C")', 'M = "a"\npatch(f"n.m.C")'),
    "a constant that follows": ('M = "a.b"\npatch(f"{M}.C")', 'M = "n.m"\npatch(f"{M}.C")'),
    "joined": ('X = "a.b." + name', 'X = "n.m." + name'),
    "a percent sign": ('X = "a.b.%s" % name', 'X = "n.m.%s" % name'),
    "lists of plugins": ('pytest_plugins = ["a.b"]', 'pytest_plugins = ["n.m"]'),
    "an optional import": ('pytest.importorskip("a.b")', 'pytest.importorskip("n.m")'),
    "settings": ('LOGGING = {"class": "a.b.C"}', 'LOGGING = {"class": "n.m.C"}'),
    "a path": ('open("a/b.py")', 'open("n/m.py")'),
    "a test in a path": ('main(["a/b.py::f"])', 'main(["n/m.py::f"])'),
    "other words": ('X = "aa.b", "a.bb", "xa.b", "a-b"', 'X = "aa.b", "a.bb", "xa.b", "a-b"'),
    "prose": ('X = "see a.b for more"', 'X = "see a.b for more"'),
    "bytes": ('X = b"a.b"', 'X = b"a.b"'),
    "in pieces": ('X = "a." "b"', 'X = "a." "b"'),
    "in pieces behind the name": ('X = "a.b" ".C"', 'X = "n.m" ".C"'),
    "raw": ("X = r'a.b'", "X = r'n.m'"),
    "on purpose": ('X = "a.b"  # netra: keep', 'X = "a.b"  # netra: keep'),
}


@pytest.mark.parametrize("name", STRINGS)
def test_strings(tmp_path: Path, name: str) -> None:
    before, expected = STRINGS[name]
    tree = write(tmp_path, {**A, "u.py": before + "\n"})
    assert after(tree, move(tree, ("a/b.py", "n/m.py")))["u.py"] == expected + "\n"


TOLD = {
    "prose": ('X = "see a.b for more"', "mentions a.b"),
    "a comment": ("X = 1  # as in a.b", "mentions a.b"),
    "documentation": ('"""See a.b.C."""', "mentions a.b"),
    "what is not there": ('X = "a.b.zzz"', "may mean a.b"),
    "in pieces": ('X = "a." "b"', "means a.b, and is written in pieces or with escapes"),
    "in a program of names that are not there": ('X = """\nfrom a.b import Nothing\n"""', "mentions a.b"),
}


@pytest.mark.parametrize("name", TOLD)
def test_what_may_mean_it_is_told(tmp_path: Path, name: str) -> None:
    source, text = TOLD[name]
    tree = write(tmp_path, {**A, "u.py": source + "\n"})
    plan = move(tree, ("a/b.py", "n/m.py"))
    assert [(note.path, note.text) for note in plan.notes] == [("u.py", text)]
    assert after(tree, plan)["u.py"] == source + "\n"


def test_what_is_called_is_not_told(tmp_path: Path) -> None:
    tree = write(tmp_path, {**A, "u.py": 'import a.b\n\nX = "a.b"  # of a_b, xa.b and a.bb\na.b.f()\n'})
    assert move(tree, ("a/b.py", "n/m.py")).notes == ()


def test_documentation_when_asked(tmp_path: Path) -> None:
    source = '"""See a.b.C.\n\n>>> from a.b import C\n"""\n\n\ndef f():\n    """Calls a.b.f and aa.b."""\n'
    tree = write(tmp_path, {**A, "u.py": source, "README.md": "Use `a.b.C`, see [it](a/b.py).\n"})
    kept = after(tree, move(tree, ("a/b.py", "n/m.py")))
    assert (kept["u.py"], "a.b" in kept["README.md"]) == (source, True)
    found = after(tree, move(tree, ("a/b.py", "n/m.py"), documents=True))
    assert found["u.py"] == source.replace("a.b.", "n.m.").replace("from a.b", "from n.m").replace(
        "an.m", "aa.b"
    )
    assert found["README.md"] == "Use `n.m.C`, see [it](n/m.py).\n"


def test_a_script_without_a_suffix(tmp_path: Path) -> None:
    script = "#!/usr/bin/env python3\nimport a.b\n\na.b.f()\n"
    tree = write(tmp_path, {**A, "tool": script, "shell": "#!/bin/sh\npython -m a.b\n"})
    found = after(tree, move(tree, ("a/b.py", "n/m.py")))
    assert found["tool"] == script.replace("a.b", "n.m")
    assert found["shell"] == "#!/bin/sh\npython -m n.m\n"


def test_a_symbol_that_was_moved_by_hand(tmp_path: Path) -> None:
    files = {**A, "a/c.py": "class D: ...\n", "u.py": 'from a.b import C, f\nX = "a.b.C"\nC(), f()\n'}
    tree = write(tmp_path, files)
    found = after(tree, rename(tree, ("a.b:C", "a.c:D")))
    assert found["u.py"] == 'from a.b import f\nfrom a.c import D\nX = "a.c.D"\nD(), f()\n'
