"""How two vocabularies differ, as text and as JSON lines."""

from __future__ import annotations

import json
from collections.abc import Iterator

from netra_tools.literals.difference import Difference
from netra_tools.report.listings import cut
from netra_tools.report.result import plural


def render_text(difference: Difference, names: tuple[str, str]) -> str:
    """Write a line for each word that came, went or is another thing now; then how many."""
    return "".join([f"{line}\n" for line in lines_of(difference, names)])


def lines_of(difference: Difference, names: tuple[str, str]) -> Iterator[str]:
    """Write the lines of a difference."""
    for sign, words in (("+", difference.added), ("-", difference.removed)):
        for value, category in words:
            yield f"{sign} {cut(value)}  {category}"
    for value, before, after in difference.moved:
        yield f"~ {cut(value)}  {before} -> {after}"
    counts = f"{plural(len(difference.added), 'word')} added, {len(difference.removed):,} removed"
    moved = f", {len(difference.moved):,} in another category" if difference.moved else ""
    yield f"{counts}{moved} from {names[0]} to {names[1]}"


def render_json(difference: Difference) -> str:
    """Write an object for each word, one a line."""
    rows = [{"change": "added", "value": value, "category": name} for value, name in difference.added]
    rows += [{"change": "removed", "value": value, "category": name} for value, name in difference.removed]
    rows += [
        {"change": "moved", "value": value, "category": after, "before": before}
        for value, before, after in difference.moved
    ]
    return "".join([f"{json.dumps(row)}\n" for row in rows])
