"""What files use and which strings they hold, read once for all files that are divided in one run."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from netra_tools.digests import digest_of
from netra_tools.facts.kept import kept_source, kept_uses
from netra_tools.facts.uses import Uses
from netra_tools.model import Literal, Problem


class Content(NamedTuple):
    """One file as others see it."""

    uses: Uses | Problem
    literals: Sequence[Literal]


class Readings:
    """Remembers what was read."""

    def __init__(self) -> None:
        self._known: dict[bytes, Content] = {}

    def of(self, data: bytes) -> Content:
        """Read a content."""
        key = digest_of(data)
        found = self._known.get(key)
        if found is None:
            found = self._known[key] = Content(kept_uses(data), kept_source(data).literals)
        return found
