"""What has moved is imported from where `canonical-import` says it is now."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.fix.restoring import repair

RULE = "canonical-import"
CONFIG = """\
[rules.canonical-import]
replacements = {"app.helpers.text" = "app.text", "json.loads" = "app.load.read", "mock" = "unittest.mock"}
"""
FILES = {
    "netra.toml": CONFIG,
    "app/__init__.py": "",
    "app/helpers/__init__.py": "",
    "app/helpers/text.py": "from app.text import wrap\n",
    "app/text.py": "def wrap(text):\n    return text\n",
    "app/load.py": "from json import loads\n\n\ndef read(text):\n    return loads(text)\n",
}

REPAIRED = {
    "a name": ("from app.helpers.text import wrap\n\nA = wrap\n", "from app.text import wrap\n\nA = wrap\n"),
    "with another name": (
        "from app.helpers.text import wrap as w\n\nA = w\n",
        "from app.text import wrap as w\n\nA = w\n",
    ),
    "a module": (
        "import app.helpers.text\n\nA = app.helpers.text.wrap\n",
        "import app.text\n\nA = app.text.wrap\n",
    ),
    "a module from its package": (
        "from app.helpers import text\n\nA = text.wrap\n",
        "from app import text\n\nA = text.wrap\n",
    ),
    "a name of another distribution": (
        "from json import dumps, loads\n\nA = dumps(loads(''))\n",
        "from json import dumps\nfrom app.load import read\n\nA = dumps(read(''))\n",
    ),
    "a module of another distribution": (
        "from mock import patch\n\nA = patch\n",
        "from unittest.mock import patch\n\nA = patch\n",
    ),
}


@pytest.mark.parametrize("name", REPAIRED)
def test_the_new_place_is_used(tmp_path: Path, name: str) -> None:
    before, after = REPAIRED[name]
    found = repair(tmp_path, {**FILES, "app/a.py": before}, RULE)
    assert found.files == {"app/a.py": after}
    assert found.left == {}


def test_strings_follow(tmp_path: Path) -> None:
    test = 'from unittest.mock import patch\n\nP = patch("app.{}text.wrap")\n'
    files = {
        **FILES,
        "app/a.py": "from app.helpers.text import wrap\n\nA = wrap\n",
        "tests/test_a.py": test.format("helpers."),
    }
    found = repair(tmp_path, files, RULE)
    assert found.files == {
        "app/a.py": "from app.text import wrap\n\nA = wrap\n",
        "tests/test_a.py": test.format(""),
    }


def test_a_comment_keeps_an_import(tmp_path: Path) -> None:
    kept = "from app.helpers.text import wrap  # netra: ignore[canonical-import] tells whether it is there\n"
    files = {
        **FILES,
        "app/a.py": "from app.helpers.text import wrap\n\nA = wrap\n",
        "app/b.py": kept,
    }
    assert repair(tmp_path, files, RULE).files == {"app/a.py": "from app.text import wrap\n\nA = wrap\n"}


LEFT = {
    "the old place has its own": (
        {"app/helpers/text.py": "def wrap(text):\n    return 1\n"},
        "`app.helpers.text` has a `wrap` of its own",
    ),
    "the old place has it from elsewhere": (
        {"app/helpers/text.py": "from textwrap import wrap\n"},
        "`app.helpers.text` has a `wrap` of its own",
    ),
    "there is no new place": (
        {
            "netra.toml": '[rules.canonical-import]\nreplacements = {"app.helpers.text" = "app.words"}\n',
            "app/helpers/text.py": "from app.words import wrap\n",
        },
        "there is no module app.words",
    ),
}


@pytest.mark.parametrize("name", LEFT)
def test_imports_that_stay(tmp_path: Path, name: str) -> None:
    changed, reason = LEFT[name]
    files = {**FILES, **changed, "app/a.py": "from app.helpers.text import wrap\n\nA = wrap\n"}
    found = repair(tmp_path, files, RULE)
    assert found.files == {}
    assert [reason in text for text in found.left.values()] == [True], found.left
