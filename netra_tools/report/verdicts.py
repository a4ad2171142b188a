"""What the gates of a plan said: a line for each, and below it what is wrong."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Final, NamedTuple

from netra_tools.model import Note
from netra_tools.report.escape import printable
from netra_tools.report.terminal import Paint, painter

PASSED: Final = "passed"
FAILED: Final = "failed"
SKIPPED: Final = "skipped"
STYLES: Final = {PASSED: "pass", FAILED: "error", SKIPPED: "dim"}


class Verdict(NamedTuple):
    """What one gate says of a plan."""

    gate: str
    outcome: str  # PASSED, FAILED or SKIPPED
    summary: str
    problems: tuple[Note, ...] = ()
    seconds: float = 0.0


def refused(verdicts: Sequence[Verdict]) -> bool:
    """Say whether a gate failed."""
    return any(verdict.outcome == FAILED for verdict in verdicts)


def render_verdicts(verdicts: Sequence[Verdict], *, color: bool = False, show: int = 20) -> str:
    """Write a line for each gate, and below those that failed at most `show` problems; 0 shows all."""
    paint = painter(color)
    return "".join([f"{line}\n" for verdict in verdicts for line in lines_of(verdict, verdicts, show, paint)])


def lines_of(verdict: Verdict, verdicts: Sequence[Verdict], show: int, paint: Paint) -> Iterator[str]:
    """Yield the lines of one gate."""
    width = max(len(one.gate) for one in verdicts)
    word = paint(f"{verdict.outcome:7}", STYLES[verdict.outcome])
    yield f"{word}  {verdict.gate:{width}}  {verdict.seconds:6.2f} s  {printable(verdict.summary)}"
    shown = verdict.problems[:show] if show else verdict.problems
    for note in shown:
        place = f"{paint(place_of(note), 'place')}  " if note.path else ""
        yield f"         {place}{printable(note.text)}"
    if len(shown) < len(verdict.problems):
        yield f"         ... and {len(verdict.problems) - len(shown):,} more"


def place_of(note: Note) -> str:
    """Write where a problem is."""
    path = printable(note.path)
    return f"{path}:{note.line}" if note.line else path


def verdict_records(verdicts: Sequence[Verdict]) -> list[dict[str, Any]]:
    """Give the verdicts as JSON takes them, with all their problems."""
    return [
        {
            "gate": verdict.gate,
            "outcome": verdict.outcome,
            "summary": verdict.summary,
            "problems": [note._asdict() for note in verdict.problems],
            "seconds": round(verdict.seconds, 3),
        }
        for verdict in verdicts
    ]
