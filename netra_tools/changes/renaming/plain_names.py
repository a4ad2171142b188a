"""Decides about `import a.b` and its like: the first part is bound, and chains write out the rest."""

from __future__ import annotations

from collections.abc import Sequence

from netra_tools.changes.renaming.bindings import Item, is_plain
from netra_tools.changes.renaming.decisions import Decisions, GroupRewriter, module_of
from netra_tools.changes.renaming.pairs import Pair, is_below
from netra_tools.facts.uses import MODULE, Chain
from netra_tools.model import Note


class PlainGroup(GroupRewriter):
    """All plain imports of a scope that bind one first part."""

    def decide(self) -> None:
        """Write new names into chains, and bind what they need."""
        self.reads_top = False  # whether new names begin with the old first part
        found = [(chain, self.bindings.match(self.group.local, chain.parts[1:])) for chain in self.chains]
        done = [self.rewrite(chain, pair) for chain, pair in found if pair is not None]
        if done or not self.is_unmoved():
            self.bind([chain for chain, pair in found if pair is None], done)
            self.warn()

    def bind(self, stays: Sequence[Chain], done: Sequence[bool]) -> None:
        """Keep the old first part bound where something still needs it."""
        if not all(done) or (self.is_renamed() and self.needed):
            self.keep_name()
        elif stays or self.needed:
            self.keep_bound(stays)
        elif done and self.is_unmoved() and not self.reads_top:
            self.drop()

    def is_renamed(self) -> bool:
        """Say whether the top module itself has a new name."""
        return self.bindings.codebase.renaming.module(self.group.local) is not None

    def is_unmoved(self) -> bool:
        """Say whether the imports themselves stay as they are."""
        return all(item.new == item.full for item in self.group.items)

    def rewrite(self, chain: Chain, pair: Pair) -> bool:
        """Write the new name into a chain; say no when the old name must stay bound instead."""
        module = module_of(pair)
        top = module.partition(".")[0]
        free = self.is_open(top)
        if pair.old == self.group.local and (not free or not self.group.pure or self.needed):
            return False
        if free:
            self.take(top, top)
            self.reads_top |= top == self.group.local
            name, line = module, f"import {self.longest_module(chain, pair, module)}"
            covering = [item.statement for item in self.group.items if self.covers(item, pair, top)]
        else:
            name, covering = self.aliased(module)
            line = f"import {module} as {name}"
        self.replace(chain, pair.size, name + pair.new[len(module) :])
        self.ensure(line, covering, chain)
        return True

    def covers(self, item: Item, pair: Pair, top: str) -> bool:
        """Say whether an import serves a new name.

        Below the same top, what others load under the old name they load under the new one.
        """
        if is_below(item.full, pair.old) or is_below(item.new, module_of(pair)):
            return True
        return not pair.symbol and top == self.group.local == item.new.partition(".")[0]

    def aliased(self, module: str) -> tuple[str, list[int]]:
        """Give a module a name that means nothing here yet; say which imports bind it."""
        name = self.known.get(module) or self.other_name(module.replace(".", "_"))
        self.known[module] = name
        self.take(name, module)
        keys = [(item.statement, item.place) for item in self.group.items if item.new == module]
        self.decisions.aliases.update(dict.fromkeys(keys, name))
        return name, [statement for statement, _ in keys]

    @property
    def known(self) -> dict[str, str]:
        """Give the names that this scope has been given for modules."""
        return self.bindings.given.setdefault(self.group.scope, {})

    def longest_module(self, chain: Chain, pair: Pair, module: str) -> str:
        """Give the module that a chain goes into, under its new name."""
        if pair.symbol:
            return module
        old = self.bindings.codebase.module_part(".".join(chain.parts))
        return self.bindings.codebase.renaming.new_name(old) if is_below(old, pair.old) else module

    def is_open(self, top: str) -> bool:
        """Say whether the scope can bind a top module's name."""
        if top == self.group.local:
            return True
        other = self.bindings.groups.get((self.group.scope, top))
        if other is not None and not (is_plain(other) and other.pure):
            return False
        return self.may_take(top, top)

    def keep_name(self) -> None:
        """Let the old first part stand for the top module under its new name."""
        new = self.bindings.codebase.renaming.new_name(self.group.local)
        for item in self.group.items:
            keep_name(self.decisions, item, new)

    def keep_bound(self, stays: Sequence[Chain]) -> None:
        """Keep the first part bound for chains that are not renamed."""
        local = self.group.local
        if any(item.new.partition(".")[0] == local for item in self.group.items):
            return
        modules = {self.bindings.codebase.module_part(".".join(chain.parts)) or local for chain in stays}
        for module in sorted(modules or {local}):
            if not any(other != module and is_below(other, module) for other in modules):
                self.add(f"import {module}")

    def drop(self) -> None:
        """Take away imports that nothing uses any more."""
        kept = self.bindings.importer.package and self.group.scope == MODULE
        if self.group.pure and not kept:
            self.decisions.dropped.update((item.statement, item.place) for item in self.group.items)

    def warn(self) -> None:
        """Say what others read through this name that is not followed."""
        scope = self.bindings.importer.uses.scopes[self.group.scope]
        moved = [item for item in self.group.items if item.new != item.full]
        if moved and not self.is_renamed() and self.needed:
            start = self.bindings.importer.uses.imports[moved[0].statement].start
            owner = f"{scope.name or self.bindings.importer.module}.{moved[0].full}"
            text = f"what reads {owner} from elsewhere is not followed"
            self.decisions.notes.append(Note(self.bindings.importer.path, start[0], text))


def keep_name(decisions: Decisions, item: Item, new: str) -> None:
    """Let the first part that `import a.b` binds stand for the top module under its new name."""
    if item.full == item.local:
        decisions.aliases[item.statement, item.place] = item.local
    else:
        decisions.add(item.statement, f"import {new} as {item.local}")
