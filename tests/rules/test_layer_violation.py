"""NET105. That the same contracts break as in import-linter is in tests/graph/test_layers_as_grimp.py."""

from __future__ import annotations

from typing import Any

import pytest

from netra_tools.errors import ConfigError, NetraError
from netra_tools.graph.layers import LayerContract
from netra_tools.rules.layer_violation import LayerViolation
from tests.trees import run, told, tree


def rule(*layers: str, typing: bool = True, **options: Any) -> LayerViolation:
    """Make the rule with one contract."""
    contract = LayerContract(name="app", layers=layers, **options)
    return LayerViolation(contracts=(contract,), include_typing=typing)


DIRECT = {"app": "", "app__ui": "import app.core", "app__core": "\nfrom app import ui", "app__io": ""}


def test_an_import_upwards() -> None:
    (finding,) = run(rule("app.ui", "app.core"), tree(**DIRECT))
    assert (finding.path, finding.line, finding.subject) == ("app/core.py", 2, "app: app.ui")
    assert finding.message == "`app.core` may not import `app.ui` (app)"
    assert finding.notes == ()


def test_an_import_of_what_is_in_a_layer_names_it() -> None:
    files = tree(
        app="", app__ui="", app__ui__page="", app__ui__menu="", app__core="from app.ui import menu, page"
    )
    assert told(rule("app.ui", "app.core"), files) == [
        "app/core.py:1 `app.core` may not import `app.ui` (app), here `app.ui.menu`",
        "app/core.py:1 `app.core` may not import `app.ui` (app), here `app.ui.page`",
    ]


def test_a_chain_is_shown_and_starts_in_the_lower_layer() -> None:
    files = tree(
        app="",
        app__ui__page="",
        app__core="\nimport app.x",
        app__x="import app.y",
        app__y="from app.ui import page",
    )
    (finding,) = run(rule("app.ui", "app.core"), files)
    assert (finding.path, finding.line, finding.subject) == ("app/core.py", 2, "app: app.x -> app.ui")
    assert finding.message == "`app.core` may not import `app.ui` (app), reached through `app.x`"
    assert [(note.path, note.line) for note in finding.notes] == [
        ("app/core.py", 2),
        ("app/x.py", 1),
        ("app/y.py", 1),
    ]


COUNTS: dict[str, tuple[LayerViolation, int]] = {
    "downwards": (rule("app.core", "app.ui"), 1),
    "independent siblings": (rule("app.ui | app.core"), 2),
    "siblings that may": (rule("app.ui : app.core"), 0),
    "an absent layer that may be": (rule("(app.gone)", "app.ui", "app.core"), 1),
    "a container": (rule("ui", "core", containers=("app",)), 1),
    "containers by pattern": (rule("(ui)", "(core)", containers=("*",)), 1),
    "an ignored import": (rule("app.ui", "app.core", ignore_imports=("app.core -> app.ui",)), 0),
    "an ignored import by pattern": (rule("app.ui", "app.core", ignore_imports=("app.* -> **.ui",)), 0),
    "another ignored import": (rule("app.ui", "app.core", ignore_imports=("app.ui -> app.core",)), 1),
    "every child declared": (rule("ui", "core", "io", containers=("app",), exhaustive=True), 1),
    "a child not declared": (rule("ui", "core", containers=("app",), exhaustive=True), 2),
    "a child left out": (
        rule("ui", "core", containers=("app",), exhaustive=True, exhaustive_ignores=("io",)),
        1,
    ),
}


@pytest.mark.parametrize(("configured", "count"), COUNTS.values(), ids=COUNTS)
def test_contracts(configured: LayerViolation, count: int) -> None:
    assert len(run(configured, tree(**DIRECT))) == count


def test_a_child_that_is_no_layer() -> None:
    contract = rule("ui", "core", containers=("app",), exhaustive=True, exhaustive_ignores=())
    assert told(contract, tree(**DIRECT))[1] == "app/io.py:0 `app.io` is no layer of `app` (app, exhaustive)"


def test_imports_for_type_checkers_can_be_left_out() -> None:
    source = "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    import app.ui"
    files = tree(app="", app__ui="", app__core=source)
    assert len(run(rule("app.ui", "app.core"), files)) == 1
    assert run(rule("app.ui", "app.core", typing=False), files) == []


def test_each_import_has_its_own_identity() -> None:
    files = tree(app="", app__ui="", app__core="import app.ui\ndef f():\n    import app.ui")
    found = run(rule("app.ui", "app.core"), files)
    assert [finding.subject for finding in found] == ["app: app.ui", "app: app.ui#2"]


def test_what_does_not_exist_is_told_at_once() -> None:
    with pytest.raises(ConfigError) as caught:
        run(rule("gone", "core", containers=("app", "nowhere")), tree(**DIRECT))
    assert [message for message, _ in caught.value.problems] == [
        "contract 'app': no module 'nowhere'",
        "contract 'app': no module 'app.gone'",
    ]


REFUSED: dict[str, tuple[dict[str, Any], str]] = {
    "a mixture": ({"layers": ("a | b : c",)}, "layer 'a | b : c' mixes '|' and ':'"),
    "a layer twice": ({"layers": ("a", "b | a")}, "contract 'app' names the layer 'a' twice"),
    "no container": (
        {"layers": ("a",), "exhaustive": True},
        "contract 'app' is exhaustive without containers",
    ),
    "no arrow": ({"layers": ("a",), "ignore_imports": ("a, b",)}, "contract 'app' ignores 'a, b'"),
}


@pytest.mark.parametrize(("options", "message"), REFUSED.values(), ids=REFUSED)
def test_contracts_that_make_no_sense(options: dict[str, Any], message: str) -> None:
    with pytest.raises(NetraError) as caught:
        LayerContract(name="app", **options)
    assert caught.value.message == message
