"""The places that a change touches: what each holds before and after, and which get in others' way."""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from netra_tools.changes.tree import read_state
from netra_tools.errors import NetraError
from netra_tools.plan import Edit, State


class Place(NamedTuple):
    """What a path holds before and after; None for nothing."""

    before: State | None
    after: State | None


Places = Mapping[str, Place]


def places_of(edits: Iterable[Edit]) -> dict[str, Place]:
    """Give what each path holds before and after, by path."""
    every = list(edits)
    before = {edit.path: edit.before for edit in every if edit.before is not None}
    after = {edit.target: edit.after for edit in every if edit.after is not None}
    return {path: Place(before.get(path), after.get(path)) for path in sorted({*before, *after})}


def inverse(edits: Iterable[Edit]) -> tuple[Edit, ...]:
    """Give the edits that take others back."""
    return tuple([Edit(edit.target, edit.path, edit.after, edit.before) for edit in edits])


def parents(path: str) -> Iterator[str]:
    """Yield the directories above a path, the nearest first; not the root."""
    while "/" in path:
        path = path.rpartition("/")[0]
        yield path


def directories_of(paths: Iterable[str]) -> set[str]:
    """Give all directories above some paths; not the root."""
    return {above for path in paths for above in parents(path)}


def fold(path: str) -> str:
    """Write a path so that two that a file system may take for one are equal."""
    return path.lower() if path.isascii() else unicodedata.normalize("NFC", path.casefold())


def twins(places: Places) -> frozenset[str]:
    """Give the places that differ from others, or lie in directories that differ, in case alone."""
    spelled: dict[str, set[str]] = {}
    for name in {*places, *directories_of(places)}:
        spelled.setdefault(fold(name), set()).add(name)
    double = {name for names in spelled.values() if len(names) > 1 for name in names}
    return frozenset([path for path in places if path in double or not double.isdisjoint(parents(path))])


def blocking(places: Places) -> frozenset[str]:
    """Give the places that must be left before others can be taken: a file where a directory is to be."""
    left = {path for path, place in places.items() if place.after is None}
    made = {path for path, place in places.items() if place.after is not None}
    above = directories_of(made)
    below = {path for path in left if not made.isdisjoint(parents(path))}
    return frozenset((left & above) | below | (left & twins(places)))


class Seen(NamedTuple):
    """What a place holds now, and the stat that tells whether that is still so."""

    state: State | None
    signature: tuple[int, ...] = ()
    problem: str = ""  # why it cannot be told


def look(root: str, places: Places) -> dict[str, Seen]:
    """Read what every place holds now; nothing for a directory, and nothing behind a link."""
    doubtful = twins(places)
    links = {above for above in directories_of(places) if os.path.islink(f"{root}/{above}")}
    found = {}
    for path, place in places.items():
        hidden = not links.isdisjoint(parents(path)) or (path in doubtful and not is_exact(root, path))
        seen = Seen(None) if hidden else see(root, path)
        # One copy of a content is enough.
        found[path] = seen._replace(state=place.before) if seen.state == place.before else seen
    return found


def see(root: str, path: str) -> Seen:
    """Read what a path holds."""
    signature = signature_of(root, path)
    try:
        return Seen(read_state(root, path), signature)
    except NetraError as error:
        return Seen(None, signature, error.message.partition(": ")[2] or error.message)


def signature_of(root: str, path: str) -> tuple[int, ...]:
    """Give what the system says of a path; nothing where nothing is."""
    try:
        found = os.lstat(f"{root}/{path}")
    except OSError:
        return ()
    return found.st_mode, found.st_ino, found.st_size, found.st_mtime_ns, found.st_ctime_ns


def is_exact(root: str, path: str) -> bool:
    """Say whether something is there under that very name: some file systems do not tell `A` from `a`."""
    place = root
    for name in path.split("/"):
        try:
            if name not in os.listdir(place):
                return False
        except OSError:
            return False
        place = f"{place}/{name}"
    return True
