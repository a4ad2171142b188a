"""NET101."""

from __future__ import annotations

import pytest

from netra_tools.rules.relative_import import RelativeImport
from tests.trees import file_of, run, told

CASES = {
    "a sibling": ("app/ui/a.py", "from .b import c", "`.b`: write `from app.ui.b import c`"),
    "the package": ("app/ui/a.py", "from . import b", "`.`: write `from app.ui import b`"),
    "within a package file": (
        "app/ui/__init__.py",
        "from .b import c",
        "`.b`: write `from app.ui.b import c`",
    ),
    "further up, renamed": (
        "app/ui/a.py",
        "from ..b import c as d",
        "`..b`: write `from app.b import c as d`",
    ),
    "everything": ("app/a.py", "from .b import *", "`.b`: write `from app.b import *`"),
    "out of the top": ("a.py", "from .b import c", "`.b`"),
    "many names": (
        "app/a.py",
        f"from .b import {'x' * 40}, {'y' * 40}",
        "`.b`: write `from app.b import ...`",
    ),
}


@pytest.mark.parametrize(("path", "source", "expected"), CASES.values(), ids=CASES)
def test_the_message_says_what_to_write(path: str, source: str, expected: str) -> None:
    assert told(RelativeImport(), [file_of(path, source)]) == [f"{path}:1 relative import of {expected}"]


def test_subjects_are_told_apart() -> None:
    found = run(
        RelativeImport(), [file_of("app/a.py", "from .b import c\nfrom .b import d\nfrom .e import f")]
    )
    assert [finding.subject for finding in found] == [".b", ".b#2", ".e"]


def test_absolute_imports_are_fine() -> None:
    assert run(RelativeImport(), [file_of("app/a.py", "import app.b\nfrom app import c")]) == []
