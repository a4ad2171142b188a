"""Strings that name modules or what is in them: what resolves is rewritten, what may mean it is told."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Final, NamedTuple

from netra_tools.changes.codebase import Codebase
from netra_tools.changes.renaming.bindings import Importer
from netra_tools.changes.renaming.embedded_names import find_embedded
from netra_tools.changes.renaming.pairs import Pair, is_below
from netra_tools.changes.renaming.quoted_code import read_code, rewrite_code
from netra_tools.changes.renaming.relative_names import NAME, OPEN_END, RelativeNames
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

START: Final = re.compile(NAME)
OPENING: Final = re.compile(r"[rRuUfF]{0,2}(?:'''|\"\"\"|'|\")")
# What may follow a name that is a reference: an object behind a colon, perhaps called; parts still to come.
OBJECT: Final = re.compile(r":[A-Za-z_][\w.]*(?:\([^)]*\))?")
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
        written = self.written(literal)
        for spot in find_embedded(written):
            pair = self.pair_of(spot.name)
            if pair is not None and (spot.sure or self.resolves(spot.name, spot.rest, pair)):
                old, new = (name.replace(".", spot.dot) for name in (pair.old, pair.new))
                yield self.splice(literal, written, (spot.start, spot.start + len(old)), new)

    def relative(self, literal: Literal, after: Sequence[Literal]) -> Iterator[Splice]:
        """Rewrite `import_module(".b", "a")`, and the same beside `__name__` or `__package__`."""
        relative = RelativeNames(self.codebase, self.importer)
        anchors = relative.anchors(literal, after)
        for old, new in relative.changes(literal, anchors):
            yield from self.write(literal, old, new)
        if not anchors:
            self.alone(literal)

    def alone(self, literal: Literal) -> None:
        """Tell of a relative name of which nothing says what it counts from: mostly its own package."""
        full = RelativeNames(self.codebase, self.importer).full_name(literal)
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
        code = read_code(self.codebase, literal.value)
        if code.spots or code.left:
            written = self.written(literal)
            changes, left = rewrite_code(self.codebase.renaming, code, written)
            yield from (self.splice(literal, written, span, text) for span, text in changes)
            for name in left[:1]:
                self.mention(literal, f"imports {name} in a string")

    def written(self, literal: Literal) -> str:
        """Give a string as it stands in the source, from behind its quotes on."""
        end = self.text.offset((literal.end_line, literal.end_column))
        return self.text.data[self.inside(literal) : end].decode("utf-8", "replace")

    def splice(self, literal: Literal, written: str, span: tuple[int, int], text: str) -> Splice:
        """Put a text in the place of some characters of a string as it is written."""
        start = self.inside(literal) + len(written[: span[0]].encode())
        return Splice(start, start + len(written[span[0] : span[1]].encode()), text.encode())

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
