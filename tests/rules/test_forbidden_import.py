"""NET107."""

from __future__ import annotations

from typing import Any

import pytest

from netra_tools.errors import ConfigError, NetraError
from netra_tools.graph.contracts import ForbiddenContract
from netra_tools.rules.forbidden_import import ForbiddenImport
from tests.trees import run, told, tree

FILES = tree(
    app="",
    app__core="import requests.auth\nfrom app import web, mid",
    app__core2="import requests",
    app__web="import requests",
    app__mid="import app.deep",
    app__deep="from google.cloud import storage\nimport app.web",
)


def rule(source: str, *forbidden: str, typing: bool = True, **options: Any) -> ForbiddenImport:
    """Make the rule with one contract."""
    contract = ForbiddenContract(name="pure", source=(source,), forbidden=forbidden, **options)
    return ForbiddenImport(contracts=(contract,), include_typing=typing)


CASES: dict[str, tuple[ForbiddenImport, list[str]]] = {
    "outside the project": (
        rule("app.core", "requests"),
        ["app/core.py:1 `app.core` may not import `requests.auth` (pure)"],
    ),
    "inside the project": (
        rule("app.core", "app.web"),
        ["app/core.py:2 `app.core` may not import `app.web` (pure)"],
    ),
    "a name from a namespace outside": (
        rule("app.deep", "google.cloud.storage"),
        ["app/deep.py:1 `app.deep` may not import `google.cloud.storage` (pure)"],
    ),
    "by pattern": (
        rule("app.*", "requests"),
        [
            "app/core.py:1 `app.core` may not import `requests.auth` (pure)",
            "app/core2.py:1 `app.core2` may not import `requests` (pure)",
            "app/web.py:1 `app.web` may not import `requests` (pure)",
        ],
    ),
    "another thing of that name's beginning": (rule("app.core2", "request"), []),
    "directly only": (rule("app.mid", "app.web", "google"), []),
    "an ignored import": (rule("app.core", "app.web", ignore_imports=("app.core -> app.web",)), []),
    "a package but for a part of it, which is forbidden": (
        rule("app", "app.web", source_except=("app.web",)),
        [
            "app/core.py:2 `app.core` may not import `app.web` (pure)",
            "app/deep.py:2 `app.deep` may not import `app.web` (pure)",
        ],
    ),
    "a part of the exception is meant again": (
        rule("app.core", "app", "app.web", source_except=("nothing",), forbidden_except=("app",)),
        ["app/core.py:2 `app.core` may not import `app.web` (pure)"],
    ),
    "a part that is allowed": (
        rule("app.core", "app", forbidden_except=("app.web",)),
        ["app/core.py:2 `app.core` may not import `app.mid` (pure)"],
    ),
    "indirectly, inside": (
        rule("app.mid", "app.web", indirect=True),
        ["app/mid.py:1 `app.mid` may not import `app.web` (pure), reached through `app.deep`"],
    ),
    "indirectly, outside": (
        rule("app.mid", "google", indirect=True),
        ["app/mid.py:1 `app.mid` may not import `google` (pure), reached through `app.deep`"],
    ),
}


@pytest.mark.parametrize(("configured", "expected"), CASES.values(), ids=CASES)
def test_contracts(configured: ForbiddenImport, expected: list[str]) -> None:
    assert told(configured, FILES) == expected


def test_a_direct_import_is_said_once() -> None:
    (finding,) = run(rule("app.deep", "google"), FILES)
    assert finding.notes == ()


def test_a_chain_is_shown_to_its_end() -> None:
    (finding,) = run(rule("app.core", "google", indirect=True), FILES)
    assert [(note.path, note.line, note.text) for note in finding.notes] == [
        ("app/core.py", 2, "`app.core` imports `app.mid`"),
        ("app/mid.py", 1, "`app.mid` imports `app.deep`"),
        ("app/deep.py", 1, "`app.deep` imports `google.cloud`"),
    ]


def test_imports_for_type_checkers_can_be_left_out() -> None:
    files = tree(app__core="from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    import requests")
    assert len(run(rule("app.core", "requests"), files)) == 1
    assert run(rule("app.core", "requests", typing=False), files) == []


def test_a_source_that_does_not_exist() -> None:
    with pytest.raises(ConfigError, match=r"no module 'app\.gone'"):
        run(rule("app.gone", "requests"), FILES)


def test_a_contract_that_forbids_nothing() -> None:
    with pytest.raises(NetraError, match="forbids nothing"):
        rule("app.core")
