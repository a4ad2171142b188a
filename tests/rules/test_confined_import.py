"""NET108."""

from __future__ import annotations

import pytest

from netra_tools.rules.confined_import import ConfinedImport
from tests.trees import told, tree

FILES = tree(
    app="",
    app__db="import sqlalchemy.orm",
    app__ui="from sqlalchemy import select\nfrom app.db import session",
    app__ui__page="import os\nfrom google.cloud import storage",
    app__late="def f():\n    import sqlalchemy",
)

CASES: list[tuple[dict[str, tuple[str, ...]], list[str]]] = [
    (
        {"sqlalchemy": ("app.db",)},
        [
            "app/late.py:2 `sqlalchemy` is imported here; its home is `app.db`",
            "app/ui/__init__.py:1 `sqlalchemy` is imported here; its home is `app.db`",
        ],
    ),
    ({"sqlalchemy": ("app.db", "app.late", "app.u*")}, []),
    ({"sqlalchemy": ("app",)}, []),
    (
        {"sqlalchemy.orm": ("app.late",)},
        ["app/db.py:1 `sqlalchemy.orm` is imported here; its home is `app.late`"],
    ),
    ({"app.db": ("app.late",)}, ["app/ui/__init__.py:2 `app.db` is imported here; its home is `app.late`"]),
    (
        {"google.cloud.storage": ()},
        ["app/ui/page.py:2 `google.cloud.storage` is imported here; its home is nowhere"],
    ),
    ({"sql": ("app.db",), "requests": ("app.db",)}, []),
]


@pytest.mark.parametrize(("homes", "expected"), CASES)
def test_homes(homes: dict[str, tuple[str, ...]], expected: list[str]) -> None:
    assert told(ConfinedImport(homes=homes), FILES) == expected


def test_imports_for_type_checkers_may_be_left_out() -> None:
    under = (
        "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    import sqlalchemy\n    from app import db\n"
    )
    files = tree(app="", app__db="", app__ui=under, app__ui2="import sqlalchemy\nfrom app import db")
    homes = {"sqlalchemy": ("app.db",), "app.db": ("app.core",)}
    paths = [line.partition(" ")[0] for line in told(ConfinedImport(homes=homes), files)]
    assert paths == ["app/ui.py:3", "app/ui.py:4", "app/ui2.py:1", "app/ui2.py:2"]
    paths = [
        line.partition(" ")[0] for line in told(ConfinedImport(homes=homes, include_typing=False), files)
    ]
    assert paths == ["app/ui2.py:1", "app/ui2.py:2"]
