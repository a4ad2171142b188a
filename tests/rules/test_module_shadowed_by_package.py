"""NET112."""

from __future__ import annotations

import pytest

from netra_tools.rules.module_shadowed_by_package import ModuleShadowedByPackage
from tests.trees import files_of, told

CASES = [
    pytest.param(
        ["app/b.py", "app/b/__init__.py"],
        ["app/b.py:0 never imported: the package `app/b/__init__.py` has the same name"],
        id="side by side",
    ),
    pytest.param(
        ["b.py", "b/__init__.py", "b/b.py"],
        ["b.py:0 never imported: the package `b/__init__.py` has the same name"],
        id="at the top",
    ),
    pytest.param(["app/b.py", "lib/b/__init__.py"], [], id="elsewhere"),
    pytest.param(["app/b.py", "app/b/c.py"], [], id="a directory that is no package"),
    pytest.param(["app/bb.py", "app/b/__init__.py"], [], id="another name"),
    pytest.param(["app/B.py", "app/b/__init__.py"], [], id="another case"),
    pytest.param(
        ["app/b.pyi", "app/b/__init__.pyi"],
        ["app/b.pyi:0 never imported: the package `app/b/__init__.pyi` has the same name"],
        id="stubs",
    ),
]


@pytest.mark.parametrize(("paths", "expected"), CASES)
def test_twins(paths: list[str], expected: list[str]) -> None:
    assert told(ModuleShadowedByPackage(), files_of(dict.fromkeys(paths, "A = 1"))) == expected
