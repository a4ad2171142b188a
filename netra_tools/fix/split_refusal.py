"""Why a file is not divided."""

from __future__ import annotations


class CannotSplitError(Exception):
    """A file is not divided; the text says why, in words that stand behind its path."""

    def __init__(self, reason: str, line: int = 1) -> None:
        super().__init__(reason)
        self.reason = reason
        self.line = line
