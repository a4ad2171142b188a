"""What keeps code where it is: each case names who would notice."""

from __future__ import annotations

from pathlib import Path

import pytest

from netra_tools.plan import Plan
from tests.fix.splitting import PATH, divided, function, laid, reason, split

PLAIN = function("paint", lines=20) + function("load", lines=20)
# What stays in the module though there is room elsewhere: text of the module, and what of it must stay.
STAYS = {
    "global": (
        "COUNT = 0\ndef hit():\n    global COUNT\n    COUNT += 1\ndef seen():\n    return COUNT\n", "seen"
    ),
    "bound twice": ("def hit():\n    return 1\nhit = hit()\n", "hit"),
    "on a condition": ("if len('a'):\n    def hit():\n        pass\ndef use():\n    hit()\n", "use"),
    "name of the module": ("def hit():\n    return __name__\n", "hit"),
    "file of the module": ("def hit():\n    return __file__\n", "hit"),
    "eval": ("def hit():\n    return eval('paint')\n", "hit"),
    "unknown name": ("def hit():\n    return injected\n", "hit"),
    "one line": ("x = 1; y = 2\ndef hit():\n    return x\n", "hit"),
    "late import": ("VALUE = 1\nimport os\ndef hit():\n    return os\n", "hit"),
    "import of itself": ("import pkg.mod\ndef hit():\n    return pkg.mod.paint\n", "hit"),
    "for loop": ("for one in (1, 2):\n    pass\ndef hit():\n    return one\n", "hit"),
    "deleted": ("one = 1\ndef hit():\n    return one\ndel one\n", "hit"),
    "needs what stays": ("one = __name__\ndef two():\n    return one\ndef hit():\n    return two()\n", "hit"),
    "task": ("from queue import task\n@task\ndef hit():\n    return 1\n", "hit"),
    "examples by name": ("def hit():\n    '''\n    >>> other()\n    '''\ndef other():\n    pass\n", "hit"),
    "examples run here": (
        "import doctest\ndef hit():\n    '''\n    >>> 1\n    1\n    '''\ndoctest.testmod()\n", "hit"
    ),
    "class takes a name": ("hit = __name__\nclass K:\n    hit = hit\n", "K"),
    "after what acts": ("import sys\nsys.setrecursionlimit(5000)\nhit = sys.getrecursionlimit()\n", "hit"),
    "logger": ("import logging\nhit = logging.getLogger(__name__)\n", "hit"),
}  # fmt: skip


@pytest.mark.parametrize("name", STAYS)
def test_stays(tmp_path: Path, name: str) -> None:
    text, stays = STAYS[name]
    found = split(tmp_path, {PATH: text + PLAIN}, 32)
    assert any(word in found[PATH] for word in (f"def {stays}(", f"{stays} =", f"class {stays}"))
    assert not any(f"{word} {stays}" in other for path, other in found.items() if path != PATH
                   for word in ("def", "class"))  # fmt: skip


# What another file does, and which of `paint` and `load`, which calls it, stays then.
CALLS = (
    "import os\n" + function("paint", "return os", lines=20) + function("load", "return paint()", lines=20)
)
OTHERS = {
    "rebound": ("import pkg.mod\npkg.mod.paint = None\n", "load"),
    "rebound by another name": ("from pkg import mod as m\nm.paint = None\n", "load"),
    "deleted": ("from pkg import mod\ndel mod.paint\n", "load"),
    "setattr": ("from pkg import mod\nsetattr(mod, 'paint', 1)\n", "load"),
    "monkeypatch": ("from pkg import mod\ndef f(fix):\n    fix.setattr(mod, 'paint', 1)\n", "load"),
    "patch.object": ("from pkg import mod\npatch.object(mod, 'os')\n", "paint"),
    "in an f-string": ("M = 'pkg.mod'\npatch(f'{M}.os')\n", "paint"),
    "in a sum": ("import pkg.mod\npatch(M + '.os')\n", "paint"),
    "by a constant": ("T = 'pkg.mod.os'\npatch(T)\n", "paint"),
    "looked up later": ("import pkg.mod\nx = pkg.mod.os\npatch('pkg.mod.os')\n", "paint"),
    "imported later": ("def f():\n    from pkg.mod import os\ndef g():\n    patch('pkg.mod.os')\n", "paint"),
    "a builtin": ("import pkg.mod\npkg.mod.len = None\n", ""),
    "full name in a text": ("x = \"<class 'pkg.mod.paint'>\"\n", "paint"),
}  # fmt: skip


@pytest.mark.parametrize("name", OTHERS)
def test_others(tmp_path: Path, name: str) -> None:
    other, stays = OTHERS[name]
    text = CALLS + function("third", lines=20)
    tree = laid(tmp_path, {PATH: text, "other.py": other})
    plan = divided(tree, 50)
    assert isinstance(plan, Plan), plan
    kept = plan.edits[0].after
    assert kept is not None
    assert not stays or f"def {stays}(".encode() in kept.content
    assert all(edit.path != "other.py" for edit in plan.edits)


