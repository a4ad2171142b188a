"""ruff: how it is called, and how its JSON is read.

Exit codes: 0 nothing found, 1 something found, 2 it could not work.
Source: https://docs.astral.sh/ruff/linter/#exit-codes
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from netra_tools.external.message import Answer, Message, number, text_of

# Whatever its configuration says: it changes no file, and writes where and what we read.
SAFE = ("--no-fix", "--no-fix-only", "--no-unsafe-fixes", "--output-format", "json")


def arguments(paths: Sequence[str], cache: str) -> list[str]:
    """Say what ruff is called with."""
    cached = ["--cache-dir", cache] if cache else ["--no-cache"]
    return ["check", *SAFE, *cached, "--", *(paths or (".",))]


def read_records(records: Iterable[Any]) -> Answer:
    """Read the list that ruff writes.

    Raises: TypeError, KeyError or AttributeError for another list.
    """
    return Answer(tuple([read_record(record) for record in records]))


def read_record(record: Any) -> Message:
    """Read one finding. Rows and columns count from 1; older releases have no code for bad syntax."""
    start, end = record["location"], record["end_location"]
    span = (number(start["row"]), number(start["column"], least=1) - 1)
    end_span = (number(end["row"]), number(end["column"], least=1) - 1)
    severity = "warning" if record.get("severity") == "warning" else "error"
    code = text_of(record["code"]) or "invalid-syntax"
    return Message(code, severity, record["filename"], *span, *end_span, record["message"])
