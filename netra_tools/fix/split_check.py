"""Holds a divided module against the whole one: what was defined is defined once, and every name is bound."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from netra_tools.facts.kept import kept_source, kept_uses
from netra_tools.facts.uses import LOAD, UNBOUND, Uses
from netra_tools.fix.split_parts import BUILTINS
from netra_tools.fix.split_refusal import CannotSplitError
from netra_tools.model import Facts


def check_division(before: bytes, facade: bytes, others: Sequence[bytes], dropped: Iterable[str]) -> None:
    """See that nothing is lost, doubled, or without a meaning.

    Raises: CannotSplitError: a mistake of ours, or something that was not seen.
    """
    old, new = kept_source(before).facts, [kept_source(one).facts for one in (facade, *others)]
    problem = next((facts.problems[0] for facts in new if facts.problems), None)
    if problem is not None:
        raise CannotSplitError(f"what it would be does not parse: {problem.message}")
    had, has = Counter(shapes(old)), Counter(shape for facts in new for shape in shapes(facts))
    for name, _, _ in sorted((had - has) + (has - had)):
        raise CannotSplitError(f"`{name}` would not be what it is")
    for name in sorted(set(old.names) - set(new[0].names) - set(dropped)):
        raise CannotSplitError(f"`{name}` would be lost")
    check_names(unbound(before), unbound(facade), set().union(*map(unbound, others)))


def check_names(before: set[str], facade: set[str], others: set[str]) -> None:
    """See that names mean what they meant: those that nothing binds are built in, or were free before.

    Raises: CannotSplitError.
    """
    for name in sorted(((facade | others) - before) | others):
        if name not in BUILTINS:
            raise CannotSplitError(f"`{name}` would have no meaning, or another one")


def shapes(facts: Facts) -> list[tuple[str, str, int]]:
    """Give what each definition is called, and the structure of its body."""
    return [(one.name, one.kind, one.structure) for one in facts.definitions]


def unbound(data: bytes) -> set[str]:
    """Collect the names that a file reads and does not bind."""
    uses = kept_uses(data)
    if not isinstance(uses, Uses):
        raise CannotSplitError(f"what it would be cannot be read: {uses.message}")
    return {
        chain.parts[0]
        for chain in uses.chains
        if chain.home == UNBOUND and (chain.action == LOAD or len(chain.parts) > 1)
    }