def test_asking_whether_the_module_is_there_is_free(tmp_path: Path) -> None:
    other = "from pkg import mod\nif mod is not None and not mod or mod:\n    pass\n"
    assert len(split(tmp_path, {PATH: PLAIN, "other.py": other}, 32)) > 3


def test_patch_is_led_when_all_readers_move_together(tmp_path: Path) -> None:
    text = (
        "import os\n"
        + function("paint", "return os")
        + function("load", "return os")
        + function("third", lines=30)
    )
    other = "patch('pkg.mod.os')\npatch('pkg.mod.os.path')\n"
    found = split(tmp_path, {PATH: text, "other.py": other}, 40)
    assert (
        found["other.py"] == "patch('pkg.mod_load.os')\npatch('pkg.mod.os.path')\n"
        or "third" not in found[PATH]
    )
    assert ("def paint" in found[PATH]) == ("def load" in found[PATH])


WHOLE = {
    "star": ("from os import *\n" + PLAIN, "", "a star import may bind any of its names"),
    "globals": (PLAIN + "globals()['x'] = 1\n", "", "`globals()` may reach any of its names"),
    "vars": (PLAIN + "x = vars()\n", "", "`vars()` may reach any of its names"),
    "frames": (PLAIN + "import sys\nsys._getframe(1)\n", "", "`_getframe` tells in which file code is"),
    "marks for frames": (PLAIN + "__unittest = True\n", "", "who looks for `__unittest` cannot be known"),
    "handed on": (PLAIN, "from pkg import mod\nshow(mod)\n",
                  "the module itself is handed on at other.py:2, and its names with it"),
    "its dictionary": (PLAIN, "import pkg.mod\npkg.mod.__dict__\n", "its `__dict__` is used at other.py:2"),
    "loaded anew": (PLAIN, "import sys\ndel sys.modules['pkg.mod']\n",
                    "it is loaded by its name at other.py:2"),
    "asked for by class": (PLAIN, "assert x.__module__ == 'pkg.%s' % mod\n",
                           "`__module__` is compared with its name at other.py:1"),
    "any name": (PLAIN, "import pkg.mod\ndef f(n):\n    patch(f'pkg.mod.{n}')\n",
                 "any name of it may be replaced at other.py:3"),
    "run by its path": ("#!/usr/bin/python\n" + PLAIN, "",
                        "it may be run as a script, which finds no module of its package"),
    "one class": ("class One:\n" + "    x = 1\n" * 60, "", "61 lines hang together: `One`"),
    "mutual": (function("a", "b()", 30) + function("b", "a()", 30), "", "60 lines hang together: `a`, `b`"),
}  # fmt: skip


@pytest.mark.parametrize("name", WHOLE)
def test_refused(tmp_path: Path, name: str) -> None:
    text, other, expected = WHOLE[name]
    assert reason(tmp_path, {PATH: text, "other.py": other}, 32) == expected


def test_no_syntax(tmp_path: Path) -> None:
    assert reason(tmp_path, {PATH: PLAIN + "x = (\n"}, 32).startswith("it cannot be read: ")


PLACES = {
    "test": ("pkg/tests/test_x.py", {}, "it is a test: what runs it finds tests by their file"),
    "main": ("pkg/__main__.py", {}, "nobody imports it by name"),
    "no module name": ("my-tool.py", {}, "nobody imports it by name"),
    "command": ("pkg/management/commands/go.py", {},
                "every file of its folder is taken for something of its own"),
    "walked": ("pkg/go.py", {"pkg/__init__.py": "import pkgutil\npkgutil.iter_modules(__path__)\n"},
               "pkg/__init__.py takes every module of a package for something of its own"),
    "installed alone": ("go.py", {"pyproject.toml": "[tool.setuptools]\npy-modules = ['go']\n"},
                        "pyproject.toml lists it among the modules to be installed"),
    "documented": ("pkg/go.py", {"docs/x.rst": ".. automodule:: pkg.go\n   :members:\n"},
                   "docs/x.rst documents what is defined in it, and it has no `__all__`"),
}  # fmt: skip


@pytest.mark.parametrize("name", PLACES)
def test_places(tmp_path: Path, name: str) -> None:
    path, files, expected = PLACES[name]
    assert reason(tmp_path, {path: PLAIN, **files}, 32, path) == expected


def test_who_stays_keeps_others_that_read_what_tests_replace(tmp_path: Path) -> None:
    text = "import os\n" + function("paint", "return os, __name__") + function("read", "return os") + PLAIN
    found = split(tmp_path, {PATH: text, "other.py": "patch('pkg.mod.os')\n"}, 50)
    assert "def paint(" in found[PATH]
    assert "return os\n" in found[PATH]
    assert found["other.py"] == "patch('pkg.mod.os')\n"
