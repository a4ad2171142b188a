"""NET102."""

from __future__ import annotations

from netra_tools.rules.star_import import StarImport
from tests.trees import files_of, told

FILES = files_of(
    {
        "app/__init__.py": "from app.a import *",
        "app/a.py": "from os import path\nfrom .b import *",
        "app/b.py": "def f():\n    pass\nfrom os import path",
    }
)


def test_every_star_is_told() -> None:
    assert told(StarImport(), FILES) == [
        "app/__init__.py:1 imports everything from `app.a`",
        "app/a.py:2 imports everything from `.b`",
    ]


def test_packages_may_be_allowed_to() -> None:
    assert told(StarImport(allow_in_init=True), FILES) == ["app/a.py:2 imports everything from `.b`"]
