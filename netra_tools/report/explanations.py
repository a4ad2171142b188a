"""Why a value has the categories that it has, as text and as JSON lines."""

from __future__ import annotations

import json
from collections.abc import Iterator

from netra_tools.literals.categories import CATEGORIES
from netra_tools.literals.explain import Explanation, Reasoned
from netra_tools.literals.reasons import reasons, slugs
from netra_tools.literals.verdict import STRENGTHS
from netra_tools.report.escape import printable
from netra_tools.report.listings import counts_of, cut, described, place_record


def render_text(explanation: Explanation) -> str:
    """Write the value, and its places grouped by what decided."""
    return "".join([f"{line}\n" for line in lines_of(explanation)])


def lines_of(explanation: Explanation) -> Iterator[str]:
    """Write the lines of an explanation."""
    listed = explanation.listed
    yield f"{cut(listed.value)}  {counts_of(listed)}"
    groups: dict[tuple[int, int], list[Reasoned]] = {}
    for place in explanation.places:
        groups.setdefault((place.located.at.category, place.located.at.reason), []).append(place)
    for (category, number), places in sorted(groups.items()):
        rule = slugs()[number]
        yield f"  {CATEGORIES[category]}: {text_of(rule)} ({rule})"
        for place in places:
            yield f"    {described(place.located)}{printable(context_of(place))}"
    if explanation.left:
        yield f"  and {explanation.left:,} more places (--limit 0 shows all)"


def text_of(rule: str) -> str:
    """Give a rule of the classifier in words."""
    return reasons()[rule]


def context_of(place: Reasoned) -> str:
    """Write the name that gives a place its meaning, and where within it."""
    if not place.owner and not place.slot:
        return ""
    return f"  {place.owner or '?'}" + (f" [{place.slot}]" if place.slot else "")


def render_json(explanation: Explanation) -> str:
    """Write an object for each place, one a line."""
    return "".join([f"{json.dumps(record(explanation, place))}\n" for place in explanation.places])


def record(explanation: Explanation, place: Reasoned) -> dict[str, object]:
    """Give a place and what decided there as plain values."""
    item = place.located.at
    rule = slugs()[item.reason]
    said = {"rule": rule, "reason": text_of(rule), "strength": STRENGTHS[item.strength]}
    around = {"owner": place.owner, "slot": place.slot}
    return {"value": explanation.listed.value, **place_record(place.located), **around, **said}
