"""Whether two definitions are one: the same to the letter, and every name in them means the same."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from netra_tools.facts.sameness import CLASS, FUNCTION, Body
from netra_tools.fix.twins.side import Side

# Decorators that keep no list of what they decorate, and give what nobody can change.
QUIET: Final = frozenset(
    (
        "contextlib.contextmanager", "contextlib.asynccontextmanager", "dataclasses.dataclass", "enum.unique",
        "typing.final", "typing.no_type_check", "typing.runtime_checkable",
    )
)  # fmt: skip
ERASED: Final = frozenset(
    ("typing.TypedDict", "typing.Protocol", "typing_extensions.TypedDict", "typing_extensions.Protocol")
)
PLAIN: Final = frozenset(("object", "typing.Generic", "typing.NamedTuple"))
ENUMERATIONS: Final = frozenset(
    ("enum.Enum", "enum.IntEnum", "enum.StrEnum", "enum.Flag", "enum.IntFlag", "enum.ReprEnum")
)
UNEQUAL: Final = re.compile(r"\beq=False\b")
HEAD: Final = re.compile(r"[\w.]+")


def differences(one: Side, name: str, other: Side, stays: str) -> Iterator[str]:
    """Yield why `name` of one file may be another than `stays` of the other file, "" for what is the same."""
    gone, kept = one.body(name), other.body(stays)
    one.part(name), other.part(stays)
    own_names = gone.kind == FUNCTION and gone.header == kept.header
    if not own_names or one.alike(name) != other.alike(stays):
        yield of_syntax(gone, kept)
    if gone.annotated and one.bodies.futures != other.bodies.futures:
        yield "what the files import from `__future__` differs, and annotations with it"
    yield from of_meanings(one, name, other, stays)
    yield from of_decorators(one, gone)
    yield from of_words(gone, kept)
    if gone.kind == CLASS:
        yield "it has another name, which its instances show" if name != stays else ""
        yield from of_bases(one, gone)


def of_meanings(one: Side, name: str, other: Side, stays: str) -> Iterator[str]:
    """Yield the names that may mean one thing in one file and another in the other."""
    for word in sorted(one.reads(name) - {stays}):
        meaning = one.meaning(word)
        if meaning is None or meaning != other.meaning(word):
            yield f"`{word}` may mean something else there"


def of_syntax(gone: Body, kept: Body) -> str:
    """Say in what two definitions differ, if not in their names alone; "" for nothing."""
    if (gone.kind, gone.syntax) == (kept.kind, kept.syntax):
        return ""
    if gone.kind == kept.kind == CLASS:
        return "their bases differ" if gone.header != kept.header else "their statements differ"
    return (
        "their parameters, defaults or annotations differ"
        if gone.header != kept.header
        else ("their statements differ")
    )


def of_words(gone: Body, kept: Body) -> Iterator[str]:
    """Yield what would be lost, or would be one where there were two."""
    if gone.decorators != kept.decorators:
        yield "they are decorated otherwise"
    if gone.docstring and gone.docstring != kept.docstring:
        yield "its docstring says something else"
    if gone.comments - kept.comments:
        yield "its comments say something else"
    if gone.shared:
        yield f"`{gone.shared}` would be one for both"


def of_decorators(side: Side, body: Body) -> Iterator[str]:
    """Yield the decorators that may keep what they decorate, or make it more than it is."""
    for decorator in body.decorators:
        if whole_name(side, decorator) not in QUIET:
            yield f"`@{head_of(decorator)}` may do more with each than decorate it"


def of_bases(side: Side, body: Body) -> Iterator[str]:
    """Yield what is told of each class that is made."""
    if body.keywords:
        yield f"it is made with `{body.keywords[0]}`"
    for base in body.bases:
        whole = whole_name(side, base)
        if whole not in ERASED | PLAIN | ENUMERATIONS and not is_exception(whole):
            yield f"its base `{base}` may be told of each class that inherits"


def told_apart(side: Side, body: Body) -> str:
    """Say how instances of a class show of which of two it is, when nobody asks; "" when they do not."""
    if any(whole_name(side, base) in ENUMERATIONS for base in body.bases):
        return "members of the two are never equal, and would be"
    made = [one for one in body.decorators if whole_name(side, one) == "dataclasses.dataclass"]
    if made and not UNEQUAL.search(made[0]):
        return "instances of the two are never equal, and would be: `@dataclass(eq=False)` would do"
    return ""


def is_erased(side: Side, body: Body) -> bool:
    """Say whether a class is none when code runs: a type for checkers alone."""
    is_runtime = any(head_of(one).endswith("runtime_checkable") for one in body.decorators)
    return any(whole_name(side, base) in ERASED for base in body.bases) and not is_runtime


def is_exception(whole: str) -> bool:
    """Say whether a base is an exception of Python's own."""
    return whole.isidentifier() and whole.endswith(("Error", "Exception", "Warning"))


def whole_name(side: Side, written: str) -> str:
    """Give the whole name of what is written in dots, when it is known."""
    first, dot, rest = head_of(written).partition(".")
    meaning = side.meaning(first)
    return f"{meaning[1]}{dot}{rest}" if meaning is not None and meaning[0] != "constant" else ""


def head_of(written: str) -> str:
    """Give the dotted name with which an expression begins."""
    found = HEAD.match(written)
    return found[0] if found else ""
