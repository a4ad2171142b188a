"""Reads tables of small migrations.

=== what the case is about
pairs: a.b -> n.m, a.c:Y -> n.c:Z
by hand: a/b.py -> n/m.py            files that have moved already; all others move along
note: text                           in one of the notes of the plan
--- main.py                          a file of the tree; the files of WORLD are there, too
+++ n/m.py                           the same as a person has left it before the migration
=> main.py                           what it must hold afterwards

`main.py` of the tree as written, and of the tree migrated, must print the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

WORLD = {
    "a/__init__.py": 'WHO = "a"\n',
    "a/b.py": (
        'WHO = "b"\nX = 1\n\n\ndef f():\n    return "f"\n\n\nclass C:\n    def m(self):\n        return "m"\n'
    ),
    "a/c.py": 'WHO = "c"\nY = 2\n',
    "a/deep/__init__.py": 'WHO = "deep"\n',
    "a/deep/d.py": 'WHO = "d"\n',
    "n/__init__.py": 'WHO = "n"\n',
}


class Case(NamedTuple):
    """One migration; texts by path."""

    title: str
    pairs: tuple[tuple[str, str], ...]
    before: dict[str, str]
    start: dict[str, str]  # the tree that is migrated
    expected: dict[str, str]
    settled: bool
    notes: tuple[str, ...]


def read_cases(folder: Path) -> list[Case]:
    """Read all tables of a folder."""
    texts = [path.read_text("utf-8") for path in sorted(folder.glob("*.txt"))]
    return [read_case(part) for text in texts for part in re.split(r"^=== ", text, flags=re.M)[1:]]


def read_case(text: str) -> Case:
    """Read one case."""
    title, *rest = text.splitlines()
    fields = dict(line.split(": ", 1) for line in rest[: first_file(rest)] if line)
    before = dict(WORLD)
    start: dict[str, str] = {}
    expected: dict[str, str] = {}
    for kind, path, body in sections(rest):
        {"---": before, "+++": start, "=>": expected}[kind][path] = body
    moved = dict(arrows(fields.get("by hand", "")))
    left = {moved.get(path, path): body for path, body in before.items()}
    settled = bool(moved or start)
    notes = (fields["note"],) if "note" in fields else ()
    return Case(title, tuple(arrows(fields["pairs"])), before, {**left, **start}, expected, settled, notes)


def first_file(lines: list[str]) -> int:
    """Find the line at which the files begin."""
    return next(number for number, line in enumerate(lines) if line.startswith("--- "))


def arrows(text: str) -> Iterator[tuple[str, str]]:
    """Read `a -> b, c -> d`."""
    for part in text.split(", "):
        old, arrow, new = part.partition(" -> ")
        if arrow:
            yield old, new


def sections(lines: list[str]) -> Iterator[tuple[str, str, str]]:
    """Yield the files of a case: of what kind, its path, what it holds."""
    body: list[str] = []
    for line in reversed(lines[first_file(lines) :]):
        kind, _, path = line.partition(" ")
        if kind in ("---", "+++", "=>"):
            text = "\n".join(reversed(body)).rstrip("\n")
            yield kind, path, f"{text}\n" if text else ""
            body = []
        else:
            body.append(line)
