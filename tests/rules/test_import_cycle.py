"""NET104."""

from __future__ import annotations

from netra_tools.rules.import_cycle import ImportCycle
from tests.trees import run, told, tree

LAZY = "def f():\n    import app.a"
TYPING = "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    import app.a"


def test_the_shortest_circle_with_its_lines() -> None:
    files = tree(
        app="",
        app__a="import os\nimport app.b",
        app__b="import app.c",
        app__c="import app.a\nimport app.d",
        app__d="\n\nfrom app import c",
    )
    (finding,) = run(ImportCycle(), files)
    assert finding.message == (
        "import cycle app.c -> app.d -> app.c, the shortest among 4 modules that all import one another"
    )
    assert (finding.path, finding.line, finding.subject) == ("app/c.py", 2, "app.c -> app.d -> app.c")
    assert [(note.path, note.line, note.text) for note in finding.notes] == [
        ("app/c.py", 2, "`app.c` imports `app.d`"),
        ("app/d.py", 3, "`app.d` imports `app.c`"),
    ]


def test_separate_circles_are_separate() -> None:
    pairs = tree(
        app="", app__a="import app.b", app__b="import app.a", app__c="import app.d", app__d="import app.c"
    )
    assert told(ImportCycle(), pairs) == [
        "app/a.py:1 import cycle app.a -> app.b -> app.a",
        "app/c.py:1 import cycle app.c -> app.d -> app.c",
    ]


def test_imports_that_wait_close_no_circle() -> None:
    for waiting in (LAZY, TYPING):
        assert run(ImportCycle(), tree(app="", app__a="import app.b", app__b=waiting)) == []


def test_a_stub_alone_runs_nothing() -> None:
    files = [
        file._replace(path=file.path.replace("b.py", "b.pyi"))
        for file in tree(app="", app__a="import app.b", app__b="import app.a")
    ]
    assert run(ImportCycle(), files) == []


def test_they_are_reported_apart_when_asked_for() -> None:
    files = tree(
        app="",
        app__a="import app.b\nimport app.c",
        app__b=LAZY,
        app__c=TYPING,
        app__x="import app.y",
        app__y="import app.x\ndef f():\n    import app.x",
    )
    plain = ["app/x.py:1 import cycle app.x -> app.y -> app.x"]
    lazy = ["app/a.py:1 import cycle app.a -> app.b -> app.a (through a function)"]
    typing = ["app/a.py:2 import cycle app.a -> app.c -> app.a (for type checkers)"]
    assert told(ImportCycle(), files) == plain
    assert told(ImportCycle(include_lazy=True), files) == lazy + plain
    assert told(ImportCycle(include_typing=True), files) == typing + plain
    subjects = [
        finding.subject for finding in run(ImportCycle(include_lazy=True, include_typing=True), files)
    ]
    assert subjects == [
        "lazy: app.a -> app.b -> app.a",
        "typing: app.a -> app.c -> app.a",
        "app.x -> app.y -> app.x",
    ]


def test_a_package_and_its_child() -> None:
    assert told(ImportCycle(), tree(app="from app import a", app__a="from app import NAME")) == [
        "app/__init__.py:1 import cycle app -> app.a -> app"
    ]
    assert run(ImportCycle(), tree(app="from app import a", app__a="import app.b", app__b="")) == []
