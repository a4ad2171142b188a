"""A few rules with every kind of option."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from netra_tools.config.model import RuleSpec
from netra_tools.errors import NetraError
from netra_tools.rules.registry import rule_specs
from netra_tools.rules.rule import FileRule, GraphRule, Rule


@dataclass(frozen=True, kw_only=True)
class Layers:
    """A contract."""

    name: str
    layers: tuple[str, ...]
    exhaustive: bool = False

    def __post_init__(self) -> None:
        if len(self.layers) == 1:
            raise NetraError(f"contract '{self.name}' has a single layer", "name two")


class LayerViolation(GraphRule):
    """A module imports one above it."""

    code = "NET105"
    slug = "layer-violation"
    hint = "move it"
    contracts: tuple[Layers, ...] = ()


class ConfinedImport(FileRule):
    """A dependency is used outside its home."""

    code = "NET108"
    slug = "confined-import"
    hint = "go home"
    homes: Mapping[str, tuple[str, ...]] = {}


class FileTooLong(FileRule):
    """A file is
    too long.

    More of the manual.
    """

    code = "NET201"
    slug = "file-too-long"
    hint = "split it"
    max_lines: int = 450


class FunctionTooLong(FileRule):
    """A function is too long."""

    code = "NET202"
    slug = "function-too-long"
    hint = "split it"
    max_lines: int = 25
    count: Literal["physical", "code"] = "physical"
    tests_too: bool = True

    def __post_init__(self) -> None:
        if self.max_lines == 13 and self.count == "code":
            raise ValueError("13 lines of code bring bad luck")


class Quiet(FileRule):
    """A rule that is off until it is asked for."""

    code = "ABC12"
    slug = "quiet-one"
    hint = "speak up"
    severity: Literal["error", "warning", "off"] = "off"
    name: str = ""
    limit: int | None = None


RULES: tuple[type[Rule], ...] = (Quiet, LayerViolation, ConfinedImport, FileTooLong, FunctionTooLong)


def specs() -> tuple[RuleSpec, ...]:
    """Describe the rules, as the registry does it for the real ones."""
    return rule_specs(RULES)
