"""Strings that name modules or what is in them: what resolves is rewritten, what may mean it is told."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Final, NamedTuple

from netra_tools.changes.codebase import Codebase
from netra_tools.changes.renaming.bindings import Importer
from netra_tools.changes.renaming.embedded_names import find_embedded
from netra_tools.changes.renaming.pairs import Pair, is_below
from netra_tools.changes.renaming.quoted_code import read_code, spots_of
from netra_tools.changes.source import Splice
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
RELATIVE: Final = re.compile(rf"(\.+)({NAME})")
# The package that a relative name counts from, behind that name.
ANCHOR: Final = re.compile(
    rb"\s*(?:%\s*[\w.]+\s*|\.format\([\w.]+\)\s*)?,\s*(?:package\s*=\s*)?(__name__|__package__)\b"
)
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

    def __init__(self, codebase: Codebase, importer: Importer, moved: Callable[[str], str | None]) -> None:
        self.codebase = codebase
        self.importer = importer
        self.text = importer.text
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
        if pair is not None and self.is_reference(literal, found[0], rest, pair):
            yield from self.write(literal, pair.old, pair.new)
            return
        inside = list(self.code(literal)) or list(self.embedded(literal))
        yield from inside
        if inside:
            return
        if pair is None or "/" in literal.value:
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
            return is_named(literal) or self.is_name_of_app(literal)
        return pair.symbol > 0 or is_named(literal) or self.resolves(name, rest, pair)

    def is_name_of_app(self, literal: Literal) -> bool:
        """Say whether a string is the `name` of an application of Django, which is its package."""
        return (literal.role, literal.owner) == (ASSIGNED, "name") and (
            literal.scope >= 0 and self.importer.path.rpartition("/")[2] == "apps.py"
        )

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
            yield from list(self.based(literal)) or self.embedded(literal)
        else:
            yield from list(self.code(literal)) or self.embedded(literal)
            yield from self.path(literal)
            self.alone(literal)

    def embedded(self, literal: Literal) -> Iterator[Splice]:
        """Rewrite names behind something else: `ext://a.b`, `x = a.b:f`, `python -m a.b`."""
        start = self.inside(literal)
        end = self.text.offset((literal.end_line, literal.end_column))
        written = self.text.data[start:end].decode("utf-8", "replace")
        for spot in find_embedded(written):
            pair = self.pair_of(spot.name)
            if pair is not None and (spot.sure or self.resolves(spot.name, spot.rest, pair)):
                place = start + len(written[: spot.start].encode())
                old, new = (name.replace(".", spot.dot).encode() for name in (pair.old, pair.new))
                yield Splice(place, place + len(old), new)

    def relative(self, literal: Literal, after: Sequence[Literal]) -> Iterator[Splice]:
        """Rewrite `import_module(".b", "a")`, and the same beside `__name__` or `__package__`."""
        beside = [item for item in after if item.owner == literal.owner and item.slot in ("1", "package")]
        anchors = [(item.value, self.codebase.renaming.new_name(item.value)) for item in beside]
        anchors = anchors or list(self.own_anchors(literal))
        name = RELATIVE.match(literal.value)
        if name is None or not is_open(literal.value[name.end() :]):
            return
        for anchor, new_anchor in anchors:
            full = self.codebase.base(name[2], len(name[1]), anchor, package=True)
            if full is None or (self.pair_of(full) is None and anchor == new_anchor):
                continue
            whole = self.codebase.renaming.new_name(full)
            if whole == self.codebase.base(name[2], len(name[1]), new_anchor, package=True):
                continue
            inside = is_below(whole, new_anchor) and not name[1].startswith("..")
            yield from self.write(literal, name[0], whole[len(new_anchor) :] if inside else whole)
        if not anchors:
            self.alone(literal)

    def own_anchors(self, literal: Literal) -> Iterator[tuple[str, str]]:
        """Yield the package that a call names by itself, before and after."""
        start = self.text.offset((literal.end_line, literal.end_column))
        found = ANCHOR.match(self.text.data, start)
        own = self.importer
        if found and found[1] == b"__name__":
            yield own.module, own.new_module
        elif found:
            yield package_of(own.module, own.package), package_of(own.new_module, own.new_package)

    def alone(self, literal: Literal) -> None:
        """Tell of a relative name of which nothing says what it counts from: mostly its own package."""
        name = RELATIVE.fullmatch(literal.value)
        own = package_of(self.importer.module, self.importer.package)
        full = self.codebase.base(name[2], len(name[1]), own, package=True) if name else None
        if full is not None and self.pair_of(full) is not None:
            self.mention(literal, f"may mean {full}")

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


def package_of(module: str, is_package: bool) -> str:
    """Give the package that a module counts its dots from."""
    return module if is_package else module.rpartition(".")[0]


def is_open(rest: str) -> bool:
    """Say whether a name ends here, or at a dot with parts to come."""
    return not rest or OPEN_END.match(rest) is not None


def is_module_like(rest: str) -> bool:
    """Say whether what follows a name does not make the string prose."""
    return not rest or not rest[0].isspace()
