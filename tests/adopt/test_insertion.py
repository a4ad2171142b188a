"""A table behind what is there."""

from __future__ import annotations

import os
import tomllib
from pathlib import Path

import pytest

from netra_tools.adopt.draft import Entry, Table
from netra_tools.adopt.insertion import apply, diff, insert
from netra_tools.errors import NetraError

TABLES = (
    Table("", (Entry("exclude", ("a/**",)),)),
    Table("rules.x.contracts", (Entry("name", 'a "b" \x7f\t'),), listed=True),
)
TEXT = (
    b'[tool.netra]\nexclude = ["a/**"]\n\n[[tool.netra.rules.x.contracts]]\nname = "a \\"b\\" \\u007f\\t"\n'
)
BEFORE = {
    "plain": (b"[project]\nname = 'x'\n", b"\n"),
    "without a last newline": (b"[project]\nname = 'x'", b"\n\n"),
    "with an empty line": (b"[tool.ruff]\n\n", b""),
    "empty": (b"", b""),
    "with a byte order mark": (b"\xef\xbb\xbf[project]\nname = 'x'\n", b"\n"),
}


@pytest.mark.parametrize(("before", "gap"), BEFORE.values(), ids=BEFORE.keys())
def test_bytes_before_stay_as_they_are(tmp_path: Path, before: bytes, gap: bytes) -> None:
    file = tmp_path / "pyproject.toml"
    file.write_bytes(before)
    file.chmod(0o640)
    apply(insert(str(tmp_path), TABLES))
    assert file.read_bytes() == before + gap + TEXT
    assert file.stat().st_mode & 0o777 == 0o640
    assert tomllib.loads(file.read_bytes().decode("utf-8-sig"))["tool"]["netra"]["exclude"] == ["a/**"]
    assert os.listdir(tmp_path) == ["pyproject.toml"]


def test_newlines_are_those_of_the_file(tmp_path: Path) -> None:
    before = b"[project]\r\nname = 'x'\r\n"
    (tmp_path / "pyproject.toml").write_bytes(before)
    assert insert(str(tmp_path), TABLES).after == before + b"\r\n" + TEXT.replace(b"\n", b"\r\n")


def test_without_a_project_file_netra_gets_its_own(tmp_path: Path) -> None:
    found = insert(str(tmp_path), TABLES)
    assert diff(found).startswith('--- /dev/null\n+++ b/netra.toml\n@@ -0,0 +1,4 @@\n+exclude = ["a/**"]\n')
    apply(found)
    assert (tmp_path / "netra.toml").read_bytes() == found.after


PROJECT = "pyproject.toml"
REFUSED = {
    "a netra.toml": ({"netra.toml": ""}, "netra is configured already, in netra.toml"),
    "a table": ({PROJECT: "[tool.netra]\n"}, f"netra is configured already, in {PROJECT}"),
    "a rule's table": ({PROJECT: "tool.netra.rules.x.y = 1\n"}, f"netra is configured already, in {PROJECT}"),
    "no TOML": ({PROJECT: "[x\n"}, f"{PROJECT} is not TOML: expected ']'"),
    "an inline table": ({PROJECT: "tool = {a = 1}\n"}, f"{PROJECT} takes no table [tool.netra] at its end"),
}


@pytest.mark.parametrize(("files", "said"), REFUSED.values(), ids=REFUSED.keys())
def test_refused(tmp_path: Path, files: dict[str, str], said: str) -> None:
    for name, content in files.items():
        (tmp_path / name).write_text(content)
    with pytest.raises(NetraError) as caught:
        insert(str(tmp_path), TABLES)
    assert caught.value.message.startswith(said)
    assert {name: (tmp_path / name).read_text() for name in os.listdir(tmp_path)} == files


def test_a_file_that_changed_meanwhile_is_not_written(tmp_path: Path) -> None:
    found = insert(str(tmp_path), TABLES)
    (tmp_path / "netra.toml").write_text("tests = []\n")
    with pytest.raises(NetraError, match=r"netra\.toml has changed meanwhile"):
        apply(found)
    assert (tmp_path / "netra.toml").read_text() == "tests = []\n"


def test_a_link_out_of_the_repository_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "work").mkdir()
    (tmp_path / "other.toml").write_text("")
    (tmp_path / "work" / PROJECT).symlink_to(tmp_path / "other.toml")
    with pytest.raises(NetraError, match="leads out of the repository"):
        insert(str(tmp_path / "work"), TABLES)
