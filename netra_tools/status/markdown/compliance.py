"""Services, categories, rules and limits of a status, as Markdown."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Final

from netra_tools.report.markdown import code, text
from netra_tools.status.markdown.numbers import Numbers, cell_code, place, spaced, table
from netra_tools.status.model import Data
from netra_tools.status.words import plain

MOST: Final = 20
MOST_RULES: Final = 3
HEADS: Final = ("rule", "severity", "new", "known", "stale", "files", "what it finds")
NO_BASELINE: Final = "Findings that a baseline knows, and its stale entries"


def areas(document: Data, _: Numbers) -> Iterator[str]:
    """Yield each service or package."""
    yield "## Services and packages"
    yield ""
    rows = [area(one) for one in document["areas"]]
    heads = ("path", "kind", "score", "grade", "files", "lines", "errors", "warnings", "most of")
    yield from table(heads, rows, "llrlrrrrl")


def area(one: Data) -> tuple[str, ...]:
    """Write the row of one part."""
    totals: Counter[str] = Counter()
    for found in one["rules"].values():
        totals.update(found)
    most = sorted(one["rules"], key=lambda rule: (-sum(one["rules"][rule].values()), rule))[:MOST_RULES]
    worst = ", ".join(f"{text(rule)} {sum(one['rules'][rule].values()):,}" for rule in most)
    counts = (plain(one["files"]), plain(one["lines"]), f"{totals['error']:,}", f"{totals['warning']:,}")
    return (cell_code(one["path"]), one["kind"], plain(one["score"]), one["grade"], *counts, worst)


def rules(document: Data, numbers: Numbers) -> Iterator[str]:
    """Yield the categories, and the rules with findings."""
    found = document["rules"]
    yield "## Findings"
    yield ""
    yield from categories(found)
    told = [one for one in found if total(one) or one["stale"]["value"]]
    told.sort(key=lambda one: (-total(one), one["code"]))
    if told:
        yield ""
        yield from table(HEADS, [rule(one, numbers) for one in told], "llrrrrl")
    yield ""
    yield f"{len(found) - len(told):,} of {len(found):,} rules that ran found nothing."


def total(rule: Data) -> int:
    """Count the findings of a rule, new and known."""
    return int(rule["new"]["value"]) + int(rule["known"]["value"] or 0)


def categories(found: list[Data]) -> Iterator[str]:
    """Yield the findings of each category by severity, and how many rules of it ran."""
    names = dict.fromkeys(one["category"] for one in found)
    rows = []
    for name in names:
        inside = [one for one in found if one["category"] == name]
        new = sum(one["new"]["value"] for one in inside)
        both = sum(map(total, inside))
        rows.append((spaced(name), f"{len(inside):,}", f"{both:,}", f"{new:,}"))
    yield from table(("category", "rules", "findings", "of them new"), rows, "lrrr")


def rule(one: Data, numbers: Numbers) -> tuple[str, ...]:
    """Write the row of one rule."""
    name = one["code"] if one["code"] == one["slug"] else f"{one['code']} {one['slug']}"
    new = numbers.write(one["new"], "findings")
    known, stale = numbers.write(one["known"], NO_BASELINE), numbers.write(one["stale"], NO_BASELINE)
    return (text(name), one["severity"], new, known, stale, plain(one["files"]), text(one["summary"]))


def failures(document: Data, _: Numbers) -> Iterator[str]:
    """Yield what could not be read."""
    found = document["failures"]
    yield "## Files that could not be read in full"
    yield ""
    if not found:
        yield "None."
    for one in found[:MOST]:
        yield f"- {code(place(one))} {text(one['message'])}"
    if len(found) > MOST:
        yield f"- and {len(found) - MOST:,} more"


def limits(document: Data, _: Numbers) -> Iterator[str]:
    """Yield the limits that were applied."""
    found = document["limits"]
    rows = [(one["rule"], text(one["option"]), f"{one['value']:,}", text(one["from"])) for one in found]
    if rows:
        yield "## Limits applied"
        yield ""
        yield from table(("rule", "option", "value", "from"), rows, "llrl")
