"""Which rules run, with which options for which files."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import TypeVar

from netra_tools.check.gather import Place
from netra_tools.check.settle import Names
from netra_tools.config.model import Config
from netra_tools.facts.languages import is_script, language_of
from netra_tools.graph.model import ImportGraph
from netra_tools.model import FileFacts, Finding
from netra_tools.project.globs import compile_globs
from netra_tools.report.result import RuleInfo
from netra_tools.rules.registry import ignored_by_override, rule_types, rules_for, select_rules
from netra_tools.rules.rule import (
    FileRule,
    GraphRule,
    KnowledgeRule,
    LiteralRule,
    ReachRule,
    Rule,
    Shape,
    ShapeRule,
    numbered,
)

Kind = TypeVar("Kind", bound=Rule)


class RuleSet:
    """The rules of one run. Overrides are numbered; a file's rules follow from the ones that match it."""

    def __init__(self, config: Config, select: Sequence[str], ignore: Sequence[str]) -> None:
        self.config = config
        self.types = select_rules(config, select, ignore)
        self.matchers = [compile_globs(override.paths) for override in config.overrides]
        self.base = {rule.slug: rule for rule in rules_for(config, (), self.types)}
        self.by_overrides: dict[tuple[str, tuple[int, ...]], tuple[FileRule, ...]] = {}
        self.literal_rules = self.of_kind(LiteralRule)
        self.knowledge_rules = self.of_kind(KnowledgeRule)
        self.reach_rules = self.of_kind(ReachRule)
        self.shape_rules = self.of_kind(ShapeRule)
        self.has_graph_rules = any(isinstance(rule, GraphRule) for rule in self.base.values())

    def of_kind(self, kind: type[Kind]) -> list[Kind]:
        """Give the rules of a kind."""
        return [rule for rule in self.base.values() if isinstance(rule, kind)]

    def overrides_of(self, path: str) -> tuple[int, ...]:
        """Give the numbers of the overrides that match a path."""
        return tuple([number for number, matches in enumerate(self.matchers) if matches(path)])

    def check_file(self, place: Place, file: FileFacts) -> Sequence[Finding]:
        """Run the file rules that apply to a file."""
        found: list[Finding] = []
        for rule in self.file_rules(place):
            found += rule.check(file)
        return numbered(found) if len(found) > 1 else found

    def check_source(self, place: Place, file: FileFacts, source: str) -> Sequence[Finding]:
        """Ask the rules that look at the text of a file."""
        wanted = [rule for rule in self.file_rules(place) if rule.wants_source]
        return [finding for rule in wanted for finding in rule.check_source(file, source)]

    def want_source(self, places: Iterable[Place]) -> bool:
        """Say whether a rule looks at the text of some file."""
        numbers = {place.overrides: place for place in places}
        return any(rule.wants_source for place in numbers.values() for rule in self.file_rules(place))

    def file_rules(self, place: Place) -> tuple[FileRule, ...]:
        """Give the file rules that apply to a file."""
        language = language_of(place.path)
        rules = self.by_overrides.get((language, place.overrides))
        if rules is None:
            made = rules_for(self.config, place.overrides, self.types)
            of_file = [rule for rule in made if isinstance(rule, FileRule)]
            rules = tuple([rule for rule in of_file if language in rule.languages])
            self.by_overrides[language, place.overrides] = rules
        return rules

    def check_graph(self, graph: ImportGraph, uses_imports: bool) -> tuple[Finding, ...]:
        """Run the rules that look at the whole project: those about imports, or the others."""
        rules = [rule for rule in self.base.values() if isinstance(rule, GraphRule)]
        chosen = [rule for rule in rules if rule.uses_imports is uses_imports]
        return tuple(numbered([finding for rule in chosen for finding in rule.check(graph)]))

    def shapes(self, file: FileFacts) -> list[list[Shape]]:
        """Take the shapes of a file that each rule about them asks for."""
        return [[] if is_script(file.path) else rule.shapes(file) for rule in self.shape_rules]

    def dropped(self, place: Place) -> frozenset[str]:
        """Give the rules that overrides turn off for a file."""
        return ignored_by_override(self.config, place.overrides) if place.overrides else frozenset()

    def names(self) -> Names:
        """Give what suppressions need to know of the rules."""
        slug_of = {
            word: kind.slug for kind in rule_types(self.config.packages) for word in (kind.code, kind.slug)
        }
        return Names(slug_of, self.base)

    def infos(self) -> tuple[RuleInfo, ...]:
        """Describe the rules for reports."""
        return tuple([describe(rule, self.config.learned) for rule in self.base.values()])


def describe(rule: Rule, learned: Mapping[str, str] = MappingProxyType({})) -> RuleInfo:
    """Describe one rule; its hint says which of its options come from learnings."""
    manual = rule.__doc__ or ""
    start = f"{rule.slug}."
    sources = [
        f"{name[len(start) :]} is set by {one}" for name, one in learned.items() if name.startswith(start)
    ]
    summary = manual.strip().partition("\n")[0]
    return RuleInfo(rule.code, rule.slug, rule.severity, summary, "; ".join([rule.hint, *sources]), manual)
