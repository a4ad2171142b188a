"""What is to be done with the imports of a file, and with the names that they bind."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from functools import cached_property

from netra_tools.changes.renaming.bindings import Bindings, Group
from netra_tools.changes.renaming.pairs import Pair, split_last
from netra_tools.changes.source import Splice
from netra_tools.facts.uses import IN_ANNOTATION, MODULE, QUOTED, Chain, Place
from netra_tools.model import IN_TRY_IMPORT, TYPE_CHECKING, Note

Key = tuple[int, int]  # statement, index of a name in it


class Decisions:
    """What becomes of imports, and the splices of everything else."""

    def __init__(self) -> None:
        self.splices: list[Splice] = []
        self.aliases: dict[Key, str] = {}  # names that an import is to bind after `as`
        # By statement, what is to stand behind it.
        self.added: defaultdict[int, list[str]] = defaultdict(list)
        self.dropped: set[Key] = set()  # nothing uses them any more
        self.notes: list[Note] = []

    def add(self, statement: int, line: str) -> None:
        """Put a statement behind another, once."""
        if line not in self.added[statement]:
            self.added[statement].append(line)


Ask = Callable[[Group], bool]


class GroupRewriter:
    """Decides about the imports that bind one name in one scope."""

    def __init__(
        self, bindings: Bindings, decisions: Decisions, group: Group, chains: Sequence[Chain], ask: Ask
    ) -> None:
        self.bindings = bindings
        self.decisions = decisions
        self.names = bindings.names
        self.group = group
        self.chains = chains
        self.ask = ask
        self.readers = sorted({chain.scope for chain in chains} | set(group.outer))

    @cached_property
    def needed(self) -> bool:
        """Say whether others need the name, whatever the file itself does with it; to find out takes long."""
        return self.ask(self.group)

    def replace(self, chain: Chain, count: int, text: str) -> None:
        """Write something for the first parts of a chain."""
        source = self.bindings.importer.text
        start = source.offset(chain.starts[0])
        last = source.offset(chain.starts[count - 1])
        end = last + len(chain.parts[count - 1].encode())
        self.decisions.splices.append(Splice(start, end, text.encode()))

    def statements(self) -> list[int]:
        """Give the imports after one of which the name is bound whatever ran: the last is sure to run."""
        found = []
        for number in dict.fromkeys(item.statement for item in self.group.items):
            found.append(number)
            if self.is_sure(number):
                break
        return found

    def add(self, line: str) -> None:
        """Put a statement behind the imports."""
        for number in self.statements():
            self.decisions.add(number, line)

    def ensure(self, line: str, covering: Sequence[int], chain: Chain) -> None:
        """Put a statement behind the imports where none does the same already for a chain."""
        imports = self.bindings.importer.uses.imports
        covering = [number for number in covering if self.may_cover(number, chain)]
        if any(self.is_trusted(number) and self.precedes(number, chain) for number in covering):
            return
        blocks = [imports[number].start for number in covering]
        for number in self.statements():
            if number not in covering and not is_inside(imports[number].start, blocks):
                self.decisions.add(number, line)

    def may_cover(self, number: int, chain: Chain) -> bool:
        """Say whether an import serves a chain: one for type checking does not serve what runs."""
        return not self.bindings.importer.uses.imports[number].flags & TYPE_CHECKING or self.is_lazy(chain)

    def is_lazy(self, chain: Chain) -> bool:
        """Say whether a chain is never evaluated."""
        return bool(chain.flags & (QUOTED | (IN_ANNOTATION if self.bindings.is_lazy else 0)))

    def is_trusted(self, number: int) -> bool:
        """Say whether what follows may rely on an import: it is sure to run, or that is thought of."""
        flags = self.bindings.importer.uses.imports[number].flags
        return bool(flags & (IN_TRY_IMPORT | TYPE_CHECKING)) or self.is_sure(number)

    def is_sure(self, number: int) -> bool:
        """Say whether an import runs whenever the scope does to which the name belongs."""
        at_home = self.bindings.importer.uses.imports[number].scope == self.group.scope
        return at_home and self.bindings.is_sure(number)

    def precedes(self, number: int, chain: Chain) -> bool:
        """Say whether an import has run when a chain is evaluated."""
        return chain.scope != self.group.scope or (
            self.bindings.importer.uses.imports[number].start < chain.starts[0]
        )

    def other_name(self, name: str) -> str:
        """Make a name that means nothing here yet."""
        while not self.may_take(name):
            name += "_"
        return name

    def may_take(self, name: str, meaning: str = "") -> bool:
        """Say whether the scope can bind a name without changing what anybody means by it."""
        at_top = self.group.scope == MODULE
        if at_top and self.bindings.is_submodule_here(name) and meaning != self.bindings.here(name):
            return False
        return self.names.is_free(name, self.group.scope, self.readers, meaning)

    def take(self, name: str, meaning: str) -> None:
        """Let the scope bind a name from now on."""
        self.names.take(name, self.group.scope, self.readers, meaning)
        for place in self.bindings.declarations(self.group) if name != self.group.local else ():
            splice = Splice(place, place, f", {name}".encode())
            if splice not in self.decisions.splices:
                self.decisions.splices.append(splice)


def module_of(pair: Pair) -> str:
    """Give the module in the new name of a pair."""
    return split_last(pair.new)[0] if pair.symbol else pair.new


def is_inside(place: Place, blocks: Sequence[Place]) -> bool:
    """Say whether a statement stands further down and further in than another."""
    return any(place[0] > start[0] and place[1] > start[1] for start in blocks)
