"""Which repairs are meant by the words of a command line, and which of them can be had."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from typing import Final, NamedTuple

from netra_tools.changes.tidying.chosen import choose_files
from netra_tools.changes.tree import Tree
from netra_tools.check.request import CheckRequest
from netra_tools.config.model import Config
from netra_tools.config.select import expand, matching
from netra_tools.errors import NetraError, near_miss
from netra_tools.external.launch import Surroundings
from netra_tools.external.ruff_safe import is_there, missing
from netra_tools.fix.imports import PREFIX
from netra_tools.fix.ledger import CHECK, SELECTED
from netra_tools.fix.repairs import REPAIRS, Repair
from netra_tools.fix.ruff_mirror import is_configured
from netra_tools.rules.registry import rule_specs

NO_RUFF: Final = "ruff is not installed, so what it knows how to mend is left out: pip install ruff"
NOT_TOLD: Final = (
    "ruff is not configured here, so only imports and encodings are asked of it; --rule ruff asks for all"
)


class Choice(NamedTuple):
    """What the command line says."""

    rules: Sequence[str] = ()  # slugs and codes of rules, and names of repairs; none for all
    tier: int = 1
    paths: Sequence[str] = ()  # none for the whole repository


class Chosen(NamedTuple):
    """What is to be done."""

    repairs: tuple[Repair, ...]
    sources: tuple[str, ...]  # where findings come from that are looked at
    rules: frozenset[str]  # slugs and names of repairs; none for all
    tier: int  # of the repairs the highest that is wanted
    is_meant: Callable[[str], bool]  # whether a file is
    notices: tuple[str, ...]


def choose(config: Config, tree: Tree, request: CheckRequest, choice: Choice) -> Chosen:
    """Choose repairs and files.

    Raises: NetraError for a word that means no rule, a path that means no file, and a ruff that is missing.
    """
    rules = frozenset[str]().union(*[meant(config, word) for word in choice.rules])
    repairs = [one for one in REPAIRS if one.tier <= choice.tier and is_wanted(one, rules)]
    others = {one.source for one in repairs} - {CHECK}
    without, notices = unavailable(tree, request, others, asked=bool(rules))
    if choice.paths:
        choose_files(config, tree, choice.paths)
    left = tuple([one for one in repairs if one.source not in without])
    sources = (CHECK, *sorted(others.difference(without)))
    return Chosen(left, sources, rules, choice.tier, lambda path: is_below(path, choice.paths), notices)


def meant(config: Config, word: str) -> Collection[str]:
    """Give the slugs, or the name of a repair, that a word stands for.

    Raises: NetraError when it stands for nothing.
    """
    specs = rule_specs(None, config.packages)
    if any(word == one.name for one in REPAIRS):
        return {word}
    if matching(word, specs):
        return expand([word], specs)
    if word.startswith(PREFIX):
        return {word}
    known = [*(one.name for one in REPAIRS), *(spec.slug for spec in specs)]
    hint = near_miss(word, known)
    hint = hint if hint.startswith("did you mean") else "netra rules lists them"
    raise NetraError(f"--rule: no rule is called '{word}'", hint)


def is_wanted(repair: Repair, rules: frozenset[str]) -> bool:
    """Say whether a repair may have something to do with the rules that are meant."""
    if not rules or repair.name in rules or not rules.isdisjoint(repair.rules):
        return True
    return not repair.rules and any(rule.startswith(PREFIX) for rule in rules)


def unavailable(
    tree: Tree, request: CheckRequest, sources: Collection[str], *, asked: bool
) -> tuple[Collection[str], tuple[str, ...]]:
    """Give the sources that cannot be asked, or are not meant unless somebody says so; and say why.

    Raises: NetraError when ruff was asked for and is not there.
    """
    config = request.config
    if not sources:
        return (), ()
    if not is_there(Surroundings(config.root, request.variables, config.trusted)):
        if asked:
            raise missing()
        return sources, (NO_RUFF,)
    if SELECTED in sources and not asked and not is_configured(tree):
        return {SELECTED}, (NOT_TOLD,)
    return (), ()


def is_below(path: str, paths: Sequence[str]) -> bool:
    """Say whether a path is one of some, or lies below it."""
    return not paths or any(
        path == one or path.startswith(f"{one.rstrip('/')}/") or one == "." for one in paths
    )
