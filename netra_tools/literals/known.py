"""What the index knows of a value that stands in the repository.

This is on the way of every `validate`: it imports next to nothing.
"""

from __future__ import annotations

from array import array

from netra_tools.literals.categories import CATEGORIES
from netra_tools.literals.postings import (
    CATEGORY_MASK,
    DEFINED,
    DEFINED_BIT,
    FILE_SHIFT,
    HAS_PROBLEM,
    IN_TEST,
    IS_TEST,
    columns_of,
    files_of,
    key_of,
    overrides_of,
    to_array,
    to_bytes,
)
from netra_tools.literals.question import EXACT, VARIANT, Answer, Place, Question

TYPE_CHECKING = False
if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator, Sequence
    from typing import Final

    Row = tuple[int, str, int]  # number, path and flags of a file

FEW: Final = 5  # places that are shown
MANY: Final = 10_000  # numbers in one statement


class Known:
    """Answers for values that stand somewhere."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection = connection
        self.files: dict[int, Row] = {}

    def answer(self, question: Question) -> Answer | None:
        """Answer one question; None when the value stands nowhere."""
        found = find(self.connection, question.value)
        if found is None:
            return None
        number, postings = found
        answer = Answer(question, EXACT)
        answer.categories = count(postings)
        answer.total = len(postings)
        rows = self.rows(files_of(postings))
        answer.files = len(rows)
        answer.definitions = self.places(number, postings, question, defined=True)
        answer.uses = self.places(number, postings, question, defined=False)
        if question.category and question.category not in answer.categories:
            answer.status = VARIANT
            answer.notes.append(f"it is no {question.category} here, but {' and '.join(answer.categories)}")
        if all(posting & IN_TEST for posting in postings):
            answer.notes.append("only tests hold it")
        if all(flags & HAS_PROBLEM for _, _, flags in rows):
            answer.notes.append("only files that do not parse hold it")
        return answer

    def rows(self, numbers: Sequence[int]) -> list[Row]:
        """Give number, path and flags of files."""
        missing = [number for number in numbers if number not in self.files]
        for start in range(0, len(missing), MANY):
            listed = ",".join(map(str, missing[start : start + MANY]))
            for row in self.connection.execute(f"select id, path, flags from files where id in ({listed})"):
                self.files[row[0]] = row
        return [self.files[number] for number in numbers]

    def places(
        self, text: int, postings: array[int], question: Question, *, defined: bool, most: int = FEW
    ) -> Sequence[Place]:
        """Give the first places where a value is defined, or used: beside `near`, then in code, by name."""
        bit = DEFINED if defined else 0
        numbers = {posting >> FILE_SHIFT for posting in postings if posting & DEFINED == bit}
        found: list[Place] = []
        for row in nearest(self.rows(list(numbers)), question.near):
            found.extend(self.places_in(row, text, defined))
            if len(found) >= most:
                break
        return found[:most]

    def places_in(self, row: Row, wanted: int, defined: bool) -> Iterator[Place]:
        """List the places of one value in one file."""
        number, path, flags = row
        query = "select pack, overrides from files where id = ?"
        pack, overrides = self.connection.execute(query, (number,)).fetchone()
        texts, codes, lines, columns, *_ = columns_of(pack)
        changed = overrides_of(overrides)
        marks = (["test"] if flags & IS_TEST else []) + (["unparsed"] if flags & HAS_PROBLEM else [])
        for at, text in enumerate(texts):
            code = changed.get(at, codes[at])
            if text == wanted and bool(code & DEFINED_BIT) is defined:
                yield Place(path, lines[at], columns[at], CATEGORIES[code & CATEGORY_MASK], marks)


def find(connection: sqlite3.Connection, value: str) -> tuple[int, array[int]] | None:
    """Give the number and the postings of a value; None when no file holds it."""
    wanted = to_bytes(value)
    query = "select id, text, postings from texts where key = ?"
    for number, text, postings in connection.execute(query, (key_of(wanted),)):
        if text == wanted:
            return number, to_array(postings)
    return None


def count(postings: Sequence[int]) -> dict[str, int]:
    """Count the places of a value by category."""
    counts = [0] * len(CATEGORIES)
    for posting in postings:
        counts[posting & CATEGORY_MASK] += 1
    return {CATEGORIES[number]: times for number, times in enumerate(counts) if times}


def nearest(rows: Sequence[Row], near: str) -> list[Row]:
    """Give the first files: those beside `near`, then code, then tests, by name."""
    if len(rows) > 1:
        rows = sorted(rows, key=lambda row: (-shared(row[1], near), row[2] & IS_TEST, row[1]))
    return list(rows[:FEW])


def shared(path: str, near: str) -> int:
    """Count the directories that two paths have in common; the same file counts most."""
    if not near:
        return 0
    if path == near:
        return 1_000
    count = 0
    for one, other in zip(path.split("/")[:-1], near.split("/")[:-1], strict=False):
        if one != other:
            break
        count += 1
    return count
