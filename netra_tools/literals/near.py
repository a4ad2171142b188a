"""Stub until the near-miss engine comes."""

from __future__ import annotations

from typing import Any


def suggest(query: str, lexicon: Any, *, category: str | None = None, limit: int = 5) -> list[Any]:
    return []
