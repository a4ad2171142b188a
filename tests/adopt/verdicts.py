"""What netra says of a converted configuration."""

from __future__ import annotations

import tomllib
from pathlib import Path

from netra_tools.adopt.draft import Draft, render
from netra_tools.config.load import load_config
from netra_tools.graph.model import ImportGraph
from netra_tools.model import Finding
from netra_tools.rules.registry import rule_specs, rule_types, rules_for
from netra_tools.rules.rule import GraphRule

RULES = ("layer-violation", "forbidden-import", "confined-import")


def findings(draft: Draft, graph: ImportGraph, directory: Path) -> list[Finding]:
    """Write a draft down, load it as any configuration, and ask the rules that it is about."""
    (directory / "netra.toml").write_text(render(draft.tables), encoding="utf-8")
    nested = tomllib.loads(render(draft.tables, "tool.netra")).get("tool", {}).get("netra", {})
    assert nested == tomllib.loads(render(draft.tables))
    config = load_config(str(directory), None, rule_specs)
    rules = [rule for rule in rules_for(config, (), rule_types()) if rule.slug in RULES]
    return [found for rule in rules if isinstance(rule, GraphRule) for found in rule.check(graph)]
