"""Variables that nothing declares, and definitions that nothing uses."""

from __future__ import annotations

import pytest

from netra_tools.facts.read import Reading, read_source
from netra_tools.literals.declared import undeclared
from netra_tools.literals.listing import Filter, Selection
from netra_tools.literals.unused import unused
from tests.literals.indexed import Files, Said, constant, index_of, key


def env(value: str, role: str = "subscript") -> Said:
    """Make a use of a variable."""
    return Said(value, "environment", role)


FIELD = Said("A_URL", "configuration", "keyword")


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        pytest.param({"a.py": [env("A_URL")]}, ["A_URL"], id="nowhere"),
        pytest.param({"a.py": [env("A_URL")], ".env": [key("A_URL")]}, [], id="env file"),
        pytest.param({"a.py": [env("A_URL")], ".env.example": [key("A_URL")]}, [], id="example"),
        pytest.param({"a.py": [env("A_URL")], "compose.yml": [key("A_URL", "fields")]}, [], id="compose"),
        pytest.param(
            {"a.py": [env("A_URL")], "compose.yml": [env("A_URL", "interpolated")]}, ["A_URL"], id="${A_URL}"
        ),
        pytest.param({"a.py": [env("A_URL")], "s.py": [FIELD]}, [], id="alias of a field of settings"),
        pytest.param({"a.py": [env("A_URL")], "tests/s.py": [FIELD]}, ["A_URL"], id="settings of a test"),
        pytest.param(
            {"a.py": [constant("A_URL", "environment")]}, ["A_URL"], id="a constant declares nothing"
        ),
        pytest.param({"tests/a.py": [env("A_URL")]}, [], id="only a test reads it"),
        pytest.param({"a.py": [env("HOME"), env("GITHUB_SHA"), env("CI")]}, [], id="given by the system"),
        pytest.param({"a.py": [env("production", "compared")]}, [], id="an environment, no variable"),
        pytest.param({"a.py": [env("PRODUCTION", "compared")]}, [], id="an environment in capitals"),
        pytest.param({"a.py": [env("APP_VAR_", "argument")]}, [], id="how variables begin"),
        pytest.param({"a.py": [Said("A_URL", "states")]}, [], id="another category"),
    ],
)
def test_undeclared(files: dict[str, list[Said]], expected: list[str]) -> None:
    assert [one.value for one in undeclared(Selection(index_of(files), Filter()))] == expected


SOURCES = {
    "a.py": 'EVENT_A = "a"\nEVENT_B = "b"\nEVENT_C = "c"\n',
    "b.py": "from a import EVENT_B\n",
    "c.py": 'send("c")\n',
    "f.py": 'LISTED = [\n"l",\n"m",\n]\n',
    "g.py": 'def f():\n    local = "n"\n',
    "h.py": 'class State:\n    OLD = "old"\n',
    "i.py": 'TWICE = "t"\n',
    "j.py": 'TWICE = "u"\nprint(TWICE)\n',
}
FILES: Files = {
    "a.py": [constant("a"), constant("b"), constant("c")],
    "b.py": [],
    "c.py": [Said("c", "events", "argument")],
    ".env": [key("OLD_URL"), key("URL"), env("HOST", "interpolated")],
    "d.py": [env("URL")],
    "f.py": ["in line 1", constant("l"), constant("m")],
    "g.py": ["f", constant("n")],
    "h.py": ["State", constant("old")],
    "i.py": [constant("t")],
    "j.py": [constant("u")],
    "e.py": [Said("--flag", "configuration", "argument", defined=True)],
}


def read(path: str) -> Reading:
    """Read a file; its strings are where the index of the test has them."""
    reading = read_source(content(path))
    return reading._replace(literals=[one._replace(column=4) for one in reading.literals])


def content(path: str) -> bytes:
    """Give what a file holds."""
    return SOURCES.get(path, "").encode()


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        pytest.param(Filter(), ["OLD_URL", "a", "l", "m", "old"], id="everything"),
        pytest.param(Filter(("environment",)), ["OLD_URL"], id="a category"),
        pytest.param(Filter(files=("d.py",)), [], id="used from elsewhere"),
    ],
)
def test_unused(wanted: Filter, expected: list[str]) -> None:
    found = unused(Selection(index_of(FILES), wanted), read, content)
    assert sorted(one.value for one in found) == expected
