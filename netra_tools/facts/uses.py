"""Which names a file uses, where each part of them is written, and what scope each belongs to.

Beside the facts, which every file gives on every run, this is what is asked of the few files that a change
concerns. Positions are as in the facts: lines from 1, columns in UTF-8 bytes of the line from 0.
"""

from __future__ import annotations

from typing import Final, NamedTuple

Place = tuple[int, int]  # line, column

# What opens a scope (`Scope.kind`).
MODULE: Final = 0
CLASS: Final = 1
FUNCTION: Final = 2  # a lambda, too
COMPREHENSION: Final = 3
TYPE_PARAMETERS: Final = 4  # `def f[T]`, `class A[T]`, `type X[T] = ...`

# How a scope binds a name (bits of the values of `Scope.bound`).
IMPORTED: Final = 1
DEFINED: Final = 2  # `def`, `class`, `type`
PARAMETER: Final = 4
ASSIGNED: Final = 8  # everything else, also `del`
GLOBAL: Final = 16  # declared global: it belongs to the module
NONLOCAL: Final = 32

# What is done with a name (`Chain.action`).
LOAD: Final = 0
STORE: Final = 1
DELETE: Final = 2

# Bits of `Chain.flags`.
IN_ANNOTATION: Final = 1
QUOTED: Final = 2  # in the text of a string that stands as an annotation
CALLED: Final = 4  # right before `(`
TYPE_CHECKING: Final = 8  # in the body of `if TYPE_CHECKING:`

UNBOUND: Final = -1  # no scope of the file binds it: a builtin, or what a star import brings


class Scope(NamedTuple):
    """A scope; the first of a file is the module. `bound` are names with bits of how."""

    kind: int
    name: str  # of a definition
    parent: int
    bound: dict[str, int]


class Alias(NamedTuple):
    """One name of an import statement: `a.b as c` of `import`, `b as c` of `from a import`."""

    name: str  # dotted for `import`; "*" for a star
    start: Place
    end: Place
    alias: str | None
    alias_start: Place  # where the name after `as` begins; (0, 0) without one
    alias_end: Place  # the end of all, `end` without an alias


class ImportStatement(NamedTuple):
    """One import statement. `module` is as written, without the dots of `level`; "" for `import`."""

    is_from: bool
    module: str
    level: int
    module_start: Place  # of the dots when there are any; (0, 0) for `import`
    module_end: Place
    names: tuple[Alias, ...]
    scope: int
    flags: int  # as in `netra_tools.model.Import`
    start: Place
    end: Place


class Chain(NamedTuple):
    """A name with the attributes behind it, as long as it goes: `a`, `a.b.c` of `a.b.c(x).d`.

    `action` is what is done with the last part; the parts before it are loaded. What imports, definitions,
    parameters, `global`, `except ... as` and captures of patterns bind is no chain, nor is a call's keyword.
    """

    parts: tuple[str, ...]
    starts: tuple[Place, ...]  # where each part begins
    end: Place
    scope: int  # in which it is evaluated
    home: int  # the scope that the first part belongs to, or UNBOUND
    action: int
    flags: int


class Bound(NamedTuple):
    """A place that binds a name and is neither import nor chain: a parameter, `def f`, `except ... as e`.

    Also captures of patterns, type parameters, `type X`, and the names of `global` and `nonlocal`.
    """

    name: str
    start: Place
    scope: int  # that it belongs to


class Uses(NamedTuple):
    """What one file uses. All records are in the order of the source."""

    scopes: tuple[Scope, ...]
    imports: tuple[ImportStatement, ...]
    chains: tuple[Chain, ...]
    bound: tuple[Bound, ...]
    # Strings as annotations that were read; those that are no expression, or not written plainly, are not.
    quoted: tuple[tuple[Place, Place], ...]
