"""A status in a few lines, for a terminal."""

from __future__ import annotations

from collections.abc import Iterator

from netra_tools.report.escape import printable
from netra_tools.status.model import Data
from netra_tools.status.words import amount, plain

MOST: int = 5
WIDTH = 34


def render_text(document: Data) -> str:
    """Write the scores, what is worst, and what is not known and how to provide it."""
    blocks = [head(document), scores(document), worst(document), tests(document), past(document)]
    blocks.append(missing(document))
    return "\n\n".join("\n".join(block) for block in map(list, blocks) if block) + "\n"


def head(document: Data) -> Iterator[str]:
    """Yield what is measured, and the score."""
    repository, found = document["repository"], document["scores"]
    commit = f" at {repository['commit'][:10]}" if repository["commit"] else ""
    edited = ", with edits that are not committed" if repository["edited"] else ""
    paths = f", only {', '.join(repository['paths'])}" if repository["paths"] else ""
    yield printable(f"{repository['name']}{commit}{edited}{paths}")
    yield f"{amount(repository['files'])}, {amount(repository['lines'])}"
    yield from since(document["delta"])
    low, mean = plain(found["minimum"]), plain(found["mean"])
    both = f"the lesser of {low} (lowest critical dimension) and {mean} (weighted mean)"
    yield f"score {plain(found['system'])} {found['grade']}: {both}"


def since(delta: Data | None) -> Iterator[str]:
    """Yield what has changed since a base, where one was asked for."""
    if delta is not None:
        told = [f"{found['value']:,} {name}" for name, found in delta["counts"].items()]
        yield printable(f"since {delta['base']['ref']}: {', '.join(told)}")


def scores(document: Data) -> Iterator[str]:
    """Yield each dimension that is known."""
    for one in document["scores"]["dimensions"]:
        if one["score"]["value"] is not None:
            mark = "!" if one["critical"] else " "
            yield f"{mark} {plain(one['score']):>6} {one['grade']:8} {one['title']:{WIDTH}}  {one['why']}"


def worst(document: Data) -> Iterator[str]:
    """Yield the rules with most findings."""
    rules = sorted(document["rules"], key=lambda one: (-total(one), one["code"]))
    for one in [one for one in rules if total(one)][:MOST]:
        known = one["known"]["value"]
        told = f"{one['new']['value']:,} new" + (f", {known:,} known" if known is not None else "")
        yield f"  {one['code']} {one['slug']:{WIDTH}} {told}, {amount(one['files'])}"


def total(rule: Data) -> int:
    """Count the findings of a rule, new and known."""
    return int(rule["new"]["value"]) + int(rule["known"]["value"] or 0)


def tests(document: Data) -> Iterator[str]:
    """Yield what is known of coverage and of results."""
    coverage, results = document["coverage"]["lines"], document["results"]
    if coverage["value"] is not None:
        yield f"coverage: {plain(coverage)} % of lines ({origin(coverage)})"
    if results["passed"]["value"] is not None:
        counts = ", ".join(
            f"{plain(results[name])} {name}" for name in ("passed", "failed", "errors", "skipped")
        )
        yield f"tests: {counts} ({origin(results['passed'])})"


def origin(found: Data) -> str:
    """Say which report a number is of, and how old that is."""
    source = found["source"]
    stale = f", {source['stale']}" if source["stale"] else ""
    return printable(f"{source['path']}, {source['at']}{stale}")


def past(document: Data) -> Iterator[str]:
    """Yield what gets better or worse, and what is to be known of the history."""
    found = document["trend"]
    for verdict in ("worsening", "improving"):
        moved = [
            f"{one['title']} ({one['slope']:+.2g} per {one['per']})"
            for one in found["series"]
            if one["verdict"] == verdict
        ]
        if moved:
            yield f"{verdict}: {', '.join(moved)}"
    yield from (printable(f"note: {note}") for note in found["notes"])


def missing(document: Data) -> Iterator[str]:
    """Yield the dimensions that are not known."""
    for one in document["scores"]["dimensions"]:
        if one["score"]["value"] is None:
            yield printable(f"unknown: {one['title']}: {one['score']['missing']}")
