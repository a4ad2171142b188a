"""Writes the new modules and what is left of the old one; moved lines are the same to the byte."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from netra_tools.changes.source import Splice
from netra_tools.facts.outermost import DEFINITION, FUTURE, GUARDED, TYPING
from netra_tools.fix.split_imports import (
    copied,
    cut,
    from_statement,
    is_import,
    kept_names,
    local_of,
    statements_of,
)
from netra_tools.fix.split_parts import Module, Part

COOKIE: Final = re.compile(rb"[ \t\f]*#.*?coding[:=]")
LICENCE: Final = re.compile(rb"(?i)copyright|licen[sc]e|spdx")
# Comments that speak to a tool about the whole file.
DIRECTIVE: Final = re.compile(
    rb"#\s*(mypy:|ruff:\s*noqa|flake8:\s*noqa|pylint:\s*disable|netra:\s*ignore-file|type:\s*ignore\s*$)"
)
NAMED: Final = 3  # names in the docstring of a new module
LONGEST: Final = 88


class Target(NamedTuple):
    """A new module: its file, its full name, how it is imported, and what is in it."""

    path: str
    module: str
    spelled: str  # with dots where the old module has them
    parts: tuple[int, ...]


class Writing:
    """Writes one division."""

    def __init__(
        self, module: Module, name: str, targets: Sequence[Target], order: Sequence[set[int]]
    ) -> None:
        self.module = module
        self.name = name  # of the old module
        self.targets = targets
        self.order = order  # for each part, those that must have run before it
        self.newline = module.text.newline
        self.home = {number: at for at, target in enumerate(targets) for number in target.parts}
        self.home_of = {one: at for number, at in self.home.items() for one in module.parts[number].names}
        self.loggers = {one: part for part in module.parts if (one := module.logger_of(part))}

    def reads(self, target: Target) -> set[str]:
        """Collect the names that a new module reads."""
        return {name for number in target.parts for name in self.module.reads[number]}

    def new_module(self, at: int) -> bytes:
        """Write a new module."""
        target = self.targets[at]
        body = b"".join(self.territory(number) for number in target.parts).lstrip(b"\r\n")
        body = body.rstrip() + self.newline
        first = self.module.parts[target.parts[0]]
        gap = self.newline * (3 if first.kind == DEFINITION else 2)
        pieces = [piece for piece in self.head(at) if piece]
        data = self.newline.join(pieces).rstrip() + gap + body
        cookie = self.module.text.cookie
        if cookie is not None:
            return data.decode().encode(cookie)
        marked = self.module.text.data.startswith(codecs.BOM_UTF8)
        return (codecs.BOM_UTF8 if marked else b"") + data

    def territory(self, number: int) -> bytes:
        """Give all lines of a part."""
        part, text = self.module.parts[number], self.module.text
        start = text.starts[part.first - 1]
        end = text.starts[part.last] if part.last < len(text.starts) else len(text.data)
        lines = text.data[start:end]
        return lines if lines.endswith((b"\n", b"\r")) else lines + self.newline

    def head(self, at: int) -> Iterator[bytes]:
        """Yield the groups of lines before the code; a blank line is to stand between them."""
        target, parts = self.targets[at], self.module.parts
        reads = self.reads(target)
        yield self.comments() + b'"""' + self.docstring(target).encode() + b'"""' + self.newline
        yield b"".join(self.lines_of(part) for part in parts if part.kind == FUTURE)
        plain = [part for part in parts if is_import(part) and part.kind != TYPING]
        yield from self.grouped(plain, self.needed(reads), self.siblings(at, reads))
        yield from (copied(self.module, part, reads) for part in parts if part.kind == TYPING)
        yield b"".join(self.logger(name) for name in self.loggers if name in reads)

    def needed(self, reads: set[str]) -> set[str]:
        """Add to some names those that their loggers, and the blocks that import them, read."""
        needed = set(reads)
        for name in self.loggers.keys() & reads:
            needed |= self.module.reads[self.loggers[name].number]
        # One block may test what another binds before it.
        for part in reversed(self.module.parts):
            if part.kind in (TYPING, GUARDED) and copied(self.module, part, needed):
                needed |= self.module.reads[part.number]
        return needed

    def grouped(self, parts: Sequence[Part], names: set[str], siblings: bytes) -> Iterator[bytes]:
        """Yield copies of imports in the groups in which they stand, and those of new modules last."""
        group, last, top = b"", 0, b""
        for part in parts:
            lines = copied(self.module, part, names)
            if not lines:
                continue
            if group and any(not line.strip() for line in self.module.lines[last : part.line - 1]):
                yield group
                group = b""
            group, last, top = group + lines, part.last, lines
        own = self.name.partition(".")[0].encode()
        if siblings and not re.match(rb"from (\.|" + re.escape(own) + rb"\b)", top):
            yield group
            group = b""
        yield group + siblings

    def siblings(self, at: int, reads: set[str]) -> bytes:
        """Write the imports of other new modules."""
        found: dict[int, set[str]] = {}
        for name in reads:
            home = self.home_of.get(name, at)
            if home != at:
                found.setdefault(home, set()).add(name)
        lines = [
            from_statement(self.targets[home].spelled, found[home], self.newline) for home in sorted(found)
        ]
        for home in sorted(self.earlier(at) - found.keys()):
            before, _, last = self.targets[home].spelled.rpartition(".")
            plain = f"from {before or '.'} import {last}" if before or self.is_relative else f"import {last}"
            lines.append(f"{plain}  # noqa: F401  what it does on load comes first".encode() + self.newline)
        return b"".join(lines)

    @property
    def is_relative(self) -> bool:
        """Say whether new modules are imported with dots."""
        return self.targets[0].spelled.startswith(".")

    def earlier(self, at: int) -> set[int]:
        """Give the new modules that must be loaded before one, though it uses none of their names."""
        found = {self.home[one] for number in self.targets[at].parts for one in self.order[number]
                 if one in self.home}  # fmt: skip
        return found - {at}

    def comments(self) -> bytes:
        """Copy what stands at the top of the old file and speaks of all of it: encoding, licence, tools."""
        text, lines = self.module.text, self.module.lines
        rows = range(self.module.parts[0].line - 1)
        is_licence = any(LICENCE.search(lines[row]) for row in rows)
        wanted = [row for row in rows if speaks_of_file(lines[row], row, is_licence=is_licence)]
        return b"".join(
            text.data[text.starts[row] : text.line_end(text.starts[row])] + self.newline for row in wanted
        )

    def docstring(self, target: Target) -> str:
        """Say in one sentence what a new module is."""
        sizes = {
            name: self.module.parts[number].size
            for number in target.parts
            for name in self.module.parts[number].names
        }
        ranked = sorted(sizes, key=lambda name: (name.startswith("_"), -sizes[name], name))
        for count in range(NAMED, 0, -1):
            names = ", ".join(f"`{name}`" for name in ranked[:count])
            more = " and more" if len(ranked) > count else ""
            sentence = f"A part of `{self.name}`: {names}{more}."
            if len(sentence) <= LONGEST or count == 1:
                return sentence
        return f"A part of `{self.name}`."

    def lines_of(self, part: Part) -> bytes:
        """Give the code of a part."""
        text = self.module.text
        start, end = text.starts[part.line - 1], text.line_end(text.starts[part.last - 1])
        return text.data[start:end] + self.newline

    def logger(self, name: str) -> bytes:
        """Write a logger that is the one of the old module."""
        line = self.lines_of(self.loggers[name])
        return line.replace(b"__name__", b'"' + self.name.encode() + b'"')

    def facade(self, head: int, exports: frozenset[str], dropped: frozenset[str]) -> bytes:
        """Write what is left: without what has moved, with imports of it behind the first `head` parts."""
        text = self.module.text
        splices = [self.removal(number) for number in sorted(self.home)]
        place, before = self.insertion(head)
        splices.append(Splice(place, place, before + self.passed_on(exports)))
        for part in self.module.parts[:head]:
            if is_import(part):
                splices += self.dropping(part, dropped)
        data = text.spliced(splices)
        first = len(codecs.BOM_UTF8) if data.startswith(codecs.BOM_UTF8) else 0
        # When no import is left at the top, the blank line before the new ones is not needed.
        return data[:first] + data[first:].lstrip(b"\r\n") if self.module.lines[0] else data

    def removal(self, number: int) -> Splice:
        """Take all lines of a part."""
        part, text = self.module.parts[number], self.module.text
        end = text.starts[part.last] if part.last < len(text.starts) else len(text.data)
        return Splice(text.starts[part.first - 1], end, b"")

    def insertion(self, head: int) -> tuple[int, bytes]:
        """Say where the new imports stand, and what is to stand before them."""
        text, parts = self.module.text, self.module.parts
        if not head:
            return text.starts[parts[0].first - 1], b""
        row = parts[head - 1].last
        end = text.starts[row] if row < len(text.starts) else len(text.data)
        written = text.data[text.starts[row - 1] : end]
        missing = b"" if written.endswith((b"\n", b"\r")) else self.newline
        source = self.module.source(parts[head - 1])
        own = self.name.partition(".")[0].encode()
        near = re.match(rb"from (\.|" + re.escape(own) + rb"\b)", source)
        return end, missing + (b"" if near else self.newline)

    def passed_on(self, exports: frozenset[str]) -> bytes:
        """Write the imports of all that has moved; `X as X` says that it is there for others."""
        lines = []
        for target in self.targets:
            names = [name for number in target.parts for name in self.module.parts[number].names]
            words = [name if name in exports else f"{name} as {name}" for name in names]
            lines.append(from_statement(target.spelled, words, self.newline))
        return b"".join(lines)

    def dropping(self, part: Part, dropped: frozenset[str]) -> Iterator[Splice]:
        """Take names that nobody uses any longer out of an import."""
        statements = statements_of(self.module, part)
        leaving = {local_of(one, alias) for one in statements for alias in one.names} & dropped
        kept = [
            kept_names(one, {local_of(one, alias) for alias in one.names} - leaving) for one in statements
        ]
        if leaving and not any(kept):
            yield self.removal_of_code(part)
        elif leaving:
            for statement, names in zip(statements, kept, strict=True):
                yield from (Splice(start, end, b"") for start, end in cut(self.module, statement, names))

    def removal_of_code(self, part: Part) -> Splice:
        """Take the code of a part, and leave the comments before it."""
        text = self.module.text
        above = b"".join(self.module.lines[part.first - 1 : part.line - 1]).strip()
        end = text.starts[part.last] if part.last < len(text.starts) else len(text.data)
        return Splice(text.starts[(part.line if above else part.first) - 1], end, b"")


def speaks_of_file(line: bytes, row: int, *, is_licence: bool) -> bool:
    """Say whether a comment at the top of a file is true of every part of it."""
    if line.startswith(b"#!") or not line.startswith(b"#"):
        return False
    return is_licence or (row < 2 and COOKIE.match(line) is not None) or DIRECTIVE.match(line) is not None
