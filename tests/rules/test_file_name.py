"""NET401."""

from __future__ import annotations

import pytest

from netra_tools.rules.file_name import FileName
from tests.trees import files_of, run, told

MARKED = [
    "store_old", "store_new", "store_fixed", "store_copy", "store_backup", "store_temp", "store-old",
    "Store_Old", "old_store", "enhanced_store", "improved_store", "test_store_old", "store.bak", "_store_old",
    "a_long_name_copy",
]  # fmt: skip


@pytest.mark.parametrize("name", MARKED)
def test_words_that_tell_a_story(name: str) -> None:
    (finding,) = run(FileName(), files_of({f"app/{name}.py": ""}))
    assert (finding.path, finding.subject) == (f"app/{name}.py", name)
    assert "says what happened to it, not what it is" in finding.message


FREE = [
    "backup", "copy", "temp", "test_copy", "old", "new", "bold", "renewed", "backup_agent", "copy_view",
    "new_window", "temperature", "household", "deep_copying", "fixed_key", "__old__", "enhanced",
]  # fmt: skip


@pytest.mark.parametrize("name", FREE)
def test_names_of_a_subject(name: str) -> None:
    assert run(FileName(), files_of({f"app/{name}.py": ""})) == []


NUMBERS = [
    pytest.param(
        ["app/store.py", "app/store_2.py"],
        ["app/store_2.py:0 `store_2` is numbered, beside `store`"],
        id="the second",
    ),
    pytest.param(
        ["app/store.py", "app/store_v2.py"],
        ["app/store_v2.py:0 `store_v2` is numbered, beside `store`"],
        id="the second version",
    ),
    pytest.param(
        ["app/part_1.py", "app/part_2.py", "app/part_3.py"],
        [
            "app/part_1.py:0 `part_1` is numbered, beside `part_2`",
            "app/part_2.py:0 `part_2` is numbered, beside `part_1`",
            "app/part_3.py:0 `part_3` is numbered, beside `part_1`",
        ],
        id="a series",
    ),
    pytest.param(
        ["app/store/__init__.py", "app/store_2.py"],
        ["app/store_2.py:0 `store_2` is numbered, beside `store`"],
        id="beside a package",
    ),
    pytest.param(
        ["app/store/a.py", "app/store_v2/a.py", "app/store_v2/b.py"],
        ["app/store_v2/a.py:0 `store_v2` is numbered, beside `store`"],
        id="directories, once",
    ),
    pytest.param(["app/store.py", "lib/store_2.py"], [], id="elsewhere"),
    pytest.param(["app/latin_1.py", "app/utf_8.py", "app/utf_16.py"], [], id="names of things"),
    pytest.param(["app/api_v1.py", "app/api_v2.py"], [], id="versions side by side"),
    pytest.param(["app/v1/__init__.py", "app/v2/__init__.py"], [], id="versions alone"),
    pytest.param(["app/0001_initial.py", "app/0002_more.py"], [], id="migrations"),
    pytest.param(["app/oauth.py", "app/oauth2.py", "app/base64.py"], [], id="part of a word"),
    pytest.param(["app/django.py", "app/django_4_0.py", "app/day.py", "app/day_2024.py"], [], id="others"),
]


@pytest.mark.parametrize(("paths", "expected"), NUMBERS)
def test_numbers(paths: list[str], expected: list[str]) -> None:
    assert told(FileName(), files_of(dict.fromkeys(paths, ""))) == expected


def test_a_directory_is_told_once_at_its_first_file() -> None:
    found = run(
        FileName(), files_of(dict.fromkeys(["a/x_old/b/c.py", "a/x_old/d.py", "a/x_old/e_old.py"], ""))
    )
    assert [(finding.path, finding.subject) for finding in found] == [
        ("a/x_old/b/c.py", "x_old"),
        ("a/x_old/e_old.py", "e_old"),
    ]


def test_a_directory_and_its_first_file_may_share_a_name() -> None:
    found = run(FileName(), files_of({"x_old/x_old.py": ""}))
    assert [finding.subject for finding in found] == ["x_old", "x_old#2"]


OPTIONS = [
    (FileName(ignore=("store_old", "store_2")), ["improved_store"]),
    (FileName(numbered=False), ["improved_store", "store_old"]),
    (FileName(suffixes=(), prefixes=("improved",)), ["improved_store", "store_2"]),
    (FileName(suffixes=("2",), prefixes=(), numbered=False), ["store_2"]),
]


@pytest.mark.parametrize(("rule", "expected"), OPTIONS)
def test_options(rule: FileName, expected: list[str]) -> None:
    names = ["improved_store", "store", "store_2", "store_old"]
    found = run(rule, files_of({f"app/{name}.py": "" for name in names}))
    assert [finding.subject for finding in found] == expected
