"""Counts that are kept up with every change are those that a new count gives."""

from __future__ import annotations

import random

import pytest

from netra_tools.literals.categories import CATEGORIES
from netra_tools.literals.store import Store
from netra_tools.literals.survey import Survey, survey
from netra_tools.literals.tally import META
from netra_tools.literals.write import update
from tests.literals.indexed import Said, entry, index_of

PATHS = ("app/a.py", "app/b.py", "app/c.py", "tests/test_a.py", "tests/test_b.py")


def some(chance: random.Random) -> list[Said]:
    """Make strings at random; some values stand in several categories and files."""
    return [
        Said(f"v{chance.randrange(12)}", chance.choice(CATEGORIES), defined=chance.random() < 0.3)
        for _ in range(chance.randrange(9))
    ]


def counted_anew(store: Store) -> Survey:
    """Forget the counts, and count again."""
    store.ask("delete from meta where key = ?", META)
    store.commit()
    return survey(store)


@pytest.mark.parametrize("seed", range(8))
def test_counts_follow_the_changes(seed: int) -> None:
    chance = random.Random(seed)
    store = index_of({path: some(chance) for path in PATHS[:4]})
    survey(store)
    for _ in range(6):
        first, second, gone = chance.sample(PATHS, 3)
        entries = [entry(path, some(chance), path == PATHS[0]) for path in (first, second)]
        update(store, entries, [gone], store.meta("generation"))
        kept = survey(store)
        assert kept == counted_anew(store)


def test_places_in_tests_are_counted_apart_too() -> None:
    store = index_of({"app/a.py": ["name", "other"], "tests/test_a.py": ["name"]}, ["app/a.py"])
    found = survey(store)
    fields = next(count for count in found.categories if count.category == "fields")
    assert (found.files, found.places, found.roots) == (2, 3, {"app": 1, "tests": 1})
    assert (fields.values, fields.places, fields.in_tests) == (2, 3, 1)
    assert found.unparsed == ("app/a.py",)
