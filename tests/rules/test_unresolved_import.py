"""NET103. What resolves and what does not is in tests/graph/test_build.py."""

from __future__ import annotations

import pytest

from netra_tools.rules.unresolved_import import UnresolvedImport
from tests.trees import run, told, tree

OPTIONAL = """
try:
    from app.fast import add
except ImportError:
    from app.slow import add
else:
    import app.extra
"""


def test_it_says_what_is_missing() -> None:
    files = tree(app="", app__a="import os, app.gone\nfrom app.b import here, gone", app__b="here = 1")
    assert told(UnresolvedImport(), files) == [
        "app/a.py:1 no module `app.gone`",
        "app/a.py:2 `app.b` has no `gone`",
    ]
    assert [finding.subject for finding in run(UnresolvedImport(), files)] == ["app.gone", "app.b:gone"]


def test_what_is_tried_may_fail() -> None:
    found = told(UnresolvedImport(), tree(app="", app__a=OPTIONAL))
    assert found == ["app/a.py:7 no module `app.extra`"]


IGNORED = [
    ((), "import app._version", 0),
    ((), "from app import _version", 0),
    ((), "from app.api_pb2 import Request", 0),
    ((), "import app.made", 1),
    (("app.made",), "import app.made", 0),
    (("app.made",), "from app.made.deep import x", 0),
    (("app.*",), "import app.made, app.other", 0),
    (("app.b.late",), "from app.b import late", 0),
    (("app.b.late",), "from app.b import early", 1),
]


@pytest.mark.parametrize(("ignore", "source", "count"), IGNORED)
def test_what_is_made_elsewhere_can_be_ignored(ignore: tuple[str, ...], source: str, count: int) -> None:
    rule = UnresolvedImport(ignore=ignore) if ignore else UnresolvedImport()
    assert len(run(rule, tree(app="", app__a=source, app__b=""))) == count


@pytest.mark.parametrize("gone", ["b", "c", "d"])
def test_deleting_a_module_is_seen_by_all_that_import_it(gone: str) -> None:
    sources = {
        "app": "",
        "app__a": "import app.b\nfrom app import c\nfrom .d import x",
        "app__b": "from app.c import x\nimport app.d",
        "app__c": "x = 1\ndef f():\n    from app import b, d",
        "app__d": "x = 1\nimport app.b as b\nfrom app import c",
    }
    assert run(UnresolvedImport(), tree(**sources)) == []
    del sources[f"app__{gone}"]
    found = {finding.path for finding in run(UnresolvedImport(), tree(**sources))}
    assert found == {f"app/{name}.py" for name in "abcd" if name != gone}
