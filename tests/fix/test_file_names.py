"""Files are moved to their plain names where those are free."""

from __future__ import annotations

from pathlib import Path

import pytest

from netra_tools.fix.file_names import plain_name
from netra_tools.rules.file_name import FileName
from tests.fix.restoring import repair

RULE = "file-name"


@pytest.mark.parametrize(
    ("name", "plain"),
    [
        ("store_copy", "store"),
        ("store_new_copy", "store"),
        ("enhanced_store", "store"),
        ("improved_store_fixed", "store"),
        ("test_store_old", "test_store"),
        ("test_enhanced_store", "test_store"),
        ("_store_tmp", "_store"),
        ("Store_Copy", "Store"),
        ("copy", "copy"),
        ("old", "old"),
        ("store_2", "store_2"),
        ("copy_store", "copy_store"),
    ],
)
def test_plain_names(name: str, plain: str) -> None:
    assert plain_name(name, FileName()) == plain


MOVED = {
    "a module": (
        {"app/store_copy.py": "A = 1\n", "app/b.py": "from app.store_copy import A\n\nB = A\n"},
        {
            "app/store_copy.py": None,
            "app/store.py": "A = 1\n",
            "app/b.py": "from app.store import A\n\nB = A\n",
        },
    ),
    "a test": (
        {"tests/test_store_new.py": "def test_it():\n    assert 1\n"},
        {"tests/test_store_new.py": None, "tests/test_store.py": "def test_it():\n    assert 1\n"},
    ),
    "a package, and a file in it": (
        {"app/old_api/__init__.py": "", "app/old_api/view_copy.py": "A = 1\n"},
        {
            "app/old_api/__init__.py": None,
            "app/old_api/view_copy.py": None,
            "app/api/__init__.py": "",
            "app/api/view.py": "A = 1\n",
        },
    ),
    "strings": (
        {"app/store_copy.py": "A = 1\n", "app/b.py": 'NAME = "app.store_copy.A"\n'},
        {"app/store_copy.py": None, "app/store.py": "A = 1\n", "app/b.py": 'NAME = "app.store.A"\n'},
    ),
}


@pytest.mark.parametrize("name", MOVED)
def test_files_move_with_their_references(tmp_path: Path, name: str) -> None:
    before, after = MOVED[name]
    found = repair(tmp_path, {"app/__init__.py": "", "tests/__init__.py": "", **before}, RULE)
    assert found.files == after
    assert found.left == {}


REFUSED = {
    "the plain name is taken": (
        {"app/store_copy.py": "A = 1\n", "app/store.py": ""},
        "app/store.py is there already: which of them is to stay is for you to say",
    ),
    "by a package": (
        {"app/store_copy.py": "", "app/store/__init__.py": ""},
        "app/store/__init__.py is there",
    ),
    "by a stub": ({"app/store_copy.py": "", "app/store.pyi": ""}, "app/store.pyi is there already"),
    "numbered": (
        {"app/store_v2.py": "A = 1\n", "app/store.py": ""},
        "nothing says which of the two is the one to keep",
    ),
    "a keyword": ({"app/class_copy.py": ""}, "`class` is no name of a module"),
    "the standard library": (
        {"json_copy.py": ""},
        "json would hide the module 'json' of the standard library",
    ),
}


@pytest.mark.parametrize("name", REFUSED)
def test_names_that_stay(tmp_path: Path, name: str) -> None:
    files, reason = REFUSED[name]
    found = repair(tmp_path, {"app/__init__.py": "", **files}, RULE)
    assert found.files == {}
    assert [reason in text for text in found.left.values()] == [True], found.left


def test_of_two_that_want_one_name_the_first_has_it(tmp_path: Path) -> None:
    files = {"app/__init__.py": "", "app/store_copy.py": "A = 1\n", "app/store_old.py": "A = 2\n"}
    found = repair(tmp_path, files, RULE)
    assert found.files == {"app/store_copy.py": None, "app/store.py": "A = 1\n"}
    assert found.left == {
        "store_old": "app/store.py is there already: which of them is to stay is for you to say"
    }
