"""How a report is to look; no option changes what it counts."""

from __future__ import annotations

from typing import NamedTuple


class RenderOptions(NamedTuple):
    """What the front door decides about a report."""

    color: bool = False
    width: int = 100
    show: int = 5  # findings shown for each rule in `text`; 0 shows all
    ci: bool = False  # no colour, no times, the verdict line first
    statistics: bool = False  # `text` and `concise` give the table of counts instead of the findings
    quiet: bool = False  # `text` and `concise` give the verdict only
    elapsed: float | None = None  # seconds; left out when None
    version: str = ""
