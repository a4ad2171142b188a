"""What a file defines, and what each of its definitions relies on: all that reachability asks of a file.

A definition is the module itself (the first one), a class, a function, or a variable of the module or of a
class body. What it relies on is written without positions, each once:

    a.b       a name that the module binds, or nobody in the file, with the attributes behind it
    3.a       what the import number 3, which stands in a function, binds, with the attributes behind it
    #7.a      the definition number 7, which stands in a function, or the name `a` of the class number 7
    a.b()     the same, and it is called there
"""

from __future__ import annotations

import marshal
from typing import Final, NamedTuple

TIES_VERSION = 2  # part of the cache key: raise it when the record or what is read changes
HOLE: Final = "{}"  # in the words of a definition: what an f-string computes
CALL: Final = "()"  # behind what is called

# What a definition is (`Tied.kind`).
MODULE: Final = 0
CLASS: Final = 1
FUNCTION: Final = 2
VARIABLE: Final = 3

# Bits of `Tied.flags`.
ACTS: Final = 1  # of a module or class: a statement of it calls something
COMPUTED: Final = 2  # of a variable: its value comes from a call
BARE: Final = 4  # of a function: its body uses nothing
ANNOTATED: Final = 16  # of a variable
OPEN: Final = 32  # of a function: `locals()`, `exec` or `eval` may use any of its names
DYNAMIC: Final = 64  # `getattr`, `globals` or the like may use any name that is a string there
GLOBALS: Final = 512  # `globals()` hands over all names of the module
LISTS: Final = 256  # `vars`, `dir` or the like gives all names of something
IMPORTS: Final = 128  # `import_module` may import what a string there names

# Bits of `TiedImport.flags`, besides those of `netra_tools.model.Import`.
IS_FROM: Final = 64
SILENCED: Final = 128  # a comment on its line speaks to a linter


class Tied(NamedTuple):
    """One definition. `line` and `column` are those of its name."""

    name: str
    kind: int
    parent: int
    first_line: int  # of its first decorator
    line: int
    column: int
    end_line: int
    decorators: tuple[str, ...]  # dotted names; "" for one that has none
    bases: tuple[
        str, ...
    ]  # dotted names, those of keywords, too; of the module: all names that it binds itself
    references: tuple[str, ...]
    attributes: tuple[str, ...]  # loaded from something that is not known, with CALL when called
    own: tuple[str, ...]  # loaded from the first parameter of a method, with CALL when called
    stored: tuple[str, ...]  # attributes that are assigned
    words: tuple[str, ...]  # strings that could be names, dotted names, or the beginning of a name
    parameters: tuple[tuple[str, int, int], ...]  # those that are never used, with their places
    flags: int


class TiedImport(NamedTuple):
    """One name that an import binds. `name` is "" for `import module`."""

    module: str
    level: int
    name: str
    local: str
    owner: int  # the definition in which it stands
    line: int
    column: int
    flags: int


class Ties(NamedTuple):
    """What reachability asks of one file."""

    definitions: tuple[Tied, ...]
    imports: tuple[TiedImport, ...]
    unread: tuple[tuple[int, str, int, int], ...]  # variables of functions: owner, name, line, column
    unreachable: tuple[tuple[int, int, int], ...]  # owner, first and last line
    branches: tuple[tuple[int, int, int, str], ...]  # the same with the test by which it may never be reached
    terms: tuple[tuple[int, int, str, str], ...]  # owner, line, when it is to go, and what says so


def pack_ties(ties: Ties) -> bytes:
    """Turn ties into bytes."""
    definitions, imports, *rest = ties
    return marshal.dumps((tuple(map(tuple, definitions)), tuple(map(tuple, imports)), *rest))


def unpack_ties(row: bytes) -> Ties:
    """Turn bytes back into ties."""
    definitions, imports, *rest = marshal.loads(row)
    new = tuple.__new__
    return Ties(
        tuple([new(Tied, item) for item in definitions]),
        tuple([new(TiedImport, item) for item in imports]),
        *rest,
    )
