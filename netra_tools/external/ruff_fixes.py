"""What ruff would change about imports, as edits that are ours to make or to leave."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Sequence
from typing import Any, Final, NamedTuple

from netra_tools.errors import NetraError
from netra_tools.external.launch import Ended, Launched, Surroundings, look_for
from netra_tools.external.message import UnreadableError

UNUSED: Final = "F401"
REPEATED: Final = "F811"
UNSORTED: Final = "I001"
BAD_SYNTAX: Final = "invalid-syntax"
RULES: Final = (UNUSED, REPEATED, UNSORTED)
# Whatever its configuration says: it changes no file, leaves none behind, and writes what we read.
SAFE: Final = ("--no-fix", "--no-fix-only", "--no-unsafe-fixes", "--no-cache", "--output-format", "json")
CLEAN, FOUND = 0, 1

Point = tuple[int, int]  # row from 1, column in characters from 1


class Replacement(NamedTuple):
    """Text to stand in the place of other text."""

    start: Point
    end: Point
    text: str


class Advice(NamedTuple):
    """One thing that ruff says of a file; `fix` is None when it knows no safe remedy, or not a single one."""

    code: str
    path: str  # relative to the folder
    start: Point
    end: Point
    message: str
    fix: Replacement | None


def ask_ruff(where: Surroundings, folder: str, rules: Sequence[str] = RULES) -> list[Advice]:
    """Ask ruff about the imports of all files in a folder, in one go.

    Raises: NetraError when it is not installed, fails, or says what cannot be understood.
    """
    if look_for("ruff", where) is None:
        message = "ruff is not installed, and it says which imports are unused and how they are sorted"
        raise NetraError(message, "install it beside netra: pip install ruff")
    return read_answer(call_ruff(where, [*SAFE, "--select", ",".join(rules), "--", folder]), folder)


def call_ruff(where: Surroundings, arguments: Sequence[str]) -> Ended:
    """Run `ruff check`; the folder is the last argument.

    Raises: NetraError when it fails.
    """
    launched = Launched("ruff", ["check", *arguments], where)
    try:
        ended = launched.wait()
    finally:
        launched.close()
    if ended.code not in (CLEAN, FOUND):
        said = ended.last_words().replace(f"{os.path.realpath(arguments[-1])}/", "")
        raise NetraError(f"ruff failed: {said}", "run ruff by itself")
    return ended


def read_answer(ended: Ended, folder: str) -> list[Advice]:
    """Read what ruff wrote.

    Raises: UnreadableError.
    """
    try:
        return list(read_records(json.loads(ended.out or "[]"), os.path.realpath(folder)))
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise UnreadableError("what ruff wrote", str(error).lower()) from error


def read_records(records: Iterable[Any], folder: str) -> Iterable[Advice]:
    """Read a list of ruff's findings."""
    for record in records:
        path = os.path.relpath(os.path.realpath(record["filename"]), folder).replace(os.sep, "/")
        span = point(record["location"]), point(record["end_location"])
        code = record["code"] or BAD_SYNTAX
        yield Advice(code, path, *span, record["message"], read_fix(record.get("fix")))


def read_fix(fix: Any) -> Replacement | None:
    """Read a safe remedy of one edit."""
    if not fix or fix["applicability"] != "safe" or len(fix["edits"]) != 1:
        return None
    edit = fix["edits"][0]
    return Replacement(point(edit["location"]), point(edit["end_location"]), edit["content"])


def point(place: Any) -> Point:
    """Read a place."""
    return int(place["row"]), int(place["column"])
