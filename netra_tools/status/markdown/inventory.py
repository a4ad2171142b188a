"""Knowledge, tests and the shape of code of a status, as Markdown."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from netra_tools.report.escape import printable
from netra_tools.report.markdown import code, text
from netra_tools.status.markdown.numbers import Numbers, cell_code, place, spaced, table
from netra_tools.status.model import Data
from netra_tools.status.words import UNKNOWN, amount, plain

MOST: Final = 10
OUTCOMES: Final = ("passed", "failed", "errors", "skipped")
UNPARSED: Final = "the Python that runs netra cannot parse them"
LITERALS: Final = {
    "committed": "values in the committed vocabulary",
    "added": "values of the code that it lacks",
    "removed": "values of it that the code has no more",
}


def knowledge(document: Data, numbers: Numbers) -> Iterator[str]:
    """Yield literals, specifications and learnings."""
    yield "## Literals, specifications, learnings"
    yield ""
    rows = [("literals", words, document["literals"][name]) for name, words in LITERALS.items()]
    rows += grouped("specifications", document["specifications"])
    rows += grouped("learnings", document["learnings"])
    yield from table(("", "what", "number"), known_rows(rows, numbers), "llr")


def known_rows(rows: Sequence[tuple[str, str, Data]], numbers: Numbers) -> Iterator[tuple[str, ...]]:
    """Yield the rows of each kind; one row for a kind of which nothing is known."""
    for kind in dict.fromkeys(kind for kind, _, _ in rows):
        inside = [(name, one) for group, name, one in rows if group == kind]
        if all(one["value"] is None for _, one in inside):
            yield kind, "all", numbers.write(inside[0][1], kind.capitalize())
        else:
            yield from ((kind, text(name), numbers.write(one, f"{kind}: {name}")) for name, one in inside)


def grouped(kind: str, found: Data) -> Iterator[tuple[str, str, Data]]:
    """Yield the numbers of an object, and those that are grouped in it."""
    for name, one in found.items():
        if "value" in one:
            yield kind, spaced(name), one
        else:
            yield from ((kind, f"{spaced(name)}: {inner}", number) for inner, number in one.items())


def tests(document: Data, numbers: Numbers) -> Iterator[str]:
    """Yield the inventory, coverage and results."""
    yield "## Tests"
    yield ""
    found, coverage, results = document["tests"], document["coverage"], document["results"]
    if found["total"]["value"]:
        yield from table(
            ("level", "tests", "share", "aim"), [level(one, numbers) for one in found["levels"]], "lrrr"
        )
        yield ""
    rows = [("test functions", "all", found["total"]), ("test functions", "files", found["files"])]
    rows += [("coverage", "lines, %", coverage["lines"]), ("coverage", "branches, %", coverage["branches"])]
    rows += [("results", name, results[name]) for name in OUTCOMES]
    yield from table(("", "what", "number"), known_rows(rows, numbers), "llr")
    yield from listed("fails", results["failing"])
    yield from listed("could not be used", [*coverage.get("problems", ()), *results.get("problems", ())])
    yield from listed("covered, but no file of this repository", coverage["unmatched"])


def level(one: Data, numbers: Numbers) -> tuple[str, ...]:
    """Write the row of one level of tests."""
    aim = "" if one["target"] is None else f"{one['target']:.0%}"
    ratio = one["ratio"]["value"]
    share = UNKNOWN if ratio is None else f"{ratio:.0%}"
    return (text(one["name"]), numbers.write(one["count"], "Levels of tests"), share, aim)


def listed(what: str, names: Iterable[str]) -> Iterator[str]:
    """Yield some names, as many as can be read."""
    found = list(names)
    if found:
        yield ""
    yield from (f"- {what}: {code(printable(name))}" for name in found[:MOST])
    if len(found) > MOST:
        yield f"- {what}: {len(found) - MOST:,} more"


def complexity(document: Data, numbers: Numbers) -> Iterator[str]:
    """Yield complexity, maintainability and dead code."""
    found, dead = document["complexity"], document["dead_code"]
    kept = found["maintainability"]
    yield "## Complexity, maintainability, dead code"
    yield ""
    mean = numbers.write(found["mean"], "complexity")
    yield f"- complexity: mean {mean} over {amount(found['functions'])}, by radon's rank {ranks(found)}"
    mean = numbers.write(kept["mean"], "maintainability")
    yield f"- maintainability: mean {mean} over {amount(kept['files'])}, by radon's rank {ranks(kept)}"
    if kept["unmeasured"]["value"]:
        yield f"- maintainability of {amount(kept['unmeasured'])} is unknown: {UNPARSED}"
    symbols = numbers.write(dead["symbols"], "dead code")
    yield f"- nothing needs {symbols} symbols, {amount(dead['lines'])}: `netra legacy find` names them"
    yield from worst(found["worst"], kept["worst"])


def ranks(found: Data) -> str:
    """Write how many have each rank."""
    return ", ".join(f"{letter} {plain(one)}" for letter, one in found["ranks"].items())


def worst(functions: list[Data], files: list[Data]) -> Iterator[str]:
    """Yield the functions and files that are hardest to read."""
    rows = [(f"{one['value']:,}", cell_code(one["name"]), cell_code(place(one))) for one in functions[:MOST]]
    if rows:
        yield ""
        yield from table(("complexity", "function", "where"), rows, "rll")
    rows = [
        (f"{one['value']:.1f}", one["rank"], cell_code(place(one)))
        for one in files[:MOST]
        if one["rank"] != "A"
    ]
    if rows:
        yield ""
        yield from table(("maintainability", "rank", "file"), rows, "rll")
