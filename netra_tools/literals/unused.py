"""Values that are defined and, as far as strings and names tell, used nowhere."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable
from typing import Final, NamedTuple

from netra_tools.facts.key_files import dialect_of_keys
from netra_tools.facts.read import Reading
from netra_tools.literals.listing import Filter, Listed, Located, Selection
from netra_tools.literals.store import Store
from netra_tools.model import ASSIGNED, INTERPOLATED, Literal

Read = Callable[[str], Reading]  # a file by its path
Content = Callable[[str], bytes]
WORD = re.compile(rb"[A-Za-z_]\w*")
CLASS: Final = "class"  # kind of a definition
UNNAMED: Final = ""  # what is assigned elsewhere than to a constant: it counts as used


class Constant(NamedTuple):
    """A name at the level of a module or class, and the file that gives it a value."""

    path: str
    name: str


def unused(selection: Selection, read: Read, content: Content) -> list[Listed]:
    """List values that are only defined: keys of files, and constants whose names stand nowhere else.

    What is defined otherwise, such as an option or a route, is used from where no string tells: it is not
    listed.
    """
    constants = constants_of(only_defined(selection.store), read)
    defined = Counter([constant.name for constant in set().union(*constants.values())])
    counts = count_names(defined.keys(), selection, content)
    asked_for = {UNNAMED, *[name for name, times in counts.items() if times > defined[name]]}
    idle = {number for number, held in constants.items() if asked_for.isdisjoint([one.name for one in held])}
    return [one for one in selection.values(lambda _: True) if one.number in idle]


def only_defined(store: Store) -> dict[int, list[Located]]:
    """Give the places of the values that are defined wherever they stand, by number."""
    everywhere = Selection(store, Filter())
    listed = [one for one in everywhere.values(lambda _: True) if one.defined == one.total]
    found = everywhere.places(listed)
    return {number: places for number, places in found.items() if all(map(is_definition, places))}


def is_definition(located: Located) -> bool:
    """Say whether a file of keys, or a constant, defines a value here."""
    row, item = located
    if dialect_of_keys(row.path):
        return item.role != INTERPOLATED
    return item.defined and item.role == ASSIGNED


def constants_of(found: dict[int, list[Located]], read: Read) -> dict[int, set[Constant]]:
    """Give the constants that hold values, by the numbers of these."""
    constants: dict[int, set[Constant]] = {number: set() for number in found}
    for path, numbers in by_file(found).items():
        reading = read(path)
        for literal in reading.literals:
            number = numbers.get((literal.line, literal.column))
            if number is not None:
                name = literal.owner.rpartition(".")[2] if is_constant(literal, reading) else UNNAMED
                constants[number].add(Constant(path, name))
    return constants


def is_constant(literal: Literal, reading: Reading) -> bool:
    """Say whether a literal is assigned at the level of a module or class."""
    scope = literal.scope
    return literal.role == ASSIGNED and (scope < 0 or reading.facts.definitions[scope].kind == CLASS)


def by_file(found: dict[int, list[Located]]) -> dict[str, dict[tuple[int, int], int]]:
    """Give for each file of code where in it which value is assigned."""
    files: dict[str, dict[tuple[int, int], int]] = {}
    for number, places in found.items():
        for row, item in places:
            if not dialect_of_keys(row.path):
                files.setdefault(row.path, {})[item.line, item.column] = number
    return files


def count_names(names: Iterable[str], selection: Selection, content: Content) -> Counter[str]:
    """Count how often names stand in all files of the index, as words."""
    wanted = {name.encode() for name in names}
    counts: Counter[str] = Counter()
    for path in selection.store.files() if wanted else ():
        words = WORD.findall(content(path))
        if not wanted.isdisjoint(words):
            counts.update([word.decode() for word in words if word in wanted])
    return counts
