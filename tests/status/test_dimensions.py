"""From findings to scores: what counts as one violation, and what stays unknown."""

from __future__ import annotations

import pytest

from netra_tools.config.model import Config, Exemption, Override
from netra_tools.model import Finding
from netra_tools.rules.file_too_long import FileTooLong
from netra_tools.rules.relative_import import RelativeImport
from netra_tools.status.dimensions import RULED, burdens_of, compliance_of, explain, measured, score_of_area
from netra_tools.status.findings import category_of
from netra_tools.status.limits import limits_of
from netra_tools.status.model import Data, Source, known, number, unknown
from netra_tools.status.words import amount, plain

HERE = Source("test")


def found(path: str, slug: str = "file-too-long", severity: str = "error", code: str = "NET201") -> Finding:
    """Make a finding."""
    return Finding(code, slug, severity, path, 1, 0, 1, 0, "x", "message")


@pytest.mark.parametrize(
    ("findings", "burdens"),
    [
        ([], []),
        ([found("a"), found("a"), found("a")], [1.0]),
        ([found("a", severity="warning"), found("a")], [1.0]),
        ([found("a"), found("a", severity="warning")], [1.0]),
        ([found("a", severity="warning"), found("a", severity="warning")], [0.25]),
        ([found("a", "x", "warning"), found("a", "y", "warning")], [0.5]),
        ([found("a", "x"), found("a", "y"), found("b", "x", "warning")], [1.0, 0.25]),
    ],
)
def test_a_rule_counts_once_for_a_file(findings: list[Finding], burdens: list[float]) -> None:
    assert burdens_of(findings) == burdens


def test_files_that_are_only_spoken_of_count_too() -> None:
    held = [found("pyproject.toml")]
    assert compliance_of(held, ["a", "b", "c"]) == 75.0
    assert explain(held, ["a", "b", "c"]) == "100 x (1 - 1 / 4 files): 1 with findings"
    assert compliance_of([], []) is None


def test_an_area_is_the_mean_of_its_categories_by_weight() -> None:
    held = [found("a"), found("a", "relative-import", code="NET101")]
    assert score_of_area(held, ["a", "b"], {"architecture", "limits", "knowledge"}) == 50.0
    assert score_of_area(held[:1], ["a", "b"], {"architecture", "limits"}) == pytest.approx(80.0)
    assert score_of_area([], [], {"limits"}) is None
    assert score_of_area(held, ["a"], set()) is None


@pytest.mark.parametrize(
    ("code", "category"),
    [
        ("NET001", "reading"),
        ("NET105", "architecture"),
        ("NET901", "acceptance"),
        ("RUF:F401", "other-tools"),
    ],
)
def test_categories(code: str, category: str) -> None:
    assert category_of(code) == category
    assert category in {side.name for side in RULED}


def parts(passed: Data, coverage: Data, functions: int) -> Data:
    """Make what is measured of a repository."""
    none = number(0, "tests", HERE)
    ranks = {letter: number(functions, "functions", HERE) for letter in "ABCDEF"}
    shape = {"ranks": ranks, "mean": unknown("", "there are no functions to measure")}
    return {
        "results": {"passed": passed, "failed": none, "errors": none},
        "coverage": {"lines": coverage},
        "tests": {"score": unknown("of 100", "no tests")},
        "complexity": {**shape, "maintainability": shape},
        "dead_code": {"lines": number(3, "lines", HERE)},
        "lines": 0,
    }


def test_what_is_missing_has_no_score_and_says_how_to_provide_it() -> None:
    sides = list(measured(parts(unknown("tests", "run them"), unknown("%", "measure it"), 0)))
    assert [one.score for one in sides] == [None] * 6
    assert [one.why for one in sides] == [
        "run them",
        "measure it",
        "no tests",
        "there are no functions to measure",
        "there are no functions to measure",
        "there are no lines",
    ]


def test_tests_that_were_not_run_do_not_pass() -> None:
    side = next(iter(measured(parts(number(0, "tests", HERE), number(0.0, "%", HERE), 1))))
    assert (side.score, side.why) == (None, "no test was run")


def test_limits_say_what_set_them() -> None:
    config = Config(
        "/",
        source="netra.toml",
        rules={"file-too-long": {"max_lines": 400}},
        overrides=(Override(("a/**",), {"file-too-long": {"max_lines": 900}}),),
        exemptions=(
            Exemption("b.py", ("file-too-long",), "old", "NET201", 700, source="SPEC/exemptions.xml"),
        ),
    )
    rules = {"file-too-long": FileTooLong(max_lines=400), "relative-import": RelativeImport()}
    assert [(one["rule"], one["value"], one["from"]) for one in limits_of(rules, config)] == [
        ("NET201", 400, "netra.toml"),
        ("NET201", 900, "override for a/** in netra.toml"),
        ("NET201", 700, "exemption for b.py in SPEC/exemptions.xml"),
    ]
    assert limits_of({"file-too-long": FileTooLong()}, Config("/"))[0]["from"] == "default"


@pytest.mark.parametrize(
    ("value", "unit", "text"),
    [
        (None, "files", "unknown"),
        (0, "files", "0 files"),
        (1, "files", "1 file"),
        (1234, "files", "1,234 files"),
        (99.97, "%", "99.9 %"),
        (99.9999, "%", "99.9 %"),
        (100.0, "%", "100.0 %"),
        (0.3, "%", "0.3 %"),
        (64.4, "%", "64.4 %"),
    ],
)
def test_numbers_in_words_are_never_better_than_they_are(value: float | None, unit: str, text: str) -> None:
    made = known(value, unit, HERE, "how")
    assert (plain(made) if value is None else amount(made)) == text
