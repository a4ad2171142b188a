"""Where the repository begins."""

from __future__ import annotations

from pathlib import Path

import pytest

from netra_tools.errors import NetraError
from netra_tools.project.discover import find_root
from tests.project.conftest import Write


@pytest.mark.parametrize(
    ("name", "text", "is_root"),
    [
        ("netra.toml", "", True),
        (".git", "gitdir: elsewhere", True),
        ("pyproject.toml", "[tool.netra]\n", True),
        ("pyproject.toml", "[tool.netra.rules.file-too-long]\n", True),
        ("pyproject.toml", "[tool]\nnetra = {}\n", True),
        ("pyproject.toml", "[ tool . netra ]\n", True),
        ("pyproject.toml", "[tool.netra]\nbroken =\n", True),
        ("pyproject.toml", "[project]\nname = 'netra'\n", False),
        ("pyproject.toml", "tool = 'netra'\n", False),
        ("pyproject.toml", "netra broken =", False),
        ("setup.py", "", False),
    ],
)
def test_a_marker_makes_a_root(root: Path, write: Write, name: str, text: str, is_root: bool) -> None:
    """The nearest marked directory wins; a pyproject.toml counts when it has a netra table."""
    write("netra.toml", "inner/deep/a.py")
    write(f"inner/{name}", text=text)
    expected = str(root / "inner" if is_root else root)
    assert find_root(str(root / "inner/deep")) == expected
    assert find_root(str(root / "inner/deep/a.py")) == expected
    assert find_root(str(root / "inner")) == expected


def test_without_a_marker_the_start_is_the_root(tmp_path: Path) -> None:
    """Unless the surroundings of the test are marked, nothing above is taken."""
    place = tmp_path / "a/b"
    place.mkdir(parents=True)
    assert find_root(str(place)) == str(place)


def test_a_start_that_does_not_exist_is_an_error(tmp_path: Path) -> None:
    """It is named as it was written."""
    with pytest.raises(NetraError, match=r"no such file or directory: .*nowhere"):
        find_root(str(tmp_path / "nowhere"))
