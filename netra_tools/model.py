"""The values that pass between modules: facts of one file, and findings about them.

All records are tuples, so they go through the cache as they are. Lines count from 1; columns count
UTF-8 bytes from 0, as in the `ast` module. Paths are relative to the repository root, with `/`.
"""

from __future__ import annotations

from typing import Final, NamedTuple

# Where an import stands (bits of `Import.flags`).
IN_FUNCTION: Final = 1
TYPE_CHECKING: Final = 2
IN_TRY_IMPORT: Final = (
    4  # inside `try:` whose handlers catch ImportError (or ModuleNotFoundError, Exception, all)
)
IN_CLASS: Final = 8

# What a string literal is (`Literal.kind`).
TEXT: Final = 0
BYTES: Final = 1
TEMPLATE: Final = 2
DOCSTRING: Final = 3
REFERENCE: Final = 4  # no literal: the dotted name of a constant or parameter that stands where one could

# Where a string literal stands (`Literal.role`).
OTHER: Final = 0
STATEMENT: Final = 1
ARGUMENT: Final = 2
KEYWORD: Final = 3
KEY: Final = 4
VALUE: Final = 5
ASSIGNED: Final = 6
DEFAULT: Final = 7
COMPARED: Final = 8
SUBSCRIPT: Final = 9
ANNOTATION: Final = 10
PATTERN: Final = 11
RETURNED: Final = 12
RAISED: Final = 13
INTERPOLATED: Final = 14
ROLES = (
    "other", "statement", "argument", "keyword", "key", "value", "assigned", "default", "compared",
    "subscript", "annotation", "pattern", "returned", "raised", "interpolated",
)  # fmt: skip

# Bits of `Literal.flags`.
IN_DECORATOR: Final = 1
IN_COLLECTION: Final = 2  # an item of a list, tuple or set that stands at `role`

LITERAL_OK: Final = "literal ok"  # stands among `Suppression.rules` for the rules about string literals

# What a function's body, or a handler's, amounts to when it does nothing (`Definition.idle`, `Handler.idle`).
PASSES: Final = 1  # `pass`, `...`, or a docstring alone
NOT_IMPLEMENTED: Final = 2  # `raise NotImplementedError`
RETURNS_NOTHING: Final = 3  # `return`, `return None`
RETURNS_VALUE: Final = 4  # a truth value, a number, a string, `...`
RETURNS_EMPTY: Final = 5  # `[]`, `()`, `{}`
RETURNS_DATA: Final = 6  # a container of constants
GOES_ON: Final = 7  # `continue`, `break`
UNFINISHED: Final = 8  # added to one of those above: a comment in it says that something is to be done


# How many names a function's body must hold before it is compared with others regardless of its own.
FEWEST_NAMES: Final = 6


class Import(NamedTuple):
    """One imported module: `import a.b as c` has no names, `from a import b` one for each name.

    `import a, b` makes two records with the same span. `module` is as written, without dots of `level`.
    A star import has the single name `("*", None)`.
    """

    module: str
    names: tuple[tuple[str, str | None], ...]
    alias: str | None
    level: int
    flags: int
    line: int
    column: int
    end_line: int
    end_column: int
    is_from: bool


class Parameter(NamedTuple):
    """One parameter. `kind`: 0 positional, 1 positional with default, 2 `*args`, 3 keyword-only,
    4 `**kwargs`, 5 keyword-only with default."""

    name: str
    kind: int
    annotated: bool


class Definition(NamedTuple):
    """A function or a class. `first_line` is that of its first decorator, `line` that of `def`/`class`.

    `body_lines` and `code_lines` count the body without its docstring: from the first statement after
    it to the last line, and of these the lines that are neither blank nor comment.
    `complexity` is McCabe's number for a function, the sum over its methods plus one for a class.
    `nesting` is the depth of the deepest block. `structure` hashes the body's syntax, without positions,
    comments or docstring; `alike` leaves open, too, what the names are that the function binds: it is the
    same for two of which one is the other with its own names changed; with few names in it, and for a class,
    it is the structure. `fields` are the names that a class
    body binds outside its methods.
    """

    name: str  # qualified: Outer.method, function.<locals>.inner
    kind: str  # "function", "method", "class"
    is_async: bool
    first_line: int
    line: int
    column: int
    end_line: int
    end_column: int
    decorators: tuple[str, ...]  # dotted names, calls without their arguments
    parameters: tuple[Parameter, ...]
    returns: bool  # a return annotation is present
    bases: tuple[str, ...]  # dotted names; keywords such as metaclass=... left out
    fields: tuple[tuple[str, bool], ...]  # (name, annotated)
    complexity: int
    nesting: int
    docstring: tuple[int, int] | None  # first and last line
    body_lines: int
    code_lines: int
    structure: int
    alike: int
    idle: int  # what a function's only statement amounts to; 0 when it does something


