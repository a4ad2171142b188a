"""Learnings as people read them in a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final

from netra_tools.report.escape import printable

if TYPE_CHECKING:
    from netra_tools.learnings.model import Learning

LABELS: Final = {
    "problem": "Problem",
    "root_cause": "Root cause",
    "solution": "Solution",
    "prevention": "Prevention",
    "takeaway": "Takeaway",
    "rest": "Further",
}
LISTS: Final = {"files": "Files", "commits": "Commits", "keywords": "Keywords"}
MOST_GIST: Final = 160


def render_hits(shown: Sequence[Learning], found: int, every: int) -> str:
    """Write what was found, three lines for each."""
    if not shown:
        return (
            f"no learning of {every} fits\n" if every else "there are no learnings yet: netra learnings add\n"
        )
    lines = [line for learning in shown for line in (*head_of(learning), *gist_of(learning))]
    if found > len(shown):
        lines.append(f"... and {found - len(shown)} more of {found}; --limit 0 shows all")
    return "".join([f"{line}\n" for line in lines])


def head_of(learning: Learning) -> Iterator[str]:
    """Write which learning it is, and where it stands."""
    name = f"{learning.id}: " if learning.id else ""
    yield printable(f"{name}{learning.title}")
    told = [learning.severity, learning.category, learning.date]
    yield printable(f"    {f'{learning.path}:{learning.line}'}  {', '.join(filter(None, told))}".rstrip())


def gist_of(learning: Learning) -> Iterator[str]:
    """Write what to keep in mind, on one line."""
    text = learning.gist
    if len(text) > MOST_GIST:
        text = text[:MOST_GIST].rsplit(" ", 1)[0] + " ..."
    if text:
        yield printable(f"    {text}")


def render_whole(learning: Learning) -> str:
    """Write all that a learning says."""
    lines = list(head_of(learning))
    for name, label in LABELS.items():
        text = getattr(learning, name)
        if text:
            lines += [f"  {label}:", *[f"    {printable(line)}".rstrip() for line in text.split("\n")]]
    for name, label in LISTS.items():
        if values := getattr(learning, name):
            lines.append(f"  {label}: {printable(', '.join(values))}")
    if learning.spec:
        lines.append(f"  Belongs to: {printable(' '.join(filter(None, (learning.spec, learning.section))))}")
    for spec, section in learning.applied:
        lines.append(f"  Stands in: {printable(f'{spec} {section}'.rstrip())}")
    lines += [f"  Check: {printable(' '.join(check.split()))}" for check in learning.checks]
    return "".join([f"{line}\n" for line in lines])


def render_added(verb: str, learning: Learning) -> str:
    """Say what was written, and where."""
    return f"{verb} {printable(learning.id)} in {printable(learning.path)}\n"
