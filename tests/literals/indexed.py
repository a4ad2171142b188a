"""Indexes written out in a test: what stands where, judged as the test says."""

from __future__ import annotations

from array import array
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from netra_tools.literals.categories import CATEGORIES
from netra_tools.literals.occurrences import encode_code
from netra_tools.literals.postings import HAS_PROBLEM, IS_TEST
from netra_tools.literals.store import Store
from netra_tools.literals.write import Entry, Taken, update
from netra_tools.model import ASSIGNED, OTHER, ROLES, TEXT


class Said(NamedTuple):
    """A string, and what it is."""

    value: str
    category: str = "fields"
    role: str = ROLES[OTHER]
    defined: bool = False
    kind: int = TEXT
    reason: int = 0


Files = Mapping[str, Sequence[Said | str]]  # strings by path, a line each; one without more is a field


def constant(value: str, category: str = "fields") -> Said:
    """Make a string that a constant holds."""
    return Said(value, category, ROLES[ASSIGNED], defined=True)


def key(value: str, category: str = "environment") -> Said:
    """Make a key of a file of keys."""
    return Said(value, category, "key", defined=True)


def index_of(files: Files, unparsed: Sequence[str] = ()) -> Store:
    """Make an index in memory: files below `tests` are tests."""
    store = Store("")
    update(store, [entry(path, said, path in unparsed) for path, said in files.items()], ())
    return store


def entry(path: str, said: Sequence[Said | str], is_unparsed: bool) -> Entry:
    """Make a file of an index."""
    found = [one if isinstance(one, Said) else Said(one) for one in said]
    values = tuple(dict.fromkeys([one.value for one in found]))
    lines = range(1, len(found) + 1)
    codes = [
        encode_code(
            CATEGORIES.index(one.category), one.kind, ROLES.index(one.role), (0, one.defined, one.reason)
        )
        for one in found
    ]
    texts = [values.index(one.value) for one in found]
    columns = [*texts, *codes, *lines, *[4] * len(found), *lines, *[9] * len(found)]
    flags = (IS_TEST if path.startswith("tests/") else 0) | (HAS_PROBLEM if is_unparsed else 0)
    return Entry(path, b"0", "", flags, Taken(values, array("I", columns).tobytes(), b""))
