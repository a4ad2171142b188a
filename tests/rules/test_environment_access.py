"""NET301."""

from __future__ import annotations

import pytest

from netra_tools.errors import NetraError
from netra_tools.rules.environment_access import EnvironmentAccess
from tests.trees import file_of, run, told

SOURCE = """
import os
TOKEN = os.environ["TOKEN"]
def f():
    return dict(os.environ), os.getenv("TOKEN")
"""


def test_each_use_is_told() -> None:
    file = file_of("app/core.py", SOURCE)
    assert told(EnvironmentAccess(), [file]) == [
        "app/core.py:3 environment variable `TOKEN` used outside the settings",
        "app/core.py:5 `os.environ` used outside the settings",
        "app/core.py:5 environment variable `TOKEN` used outside the settings",
    ]
    assert [finding.subject for finding in run(EnvironmentAccess(), [file])] == [
        "TOKEN",
        "environ in f",
        "TOKEN#2",
    ]


PLACES = [
    ("settings.py", 0),
    ("app/settings.py", 0),
    ("app/settings/production.py", 0),
    ("app/config/__init__.py", 0),
    ("app/otel_config.py", 0),
    ("app/polyconfig.py", 0),
    ("secrets/environment_variables.py", 0),
    ("app/settings_page.py", 3),
    ("app/config_flow.py", 3),
    ("app/tests/helper.py", 0),
]


@pytest.mark.parametrize(("path", "count"), PLACES)
def test_where_it_is_allowed(path: str, count: int) -> None:
    assert len(run(EnvironmentAccess(), [file_of(path, SOURCE)])) == count


def test_the_home_of_an_accessor_is_allowed() -> None:
    rule = EnvironmentAccess(accessor="app.low.env:get", required_accessor="app.need:get")
    paths = ("app/low/env.py", "app/need.py", "app/core.py")
    assert [len(run(rule, [file_of(path, SOURCE)])) for path in paths] == [0, 0, 3]


@pytest.mark.parametrize("name", ["app.settings.env", "app.settings:", ":env", "app:env.get", "app.a-b:env"])
def test_an_accessor_is_a_function_of_a_module(name: str) -> None:
    with pytest.raises(NetraError, match="is no function of a module"):
        EnvironmentAccess(accessor=name)


def test_the_modules_can_be_named_and_tests_included() -> None:
    rule = EnvironmentAccess(modules=("app.env",), include_tests=True)
    counts = [
        len(run(rule, [file_of(path, SOURCE)]))
        for path in ("app/env.py", "app/settings.py", "app/tests/a.py")
    ]
    assert counts == [0, 3, 3]
