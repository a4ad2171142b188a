"""What is known of one file of knowledge, as plain values that are kept by its content."""

from __future__ import annotations

from typing import Any, Final, NamedTuple

from netra_tools.knowledge.faults import READ, Diagnosis
from netra_tools.model import Suppression

KNOWN_VERSION = 1  # goes up when anything is read in another way
# What a reference names.
PATH: Final = "path"
MODULE: Final = "module"
RULE: Final = "rule"
COMMAND: Final = "command"
ID: Final = "id"


class Reference(NamedTuple):
    """Something that a file says exists. Columns count UTF-8 bytes from 0."""

    kind: str
    value: str
    line: int
    column: int
    end_column: int


class Id(NamedTuple):
    """What an element is called by others; `owner` is the name of that element."""

    value: str
    owner: str
    line: int
    column: int


class Known(NamedTuple):
    """What one file says."""

    kind: str
    problems: tuple[Diagnosis, ...]
    ids: tuple[Id, ...] = ()
    references: tuple[Reference, ...] = ()
    suppressions: tuple[Suppression, ...] = ()

    @property
    def was_read(self) -> bool:
        """Say whether the file is well-formed: ids and references are those that it has."""
        return all(problem.kind in READ for problem in self.problems)


def pack(known: Known) -> tuple[object, ...]:
    """Turn what is known into plain tuples, which marshal takes."""
    rows = (known.problems, known.ids, known.references, known.suppressions)
    return (known.kind, *(tuple(map(tuple, row)) for row in rows))


def unpack(plain: Any) -> Known:
    """Turn plain tuples back into what is known."""
    kind, problems, ids, references, suppressions = plain
    return Known(
        kind,
        tuple(map(Diagnosis._make, problems)),
        tuple(map(Id._make, ids)),
        tuple(map(Reference._make, references)),
        tuple(map(Suppression._make, suppressions)),
    )
