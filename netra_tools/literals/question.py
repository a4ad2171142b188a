"""What is asked about a value, and what is answered. On the way of every `validate`: it imports nothing."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from typing import Final

# What can be said of a value (`Answer.status`).
EXACT: Final = "exact"  # it stands in the repository
VARIANT: Final = "variant"  # it stands there written otherwise, or as something else
NEAR: Final = "near"  # it does not, but something close to it does
ABSENT: Final = "absent"  # neither
UNKNOWN: Final = "unknown"  # cannot be told


class Question:
    """A value, the category that counts ("" for any), and the file whose neighbours come first."""

    __slots__ = ("category", "near", "value")

    def __init__(self, value: str, category: str = "", near: str = "") -> None:
        self.value = value
        self.category = category
        self.near = near


class Place:
    """Where a value stands; marks are "test" and "unparsed"."""

    __slots__ = ("category", "column", "line", "marks", "path")

    def __init__(self, path: str, line: int, column: int, category: str, marks: Sequence[str] = ()) -> None:
        self.path = path
        self.line = line
        self.column = column
        self.category = category
        self.marks = marks


class Meant:
    """What was probably meant, and why in words."""

    __slots__ = ("category", "score", "value", "where", "why")

    def __init__(self, value: str, score: float, why: str) -> None:
        self.value = value
        self.score = score
        self.why = why
        self.category = ""
        self.where: Place | None = None


class Answer:
    """What is known of a value."""

    __slots__ = (
        *("categories", "definitions", "files", "notes", "question"),
        *("source", "status", "suggestions", "total", "uses"),
    )

    def __init__(self, question: Question, status: str) -> None:
        self.question = question
        self.status = status
        self.categories: Mapping[str, int] = {}  # category -> occurrences
        self.definitions: Sequence[Place] = ()
        self.uses: Sequence[Place] = ()
        self.total = 0
        self.files = 0
        self.suggestions: Sequence[Meant] = ()
        self.notes: list[str] = []  # what else is to be known, in words
        self.source = "index"  # "vocabulary" when only the committed words could be asked


def exit_code(answers: Iterable[Answer]) -> int:
    """Give the exit code: 0 all are exact, 1 one is not, 2 one could not be told."""
    statuses = {answer.status for answer in answers}
    if statuses & {VARIANT, NEAR, ABSENT}:
        return 1
    return 2 if UNKNOWN in statuses else 0
