"""The dimensions of a repository's score: which there are, what each is measured by, how much it counts."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Final, NamedTuple

from netra_tools.model import Finding
from netra_tools.status.findings import OTHER_TOOLS, Told, category_of
from netra_tools.status.model import Data, Source, known
from netra_tools.status.scores import (
    Dimension,
    burden,
    compliance,
    grade,
    graded_share,
    share,
    system,
    weighted_mean,
)

if TYPE_CHECKING:
    from netra_tools.status.look import Seen


class Side(NamedTuple):
    """A dimension that rules measure, by their category."""

    name: str
    title: str
    critical: bool
    weight: int


KNOWLEDGE: Final = "knowledge"
RULED: Final = (
    Side("reading", "Every file can be read", True, 2),
    Side("architecture", "Imports and layers", True, 3),
    Side("limits", "Size and shape", False, 2),
    Side("discipline", "Disciplines", False, 2),
    Side("names", "Names and places", False, 1),
    Side("single-source", "A single source of truth", False, 2),
    Side("literals", "String literals", False, 1),
    Side(KNOWLEDGE, "Knowledge", False, 1),
    Side("acceptance", "Suppressions, exemptions, baseline", False, 1),
    Side(OTHER_TOOLS, "Other tools", False, 1),
)
UNSCORED: Final = "no dimension could be measured"


def scores_of(seen: Seen, told: Sequence[Told], parts: Data) -> Data:
    """Score a repository."""
    found = [*ruled(seen, told), *measured(parts)]
    total = system(found)
    source = Source("the formulas of netra (docs/scores.md)")
    return {
        "system": known(total.score, "of 100", source, UNSCORED),
        "grade": grade(total.score),
        "minimum": known(total.minimum, "of 100", source, "no critical dimension could be measured"),
        "mean": known(total.mean, "of 100", source, UNSCORED),
        "dimensions": [dimension_of(one, source) for one in found],
    }


def dimension_of(one: Dimension, source: Source) -> Data:
    """Tell one dimension."""
    return {
        "name": one.name,
        "title": one.title,
        "critical": one.critical,
        "weight": one.weight,
        "score": known(one.score, "of 100", source, one.why),
        "grade": grade(one.score),
        "why": one.why,
    }


def ruled(seen: Seen, told: Sequence[Told]) -> Iterator[Dimension]:
    """Score what rules measure: how many files are clean of what the rules of a category find."""
    judged = judged_categories(seen)
    paths = [place.path for place in seen.places]
    by_category = divided([one.finding for one in told])
    for side in RULED:
        held = by_category.get(side.name, [])
        files = list(seen.knowledge) if side.name == KNOWLEDGE else paths
        if side.name in judged and (files or held):
            yield Dimension(*side, compliance_of(held, files), explain(held, files))
        else:
            yield Dimension(*side, None, reason(side.name))


def divided(findings: Iterable[Finding]) -> dict[str, list[Finding]]:
    """Divide findings by category."""
    found: dict[str, list[Finding]] = {}
    for finding in findings:
        found.setdefault(category_of(finding.code), []).append(finding)
    return found


def score_of_area(held: Sequence[Finding], files: Sequence[str], judged: Container[str]) -> float | None:
    """Score a part of a repository: the weighted mean of the categories of rules that look at its files."""
    by_category = divided(held)
    sides = [one for one in RULED if one.name in judged and one.name != KNOWLEDGE]
    scores = [compliance_of(by_category.get(one.name, ()), files) for one in sides]
    return weighted_mean([Dimension(*one, score, "") for one, score in zip(sides, scores, strict=True)])


def judged_categories(seen: Seen) -> set[str]:
    """Name the categories of which a rule ran."""
    ran = {category_of(info.code) for info in seen.result.rules}
    if seen.literals is None:
        ran.discard("literals")
    if seen.run.config.external:
        ran.add(OTHER_TOOLS)
    return ran


def reason(name: str) -> str:
    """Say what would measure a dimension."""
    if name == "literals":
        return "commit a vocabulary with netra literals scan"
    if name == KNOWLEDGE:
        return "there is no XML in SPEC"
    if name == OTHER_TOOLS:
        return "configure [tool.netra.external.ruff] or [tool.netra.external.mypy]"
    return "no rule of this category runs"


def burdens_of(held: Iterable[Finding]) -> list[float]:
    """Weigh each file that has findings: a rule counts once, as an error when one of its findings is."""
    by_file: dict[str, dict[str, str]] = {}
    for finding in held:
        rules = by_file.setdefault(finding.path, {})
        if rules.get(finding.slug) != "error":
            rules[finding.slug] = finding.severity
    return [
        burden(errors := sum(one == "error" for one in rules.values()), len(rules) - errors)
        for rules in by_file.values()
    ]


def compliance_of(held: Sequence[Finding], files: Sequence[str]) -> float | None:
    """Score some files by their findings; others that have findings, such as configuration, count, too."""
    return compliance(burdens_of(held), len({*files, *(finding.path for finding in held)}))


def explain(held: Sequence[Finding], files: Sequence[str]) -> str:
    """Write the formula of compliance with its numbers."""
    total = len({*files, *(finding.path for finding in held)})
    weight = sum(burdens_of(held))
    touched = len({finding.path for finding in held})
    said = f": {touched:,} with findings" if touched else ""
    return f"100 x (1 - {weight:g} / {total:,} files){said}"


def measured(parts: Data) -> Iterator[Dimension]:
    """Score what is measured otherwise."""
    results, coverage, tests = parts["results"], parts["coverage"], parts["tests"]
    passed, failed = results["passed"]["value"], results["failed"]["value"]
    errors = results["errors"]["value"]
    if passed is None:
        yield Dimension("results", "Tests pass", True, 2, None, results["passed"]["missing"])
    else:
        bad = failed + errors
        score = share(passed, passed + bad)
        why = (
            f"100 x {passed:,} passed / ({passed:,} + {bad:,} failed)"
            if score is not None
            else "no test was run"
        )
        yield Dimension("results", "Tests pass", True, 2, score, why)
    yield plain("coverage", "Coverage", 2, coverage["lines"], "the percentage of lines that tests run")
    yield plain(
        "test-levels",
        "Levels of tests",
        1,
        tests["score"],
        "what the shares have in common with 20/60/15 + 5",
    )
    yield from shaped(parts["complexity"])
    yield dead(parts)


def plain(name: str, title: str, weight: int, found: Data, why: str) -> Dimension:
    """Score a number that is a score itself."""
    value = found["value"]
    return Dimension(name, title, False, weight, value, found["missing"] if value is None else why)


def shaped(found: Data) -> Iterator[Dimension]:
    """Score complexity and maintainability by radon's ranks."""
    ranks = {letter: one["value"] for letter, one in found["ranks"].items()}
    total = sum(ranks.values())
    simple = ranks["A"] + ranks["B"]
    score = graded_share(simple, ranks["C"], total)
    why = f"100 x ({simple:,} of rank A or B + {ranks['C']:,} of C / 2) / {total:,} functions"
    yield Dimension(
        "complexity", "Complexity", False, 1, score, why if score is not None else found["mean"]["missing"]
    )
    found = found["maintainability"]
    ranks = {letter: one["value"] for letter, one in found["ranks"].items()}
    total = sum(ranks.values())
    score = graded_share(ranks["A"], ranks["B"], total)
    why = f"100 x ({ranks['A']:,} of rank A + {ranks['B']:,} of B / 2) / {total:,} files"
    why = why if score is not None else found["mean"]["missing"]
    yield Dimension("maintainability", "Maintainability", False, 1, score, why)


def dead(parts: Data) -> Dimension:
    """Score the share of lines that something needs."""
    lines, total = parts["dead_code"]["lines"]["value"], parts["lines"]
    score = share(max(total - lines, 0), total)
    why = (
        f"100 x ({total:,} - {lines:,} dead) / {total:,} lines" if score is not None else "there are no lines"
    )
    return Dimension("dead-code", "Everything is needed", False, 1, score, why)
