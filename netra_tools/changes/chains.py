"""Decides what the names in a file become: which imports they need, and which keep their name by an alias."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from typing import NamedTuple

from netra_tools.changes.bindings import Bindings, Group, Item
from netra_tools.changes.renaming import Pair, is_below, split_last
from netra_tools.changes.source import Splice
from netra_tools.facts.uses import MODULE, Chain

Key = tuple[int, int]  # statement, index of a name in it


class Decisions:
    """What is to be done with the imports of a file, and the splices of everything else."""

    def __init__(self) -> None:
        self.splices: list[Splice] = []
        self.aliases: dict[Key, str] = {}  # names that an import is to bind after `as`
        self.added: defaultdict[int, list[str]] = defaultdict(
            list
        )  # by statement, what is to stand behind it
        self.dropped: set[Key] = set()  # nothing uses them any more

    def add(self, statement: int, line: str) -> None:
        """Put a statement behind another, once."""
        if line not in self.added[statement]:
            self.added[statement].append(line)


class Access(NamedTuple):
    """How a chain speaks of what was renamed: the text for its first parts."""

    text: str
    line: str  # the import that it needs; "" when that is there


class ChainRewriter:
    """Follows every name that an import binds."""

    def __init__(self, bindings: Bindings, is_visible: Callable[[str], bool]) -> None:
        self.bindings = bindings
        self.is_visible = is_visible  # says of a name of this module whether anybody else uses it
        self.decisions = Decisions()
        self.chains: defaultdict[tuple[int, str], list[Chain]] = defaultdict(list)
        for chain in bindings.importer.uses.chains:
            self.chains[chain.home, chain.parts[0]].append(chain)

    def decide(self) -> Decisions:
        """Go through all names that imports bind."""
        for key, group in self.bindings.groups.items():
            if is_plain(group):
                PlainGroup(self, group, self.chains[key]).decide()
            else:
                NamedGroup(self, group, self.chains[key]).decide()
        return self.decisions

    def replace(self, chain: Chain, count: int, text: str) -> None:
        """Write something for the first parts of a chain."""
        source = self.bindings.importer.text
        start = source.offset(chain.starts[0])
        last = source.offset(chain.starts[count - 1])
        end = last + len(chain.parts[count - 1].encode())
        self.decisions.splices.append(Splice(start, end, text.encode()))

    def is_needed(self, group: Group) -> bool:
        """Say whether a name must stay bound whatever the file itself does with it."""
        return group.scope == MODULE and self.is_visible(group.local)


class PlainGroup:
    """`import a.b` and its like: the name bound is the first part, and chains write out the rest."""

    def __init__(self, rewriter: ChainRewriter, group: Group, chains: Sequence[Chain]) -> None:
        self.rewriter = rewriter
        self.bindings = rewriter.bindings
        self.group = group
        self.chains = chains
        self.readers = sorted({chain.scope for chain in chains})

    def decide(self) -> None:
        """Write new names into chains, and bind what they need."""
        found = [(chain, self.bindings.match(self.group.local, chain.parts[1:])) for chain in self.chains]
        done = [self.rewrite(chain, pair) for chain, pair in found if pair is not None]
        if done or not self.is_unmoved():  # to ask who else needs a name takes long
            self.bind([chain for chain, pair in found if pair is None], done)

    def bind(self, stays: Sequence[Chain], done: Sequence[bool]) -> None:
        """Keep the old first part bound where something still needs it."""
        needed = self.rewriter.is_needed(self.group)
        if not all(done) or (needed and self.is_renamed()):
            self.keep_name()
        elif stays or needed:
            self.keep_bound(stays)
        elif done and self.is_unmoved():
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
        free = self.is_open(module.partition(".")[0])
        if pair.old == self.group.local and not (free and self.group.pure):
            return False
        access = self.written_out(chain, pair) if free else self.aliased(module)
        self.rewriter.replace(chain, pair.size, access.text + pair.new[len(module) :])
        if access.line:
            self.rewriter.decisions.add(self.group.items[0].statement, access.line)
        return True

    def written_out(self, chain: Chain, pair: Pair) -> Access:
        """Speak of a module by its whole name."""
        module = module_of(pair)
        if any(is_below(item.full, pair.old) for item in self.group.items):
            return Access(module, "")
        return Access(module, f"import {self.longest_module(chain, pair, module)}")

    def aliased(self, module: str) -> Access:
        """Speak of a module by a name that means nothing here yet."""
        alias = self.other_name(module)
        keys = [(item.statement, item.place) for item in self.group.items if item.new == module]
        self.rewriter.decisions.aliases.update(dict.fromkeys(keys, alias))
        return Access(alias, "" if keys else f"import {module} as {alias}")

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
        if other is not None:
            return is_plain(other) and other.pure
        return self.bindings.is_free(top, self.group.scope, self.readers)

    def other_name(self, module: str) -> str:
        """Make a name for a module that means nothing here yet."""
        name = module.replace(".", "_")
        while not self.bindings.is_free(name, self.group.scope, self.readers):
            name += "_"
        return name

    def keep_name(self) -> None:
        """Let the old first part stand for the top module under its new name."""
        new = self.bindings.codebase.renaming.new_name(self.group.local)
        for item in self.group.items:
            keep_name(self.rewriter.decisions, item, new)

    def keep_bound(self, stays: Sequence[Chain]) -> None:
        """Keep the first part bound for chains that are not renamed."""
        local = self.group.local
        if any(item.new.partition(".")[0] == local for item in self.group.items):
            return
        modules = {self.bindings.codebase.module_part(".".join(chain.parts)) or local for chain in stays}
        for module in sorted(modules or {local}):
            if not any(other != module and is_below(other, module) for other in modules):
                self.rewriter.decisions.add(self.group.items[0].statement, f"import {module}")

    def drop(self) -> None:
        """Take away imports that nothing uses any more."""
        if not self.bindings.importer.package or self.group.scope != MODULE:
            self.rewriter.decisions.dropped.update((item.statement, item.place) for item in self.group.items)


class NamedGroup:
    """`from a import b`, and everything with `as`: the name bound stands for all that was imported."""

    def __init__(self, rewriter: ChainRewriter, group: Group, chains: Sequence[Chain]) -> None:
        self.rewriter = rewriter
        self.bindings = rewriter.bindings
        self.group = group
        self.chains = chains
        self.readers = sorted({chain.scope for chain in chains})

    def decide(self) -> None:
        """Let the name follow what it stands for, and rewrite chains that go deeper."""
        name = self.follow()
        count = 0
        for chain in self.chains:
            pair = self.deeper(chain)
            if pair is not None:
                self.reach(chain, pair)
                count += 1
            elif name != self.group.local:
                self.rewriter.replace(chain, 1, name)
        if count and count == len(self.chains):
            self.drop()

    def follow(self) -> str:
        """Give the name to bind from now on; where it cannot change, `as` keeps it."""
        changed = [item for item in self.group.items if self.loses_name(item)]
        leaves = {split_last(item.new)[1] for item in changed}
        if len(changed) == len(self.group.items) and len(leaves) == 1 and self.may_bind(min(leaves)):
            return leaves.pop()
        for item in changed:
            if item.plain:
                new = self.bindings.codebase.renaming.new_name(item.local)
                keep_name(self.rewriter.decisions, item, new)
            else:
                self.rewriter.decisions.aliases[item.statement, item.place] = self.group.local
        return self.group.local

    def loses_name(self, item: Item) -> bool:
        """Say whether an import binds something else once the new name stands there."""
        if item.plain:
            return item.new.partition(".")[0] != item.local
        alias = self.bindings.importer.uses.imports[item.statement].names[item.place]
        return alias.alias is None and split_last(item.new)[1] != alias.name

    def may_bind(self, leaf: str) -> bool:
        """Say whether the name can be given up for a new one."""
        if not self.group.pure or self.rewriter.is_needed(self.group):
            return False
        return not any(item.plain for item in self.group.items) and self.bindings.is_free(
            leaf, self.group.scope, self.readers
        )

    def deeper(self, chain: Chain) -> Pair | None:
        """Find what is renamed below the module that the name stands for."""
        meaning = self.group.meaning
        pair = self.bindings.match(meaning, chain.parts[1:]) if meaning else None
        return pair if pair is not None and not is_below(meaning, pair.old) else None

    def reach(self, chain: Chain, pair: Pair) -> None:
        """Write a chain to something below the module, which lies elsewhere now."""
        module = module_of(pair)
        access = self.access(module)
        count = pair.size - self.group.meaning.count(".")
        self.rewriter.replace(chain, count, access.text + pair.new[len(module) :])
        if access.line:
            self.rewriter.decisions.add(self.group.items[0].statement, access.line)

    def access(self, module: str) -> Access:
        """Say how the scope can speak of a module."""
        known = self.known(module)
        if known:
            return Access(known, "")
        parent, leaf = split_last(module)
        start = f"from {parent} import {leaf}" if parent else f"import {leaf}"
        if self.is_open(leaf):
            return Access(leaf, start)
        name = module.replace(".", "_") if parent else f"{module}_"
        while not self.is_open(name):
            name += "_"
        return Access(name, f"{start} as {name}")

    def known(self, module: str) -> str:
        """Give the name by which the scope knows a module already."""
        for (scope, local), group in self.bindings.groups.items():
            known = not is_plain(group) and all(item.new == module for item in group.items)
            if scope == self.group.scope and known and group.pure:
                return local
        return ""

    def is_open(self, name: str) -> bool:
        """Say whether the scope can bind a name; its own is free when nothing else uses it."""
        if name == self.group.local and self.may_drop():
            return True
        return self.bindings.is_free(name, self.group.scope, self.readers)

    def may_drop(self) -> bool:
        """Say whether nothing needs the name once all chains are rewritten."""
        kept = self.bindings.importer.package and self.group.scope == MODULE
        rewritten = all(self.deeper(chain) for chain in self.chains)
        return rewritten and self.group.pure and not kept and not self.rewriter.is_needed(self.group)

    def drop(self) -> None:
        """Take away imports that nothing uses any more."""
        if self.may_drop():
            self.rewriter.decisions.dropped.update((item.statement, item.place) for item in self.group.items)


def module_of(pair: Pair) -> str:
    """Give the module in the new name of a pair."""
    return split_last(pair.new)[0] if pair.symbol else pair.new


def is_plain(group: Group) -> bool:
    """Say whether all imports of a group are like `import a.b`."""
    return all(item.plain for item in group.items)


def keep_name(decisions: Decisions, item: Item, new: str) -> None:
    """Let the first part that `import a.b` binds stand for the top module under its new name."""
    if item.full == item.local:
        decisions.aliases[item.statement, item.place] = item.local
    else:
        decisions.add(item.statement, f"import {new} as {item.local}")
