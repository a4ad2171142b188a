"""Whether a status that was written is still true, whatever moves with each commit."""

from __future__ import annotations

import difflib
import re
from typing import Final

TITLE: Final = re.compile(r"\A# .*\n")  # a clone may be called otherwise
TIME: Final = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
HISTORY: Final = re.compile(r"^## (?:Trend|Hot spots|Ownership)\n.*?(?=^## |\Z)", re.MULTILINE | re.DOTALL)
MOST: Final = 20


def differing(before: str, now: str) -> list[str]:
    """List the lines that differ, but for times and what history tells: a commit changes these by itself."""
    if stable(before) == stable(now):
        return []
    pair = stable(before).splitlines(), stable(now).splitlines()
    lines = [line for line in difflib.ndiff(*pair) if line[:2] in ("- ", "+ ")]
    more = [f"and {len(lines) - MOST:,} more"] if len(lines) > MOST else []
    return [*lines[:MOST], *more]


def stable(text: str) -> str:
    """Leave out of a status what changes though nothing that is measured does."""
    plain = TITLE.sub("", text.replace("\r\n", "\n"))
    return HISTORY.sub("", TIME.sub("", plain))
