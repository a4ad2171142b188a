"""What an index holds by category, with the values that stand most often, as text and as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence

from netra_tools.literals.survey import Survey
from netra_tools.report.escape import encodable
from netra_tools.report.listings import cut
from netra_tools.report.result import plural

Frequent = Mapping[str, Sequence[tuple[str, int]]]  # category -> its most frequent values, and how often


def render_text(survey: Survey, frequent: Frequent) -> str:
    """Write a table for people."""
    return "".join([f"{line}\n" for line in lines_of(survey, frequent)])


def lines_of(survey: Survey, frequent: Frequent) -> Iterator[str]:
    """Write the lines of the table, and below it the most frequent values."""
    yield f"{plural(survey.places, 'string')} in {plural(survey.files, 'file')}"
    yield f"  {'':14} {'values':>9} {'places':>9} {'in tests':>9}"
    counts = [count for count in survey.categories if count.category in frequent]
    for count in counts:
        yield f"  {count.category:14} {count.values:>9,} {count.places:>9,} {count.in_tests:>9,}"
    held = [count.category for count in counts if frequent[count.category]]
    if held:
        yield "most frequent"
    for category in held:
        values = [f"{cut(value)} {times:,}" for value, times in frequent[category]]
        yield f"  {category:14} {', '.join(values)}"
    if survey.unparsed:
        yield f"not parsed in full: {plural(len(survey.unparsed), 'file')}, strings may be missing"


def render_json(survey: Survey, frequent: Frequent) -> str:
    """Give the same as one JSON object."""
    categories = {
        count.category: {
            "values": count.values,
            "places": count.places,
            "in_tests": count.in_tests,
            "frequent": [list(pair) for pair in frequent[count.category]],
        }
        for count in survey.categories
        if count.category in frequent
    }
    value = {
        "files": survey.files,
        "places": survey.places,
        "categories": categories,
        "unparsed": [encodable(path) for path in survey.unparsed],
    }
    return json.dumps(value, indent=2) + "\n"
