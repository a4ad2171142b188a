"""mypy: how it is called, and how its JSON lines are read.

Exit codes: 0 nothing found, 1 something found, 2 it could not work, or stopped at an error such as bad
syntax: then the files after it have not been looked at.
Source: https://github.com/python/mypy/issues/6003
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Sequence
from typing import Any

from netra_tools.external.message import Answer, Message, UnreadableError, number, text_of

STOPPED = 2


def arguments(paths: Sequence[str], cache: str, config: str | None) -> list[str]:
    """Say what mypy is called with; `config` is the file to read, "" for none, None to let it choose."""
    chosen = [] if config is None else [f"--config-file={config}"]
    return [
        "--output",
        "json",
        "--no-error-summary",
        "--cache-dir",
        cache or os.devnull,
        *chosen,
        "--",
        *paths,
    ]


def read_lines(text: str) -> Answer:
    """Read what mypy writes, one object a line; at bad syntax it stops.

    Raises: UnreadableError for a line that is not one.
    """
    lines = [line for line in text.splitlines() if line.strip() and not line.startswith("Warning: ")]
    messages = tuple(read_objects(lines))
    return Answer(messages, stopped=any(message.rule == "syntax" for message in messages))


def read_objects(lines: Sequence[str]) -> Iterator[Message]:
    """Read messages; notes are no findings, mypy itself does not count them."""
    for line in lines:
        try:
            record = json.loads(line)
            if record["severity"] != "note":
                yield read_record(record)
        except (ValueError, TypeError, KeyError) as error:
            raise UnreadableError("what mypy wrote", line[:100]) from error


def read_record(record: Any) -> Message:
    """Read one message. Lines count from 1, columns from 0 and in bytes; -1 says that there is none."""
    line = number(record["line"])
    span = (line, number(record["column"]))
    end = (max(number(record.get("end_line")), line), number(record.get("end_column")))
    severity = "warning" if record["severity"] == "warning" else "error"
    code = text_of(record["code"]) or "misc"
    hint = text_of(record.get("hint"))
    return Message(code, severity, record["file"], *span, *end, record["message"], hint, in_bytes=True)
