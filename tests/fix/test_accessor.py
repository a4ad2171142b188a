"""Questions to the environment go through the accessor that is configured, or stay with the reason."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.fix.restoring import repair

RULE = "environment-access"
CONFIG = """\
[rules.environment-access]
accessor = "app.settings:env"
required_accessor = "app.settings:require"
"""
SETTINGS = """\
import os


def env(name, default=None):
    return os.environ.get(name, default)


def require(name):
    return os.environ[name]
"""
FILES = {"netra.toml": CONFIG, "app/__init__.py": "", "app/settings.py": SETTINGS}

ASKED = {
    "get": (
        'import os\n\nA = os.environ.get("A")\n',
        'from app.settings import env\n\nA = env("A")\n',
    ),
    "get with a default": (
        'import os\n\nA = os.environ.get("A", "x")\nprint(os.name)\n',
        'import os\nfrom app.settings import env\n\nA = env("A", "x")\nprint(os.name)\n',
    ),
    "getenv": (
        'import os\n\n\ndef f():\n    return os.getenv("A")\n',
        'from app.settings import env\n\n\ndef f():\n    return env("A")\n',
    ),
    "an item": (
        'import os\n\nA = os.environ["A"]\n',
        'from app.settings import require\n\nA = require("A")\n',
    ),
    "an item on several lines": (
        'import os\n\nA = os.environ[\n    "A"  # why\n]\n',
        'from app.settings import require\n\nA = require(\n    "A"  # why\n)\n',
    ),
    "both accessors": (
        'import os\n\nA = os.environ["A"]\nB = os.getenv("B")\n',
        'from app.settings import env\nfrom app.settings import require\n\nA = require("A")\nB = env("B")\n',
    ),
    "names of os": (
        'from os import environ, getenv, path\n\nA = environ["A"] + getenv("B") + path.sep\n',
        "from os import path\nfrom app.settings import env\nfrom app.settings import require\n\n"
        'A = require("A") + env("B") + path.sep\n',
    ),
    "another name of os": (
        'import os as system\n\nA = system.environ.get("A")\n',
        'from app.settings import env\n\nA = env("A")\n',
    ),
    "an accessor that is known": (
        'import os\nfrom app.settings import env as ask\n\nA = os.environ.get("A", ask("B"))\n',
        'from app.settings import env as ask\n\nA = ask("A", ask("B"))\n',
    ),
    "behind the imports": (
        'import os\nimport sys  # why\n\nfrom app import other\n\nA = os.getenv("A"), sys, other\n',
        "import sys  # why\n\nfrom app import other\nfrom app.settings import env\n\n"
        'A = env("A"), sys, other\n',
    ),
    "in a function": (
        'def f():\n    import os\n\n    return os.getenv("A")\n',
        'def f():\n    from app.settings import env\n\n    return env("A")\n',
    ),
    "windows newlines": (
        'import os\r\n\r\nA = os.getenv("A")\r\n',
        'from app.settings import env\r\n\r\nA = env("A")\r\n',
    ),
    "the name of a variable is computed": (
        'import os\n\n\ndef f(name):\n    return os.environ[f"{name}_A"]\n',
        'from app.settings import require\n\n\ndef f(name):\n    return require(f"{name}_A")\n',
    ),
}


@pytest.mark.parametrize("name", ASKED)
def test_the_accessor_is_asked(tmp_path: Path, name: str) -> None:
    before, after = ASKED[name]
    found = repair(tmp_path, {**FILES, "app/other.py": "", "app/a.py": before}, RULE)
    assert found.files == {"app/a.py": after}
    assert found.left == {}


FORM = "its form is not known"
KEPT = {
    "it is set": ('import os\n\nos.environ["A"] = "1"\n', FORM),
    "it is deleted": ('import os\n\ndel os.environ["A"]\n', FORM),
    "it is added to": ('import os\n\nos.environ["A"] += "1"\n', FORM),
    "it is looked for": ('import os\n\nA = "A" in os.environ\n', FORM),
    "all of it": ("import os\n\nA = dict(os.environ)\n", FORM),
    "popped": ('import os\n\nA = os.environ.pop("A")\n', FORM),
    "a method of a value": ("import os\n\nA = os.environ.get\n", FORM),
    "putenv": ('import os\n\nos.putenv("A", "1")\n', FORM),
    "a keyword": ('import os\n\nA = os.getenv("A", default="x")\n', "its arguments are not one or two"),
    "arguments in a star": ('import os\n\nA = os.getenv(*["A"])\n', "its arguments are not one or two"),
    "the name is taken": ('import os\n\nenv = {}\nA = os.getenv("A"), env\n', "`env` means something else"),
    "the name is a parameter": (
        'import os\n\n\ndef f(env):\n    return os.getenv("A"), env\n',
        "`env` means something else",
    ),
    "imported on a condition": (
        'try:\n    import os\nexcept ImportError:\n    os = None\nA = os.getenv("A")\n',
        "`os` is not bound by one import",
    ),
    "in a class": (
        'class A:\n    import os\n\n    B = os.getenv("B")\n',
        "it would become a name of the class",
    ),
    "a line with more": ('import sys; import os\n\nA = os.getenv("A"), sys\n', "shares its line"),
}


@pytest.mark.parametrize("name", KEPT)
def test_what_stays(tmp_path: Path, name: str) -> None:
    before, reason = KEPT[name]
    found = repair(tmp_path, {**FILES, "app/a.py": before}, RULE)
    assert found.files == {}
    assert [reason in text for text in found.left.values()] == [True], found.left


ACCESSORS = {
    "none": ("", SETTINGS, "no accessor is configured"),
    "no module": ('accessor = "app.conf:env"', SETTINGS, "there is no module `app.conf`"),
    "no function": ('accessor = "app.settings:ask"', SETTINGS, "`app.settings` has no `ask`"),
    "too many arguments": (
        'accessor = "app.settings:env"',
        "def env(name, kind): ...\n",
        "`env` cannot be called with the name of a variable alone",
    ),
    "no default": (
        'accessor = "app.settings:env"',
        "def env(name): ...\n",
        "`env` takes no default",
    ),
    "another form": (
        'required_accessor = "app.settings:require"',
        SETTINGS,
        "no accessor for os.environ.get",
    ),
    "a circle": (
        'accessor = "app.settings:env"',
        "import app.a\n" + SETTINGS,
        "`app.settings` imports `app.a`, which would import it in turn",
    ),
}


@pytest.mark.parametrize("name", ACCESSORS)
def test_accessors_that_cannot_be_used(tmp_path: Path, name: str) -> None:
    option, settings, reason = ACCESSORS[name]
    files = {
        "netra.toml": f"[rules.environment-access]\n{option}\n",
        "app/__init__.py": "",
        "app/settings.py": settings,
        "app/a.py": 'import os\n\nA = os.environ.get("A", "x")\n',
    }
    found = repair(tmp_path, files, RULE)
    assert found.files == {}
    assert reason in found.left["A"]


def test_a_module_of_the_package_is_not_hidden(tmp_path: Path) -> None:
    files = {
        **FILES,
        "app/low/__init__.py": 'import os\n\nA = os.getenv("A")\n',
        "app/low/env.py": "",
    }
    found = repair(tmp_path, files, RULE)
    assert (found.files, found.left) == ({}, {"A": "`env` is a module of the package"})


def test_what_a_test_replaces_stays(tmp_path: Path) -> None:
    files = {
        **FILES,
        "app/a.py": 'import os\n\n\ndef f():\n    return os.getenv("A")\n',
        "tests/test_a.py": 'from unittest.mock import patch\n\nP = patch("app.a.os.getenv")\n',
    }
    found = repair(tmp_path, files, RULE)
    assert found.files == {}
    assert found.left == {"A": "`app.a.os` is used elsewhere, perhaps to replace it in a test"}


@pytest.mark.parametrize(("exports", "count"), [("", 0), ('__all__ = ["A"]\n', 1)])
def test_what_is_imported_with_a_star_stays(tmp_path: Path, exports: str, count: int) -> None:
    files = {
        **FILES,
        "app/a.py": f'import os\n\n{exports}A = os.getenv("A")\n',
        "app/b.py": "from app.a import *\n\nenv = A\n",
    }
    found = repair(tmp_path, files, RULE)
    assert len(found.files) == count
    starred = "`app.a` is imported with a star, and the accessor would be, too"
    assert found.left == ({} if count else {"A": starred})


def test_a_comment_keeps_a_question(tmp_path: Path) -> None:
    line = 'A = os.getenv("A")  # netra: ignore[environment-access] the first thing that is read\n'
    found = repair(tmp_path, {**FILES, "app/a.py": f'import os\n\n{line}B = os.getenv("B")\n'}, RULE)
    assert found.files == {
        "app/a.py": f'import os\nfrom app.settings import env\n\n{line}B = env("B")\n',
    }
