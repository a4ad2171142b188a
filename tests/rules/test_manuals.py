"""Every rule's manual is complete and true: its example fires, its remedy does not."""

from __future__ import annotations

import json
import re
import tomllib
from pathlib import Path

import pytest

from netra_tools.config.place import Place
from netra_tools.config.shape import fields_of
from netra_tools.config.validate import Problems, read_table
from netra_tools.rules.manual import manual, split_files
from netra_tools.rules.registry import rule_types
from netra_tools.rules.rule import FileRule, GraphRule, LiteralRule, ReachRule, Rule, ShapeRule, options_of
from tests.literals.views import commit, findings
from tests.repository import make, netra
from tests.trees import files_of, run

RULES = [pytest.param(rule, id=rule.slug) for rule in rule_types()]
# What no source can show: these have a test of their own.
WITHOUT_EXAMPLE = {
    "protected-literal",
    "spec-drift",
    "stale-baseline-entry",
    "unread-file",
    "unused-exemption",
}
SHOWN = [rule for rule in rule_types() if rule.slug not in WITHOUT_EXAMPLE]
OF_FACTS = FileRule | GraphRule | ShapeRule
EXAMPLES = [pytest.param(rule, id=rule.slug) for rule in SHOWN if issubclass(rule, OF_FACTS)]
# These judge what a whole check has silenced, so a whole check runs their examples.
OF_CHECK = [
    pytest.param(rule, id=rule.slug) for rule in SHOWN if not issubclass(rule, OF_FACTS | LiteralRule)
]
# What is new is so beside a committed vocabulary: that of the remedy.
OF_LITERALS = [pytest.param(rule, id=rule.slug) for rule in SHOWN if issubclass(rule, LiteralRule)]


def example_rule(rule: type[Rule]) -> Rule:
    """Make the rule with the settings of its example, as a configuration would."""
    problems: Problems = []
    table = tomllib.loads(manual(rule).settings)
    options = read_table(fields_of(rule), table, Place("example"), problems)  # type: ignore[arg-type]  # a class is hashable
    assert problems == []
    return rule(**options)  # type: ignore[arg-type]  # read_table has held them against the fields


@pytest.mark.parametrize("rule", RULES)
def test_the_manual_is_complete(rule: type[Rule]) -> None:
    parts = manual(rule)
    assert parts.summary.endswith(".")
    assert parts.why
    assert rule.hint and rule.hint[0].islower() and not rule.hint.endswith(".")
    assert bool(parts.example and parts.remedy) == (rule.slug not in WITHOUT_EXAMPLE)


@pytest.mark.parametrize("rule", RULES)
def test_the_manual_explains_every_option(rule: type[Rule]) -> None:
    assert set(manual(rule).options) == set(options_of(rule)) - {"severity"}


@pytest.mark.parametrize("rule", EXAMPLES)
def test_the_example_fires_and_the_remedy_does_not(rule: type[Rule]) -> None:
    parts, configured = manual(rule), example_rule(rule)
    findings = run(configured, files_of(split_files(parts.example)))
    assert {(finding.code, finding.slug) for finding in findings} == {(rule.code, rule.slug)}
    assert run(configured, files_of(split_files(parts.remedy))) == []


@pytest.mark.parametrize("rule", OF_LITERALS)
def test_the_example_fires_beside_the_remedy(rule: type[Rule], tmp_path: Path) -> None:
    parts, configured = manual(rule), example_rule(rule)
    assert isinstance(configured, LiteralRule)
    commit(tmp_path, split_files(parts.remedy))
    assert findings(configured, tmp_path, {}) == []
    found = findings(configured, tmp_path, split_files(parts.example))
    assert [(finding.code, finding.slug) for finding in found] == [(rule.code, rule.slug)]


@pytest.mark.parametrize("rule", OF_CHECK)
def test_the_example_fires_in_a_check_and_the_remedy_does_not(rule: type[Rule], tmp_path: Path) -> None:
    parts = manual(rule)
    slugs = ",".join([rule.slug, *re.findall(r"ignore\[(.+?)\]", parts.example)])
    found = []
    for name, sources in (("example", parts.example), ("remedy", parts.remedy)):
        root = make(tmp_path / name, split_files(sources))
        on = ("--set", f'rules.{rule.slug}.severity="error"') if issubclass(rule, ReachRule) else ()
        report = json.loads(netra(root, "check", "--format", "json", "--select", slugs, *on).out)
        found.append([finding["slug"] for finding in report["findings"]])
    silenced = set(slugs.split(","))  # an example may show what its comment silences no more
    assert (found[0].count(rule.slug), silenced.issuperset(found[0]), found[1]) == (1, True, [])


def test_the_rules_about_suppressions_have_their_examples_run() -> None:
    assert {"unused-suppression", "suppression-without-reason"} <= {case.id for case in OF_CHECK}


@pytest.mark.parametrize("rule", EXAMPLES)
def test_findings_have_an_identity_of_their_own_without_line_numbers(rule: type[Rule]) -> None:
    files = files_of(split_files(manual(rule).example))
    shifted = files_of({path: f"\n{source}" for path, source in split_files(manual(rule).example).items()})
    configured = example_rule(rule)
    found = [(finding.path, finding.subject) for finding in run(configured, files)]
    assert len(set(found)) == len(found)
    assert found == [(finding.path, finding.subject) for finding in run(configured, shifted)]


def test_codes_and_slugs_are_taken_once() -> None:
    rules = rule_types()
    assert len({rule.code for rule in rules}) == len({rule.slug for rule in rules}) == len(rules) >= 15
