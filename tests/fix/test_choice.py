"""Which findings are meant by rules, tiers and paths."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from netra_tools.errors import NetraError
from tests.fix.restoring import repair

FILES = {
    "ruff.toml": "[lint]\nselect = ['F']\n",
    "app/__init__.py": "",
    "app/b.py": "from .c_copy import C\n\nB = C  # netra: ignore[too-complex] no more\n",
    "app/c_copy.py": "C = f'c'  # netra: ignore[too-complex] no more\n",
}


@pytest.mark.parametrize(
    ("rules", "paths", "changed"),
    [
        pytest.param(["NET401"], [], {"app/b.py", "app/c.py", "app/c_copy.py"}, id="a code"),
        pytest.param(["relative-import", "NET401"], ["app/b.py"], {"app/b.py"}, id="a file"),
        pytest.param(["unused-suppression"], ["app"], {"app/b.py", "app/c_copy.py"}, id="a folder"),
        pytest.param(["unused-suppression"], ["."], {"app/b.py", "app/c_copy.py"}, id="all"),
        pytest.param(["RUF:F541"], [], {"app/c_copy.py"}, id="a rule of ruff's"),
        pytest.param(["RUF:F401"], [], set(), id="a rule of ruff's without findings"),
        pytest.param(["ruff"], ["app/b.py"], set(), id="a repair in a file without findings"),
        pytest.param(["too-complex"], [], set(), id="a rule without a repair"),
        pytest.param([], ["app/b.py"], {"app/b.py"}, id="all rules"),
    ],
)
def test_what_is_meant(tmp_path: Path, rules: Sequence[str], paths: Sequence[str], changed: set[str]) -> None:
    assert repair(tmp_path, FILES, *rules, paths=paths).files.keys() == changed


def test_what_is_repaired_is_counted_by_rule(tmp_path: Path) -> None:
    found = repair(tmp_path, FILES, "unused-suppression", "relative-import")
    fates = {(fate.finding.slug, fate.finding.path): fate.mended for fate in found.restored.fates}
    assert fates == {
        ("relative-import", "app/b.py"): True,
        ("unused-suppression", "app/b.py"): True,
        ("unused-suppression", "app/c_copy.py"): True,
    }
    assert found.restored.came == ()


@pytest.mark.parametrize(
    ("rule", "hint"),
    [("unused-supression", "did you mean 'unused-suppression'?"), ("x", "netra rules lists them")],
)
def test_a_word_that_means_nothing(tmp_path: Path, rule: str, hint: str) -> None:
    with pytest.raises(NetraError, match=f"no rule is called '{rule}'") as raised:
        repair(tmp_path, FILES, rule)
    assert raised.value.hint == hint
