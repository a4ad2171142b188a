"""Lists values of the index with the places where they stand."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from heapq import nsmallest
from typing import NamedTuple

from netra_tools.literals.categories import CATEGORIES
from netra_tools.literals.occurrences import Occurrence
from netra_tools.literals.postings import CATEGORY_MASK, DEFINED, FILE_SHIFT, HAS_PROBLEM, IN_TEST, IS_TEST
from netra_tools.literals.store import FileRow, Store
from netra_tools.model import ROLES
from netra_tools.project.globs import compile_globs


class Filter(NamedTuple):
    """Which places count; what is empty allows all."""

    categories: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    files: tuple[str, ...] = ()  # globs
    tests: bool = True


class Located(NamedTuple):
    """One occurrence and the file in which it stands."""

    file: FileRow
    at: Occurrence


class Listed(NamedTuple):
    """A value, how often it stands where it counts, and in how many files."""

    number: int
    value: str
    categories: dict[str, int]
    total: int
    files: int
    tests: int  # places in tests
    defined: int  # places that define it


class Selection:
    """Values and their places, of those that count."""

    def __init__(self, store: Store, wanted: Filter) -> None:
        self.store = store
        inside = compile_globs(wanted.files) if wanted.files else None
        self.rows = {
            row.number: row
            for row in store.files().values()
            if (wanted.tests or not row.flags & IS_TEST) and (inside is None or inside(row.path))
        }
        self.everywhere = not wanted.files and wanted.tests
        self.categories = frozenset([CATEGORIES.index(name) for name in wanted.categories])
        self.roles = frozenset([ROLES.index(name) for name in wanted.roles])

    def values(self, wanted: Callable[[str], object]) -> list[Listed]:
        """List the values that are wanted and stand somewhere, in no order."""
        held = self.with_role() if self.roles else None
        found = []
        for text in self.store.texts():
            if not wanted(text.value):
                continue
            postings = text.postings if held is None else held.get(text.number, ())
            listed = listed_of(text.number, text.value, self.counting(postings))
            if listed.total:
                found.append(listed)
        return found

    def counting(self, postings: Iterable[int]) -> list[int]:
        """Keep the postings that count."""
        if self.categories:
            postings = [item for item in postings if item & CATEGORY_MASK in self.categories]
        if self.everywhere:
            return list(postings)
        return [item for item in postings if item >> FILE_SHIFT in self.rows]

    def with_role(self) -> dict[int, list[int]]:
        """Give the postings of the occurrences that have a role that is asked for, by value."""
        held: dict[int, list[int]] = {}
        for number, row in self.rows.items():
            mark = number << FILE_SHIFT | (IN_TEST if row.flags & IS_TEST else 0)
            for item in self.store.occurrences(number):
                if item.role in self.roles:
                    held.setdefault(item.text, []).append(mark | item.category)
        return held

    def places(self, values: Iterable[Listed]) -> dict[int, list[Located]]:
        """Give the places of values by number: definitions first, then code before tests, by name."""
        wanted = {listed.number for listed in values}
        found: dict[int, list[Located]] = {number: [] for number in wanted}
        for row in self.holding(wanted):
            for item in self.store.occurrences(row.number):
                if item.text in wanted and self.has(item):
                    found[item.text].append(Located(row, item))
        for places in found.values():
            places.sort(key=order_of)
        return found

    def holding(self, wanted: set[int]) -> Iterator[FileRow]:
        """List the files that hold one of the values, and count."""
        numbers: set[int] = set()
        for number in wanted:
            text = self.store.text(number)
            numbers.update(item >> FILE_SHIFT for item in (text.postings if text else ()))
        return (self.rows[number] for number in sorted(numbers) if number in self.rows)

    def has(self, item: Occurrence) -> bool:
        """Say whether an occurrence has a category and a role that are asked for."""
        of_category = not self.categories or item.category in self.categories
        return of_category and (not self.roles or item.role in self.roles)


def listed_of(number: int, value: str, postings: list[int]) -> Listed:
    """Count the postings of a value."""
    found = Counter([item & CATEGORY_MASK for item in postings])
    categories = {CATEGORIES[category]: times for category, times in sorted(found.items())}
    files = len({item >> FILE_SHIFT for item in postings})
    tests = sum([item & IN_TEST for item in postings]) // IN_TEST
    defined = sum([item & DEFINED for item in postings]) // DEFINED
    return Listed(number, value, categories, len(postings), files, tests, defined)


def order_of(located: Located) -> tuple[bool, bool, str, int, int]:
    """Give what places are sorted by."""
    row, item = located
    return not item.defined, bool(row.flags & IS_TEST), row.path, item.line, item.column


def marks_of(row: FileRow) -> list[str]:
    """Name what is to be known of a file."""
    marks = ["test"] if row.flags & IS_TEST else []
    return marks + (["unparsed"] if row.flags & HAS_PROBLEM else [])


def once(selection: Selection) -> list[Listed]:
    """List the values that stand in one place of the whole index, and there count."""
    totals = {text.number: len(text.postings) for text in selection.store.texts()}
    return [listed for listed in selection.values(lambda _: True) if totals[listed.number] == 1]


def most_frequent(store: Store, categories: Sequence[str], most: int) -> dict[str, list[tuple[str, int]]]:
    """Give the values that stand most often in each category, and how often."""
    found: dict[str, list[tuple[int, str]]] = {category: [] for category in categories}
    for listed in Selection(store, Filter()).values(lambda _: True):
        for category in listed.categories.keys() & found.keys():
            found[category].append((-listed.categories[category], listed.value))
    return {
        category: [(value, -times) for times, value in nsmallest(most, pairs)]
        for category, pairs in found.items()
    }
