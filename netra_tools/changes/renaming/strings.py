"""Strings that name modules or what is in them: what resolves is rewritten, what may mean it is told."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Final, NamedTuple

from netra_tools.changes.codebase import Codebase
from netra_tools.changes.renaming.pairs import Pair, is_below
from netra_tools.changes.renaming.quoted_code import read_code, spots_of
from netra_tools.changes.source import SourceText, Splice
from netra_tools.facts.uses import Place
from netra_tools.model import (
    ARGUMENT,
    ASSIGNED,
    BYTES,
    DOCSTRING,
    KEYWORD,
    REFERENCE,
    SUBSCRIPT,
    TEMPLATE,
    Literal,
)

NAME: Final = r"[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*"
START: Final = re.compile(NAME)
OPENING: Final = re.compile(r"[rRuUfF]{0,2}(?:'''|\"\"\"|'|\")")
# What may follow a name that is a reference: an object behind a colon, perhaps called; parts still to come.
OBJECT: Final = re.compile(r":[A-Za-z_][\w.]*(?:\([^)]*\))?")
OPEN_END: Final = re.compile(r"\.(?:$|[{%*$<])")
BASED: Final = re.compile(rf"[fF][rR]?(?:'''|\"\"\"|'|\")\{{([A-Za-z_]\w*)\}}((?:\.{NAME})?)")
# Calls whose argument names a module or something in one, by the last part of what is called.
CALLS: Final = frozenset(
    [
        *("patch", "multiple", "setattr", "delattr", "import_module", "__import__", "import_string"),
        *("find_spec", "resolve_name", "importorskip", "run_module", "locate", "load_module", "reload"),
    ]
)
PATCHES: Final = ("patch", "patch.dict", "patch.object", "patch.multiple")
LISTS: Final = frozenset(
    ("INSTALLED_APPS", "MIDDLEWARE", "pytest_plugins", "packages", "py_modules", "imports", "include")
)
OPEN_PATH: Final = re.compile(r"/(?=[^/]*[*?\[{])")  # before the first part that is a pattern
KEEP: Final = b"netra: keep"
UNREAD: Final = (REFERENCE, BYTES, DOCSTRING)
SUBSCRIPTS: Final = ("sys.modules", "modules")


class Mention(NamedTuple):
    """A string that may mean what is renamed, and is left."""

    line: int
    text: str


class StringRewriter:
    """Goes through the strings of one file."""

    def __init__(self, codebase: Codebase, text: SourceText, moved: Callable[[str], str | None]) -> None:
        self.codebase = codebase
        self.text = text
        self.moved = moved
        self.mentions: list[Mention] = []
        self.constants: dict[str, str] = {}

    def splices(self, literals: Sequence[Literal], quoted: frozenset[Place]) -> Iterator[Splice]:
        """Yield what changes; `quoted` are places of annotations, which are read as code."""
        self.constants = {
            literal.owner: literal.value
            for literal in literals
            if literal.role == ASSIGNED and literal.scope < 0
        }
        for place, literal in enumerate(literals):
            if literal.kind in UNREAD or (literal.line, literal.column) in quoted or self.is_kept(literal):
                continue
            yield from self.one(literal, literals[place + 1 : place + 2])

    def is_kept(self, literal: Literal) -> bool:
        """Say whether a line says that what stands on it shows an old name on purpose."""
        if KEEP not in self.text.data:
            return False
        start = self.text.offset((literal.line, literal.column))
        return KEEP in self.text.data[self.text.line_start(start) : self.text.line_end(start)]

    def one(self, literal: Literal, after: Sequence[Literal]) -> Iterator[Splice]:
        """Rewrite one string, or note why it is left."""
        found = START.match(literal.value)
        if found is None:
            yield from self.without_name(literal, after)
            return
        pair = self.pair_of(found[0])
        rest = literal.value[found.end() :]
        if pair is None:
            yield from self.code(literal)
            yield from self.path(literal)
        elif self.is_reference(literal, found[0], rest, pair):
            yield from self.write(literal, pair.old, pair.new)
        elif "/" in literal.value:
            yield from self.path(literal)
        elif "." in found[0] and is_module_like(rest):
            self.mention(literal, f"may mean {pair.old}")

    def pair_of(self, name: str) -> Pair | None:
        """Find what a dotted name speaks of."""
        return next(self.codebase.renaming.matches(name), None)

    def is_reference(self, literal: Literal, name: str, rest: str, pair: Pair) -> bool:
        """Say whether a string resolves to what is renamed."""
        if rest and not OBJECT.fullmatch(rest):
            return bool(OPEN_END.match(rest)) and "." in name and self.codebase.is_module(name)
        if "." not in name and not rest:
            return is_named(literal)
        return pair.symbol > 0 or is_named(literal) or self.resolves(name, rest, pair)

    def resolves(self, name: str, rest: str, pair: Pair) -> bool:
        """Say whether a name is that of a renamed module, or of something that is known to be in one."""
        module = self.codebase.module_part(name)
        attribute = name[len(module) + 1 :] or rest[1:].partition("(")[0]
        return is_below(module, pair.old) and (
            not attribute or self.codebase.gives(module, attribute.partition(".")[0])
        )

    def write(self, literal: Literal, old: str, new: str) -> Iterator[Splice]:
        """Write a new name for an old one at the start of a string."""
        start = self.inside(literal)
        if self.text.data.startswith(old.encode(), start):
            yield Splice(start, start + len(old.encode()), new.encode())
        else:
            self.mention(literal, f"means {old}, and is written in pieces or with escapes")

    def inside(self, literal: Literal) -> int:
        """Give where the text of a string begins behind its quotes."""
        source = self.text.text((literal.line, literal.column), (literal.end_line, literal.end_column))
        opening = OPENING.match(source)
        return self.text.offset((literal.line, literal.column)) + (opening.end() if opening else 0)

    def without_name(self, literal: Literal, after: Sequence[Literal]) -> Iterator[Splice]:
        """Rewrite a string that begins with no name: `.b` beside its package, `{MOD}.x`, a path."""
        if literal.value.startswith(".") and last_part(literal.owner) == "import_module":
            yield from self.relative(literal, after)
        elif literal.kind == TEMPLATE and literal.value.startswith("{}"):
            yield from self.based(literal)
        else:
            yield from self.code(literal)
            yield from self.path(literal)

    def relative(self, literal: Literal, after: Sequence[Literal]) -> Iterator[Splice]:
        """Rewrite `import_module(".b", "a")`."""
        beside = [item for item in after if item.owner == literal.owner and item.slot in ("1", "package")]
        name = literal.value.lstrip(".")
        for package in beside:
            full = self.codebase.base(name, len(literal.value) - len(name), package.value, package=True)
            if full is not None and self.pair_of(full) is not None:
                yield from self.write(literal, literal.value, self.relative_name(literal, package, full))

    def relative_name(self, literal: Literal, package: Literal, full: str) -> str:
        """Say how a module is named beside its package: with dots while it lies in it."""
        whole = self.codebase.renaming.new_name(full)
        anchor = self.codebase.renaming.new_name(package.value)
        inside = is_below(whole, anchor) and not literal.value.startswith("..")
        return whole[len(anchor) :] if inside else whole

    def based(self, literal: Literal) -> Iterator[Splice]:
        """Rewrite `f"{MOD}.x"` where the module that MOD names does not lead to it any more."""
        source = self.text.text((literal.line, literal.column), (literal.end_line, literal.end_column))
        found = BASED.match(source)
        base = self.constants.get(found[1]) if found else None
        if found is None or base is None or START.fullmatch(base) is None:
            return
        full = base + found[2]
        renaming = self.codebase.renaming
        if renaming.new_name(full) != renaming.new_name(base) + found[2]:
            start = self.inside(literal)
            size = len(found[1]) + 2 + len(found[2])
            yield Splice(start, start + size, renaming.new_name(full).encode())

    def code(self, literal: Literal) -> Iterator[Splice]:
        """Rewrite a string that is code which imports what is renamed."""
        spots, left = read_code(self.codebase, literal.value)
        if not spots and not left:
            return
        start = self.inside(literal)
        end = self.text.offset((literal.end_line, literal.end_column))
        written = self.text.data[start:end].decode("utf-8", "replace")
        found = list(spots_of(self.codebase.renaming, written))
        plain = [spot.pair for spot in found] == [spot.pair for spot in spots]
        for spot in found if plain else ():
            place = start + len(written[: spot.start].encode())
            yield Splice(place, place + len(spot.pair.old.encode()), spot.pair.new.encode())
        for name in (*left, *(() if plain else (spot.pair.old for spot in spots)))[:1]:
            self.mention(literal, f"imports {name} in a string")

    def path(self, literal: Literal) -> Iterator[Splice]:
        """Rewrite a string that is the path of what moves."""
        if "/" not in literal.value:
            return
        path = OPEN_PATH.split(literal.value.partition("::")[0], maxsplit=1)[0].rstrip("/")
        new = self.moved(path)
        if new:
            yield from self.write(literal, path, new)
        elif new is not None:
            self.mention(literal, f"may mean the path {path}, where nothing is")

    def mention(self, literal: Literal, text: str) -> None:
        """Remember a string that is left."""
        self.mentions.append(Mention(literal.line, text))


def is_named(literal: Literal) -> bool:
    """Say whether a string stands where modules, or what is in them, are named."""
    last = last_part(literal.owner)
    if literal.role in (ARGUMENT, KEYWORD):
        return (last in CALLS and literal.slot in ("0", "target", "name")) or (
            literal.owner.endswith(PATCHES) or literal.slot in LISTS
        )
    if literal.role == SUBSCRIPT:
        return literal.owner in SUBSCRIPTS
    return literal.role == ASSIGNED and last in LISTS


def last_part(name: str) -> str:
    """Give the last part of a dotted name."""
    return name.rpartition(".")[2]


def is_module_like(rest: str) -> bool:
    """Say whether what follows a name does not make the string prose."""
    return not rest or not rest[0].isspace()
