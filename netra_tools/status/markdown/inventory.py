"""Knowledge, tests and the shape of code of a status, as Markdown."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from netra_tools.report.escape import printable
from netra_tools.report.markdown import code, text
from netra_tools.status.markdown.numbers import Numbers, place, spaced, table
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
    yield from table(
        ("", "what", "number"),
        [(kind, text(name), numbers.write(one, kind)) for kind, name, one in rows],
        "llr",
    )


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
    rows = [level(one, numbers) for one in found["levels"]]
    yield from table(("level", "tests", "share", "aim"), rows, "lrrr")
    yield ""
    numbers_of = [("lines covered, %", coverage["lines"]), ("branches covered, %", coverage["branches"])]
    numbers_of += [(f"tests {name}", results[name]) for name in OUTCOMES]
    rows = [(name, numbers.write(one, name.partition(",")[0])) for name, one in numbers_of]
    yield from table(("of reports", "number"), rows, "lr")
    yield from listed("fails", results["failing"])
    yield from listed("could not be used", [*coverage.get("problems", ()), *results.get("problems", ())])
    yield from listed("covered, but no file of this repository", coverage["unmatched"])


def level(one: Data, numbers: Numbers) -> tuple[str, ...]:
    """Write the row of one level of tests."""
    aim = "" if one["target"] is None else f"{one['target']:.0%}"
    ratio = one["ratio"]["value"]
    share = UNKNOWN if ratio is None else f"{ratio:.0%}"
    return (text(one["name"]), numbers.write(one["count"], "levels of tests"), share, aim)


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
    rows = [(f"{one['value']:,}", code(printable(one["name"])), code(place(one))) for one in functions[:MOST]]
    if rows:
        yield ""
        yield from table(("complexity", "function", "where"), rows, "rll")
    rows = [
        (f"{one['value']:.1f}", one["rank"], code(place(one))) for one in files[:MOST] if one["rank"] != "A"
    ]
    if rows:
        yield ""
        yield from table(("maintainability", "rank", "file"), rows, "rll")
