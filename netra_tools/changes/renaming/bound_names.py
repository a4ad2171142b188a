"""Decides about `from a import b`, and everything with `as`: the name bound is all that was imported."""

from __future__ import annotations

from netra_tools.changes.renaming.bindings import Group, Item, is_plain
from netra_tools.changes.renaming.decisions import GroupRewriter, module_of
from netra_tools.changes.renaming.pairs import Pair, is_below, split_last
from netra_tools.changes.renaming.plain_names import keep_name
from netra_tools.changes.source import UnwritableError
from netra_tools.facts.uses import MODULE, Chain


class BoundGroup(GroupRewriter):
    """All imports of a scope that bind one name, not all of them plain."""

    def decide(self) -> None:
        """Let the name follow what it stands for, and rewrite chains that go deeper."""
        name = self.follow()
        deeper = [(chain, self.deeper(chain)) for chain in self.chains]
        for chain, pair in deeper:
            if pair is not None:
                self.reach(chain, pair)
            elif name != self.group.local:
                self.replace(chain, 1, name)
        if deeper and self.may_drop():
            self.decisions.dropped.update((item.statement, item.place) for item in self.group.items)

    def follow(self) -> str:
        """Give the name to bind from now on; where it cannot change, `as` keeps it."""
        changed = [item for item in self.group.items if self.loses_name(item)]
        news = {item.new for item in changed}
        if len(changed) == len(self.group.items) and len({split_last(new)[1] for new in news}) == 1:
            leaf = split_last(min(news))[1]
            if self.may_bind(leaf, min(news)):
                self.take(leaf, min(news))
                return leaf
        for item in changed:
            self.refuse_hiding(item)
            if item.plain:
                keep_name(self.decisions, item, self.bindings.codebase.renaming.new_name(item.local))
            else:
                self.decisions.aliases[item.statement, item.place] = self.group.local
        return self.group.local

    def refuse_hiding(self, item: Item) -> None:
        """Refuse to let a package's name for its submodule mean another one: two change places.

        Raises: UnwritableError.
        """
        local, bindings = self.group.local, self.bindings
        own = bindings.own(local)
        if self.group.scope == MODULE and item.meaning == own and bindings.will_be_here(local):
            raise UnwritableError(
                f"`{local}` would go on to mean {item.new}, and hide the module {bindings.here(local)}",
                self.bindings.importer.uses.imports[item.statement].start[0],
            )

    def loses_name(self, item: Item) -> bool:
        """Say whether an import binds something else once the new name stands there."""
        if item.plain:
            return item.new.partition(".")[0] != item.local
        alias = self.bindings.importer.uses.imports[item.statement].names[item.place]
        return alias.alias is None and split_last(item.new)[1] != alias.name

    def may_bind(self, leaf: str, meaning: str) -> bool:
        """Say whether the name can be given up for a new one."""
        if not self.group.pure or any(item.plain for item in self.group.items):
            return False
        return self.may_take(leaf, meaning) and not self.needed  # the last takes longest

    def deeper(self, chain: Chain) -> Pair | None:
        """Find what is renamed below the module that the name stands for."""
        meaning = self.group.meaning
        pair = self.bindings.match(meaning, chain.parts[1:]) if meaning else None
        return pair if pair is not None and not is_below(meaning, pair.old) else None

    def reach(self, chain: Chain, pair: Pair) -> None:
        """Write a chain to something below the module, which lies elsewhere now."""
        module = module_of(pair)
        count = pair.size - self.group.meaning.count(".")
        name = self.known(module, chain) or self.given(module)
        self.replace(chain, count, name + pair.new[len(module) :])

    def known(self, module: str, chain: Chain) -> str:
        """Give the name by which the scope knows a module already where a chain is evaluated."""
        for (scope, local), group in self.bindings.groups.items():
            if scope == self.group.scope and group.pure and self.means(group, module):
                seen = any(
                    self.is_sure(item.statement) and self.precedes(item.statement, chain)
                    for item in group.items
                )
                if seen and not any(self.names.captured(local, reader, scope) for reader in self.readers):
                    return local
        return ""

    def means(self, group: Group, module: str) -> bool:
        """Say whether a name stands for a module, and will be called as it is."""
        same = all(item.new == module and not self.loses_name(item) for item in group.items)
        return same and not is_plain(group)

    def given(self, module: str) -> str:
        """Give a module a name behind the imports."""
        parent, leaf = split_last(module)
        known = self.bindings.given.setdefault(self.group.scope, {})
        name = known.get(module, "")
        if not name:
            name = leaf if self.is_open(leaf, module) else self.other_name(self.long_name(module))
        known[module] = name
        self.take(name, module)
        start = f"from {parent} import {leaf}" if parent else f"import {leaf}"
        self.add(start if name == leaf else f"{start} as {name}")
        return name

    def long_name(self, module: str) -> str:
        """Make a name of a module's."""
        return module.replace(".", "_") if "." in module else f"{module}_"

    def is_open(self, name: str, module: str) -> bool:
        """Say whether the scope can bind a name; its own is free when nothing else uses it."""
        if name == self.group.local and self.may_drop():
            return True
        return self.may_take(name, module)

    def may_drop(self) -> bool:
        """Say whether nothing needs the name once all chains are rewritten."""
        kept = self.bindings.importer.package and self.group.scope == MODULE
        rewritten = bool(self.chains) and all(self.deeper(chain) for chain in self.chains)
        return rewritten and self.group.pure and not kept and not self.needed
