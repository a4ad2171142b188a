"""Proposes limits near what a repository has: the house's own where 95 of 100 keep them, else theirs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from netra_tools.adopt.draft import Entry, Table
from netra_tools.adopt.trial import Trial
from netra_tools.config.model import Config
from netra_tools.graph.model import ImportGraph
from netra_tools.model import Finding
from netra_tools.rules.registry import rule_types
from netra_tools.rules.rule import Rule, options_of

SHARE = 95  # of 100 that keep a limit
MOST = 2  # times the default: beyond that a limit says nothing, and a baseline serves better
FEWEST = 100  # things measured in tests, for which a limit of their own says something
SHAPE = "NET2"  # rules of size and shape
PER_FUNCTION = ("function-too-long", "too-complex", "too-deep", "too-many-parameters")


class Measure(NamedTuple):
    """One limit of one rule, and the numbers found."""

    slug: str
    option: str
    default: int
    values: list[int]
    tests: list[int]


class Limits(NamedTuple):
    """The tables, and why they say what they say."""

    tables: tuple[Table, ...]
    why: tuple[str, ...]


def propose_limits(attempt: Trial, config: Config, graph: ImportGraph) -> Limits:
    """Measure everything that has a limit, and propose one where the usual limit does not fit."""
    measures = measure(attempt, config, graph)
    own = [(one, fitting(one.values, one.default)) for one in measures if one.values]
    tables = [
        Table(f"rules.{one.slug}", (Entry(one.option, limit),)) for one, limit in own if limit > one.default
    ]
    wider = wider_for_tests(own)
    if wider:
        tables.append(Table("overrides", (Entry("paths", config.tests),), listed=True))
    tables += [Table(f"overrides.rules.{one.slug}", (Entry(one.option, limit),)) for one, limit in wider]
    said = [explain(one, limit, "") for one, limit in own]
    said += [explain(one._replace(values=one.tests), limit, " in tests") for one, limit in wider]
    return Limits(tuple(tables), tuple(said))


def wider_for_tests(own: Iterable[tuple[Measure, int]]) -> list[tuple[Measure, int]]:
    """Give the limits that do not fit tests, with those that do."""
    fit = [(one, limit, fitting(one.tests, one.default)) for one, limit in own if len(one.tests) >= FEWEST]
    return [(one, for_tests) for one, limit, for_tests in fit if for_tests > limit]


def measure(attempt: Trial, config: Config, graph: ImportGraph) -> list[Measure]:
    """Let the rules count: with a limit of 0, everything there is is a finding."""
    options = {kind.slug: option for kind in rule_types() if (option := option_of(kind))}
    zero = {slug: {**config.rules.get(slug, {}), option: 0} for slug, (option, _) in options.items()}
    counting = config._replace(rules=zero, fingerprint=f"{config.fingerprint} counting")
    is_test = frozenset(path for path, one in zip(graph.paths, graph.tests, strict=True) if one)
    found: dict[str, list[Finding]] = {slug: [] for slug in options}
    for finding in attempt.findings(counting, *options):
        found[finding.slug].append(finding)
    return [
        Measure(slug, option, default, *split(found[slug], is_test, functions(found, slug)))
        for slug, (option, default) in options.items()
    ]


def functions(found: dict[str, list[Finding]], slug: str) -> list[Finding]:
    """Give the functions that a rule counted nothing in, when it counts in functions."""
    every = found.get("function-too-long", [])
    if slug not in PER_FUNCTION or len(every) < len(found[slug]):
        return []
    counted = {(one.path, one.line) for one in found[slug]}
    return [one._replace(value=0) for one in every if (one.path, one.line) not in counted]


def split(
    findings: Iterable[Finding], is_test: frozenset[str], others: Iterable[Finding]
) -> tuple[list[int], list[int]]:
    """Part the numbers of tests from all others, both sorted."""
    own: list[int] = []
    tests: list[int] = []
    for finding in (*findings, *others):
        (tests if finding.path in is_test else own).append(finding.value or 0)
    return sorted(own), sorted(tests)


def option_of(kind: type[Rule]) -> tuple[str, int] | None:
    """Give the option that is the limit of a rule of size or shape, and its default."""
    if not kind.code.startswith(SHAPE) or kind.severity == "off":
        return None
    limits = [name for name in options_of(kind) if name.startswith("max_")]
    return (limits[0], getattr(kind, limits[0])) if len(limits) == 1 else None


def fitting(values: Sequence[int], default: int) -> int:
    """Give the default, or the round number at or above what 95 of 100 keep."""
    usual = values[min(len(values) - 1, len(values) * SHARE // 100)] if values else 0
    if usual <= default:
        return default
    return min(MOST * default, next(number for number in round_numbers() if number >= usual))


def round_numbers() -> Iterator[int]:
    """Count as people write limits: 1, 2, ... 12, 15, 20, ... 100, 120, 150, 200, 250 ..."""
    yield from range(1, 13)
    scale = 10
    while True:
        yield from (number * scale // 2 for number in (3, 4, 5, 6, 7, 8, 10, 12, 14, 16, 18))
        scale *= 10


def explain(one: Measure, limit: int, where: str) -> str:
    """Say how many keep a limit."""
    said = "the default" if limit == one.default else f"default {one.default}"
    kept = share(sum(value <= limit for value in one.values), len(one.values))
    return f"{one.slug} {limit}{where} ({said}): {kept} keep it, the largest has {one.values[-1]:,}"


def share(part: int, whole: int) -> str:
    """Write a share of a number of things, rounded down: 100 % is all of them."""
    return f"{part * 100 // whole if whole else 100} % of {whole:,}"