class Literal(NamedTuple):
    """One string literal: implicit concatenations are one, an f-string is one template (`a:{}`).

    `owner` is the dotted name that gives the position its meaning: the called function, the assigned
    or compared or subscripted name, the function whose default it is; `a["b"]` and `a.get("b")` are named
    `a.b`. `slot` says where within it:
    argument position ("0"), keyword, parameter or dictionary key (`k.key` in a dictionary given to a call
    by the keyword `k`, which is the slot of its keys). `scope` is an index into the
    definitions, -1 at module level.
    """

    value: str
    kind: int
    role: int
    flags: int
    owner: str
    slot: str
    scope: int
    line: int
    column: int
    end_line: int
    end_column: int


class Access(NamedTuple):
    """A use of something that rules watch.

    `kind`: "environ", "getenv", "sys.path", "eval", "exec", or "mock" when no comment explains it.
    """

    kind: str
    argument: (
        str  # the environment variable's name when it is a literal, what mocks ("patch.object"), else ""
    )
    scope: int
    line: int
    column: int
    end_line: int
    end_column: int


class Handler(NamedTuple):
    """A handler that does nothing with the error it catches, and has no comment that explains it."""

    caught: tuple[str, ...]  # dotted names, "" for anything else; empty when it catches everything
    idle: int
    scope: int
    line: int  # of `except`
    column: int
    end_line: int
    end_column: int


class BareTest(NamedTuple):
    """A function called `test...` in which nothing is asserted, and the names of what it calls, sorted.

    Calls of what is called `assert...`, and of functions of the file that assert, are assertions, too.
    """

    scope: int  # index of its definition
    calls: tuple[str, ...]


class Suppression(NamedTuple):
    """`# netra: ignore[rule] reason` on a line, or `# netra: ignore-file[rule] reason` for the file.

    `# netra: literal ok` accepts a string literal: its only rule is LITERAL_OK.
    """

    rules: tuple[str, ...]  # empty: all rules
    reason: str
    whole_file: bool
    line: int
    column: int
    end_column: int
    own_line: bool  # the comment stands alone: it speaks for the next line of code


class Problem(NamedTuple):
    """Why a file could not be read in full. `kind`: "syntax", "encoding", "size", "unreadable"."""

    kind: str
    message: str
    line: int
    column: int


class LineCounts(NamedTuple):
    """Lines of one file. code + comment + blank = physical; lines inside a string are code."""

    physical: int
    code: int
    comment: int
    blank: int


class Facts(NamedTuple):
    """What one file's bytes say, whatever it is called and wherever it lies."""

    lines: LineCounts
    imports: tuple[Import, ...]
    definitions: tuple[Definition, ...]
    accesses: tuple[Access, ...]
    handlers: tuple[Handler, ...]
    bare_tests: tuple[BareTest, ...]
    dead_code: tuple[tuple[int, int], ...]  # first and last lines of statements in comments
    names: tuple[str, ...]  # bound at module level, sorted, each once
    exports: tuple[str, ...] | None  # __all__, when it is a literal
    suppressions: tuple[Suppression, ...]
    problems: tuple[Problem, ...]


class FileFacts(NamedTuple):
    """One file of the project: where it is, what it is called, what it says."""

    path: str
    module: str  # dotted name; "" when the file cannot be imported by name
    is_package: bool  # __init__.py
    service: str  # name of the declared service that owns it, or ""
    is_test: bool
    facts: Facts


class Note(NamedTuple):
    """A further place that explains a finding: a link of a chain, an edge of a cycle."""

    path: str
    line: int
    text: str


class Finding(NamedTuple):
    """One thing a rule found. Its identity is (slug, path, subject), which survives moved lines."""

    code: str
    slug: str
    severity: str  # "error" or "warning"
    path: str
    line: int  # 0: the file as a whole
    column: int
    end_line: int
    end_column: int
    subject: str  # no line numbers
    message: str
    value: int | None = None  # the number measured
    limit: int | None = None  # the limit applied
    notes: tuple[Note, ...] = ()
