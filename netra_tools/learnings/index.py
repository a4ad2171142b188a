"""The index of all learnings: each with where it stands, by category, and what to keep in mind of each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from netra_tools.knowledge.edit import INDENT
from netra_tools.learnings.fragment import escaped, indented
from netra_tools.learnings.model import SEVERITIES, USUAL_CATEGORY, Learning
from netra_tools.learnings.wording import natural, one_line

HEAD: Final = '<?xml version="1.0" encoding="UTF-8"?>\n<!-- written by netra learnings index: do not edit -->'
CRITICAL: Final = SEVERITIES[:2]
MOST_GIST: Final = 240


def index_of(learnings: Iterable[Learning]) -> bytes:
    """Write the index. Equal learnings give equal bytes, whatever the order they come in."""
    ordered = sorted(learnings, key=key_of)
    if not ordered:
        return f"{HEAD}\n<learnings_index>\n</learnings_index>\n".encode()
    categories: dict[str, list[Learning]] = {}
    for learning in ordered:
        categories.setdefault(learning.category or USUAL_CATEGORY, []).append(learning)
    lines = ["<learnings_index>", *indented(critical_lines(ordered))]
    for name, members in categories.items():
        lines += indented(category_lines(name, members))
    return "\n".join([HEAD, *lines, "</learnings_index>", ""]).encode()


def key_of(learning: Learning) -> tuple[object, ...]:
    """Order learnings by category, then by name."""
    return (learning.category or USUAL_CATEGORY, natural(learning.id), learning.path, learning.line)


def critical_lines(learnings: Sequence[Learning]) -> Iterator[str]:
    """Write what nobody may overlook, the most severe first."""
    found = [one for severity in CRITICAL for one in learnings if one.severity == severity and one.gist]
    if found:
        yield "<critical-takeaways>"
        for one in found:
            told = f'ref="{escaped(one.id, quoted=True)}" severity="{one.severity}"'
            yield f"{INDENT}<takeaway {told}>{escaped(gist_of(one))}</takeaway>"
        yield "</critical-takeaways>"


def category_lines(name: str, members: Sequence[Learning]) -> Iterator[str]:
    """Write one category."""
    yield f'<category name="{escaped(name, quoted=True)}">'
    for one in members:
        yield from indented(entry_lines(one))
    yield "</category>"


def entry_lines(learning: Learning) -> Iterator[str]:
    """Write one entry."""
    told = {name: getattr(learning, name) for name in ("id", "severity", "date", "path")}
    attributes = "".join([f' {key}="{escaped(value, quoted=True)}"' for key, value in told.items() if value])
    yield f"<learning{attributes}>"
    yield f"{INDENT}<title>{escaped(learning.title)}</title>"
    if learning.keywords:
        yield f"{INDENT}<keywords>{escaped(', '.join(learning.keywords))}</keywords>"
    yield "</learning>"


def gist_of(learning: Learning) -> str:
    """Give what to keep in mind, at most so long that a page of them can be read."""
    text = one_line(learning.gist)
    return text if len(text) <= MOST_GIST else text[:MOST_GIST].rsplit(" ", 1)[0] + " ..."
