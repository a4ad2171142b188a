"""Indexes written out in a test: what stands where, judged as the test says."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from netra_tools.literals.categories import CATEGORIES
from netra_tools.literals.occurrences import code_of
from netra_tools.literals.postings import HAS_PROBLEM, IS_TEST
from netra_tools.literals.store import Store
from netra_tools.literals.take import Columns
from netra_tools.literals.verdict import PROVED, Verdict
from netra_tools.literals.write import Entry, update
from netra_tools.model import ASSIGNED, OTHER, ROLES, TEXT, Literal


class Said(NamedTuple):
    """A string, and what it is."""

    value: str
    category: str = "fields"
    role: str = ROLES[OTHER]
    defined: bool = False
    kind: int = TEXT
    reason: str = "otherwise"


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
    update(
        store, [entry(path, said, path in unparsed) for path, said in files.items()], (), store.begin("test")
    )
    return store


def entry(path: str, said: Sequence[Said | str], is_unparsed: bool) -> Entry:
    """Make a file of an index."""
    found = [one if isinstance(one, Said) else Said(one) for one in said]
    columns = Columns()
    for line, one in enumerate(found, 1):
        columns.add(literal(one, line), code_of(verdict(one)), one.defined)
    flags = (IS_TEST if path.startswith("tests/") else 0) | (HAS_PROBLEM if is_unparsed else 0)
    return Entry(path, b"0", "", flags, columns.pack(b""))


def literal(said: Said, line: int) -> Literal:
    """Make the record of a string."""
    return Literal(said.value, said.kind, ROLES.index(said.role), 0, "", "", -1, line, 4, line, 9)


def verdict(said: Said) -> Verdict:
    """Say what a string is."""
    return Verdict(CATEGORIES.index(said.category), said.reason, PROVED)
