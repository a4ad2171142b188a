"""From what was gathered of a file to its ties: every use is written as what it refers to, each once."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial
from typing import Final

from netra_tools.facts.terms import find_terms
from netra_tools.facts.ties import (
    BARE,
    CALL,
    CLASS,
    DYNAMIC,
    FUNCTION,
    GLOBALS,
    IMPORTS,
    IS_FROM,
    LISTS,
    OPEN,
    SILENCED,
    VARIABLE,
    Tied,
    TiedImport,
    Ties,
)
from netra_tools.facts.ties_found import BUILTINS, NAMES, Draft, TieFinder
from netra_tools.facts.uses import (
    ASSIGNED,
    DEFINED,
    IMPORTED,
    PARAMETER,
    STORE,
    UNBOUND,
    ImportStatement,
)
from netra_tools.facts.uses import CLASS as CLASS_SCOPE
from netra_tools.facts.uses import MODULE as MODULE_SCOPE

LOOKUPS: Final = frozenset(
    (
        "getattr",
        "hasattr",
        "setattr",
        "delattr",
        "globals",
        "vars",
        "attrgetter",
        "methodcaller",
        "import_module",
    )
)
LISTERS: Final = frozenset(("vars", "dir", "getmembers", "__dict__"))
IMPORTERS: Final = frozenset(("import_module", "__import__", "find_spec", "run_module", "iter_modules"))
EVALUATING: Final = frozenset(("eval", "query"))  # of pandas: variables are named in a string
WATCHED: Final = LOOKUPS | IMPORTERS | LISTERS | EVALUATING
COMMENT: Final = re.compile(rb"(?i)#.*(?:noqa|type:|pylint|pyright|ruff|flake8|nopycln|isort)")
TYPE_COMMENT: Final = re.compile(rb"#[ \t]*type:[ \t]*(?!ignore\b)(?P<type>[^#\n]+)")
OPENING: Final = frozenset(("locals", "exec", "eval", "vars"))
NO_USE: Final = frozenset(("NotImplementedError",))


# A named tuple's own constructor is interpreted; these are not.
make_tied: Final[Callable[..., Tied]] = partial(tuple.__new__, Tied)
make_import: Final[Callable[..., TiedImport]] = partial(tuple.__new__, TiedImport)
Kept = dict[int, set[str]]  # texts by the number of the definition that they belong to


def keep(kept: Kept, owner: int, text: str) -> None:
    """Keep a text for a definition."""
    found = kept.get(owner)
    if found is None:
        kept[owner] = {text}
    else:
        found.add(text)


def ordered(kept: Kept, owner: int) -> tuple[str, ...]:
    """Give the texts of a definition in order."""
    found = kept.get(owner)
    return () if found is None else tuple(sorted(found))


class Finisher:
    """Sorts what was gathered by definition. Names are looked up in the scopes as Python would."""

    def __init__(self, found: TieFinder) -> None:
        self.found = found
        count = len(found.drafts)
        self.references: Kept = {}
        self.attributes: Kept = {}
        self.own: Kept = {}
        self.stored: Kept = {}
        self.words: Kept = {}
        self.read: list[set[str]] = [set() for _ in range(len(found.scopes) + 1)]  # names loaded, by scope
        self.definitions: dict[tuple[int, str], list[int]] = {}
        self.by_scope: dict[int, int] = {}
        self.imports: dict[tuple[int, str], list[int]] = {}
        self.homes: list[dict[str, int]] = [{} for _ in found.scopes]
        self.starred = False
        self.busy = [False] * count  # the body uses some name
        self.rows: list[TiedImport] = []

    def finish(self) -> Ties:
        """Give the ties."""
        found = self.found
        self.number_definitions()
        self.read_imports()
        self.read_chains()
        if b"type:" in found.text.data:
            self.read_type_comments()
        for owner, name, called in found.attributes:
            keep(self.attributes, owner, name + CALL if called else name)
        for owner, text in found.words:
            keep(self.words, owner, text)
        tied = [self.tied(number, draft) for number, draft in enumerate(found.drafts)]
        inside = (self.unread(), tuple(found.unreachable), tuple(found.branches))
        return Ties(tuple(tied), tuple(self.rows), *inside, self.terms())

    def read_chains(self) -> None:
        """Sort the chains, each once: a definition says most of its names many times."""
        found = self.found
        seen: dict[int, set[tuple[str, ...]]] = {}
        size = len(found.scopes) << 3
        for at in range(len(found.parts)):
            parts, owner, use = found.parts[at], found.owners[at], found.uses[at]
            known = seen.get(owner * size + use)
            if known is None:
                seen[owner * size + use] = {parts}
            elif parts in known:
                continue
            else:
                known.add(parts)
            self.chain(owner, parts, use >> 3, use & 7)

    def read_type_comments(self) -> None:
        """Take the names in comments that are annotations for used."""
        data = self.found.text.data
        for match in TYPE_COMMENT.finditer(data):
            owner = self.owner_at(self.found.text.place(match.start())[0])
            scope = max(self.found.drafts[owner].scope, 0)
            for name in NAMES.findall(match["type"]):
                parts = tuple(name.decode().split("."))
                home = self.home(parts[0], scope)
                self.read[home].add(parts[0])
                self.refer(owner, parts, home, "")

    def owner_at(self, line: int) -> int:
        """Give the innermost definition around a line."""
        found = 0
        for number, draft in enumerate(self.found.drafts):
            if draft.first_line <= line <= draft.end_line:
                found = number if number and draft.kind != VARIABLE else found
        return found

    def owner_of(self, offset: int) -> int:
        """Give the definition of which something is said: the one around it, or behind a comment."""
        text = self.found.text
        line = text.place(offset)[0]
        lines = range(line, len(text.starts))
        while line in lines and self.written(line, line).lstrip().startswith(b"#"):
            line += 1
        for number, draft in enumerate(self.found.drafts):
            if number and draft.first_line <= line <= (
                draft.end_line if draft.kind == VARIABLE else draft.first_line
            ):
                return number
        return self.owner_at(line)

    def terms(self) -> tuple[tuple[int, int, str, str], ...]:
        """Give what says when it goes, with whose that is and where it stands."""
        text = self.found.text
        return tuple(
            [
                (self.owner_of(offset), text.place(offset)[0], when, said)
                for offset, when, said in find_terms(text.data)
            ]
        )

    def number_definitions(self) -> None:
        """Give each definition by its own scope, and by the one that binds its name."""
        for number, draft in enumerate(self.found.drafts):
            if draft.scope >= 0:
                self.by_scope[draft.scope] = number
            if draft.kind == CLASS or draft.kind == FUNCTION:
                home = self.found.home(draft.name, draft.around)  # elsewhere where it is declared nonlocal
                self.definitions.setdefault((home, draft.name), []).append(number)

    def read_imports(self) -> None:
        """Give each imported name a number."""
        for at, statement in enumerate(self.found.imports):
            flags = statement.flags | (IS_FROM if statement.is_from else 0)
            written = self.written(statement.start[0], statement.end[0])
            if b"#" in written and COMMENT.search(written):
                flags |= SILENCED
            self.read_names(statement, self.found.import_owners[at], flags)

    def read_names(self, statement: ImportStatement, owner: int, flags: int) -> None:
        """Give the names of one import their numbers."""
        is_from = statement.is_from
        text = self.found.text
        at = text.offset(statement.start) if statement.start[0] != statement.end[0] else -1
        for alias in statement.names:
            local = alias.alias or (alias.name if is_from else alias.name.partition(".")[0])
            self.starred = self.starred or alias.name == "*"
            home = self.found.home(local, statement.scope)
            owner = owner if home else 0  # the module's where it is declared global
            self.imports.setdefault((home, local), []).append(len(self.rows))
            line, column = alias.start
            if at >= 0:  # of several lines
                at = max(text.data.find(alias.name.encode(), at), at)
                line, column = text.place(at)
            module = statement.module if is_from else alias.name
            row = (module, statement.level, alias.name if is_from else "", local)
            self.rows.append(make_import((*row, owner, line, column, flags)))

    def written(self, first: int, last: int) -> bytes:
        """Give the text of some lines."""
        text = self.found.text
        return text.data[text.starts[first - 1] : text.starts[last]]

    def home(self, name: str, scope: int) -> int:
        """Give the scope that a name belongs to."""
        homes = self.homes[scope]
        home = homes.get(name, -2)
        if home == -2:
            home = homes[name] = self.found.home(name, scope)
        return home

    def chain(self, owner: int, parts: tuple[str, ...], scope: int, use: int) -> None:
        """Sort one chain; `use` holds what is done with it, and whether it is called."""
        first = parts[0]
        home = self.home(first, scope)
        if not self.busy[owner] and scope >= self.found.drafts[owner].scope and first not in NO_USE:
            self.busy[owner] = True
        call = CALL if use & 1 else ""
        if use >> 1 == STORE:
            parts = self.store(owner, parts)
            call = ""
            if not parts:
                return
        self.read[home].add(first)
        if first in OPENING or parts[-1] in WATCHED:
            self.note_lookup(owner, first, parts[-1])
        self.refer(owner, parts, home, call)

    def refer_own(self, owner: int, parts: tuple[str, ...], call: str) -> None:
        """Keep what a chain refers to that begins with the object of a method."""
        keep(self.own, owner, parts[1] + call if len(parts) == 2 else parts[1])
        self.loose(owner, parts[1:], call)

    def store(self, owner: int, parts: tuple[str, ...]) -> tuple[str, ...]:
        """Keep the attribute that is assigned, and give what is loaded for that."""
        if len(parts) > 1:
            keep(self.stored, owner, parts[-1])
        return parts[:-1]

    def refer(self, owner: int, parts: tuple[str, ...], home: int, call: str) -> None:
        """Keep what a chain refers to, whose first name belongs to a scope."""
        first = parts[0]
        kind = MODULE_SCOPE if home < 0 else self.found.scopes[home].kind
        if kind == MODULE_SCOPE:
            if home == UNBOUND and first in BUILTINS and not self.starred:
                self.loose(owner, parts, call)
            else:
                keep(self.references, owner, ".".join(parts) + call)
        elif kind == CLASS_SCOPE:
            if first in self.found.scopes[0].bound:  # until the class has bound it, the module's is meant
                keep(self.references, owner, ".".join(parts) + call)
            keep(self.references, owner, f"#{self.by_scope.get(home, 0)}." + ".".join(parts) + call)
        else:
            self.refer_local(owner, parts, home, call)

    def refer_local(self, owner: int, parts: tuple[str, ...], home: int, call: str) -> None:
        """Keep what a chain refers to, whose first name a function binds."""
        first = parts[0]
        how = self.found.scopes[home].bound.get(first, 0)
        if how & (DEFINED | IMPORTED) or first in self.found.fixed:  # or bound from within by `nonlocal`
            rest = "".join([f".{part}" for part in parts[1:]]) + call
            numbers = self.numbers_of((home, first))
            for number in numbers:
                keep(self.references, owner, number + rest)
            if numbers:
                return
        if len(parts) == 1:
            return
        if how & PARAMETER and self.is_self(home, first):
            self.refer_own(owner, parts, call)
        else:
            self.loose(owner, parts, call)

    def numbers_of(self, key: tuple[int, str]) -> list[str]:
        """Give the definitions and imports that bind a name in a function, as references begin."""
        numbers = [f"#{number}" for number in self.definitions.get(key, ())]
        return numbers + [str(number) for number in self.imports.get(key, ())]

    def note_lookup(self, owner: int, first: str, last: str) -> None:
        """Note that a definition may use names that it computes."""
        draft = self.found.drafts[owner]
        draft.flags |= OPEN if first in OPENING or last in EVALUATING else 0
        draft.flags |= GLOBALS if first == "globals" else 0
        draft.flags |= DYNAMIC if last in LOOKUPS else 0
        draft.flags |= IMPORTS if last in IMPORTERS else 0
        draft.flags |= LISTS if last in LISTERS else 0

    def loose(self, owner: int, parts: tuple[str, ...], call: str) -> None:
        """Keep the attributes behind something that is not known."""
        for name in parts[1:-1]:
            keep(self.attributes, owner, name)
        if len(parts) > 1:
            keep(self.attributes, owner, parts[-1] + call)

    def is_self(self, home: int, name: str) -> bool:
        """Say whether a name is the first parameter of a method."""
        number = self.by_scope.get(home, -1)
        if number < 0:
            return False
        draft = self.found.drafts[number]
        if not draft.parameters or draft.parameters[0][0] != name or "staticmethod" in draft.decorators:
            return False
        return self.found.drafts[draft.parent].kind == CLASS

    def tied(self, number: int, draft: Draft) -> Tied:
        """Give one definition."""
        line, column = draft.start
        flags = draft.flags
        if draft.kind == FUNCTION:
            flags |= 0 if self.busy[number] else BARE
        whole = (
            draft.name,
            draft.kind,
            draft.parent,
            draft.first_line,
            line,
            column,
            draft.end_line if number else self.found.text.data.count(b"\n"),
            tuple(draft.decorators),
            tuple(draft.bases) if number else self.other_names(),
            ordered(self.references, number),
            ordered(self.attributes, number),
            ordered(self.own, number),
            ordered(self.stored, number),
            ordered(self.words, number),
            self.idle_parameters(draft) if draft.kind == FUNCTION else (),
            flags,
        )
        return make_tied(whole)

    def other_names(self) -> tuple[str, ...]:
        """Give the names that the module binds otherwise than by definitions and imports."""
        return tuple(sorted([name for name in self.found.scopes[0].bound if (0, name) not in self.imports]))

    def idle_parameters(self, draft: Draft) -> tuple[tuple[str, int, int], ...]:
        """Give the parameters that nothing in the function uses."""
        return tuple(
            [
                (name, start[0], start[1])
                for name, start in draft.parameters
                if name not in self.read[draft.scope]
            ]
        )

    def unread(self) -> tuple[tuple[int, str, int, int], ...]:
        """Give the variables of functions that are assigned and never used."""
        found: dict[tuple[int, str], tuple[int, str, int, int]] = {}
        for owner, scope, name, start in self.found.plain:
            if name in self.read[scope] or name.startswith("_") or name in self.found.fixed:
                continue
            if self.found.scopes[scope].bound.get(name, 0) == ASSIGNED:
                found.setdefault((scope, name), (owner, name, start[0], start[1]))
        return tuple(found.values())
