"""What ruff mends, what it is asked for, and what is not its to decide."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.fix.restoring import repair

RUFF = "[lint]\nselect = ['F', 'I', 'UP']\n"
OPENED = {
    "open": ("open('a').read()\n", "open('a', encoding='utf-8').read()\n"),
    "a path": (
        "from pathlib import Path\n\nPath('ä').write_text('é')\n",
        "from pathlib import Path\n\nPath('ä').write_text('é', encoding='utf-8')\n",
    ),
    "windows newlines": ("A = 1\r\nopen('a')\r\n", "A = 1\r\nopen('a', encoding='utf-8')\r\n"),
    "two in a line": (
        "x = 'ö', open('a'), open('b')\n",
        "x = 'ö', open('a', encoding='utf-8'), open('b', encoding='utf-8')\n",
    ),
}


@pytest.mark.parametrize("name", OPENED)
def test_encodings_are_named(tmp_path: Path, name: str) -> None:
    before, after = OPENED[name]
    assert repair(tmp_path, {"a.py": before}, "encoding").files == {"a.py": after}


@pytest.mark.parametrize(
    "line",
    [
        pytest.param("open('a', 'rb')", id="bytes"),
        pytest.param("open('a', mode)", id="a mode that is not known"),
        pytest.param("open('a', encoding='ascii')", id="an encoding"),
        pytest.param("open('a')  # noqa: PLW1514", id="a comment"),
    ],
)
def test_encodings_that_are_not_missing(tmp_path: Path, line: str) -> None:
    assert (
        repair(tmp_path, {"a.py": f"mode = 'r'\nif input():\n    mode = 'rb'\n{line}\n"}, "encoding").files
        == {}
    )


MENDED = {
    "newlines": ("A = f'abc'\r\nB = 1\r\n", "A = 'abc'\r\nB = 1\r\n"),
    "a mark at the beginning": ("\ufeffA = f'äbc'\n", "\ufeffA = 'äbc'\n"),
}


@pytest.mark.parametrize("name", MENDED)
def test_what_ruff_calls_safe(tmp_path: Path, name: str) -> None:
    before, after = MENDED[name]
    assert repair(tmp_path, {"ruff.toml": RUFF, "a.py": before}, "ruff").files == {"a.py": after}


LEFT_ALONE = {
    "imports": "import sys\nimport os\n",
    "what is not safe": "def f():\n    x = 1\n",
    "a comment that keeps an import": "import os  # noqa: F401\n",
}


@pytest.mark.parametrize("name", LEFT_ALONE)
def test_what_is_not_for_ruff_alone(tmp_path: Path, name: str) -> None:
    config = "[lint]\nselect = ['F', 'I', 'RUF100']\n"
    assert repair(tmp_path, {"ruff.toml": config, "a.py": LEFT_ALONE[name]}, "ruff").files == {}


def test_only_the_rule_that_is_meant(tmp_path: Path) -> None:
    source = "# noqa: E501\nA = f'abc'\nB = set([1])  # noqa: F401\n"
    files = {"ruff.toml": "[lint]\nselect = ['F', 'C4', 'RUF100', 'UP']\n", "a.py": source}
    assert repair(tmp_path, files, "RUF:F541").files == {"a.py": source.replace("f'", "'")}


def test_newlines_of_several_kinds_stay(tmp_path: Path) -> None:
    found = repair(tmp_path, {"ruff.toml": RUFF, "a.py": "A = f'abc'\r\nB = 1\n"}, "ruff")
    assert found.files == {}
    assert [text.startswith("its newlines are of several kinds") for text in found.left.values()] == [True]


def test_imports_go_unless_somebody_needs_them(tmp_path: Path) -> None:
    files = {
        "app/__init__.py": "",
        "app/a.py": "import os\nimport sys\n",
        "app/b.py": "from app.a import os\n\nA = os\n",
    }
    found = repair(tmp_path, files, "unused-import")
    assert found.files == {"app/a.py": "import os\n"}
    assert list(found.left.values()) == ["`os` is not used, and stays: it is used as `app.a.os`"]


def test_imports_are_sorted_where_that_is_selected(tmp_path: Path) -> None:
    source = "import sys\nimport os\n\nA = sys, os\n"
    assert repair(tmp_path / "a", {"a.py": source}).files == {}
    files = {"ruff.toml": RUFF, "a.py": source}
    assert repair(tmp_path / "b", files).files == {"a.py": "import os\nimport sys\n\nA = sys, os\n"}


def test_without_a_configuration_ruff_is_asked_little(tmp_path: Path) -> None:
    found = repair(tmp_path, {"a.py": "import os\n\nA = f'abc'\n"})
    assert found.files == {"a.py": "\nA = f'abc'\n"}
    assert found.restored.notices[0].startswith("ruff is not configured here")
    asked = repair(tmp_path, {"a.py": "import os\n\nA = f'abc'\n"}, "ruff")
    assert asked.files == {"a.py": "import os\n\nA = 'abc'\n"}


def test_a_configuration_that_ruff_refuses_is_told(tmp_path: Path) -> None:
    files = {
        "ruff.toml": "select = 1\n",
        "app/__init__.py": "",
        "app/a.py": "from .b import C\n",
        "app/b.py": "C = 1\n",
    }
    found = repair(tmp_path, files)
    assert found.files == {"app/a.py": "from app.b import C\n"}
    assert "left out: ruff failed" in found.restored.notices[0]
