"""What gates refused, one line of JSON each in `.netra/changes/refused.jsonl`: the last ones are kept."""

from __future__ import annotations

import json
import os
import time
from collections.abc import Sequence
from contextlib import suppress
from typing import Any, Final, NamedTuple

from netra_tools.changes.journal.record import CHANGES, prepare
from netra_tools.errors import NetraError
from netra_tools.plan import Plan
from netra_tools.project.write import write_whole

FILE: Final = f"{CHANGES}/refused.jsonl"
FAILED: Final = "failed"
MOST_KEPT: Final = 200
MOST_PROBLEMS: Final = 5  # of each gate
MOST_FILES: Final = 20


class Refusal(NamedTuple):
    """One plan that a gate refused."""

    when: str  # day, in UTC
    title: str
    author: str  # the command
    gate: str
    problems: tuple[str, ...]
    files: tuple[str, ...]


def note_refusal(root: str, plan: Plan, verdicts: Sequence[dict[str, Any]]) -> None:
    """Write down which gates refused a plan, and why; where that cannot be, nothing is said."""
    day = time.strftime("%Y-%m-%d", time.gmtime())
    files = [edit.path for edit in plan.edits][:MOST_FILES]
    lines = []
    for verdict in verdicts:
        if verdict.get("outcome") == FAILED:
            problems = [describe(note) for note in verdict["problems"][:MOST_PROBLEMS]] or [
                verdict["summary"]
            ]
            refusal = Refusal(
                day, plan.title, plan.author.name, verdict["gate"], tuple(problems), tuple(files)
            )
            lines.append(json.dumps(refusal._asdict()) + "\n")
    if not lines:
        return
    with suppress(OSError, NetraError):
        prepare(root)
        with open(f"{root}/{FILE}", "ab") as file:  # each line in one write: two at once do not mix
            file.write("".join(lines).encode("ascii"))
        shorten(f"{root}/{FILE}")


def describe(note: dict[str, Any]) -> str:
    """Write a problem of a gate on one line."""
    where = f"{note['path']}:{note['line']}: " if note.get("path") else ""
    return f"{where}{note['text']}"


def shorten(path: str) -> None:
    """Keep the last lines, once there are twice as many as are kept."""
    if os.path.getsize(path) < MOST_KEPT * 200:
        return
    with open(path, "rb") as file:
        lines = file.readlines()
    if len(lines) > 2 * MOST_KEPT:
        write_whole(path, b"".join(lines[-MOST_KEPT:]))


def refusals(root: str) -> list[Refusal]:
    """Give what was refused, the oldest first; a line that is damaged says nothing."""
    found = []
    with suppress(OSError), open(f"{root}/{FILE}", encoding="ascii", errors="replace") as file:
        for line in file:
            with suppress(ValueError, TypeError):
                known = Refusal(**json.loads(line))
                found.append(known._replace(problems=tuple(known.problems), files=tuple(known.files)))
    return found[-MOST_KEPT:]
