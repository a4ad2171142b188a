"""Where files and folders lie afterwards."""

from __future__ import annotations

from collections.abc import Iterable, Mapping


class MovedPaths:
    """Pairs of old and new paths, relative to the root; what lies below a folder moves with it."""

    def __init__(self, pairs: Iterable[tuple[str, str]]) -> None:
        self.pairs: Mapping[str, str] = dict(pairs)

    def of(self, path: str) -> str | None:
        """Give where a path lies afterwards, by the longest pair that speaks of it; None when it stays."""
        head = path
        while head:
            new = self.pairs.get(head)
            if new is not None:
                found = new + path[len(head) :]
                return found if found != path else None
            head = head.rpartition("/")[0]
        return None
