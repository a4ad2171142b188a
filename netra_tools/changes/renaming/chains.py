"""Follows the names that the imports of a file bind, through all that it does with them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable

from netra_tools.changes.renaming.bindings import Bindings, Group, is_plain
from netra_tools.changes.renaming.bound_names import BoundGroup
from netra_tools.changes.renaming.decisions import Decisions
from netra_tools.changes.renaming.plain_names import PlainGroup
from netra_tools.changes.renaming.starred import StarredGroup, star_imports, starred_group
from netra_tools.changes.renaming.type_comments import type_comment_chains
from netra_tools.facts.uses import CLASS, MODULE, UNBOUND, Chain


class ChainRewriter:
    """Decides about every name that an import binds."""

    def __init__(self, bindings: Bindings, is_visible: Callable[[str], bool]) -> None:
        self.bindings = bindings
        self.is_visible = is_visible  # says of a name of this module whether anybody else uses it
        self.decisions = Decisions()
        self.chains: defaultdict[tuple[int, str], list[Chain]] = defaultdict(list)
        for chain in (*bindings.importer.uses.chains, *type_comment_chains(bindings)):
            self.chains[chain.home, chain.parts[0]].append(chain)

    def decide(self) -> Decisions:
        """Go through all names that imports bind."""
        for key, group in self.bindings.groups.items():
            kind = PlainGroup if is_plain(group) else BoundGroup
            kind(self.bindings, self.decisions, group, self.chains[key], self.is_needed).decide()
        stars = list(star_imports(self.bindings))
        for (home, name), chains in self.chains.items():
            found = starred_group(self.bindings, stars, name) if stars and home == UNBOUND else None
            if found is not None:
                StarredGroup(self.bindings, self.decisions, found, chains, self.is_needed).decide()
        return self.decisions

    def is_needed(self, group: Group) -> bool:
        """Say whether a name must stay bound whatever the file itself does with it."""
        if self.bindings.importer.uses.scopes[group.scope].kind == CLASS:
            return True
        return group.scope == MODULE and self.is_visible(group.local)
