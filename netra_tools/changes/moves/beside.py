"""Finds the tests of what moves where they mirror the layout of the sources."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from netra_tools.changes.moves.destinations import Leg, folders_of

TEST_ROOTS = ("tests", "test")
STARTS = ("", "src/")


def add_tests(legs: Iterable[Leg], paths: frozenset[str]) -> tuple[Leg, ...]:
    """Add a pair for the tests of each pair, where they lie as their subjects do.

    tests/app/models/     for app/models/, and for src/app/models/
    tests/models/         for app/models/, too
    tests/app/test_x.py   for app/x.py
    """
    present = paths | folders_of(paths)
    found = []
    for leg in legs:
        found += [leg, *(pair for pair in mirrored(leg, leg.source in paths) if pair.source in present)]
    return tuple(dict.fromkeys(found))


def mirrored(leg: Leg, is_file: bool) -> Iterator[Leg]:
    """Yield where the tests of a pair may lie, and where they go."""
    top = leg.source.partition("/")[0] + "/"
    for start in (*STARTS, top, f"src/{top}"):
        if leg.source.startswith(start) and (leg.target.startswith(start) or start in STARTS):
            pair = Leg(leg.source.removeprefix(start), leg.target.removeprefix(start))
            for root in TEST_ROOTS:
                source, target = (name_of_test(path) if is_file else path for path in pair)
                yield Leg(f"{root}/{source}", f"{root}/{target}")


def name_of_test(path: str) -> str:
    """Name the test of a file."""
    head, slash, last = path.rpartition("/")
    return f"{head}{slash}test_{last}"
