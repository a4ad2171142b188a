"""What of the vocabulary goes out, and what fits."""

from __future__ import annotations

import json

import pytest

from netra_tools.literals.export import Counted, fit, places_of, words_of
from netra_tools.literals.tokens import estimate
from netra_tools.model import TEMPLATE
from netra_tools.report.exports import render, render_legacy
from tests.literals.indexed import Files, Said, constant, index_of

FILES: Files = {
    "a.py": [Said("on", "states"), Said("on", "states"), Said("off", "states"), "id", "name"],
    "b.py": [Said("off", "states"), "id", Said("id", "identifiers"), Said("oh no", "messages")],
    "tests/t.py": [Said("maybe", "states"), "name"],
}


def names(words: list[Counted]) -> list[tuple[str, str]]:
    """Give values and categories."""
    return [(word.value, word.category) for word in words]


def test_words_in_order() -> None:
    store = index_of(FILES)
    expected = [
        ("off", "states"),  # in two files, `on` twice in one
        ("on", "states"),
        ("id", "identifiers"),
        ("id", "fields"),
        ("name", "fields"),
    ]
    assert names(words_of(store, (), tests=False)) == expected
    assert ("maybe", "states") in names(words_of(store, (), tests=True))
    assert names(words_of(store, ("messages",), tests=False)) == [("oh no", "messages")]


def test_forms() -> None:
    words = words_of(index_of(FILES), (), tests=False)
    compact = '{"states":["off","on"],"identifiers":["id"],"fields":["id","name"]}\n'
    assert render(words, "json", compact=True) == compact
    lines = render(words, "jsonl", compact=True).splitlines()
    assert lines == ['{"states":["off","on"]}', '{"identifiers":["id"]}', '{"fields":["id","name"]}']
    rows = [json.loads(line) for line in render(words, "jsonl", compact=False).splitlines()]
    assert rows[0] == {"category": "states", "value": "off", "places": 2, "files": 2}
    whole = json.loads(render(words, "json", compact=False))
    assert [row["value"] for row in whole["categories"]["fields"]] == ["id", "name"]


@pytest.mark.parametrize("value", ["café", "\ud800", "a\nb\0", "\u202e", "😀", '"', ""])
@pytest.mark.parametrize("form", ["json", "jsonl"])
def test_any_value_comes_back_from_compact_json(value: str, form: str) -> None:
    text = render([Counted(value, "fields", 1, 1, 1)], form, compact=True)
    assert json.loads(text) == {"fields": [value]}
    text.encode()


def words(category: str, count: int, length: int = 1) -> list[Counted]:
    """Make words of one category."""
    return [Counted(f"{number}" * length, category, 1, 1, number) for number in range(count)]


@pytest.mark.parametrize(
    ("most", "expected"),
    [
        pytest.param(100, {"states": 9, "fields": 2}, id="all"),
        pytest.param(6, {"states": 2, "fields": 2}, id="shares"),
        pytest.param(9, {"states": 5, "fields": 2}, id="what one leaves goes to the other"),
        pytest.param(1, {}, id="no room"),
    ],
)
def test_each_category_gets_its_share(most: int, expected: dict[str, int]) -> None:
    kept = fit([*words("states", 9), *words("fields", 2)], most, lambda word: 1, 1)
    counts: dict[str, int] = {}
    for word in kept:
        counts[word.category] = counts.get(word.category, 0) + 1
    assert counts == expected


def test_what_is_too_long_makes_room_for_what_comes_after() -> None:
    long = Counted("x" * 101, "states", 9, 9, 1)
    assert names(fit([long, *words("states", 1)], 50, lambda word: len(word.value), 0)) == [("0", "states")]
    dear = Counted("x" * 60, "states", 9, 9, 1)
    assert names(fit([dear, *words("states", 1)], 50, lambda word: len(word.value), 0)) == [("0", "states")]


@pytest.mark.parametrize(
    ("text", "tokens"),
    [("", 0), ("status", 1), ("created_at", 4), ("REDIS_URL", 3), ("internationalization", 4), ("2024", 2)],
)
def test_tokens(text: str, tokens: int) -> None:
    assert estimate(text) == tokens


LEGACY = {
    "metadata": {
        "version": "1.0",
        "total_literals": 2,
        "categories": {"events": 1, "identifiers": 1},
    },
    "categories": {
        "events": {
            "count": 1,
            "literals": {
                "a:{}": {
                    "value": "a:{}",
                    "type": "template",
                    "locations": ["b.py:3"],
                    "context": "other",
                }
            },
        },
        "identifiers": {
            "count": 1,
            "literals": {
                "id": {
                    "value": "id",
                    "type": "text",
                    "locations": ["a.py:1", "b.py:1", "b.py:2"],
                    "context": "assigned",
                }
            },
        },
    },
}


def test_the_classic_layout() -> None:
    store = index_of(
        {
            "b.py": [constant("id", "identifiers"), "id", Said("a:{}", "events", kind=TEMPLATE)],
            "a.py": ["id"],
            "tests/t.py": ["id"],
        }
    )
    words = words_of(store, (), tests=False)
    assert json.loads(render_legacy(words, places_of(store, words, tests=False))) == LEGACY
