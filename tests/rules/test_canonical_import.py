"""NET111."""

from __future__ import annotations

import pytest

from netra_tools.errors import NetraError
from netra_tools.rules.canonical_import import CanonicalImport
from tests.trees import file_of, run, told

RULE = CanonicalImport(
    replacements={
        "app.old": "app.new",
        "app.old.part": "app.part",
        "app.old.far.load": "app.io.load",
        "json": "app.json",
    }
)

CASES = [
    pytest.param("import app.old", ["app.old app.new"], id="the module"),
    pytest.param("import app.old.x", ["app.old.x app.new.x"], id="what is in it"),
    pytest.param("from app import old", ["app.old app.new"], id="from its package"),
    pytest.param("from app.old import a, b as c", ["app.old.a app.new.a", "app.old.b app.new.b"], id="names"),
    pytest.param("from app.old import *", ["app.old app.new"], id="a star"),
    pytest.param("from app.old.part import a", ["app.old.part.a app.part.a"], id="the closest"),
    pytest.param(
        "from app.old.far import load, save",
        ["app.old.far.load app.io.load", "app.old.far.save app.new.far.save"],
        id="a name of its own",
    ),
    pytest.param("from ..old import a", ["app.old.a app.new.a"], id="relative"),
    pytest.param("from .... import old", [], id="relative to nothing"),
    pytest.param("import json", ["json app.json"], id="a dependency"),
    pytest.param("import app, app.older, app.new, jsonschema\nfrom app.new import old", [], id="others"),
    pytest.param("def f():\n    import app.old", ["app.old app.new"], id="late"),
]


@pytest.mark.parametrize(("source", "expected"), CASES)
def test_replacements(source: str, expected: list[str]) -> None:
    found = run(RULE, [file_of("app/ui/page.py", source)])
    pairs = [pair.split() for pair in expected]
    assert [finding.message for finding in found] == [
        f"`{old}` is imported here; use `{new}`" for old, new in pairs
    ]


PARTIES = [
    ("app/old/__init__.py", "from app.old.x import a", 0),
    ("app/old/x.py", "from app.old import a", 0),
    ("app/new.py", "from app.old import a", 0),
    ("app/new/x.py", "from app.old import a", 0),
    ("app/part.py", "from app.old.part import a", 0),
    ("app/part.py", "from app.old import a", 1),
    ("app/json.py", "import json", 0),
    ("app/io.py", "from app.old.far import load", 0),
    ("app/newer.py", "from app.old import a", 1),
    ("tests/test_old.py", "from app.old import a", 1),
]


@pytest.mark.parametrize(("path", "source", "count"), PARTIES)
def test_the_old_place_and_the_new_one_may(path: str, source: str, count: int) -> None:
    assert len(run(RULE, [file_of(path, source)])) == count


def test_nothing_is_replaced_unless_configured() -> None:
    assert run(CanonicalImport(), [file_of("app.py", "import app.old, json")]) == []


def test_imports_of_one_name_are_told_apart() -> None:
    file = file_of("app/ui.py", "import json\ndef f():\n    import json\n")
    assert [finding.subject for finding in run(RULE, [file])] == ["json", "json#2"]
    assert told(RULE, [file])[1] == "app/ui.py:3 `json` is imported here; use `app.json`"


@pytest.mark.parametrize("pair", [("app.old", ""), ("", "app.new"), ("app/old", "app.new"), ("a", "b.*")])
def test_what_cannot_be_imported_is_refused(pair: tuple[str, str]) -> None:
    with pytest.raises(NetraError, match="is no dotted name"):
        CanonicalImport(replacements=dict([pair]))
