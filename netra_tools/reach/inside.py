"""What is dead within what is alive: parameters and variables nobody reads, and what is never reached."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from netra_tools.facts.ties import BARE, CLASS, FUNCTION, OPEN, Tied, Ties
from netra_tools.reach.find import Reached
from netra_tools.reach.globbing import compile_endings
from netra_tools.reach.model import HIGH, LOW, MEDIUM, Dead
from netra_tools.reach.roots import is_public

PLAIN_DECORATORS = compile_endings(("staticmethod", "classmethod", "lru_cache", "cache", "contextmanager"))
FIRST = frozenset(("self", "cls", "mcs", "mcls", "metacls"))


def find_inside(reached: Reached, dead: Collection[int]) -> Iterator[Dead]:
    """Yield what is dead within what is alive."""
    table = reached.table
    for number, source in enumerate(table.sources):
        if source.ties is None:
            continue
        first = table.first[number]
        yield from find_unread(reached, dead, first, source.ties)
        yield from find_unreachable(reached, dead, first, source.ties)
        for symbol in () if source.is_test else range(first + 1, table.first_import[number]):
            if table.tied[symbol].parameters and is_alive(reached, dead, symbol):
                yield from find_parameters(reached, symbol)


def find_unread(reached: Reached, dead: Collection[int], first: int, ties: Ties) -> Iterator[Dead]:
    """Yield the variables of functions that are assigned and never read."""
    table = reached.table
    for owner, name, line, column in ties.unread:
        symbol = first + owner
        if is_alive(reached, dead, symbol) and not table.tied[symbol].flags & OPEN:
            where = f"{table.qualified(symbol)}.{name}"
            text, reason = "it is assigned and never read", "no code of the function reads it"
            place = (line, column, line, line)
            yield Dead(table.source(symbol).path, "variable", where, *place, text, HIGH, reason)


def find_unreachable(reached: Reached, dead: Collection[int], first: int, ties: Ties) -> Iterator[Dead]:
    """Yield the statements that are never reached."""
    for owner, start, end in ties.unreachable:
        symbol = first + owner
        if is_alive(reached, dead, symbol):
            where = reached.table.qualified(symbol)
            text, reason = "the statement before it always leaves", "no path leads to it"
            place = (start, 0, start, end)
            path = reached.table.source(symbol).path
            yield Dead(path, "unreachable code", where, *place, text, HIGH, reason)


def is_alive(reached: Reached, dead: Collection[int], symbol: int) -> bool:
    """Say whether a symbol is used, and not in something that is reported."""
    while symbol >= 0:
        if symbol in dead:
            return False
        symbol = reached.table.parent[symbol]
    return True


def find_parameters(reached: Reached, symbol: int) -> Iterator[Dead]:
    """Yield the parameters of a function that nothing reads, where nobody but its callers wants them."""
    table, tied = reached.table, reached.table.tied[symbol]
    if tied.flags & (BARE | OPEN) or not reached.walk.alive[symbol] or is_imposed(reached, symbol, tied):
        return
    in_class = table.kind[table.parent[symbol]] == CLASS
    level, reason = judge_parameters(reached, symbol, in_class=in_class)
    for name, line, column in tied.parameters:
        if name.startswith("_") or (in_class and name in FIRST):
            continue
        where = f"{table.qualified(symbol)}.{name}"
        text = "the function never reads it"
        yield Dead(
            table.source(symbol).path, "parameter", where, line, column, line, line, text, level, reason
        )


def judge_parameters(reached: Reached, symbol: int, *, in_class: bool) -> tuple[str, str]:
    """Say how sure it is that nobody but its callers wants the parameters of a function."""
    if reached.walk.published and is_overridable(reached, symbol):
        return LOW, "a subclass elsewhere may override the method"
    if in_class and len(reached.table.methods[reached.table.name[symbol]]) > 1:
        return LOW, "another class has a method of its name, and may be asked for in its place"
    return MEDIUM, "the function is only called, never handed over"


def is_imposed(reached: Reached, symbol: int, tied: Tied) -> bool:
    """Say whether somebody else may want the parameters of a function: it is a hook, or handed over."""
    table, walk = reached.table, reached.walk
    name, parent = tied.name, table.parent[symbol]
    if any(not PLAIN_DECORATORS(one) for one in tied.decorators) or name.startswith("__"):
        return True
    if is_handed_over(reached, symbol) or (walk.published and is_public(walk, symbol)):
        return True
    if table.kind[parent] == CLASS:
        return is_method_imposed(reached, parent, name)
    names = table.names[table.file[symbol]]
    return table.kind[parent] != FUNCTION and (len(names.get(name, ())) > 1 or name in walk.escaped)


def is_overridable(reached: Reached, symbol: int) -> bool:
    """Say whether others can derive from the class of a method."""
    around = reached.table.class_around(symbol)
    return around >= 0 and is_public(reached.walk, around)


def is_handed_over(reached: Reached, symbol: int) -> bool:
    """Say whether a function is used otherwise than by calling it, or may be."""
    walk, name = reached.walk, reached.table.name[symbol]
    return symbol in walk.valued or symbol in walk.soft or name in walk.valued_names or walk.fits(name)


def is_method_imposed(reached: Reached, around: int, name: str) -> bool:
    """Say whether the parameters of a method may be those of another: it overrides one, or is a hook."""
    table, walk = reached.table, reached.walk
    family, bases = walk.families.family(around), walk.families.bases(around)
    same = [one for one in table.methods[name] if walk.families.family(table.parent[one]) == family]
    handed = (family, name) in walk.own_values
    return len(same) > 1 or handed or bool(bases.unknown) or bases.hooks(name)
