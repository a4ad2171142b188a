"""What goes together: what is dead only because all that uses it is dead, with what is dead by itself."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from netra_tools.facts.ties import CALL, CLASS, FUNCTION
from netra_tools.reach.find import Reached


class Groups:
    """The dead by group: `leader` of each that is dead with another, and the `members` of each leader."""

    def __init__(self, reached: Reached, dead: Collection[int]) -> None:
        self.table = reached.table
        self.walk = reached.walk
        self.dead = dead
        self.top: dict[int, int] = {}
        self.users: dict[int, list[int]] = {}
        self.uses: dict[int, list[int]] = {}
        self.leader: dict[int, int] = {}
        self.members: dict[int, list[int]] = {}
        self.by_name: dict[str, list[int]] = {}
        for symbol in dead:
            if self.table.kind[self.table.parent[symbol]] == CLASS and self.table.parent[symbol] >= 0:
                self.by_name.setdefault(self.table.name[symbol], []).append(symbol)
            if self.table.kind[symbol] == FUNCTION:
                self.take_overloads(symbol)
        self.join()
        self.part()

    def take_overloads(self, symbol: int) -> None:
        """Count what only says other types of a dead function as a part of it."""
        table = self.table
        parent = table.parent[symbol]
        around = table.members.get(parent) or table.names[table.file[symbol]]
        for one in around.get(table.name[symbol], ()):
            if one not in self.dead and table.parent[one] == parent and not self.walk.alive[one]:
                self.top[one] = symbol

    def owner(self, symbol: int) -> int:
        """Give the dead symbol that a symbol stands in, or -1."""
        found = self.top.get(symbol)
        if found is None:
            parent = self.table.parent[symbol]
            found = symbol if symbol in self.dead else self.owner(parent) if parent >= 0 else -1
            self.top[symbol] = found
        return found

    def join(self) -> None:
        """Find who uses whom among the dead."""
        for symbol in range(len(self.table.kind)):
            user = self.owner(symbol)
            if user < 0:
                continue
            for target in self.targets(symbol):
                used = self.owner(target)
                if used >= 0 and used != user and user not in self.users.get(used, ()):
                    self.users.setdefault(used, []).append(user)
                    self.uses.setdefault(user, []).append(used)

    def targets(self, symbol: int) -> Iterator[int]:
        """Yield what a symbol uses itself."""
        table, tied = self.table, self.table.tied[symbol]
        for reference in tied.references:
            meaning = self.walk.resolver.resolve(table.file[symbol], reference)
            yield from meaning.symbols
            for _, name in meaning.own:
                yield from self.by_name.get(name, ())
            for name in meaning.loose:
                yield from self.by_name.get(name, ())
        for names in (tied.own, tied.attributes):
            for name in names:
                yield from self.by_name.get(name.removesuffix(CALL), ())
        if symbol in table.imported:
            yield from self.walk.resolver.resolve_import(symbol).symbols
        yield from table.owned.get(symbol, ())

    def part(self) -> None:
        """Give each leader what is reached from it alone, then from the next one in the order of files."""
        by_itself = [symbol for symbol in self.dead if symbol not in self.users]
        seen: set[int] = set(by_itself)
        for leader in by_itself:
            self.collect(leader, seen)
        for symbol in self.dead:  # circles, which have no leader but the first
            if symbol not in seen:
                seen.add(symbol)
                self.collect(symbol, seen)

    def collect(self, leader: int, seen: set[int]) -> None:
        """Collect what goes with a leader."""
        queue = [leader]
        for symbol in queue:
            for used in self.uses.get(symbol, ()):
                if used not in seen:
                    seen.add(used)
                    queue.append(used)
                    self.leader[used] = leader
                    self.members.setdefault(leader, []).append(used)
