"""The report that an earlier step wrote: SARIF, ruff's JSON, or mypy's JSON lines; its content says which."""

from __future__ import annotations

import json
from typing import Any

from netra_tools.errors import NetraError
from netra_tools.external.message import Answer, UnreadableError
from netra_tools.project.read import read_source

MOST_BYTES = 1 << 29
HINT = "an earlier step writes it; a run without findings writes one, too"


def read_report(root: str, path: str, tool: str) -> Answer:
    """Read the report of a tool.

    Raises: NetraError when it is missing, or is no report of that tool.
    """
    data = read_source(root, path, MOST_BYTES)
    if not isinstance(data, bytes):
        raise NetraError(f"the report of {tool}, {path}, {data.message}", HINT)
    try:
        return read_text(data.decode("utf-8-sig"), tool)
    except UnreadableError:
        raise
    except (ValueError, TypeError, KeyError, AttributeError, IndexError) as error:
        reason = f"{type(error).__name__}: {error}" if not isinstance(error, ValueError) else str(error)
        raise UnreadableError(f"the report of {tool}, {path},", reason.lower()) from error


def read_text(text: str, tool: str) -> Answer:
    """Read what a tool wrote. mypy without findings writes nothing; nobody else does."""
    from netra_tools.external.mypy import read_lines
    from netra_tools.external.ruff import read_records
    from netra_tools.external.sarif import read_sarif

    if tool == "mypy" and is_lines(text):
        empty = ("the report of mypy is empty: it found nothing, or could not work",)
        return read_lines(text)._replace(notices=() if text.strip() else empty)
    document: Any = json.loads(text)
    if isinstance(document, dict):
        return read_sarif(document)
    if tool != "ruff":
        raise TypeError("a list of findings is what ruff writes")
    return read_records(document)


def is_lines(text: str) -> bool:
    """Say whether a text is one object a line, each with a message."""
    first = text.lstrip().partition("\n")[0]
    return not first or (first.startswith('{"file"') and first.rstrip().endswith("}"))
