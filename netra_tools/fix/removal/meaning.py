"""Whether each name that is left in a file means what it meant."""

from __future__ import annotations

from collections import Counter

from netra_tools.facts.uses import UNBOUND, Chain, Uses

Key = tuple[str, int, str]  # name, what is done with it, the scope that it belongs to


def changed_names(before: Uses, after: Uses) -> set[str]:
    """Give the names that mean something else after things have been taken out."""
    more = Counter(keys_of(after)) - Counter(keys_of(before))
    return {name for name, _, _ in more}


def keys_of(uses: Uses) -> list[Key]:
    """Say of each use what it means."""
    paths = scope_paths(uses)
    return [(chain.parts[0], chain.action, home_of(chain, paths)) for chain in uses.chains]


def home_of(chain: Chain, paths: list[str]) -> str:
    """Name the scope that a name belongs to."""
    return "-" if chain.home == UNBOUND else paths[chain.home]


def scope_paths(uses: Uses) -> list[str]:
    """Name each scope by the definitions around it; that of the module is ""."""
    paths: list[str] = []
    for scope in uses.scopes:
        above = paths[scope.parent] if scope.parent >= 0 else ""
        paths.append(f"{above}.{scope.name}".strip(".") if scope.parent >= 0 else "")
    return paths


def still_bound(uses: Uses, around: str, name: str) -> bool:
    """Say whether a use of a name of a scope is left."""
    paths = scope_paths(uses)
    return any(chain.parts[0] == name and home_of(chain, paths) == around for chain in uses.chains)


def bound_in_function(uses: Uses, function: str, name: str) -> bool:
    """Say whether a use of a local name is left in a function of that name: `x += 1` needs an `x`."""
    return any(
        chain.parts[0] == name and chain.home != UNBOUND and uses.scopes[chain.home].name == function
        for chain in uses.chains
    )
