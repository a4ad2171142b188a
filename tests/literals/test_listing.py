"""Which values are listed, with which places, and in which order."""

from __future__ import annotations

import pytest

from netra_tools.literals.listing import Filter, Selection, most_frequent, once
from tests.literals.indexed import Files, Said, constant, index_of

FILES: Files = {
    "app/a.py": [constant("on", "states"), Said("on", "states", "compared"), "id", "only"],
    "app/b.py": [Said("on", "fields", "key"), Said("id", "fields", "key")],
    "lib/c.py": [Said("on", "states", "compared")],
    "tests/test_a.py": ["id", Said("on", "states"), "alone"],
}


def listed(wanted: Filter) -> dict[str, tuple[int, int]]:
    """List values with their counts of places and files."""
    found = Selection(index_of(FILES), wanted).values(lambda _: True)
    return {one.value: (one.total, one.files) for one in found}


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        pytest.param(
            Filter(), {"on": (5, 4), "id": (3, 3), "only": (1, 1), "alone": (1, 1)}, id="everything"
        ),
        pytest.param(Filter(("states",)), {"on": (4, 3)}, id="a category"),
        pytest.param(
            Filter(("states", "fields"), tests=False),
            {"on": (4, 3), "id": (2, 2), "only": (1, 1)},
            id="two categories without tests",
        ),
        pytest.param(Filter(roles=("compared",)), {"on": (2, 2)}, id="a role"),
        pytest.param(
            Filter(("fields",), roles=("key", "assigned")), {"on": (1, 1), "id": (1, 1)}, id="roles"
        ),
        pytest.param(Filter(files=("app",)), {"on": (3, 2), "id": (2, 2), "only": (1, 1)}, id="a directory"),
        pytest.param(Filter(files=("b.py", "lib/*.py")), {"on": (2, 2), "id": (1, 1)}, id="globs"),
        pytest.param(Filter(("events",)), {}, id="nothing"),
    ],
)
def test_values_and_counts(wanted: Filter, expected: dict[str, tuple[int, int]]) -> None:
    assert listed(wanted) == expected


def test_places_are_those_that_count_in_order() -> None:
    selection = Selection(index_of(FILES), Filter(("states",)))
    found = selection.values(lambda value: value == "on")
    places = selection.places(found)[found[0].number]
    assert [(place.file.path, place.at.line) for place in places] == [
        ("app/a.py", 1),  # the definition
        ("app/a.py", 2),
        ("lib/c.py", 1),
        ("tests/test_a.py", 2),  # tests last
    ]


def test_what_stands_once_stands_once_in_all() -> None:
    assert [one.value for one in once(Selection(index_of(FILES), Filter(tests=False)))] == ["only"]
    # `on` is in one place of lib, but not of the repository.
    assert once(Selection(index_of(FILES), Filter(files=("lib",)))) == []


def test_most_frequent() -> None:
    found = most_frequent(index_of(FILES), ["states", "fields", "events"], 2)
    assert found == {"states": [("on", 4)], "fields": [("id", 3), ("alone", 1)], "events": []}
