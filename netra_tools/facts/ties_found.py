"""What a reader of ties gathers while it walks: whose each use is, and what is read of no name."""

from __future__ import annotations

import builtins
import re
from collections.abc import Callable
from functools import partial
from typing import Final

from netra_tools.facts.ties import ACTS, ANNOTATED, COMPUTED, HOLE, VARIABLE
from netra_tools.facts.ties import CLASS as CLASS_KIND
from netra_tools.facts.ties import FUNCTION as FUNCTION_KIND
from netra_tools.facts.ties import MODULE as MODULE_KIND
from netra_tools.facts.uses import (
    CALLED,
    CLASS,
    FUNCTION,
    IMPORTED,
    LOAD,
    MODULE,
    PARAMETER,
    STORE,
    Alias,
    ImportStatement,
    Place,
)
from netra_tools.facts.uses_found import Finder, Mark, Names
from netra_tools.facts.uses_text import NOWHERE

MOST_WORD: Final = 160  # a longer string is no name
WORD: Final = re.compile(r"[A-Za-z_][\w.:]*")
FIELD: Final = re.compile(r"%[sdr]|%\(\w+\)[sdr]|\{\w*\}")  # where a text is filled in
ENTRY: Final = re.compile(r"[A-Za-z_][\w.]*:[A-Za-z_][\w.]*|[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)+")
NAMES: Final = re.compile(rb"[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*")
YIELDS: Final = re.compile(rb"\b(?:yield|await)\b")  # makes a function what it is, reached or not
APART: Final = re.compile(rb"\b(?:yield|await|import)\b")  # `if False: import x` once was for types
BUILTINS: Final = frozenset(dir(builtins))
make_alias: Final[Callable[..., Alias]] = partial(tuple.__new__, Alias)
make_import: Final[Callable[..., ImportStatement]] = partial(tuple.__new__, ImportStatement)
STAR: Final = ord("*")


class Draft:
    """A definition that is being read."""

    def __init__(self, kind: int, parent: int) -> None:
        self.kind = kind
        self.parent = parent
        self.name = ""
        self.scope = -1  # its own, of a function or class
        self.around = 0  # the one that binds its name
        self.first_line = 0
        self.start: Place = (1, 0)
        self.end_line = 0
        self.decorators: list[str] = []
        self.bases: list[str] = []
        self.parameters: list[tuple[str, Place]] = []
        self.flags = 0


class TieFinder(Finder):
    """Gathers what each definition of a file relies on. `owner` is the definition that is open."""

    def __init__(self, data: bytes) -> None:
        super().__init__(data)
        self.gathers = True
        self.drafts = [Draft(MODULE_KIND, -1)]
        self.drafts[0].scope = 0
        self.owner = 0
        self.owners: list[int] = []  # of the chains
        self.parts: list[tuple[str, ...]] = []  # of the chains
        self.uses: list[int] = []  # scope, action and whether it is called, in one number
        self.where: dict[int, Place] = {}  # places of those chains of which they are asked
        self.attributes: list[tuple[int, str, bool]] = []
        self.words: list[tuple[int, str]] = []
        self.import_owners: list[int] = []
        self.plain: list[tuple[int, int, str, Place]] = []  # owner, scope, name of `name = value`
        self.variables: dict[tuple[int, str], int] = {}
        self.assigning: list[tuple[int, int, int, int, int]] = []
        self.unreachable: list[tuple[int, int, int]] = []
        self.branches: list[tuple[int, int, int, str]] = []
        self.fixed: set[str] = set()  # declared global or nonlocal somewhere

    def add_chain(
        self, parts: tuple[str, ...], starts: tuple[Place, ...], end: Place, action: int, flags: int
    ) -> None:
        """Keep a chain and whose it is."""
        self.add_name(parts, starts[0], action, flags)

    def add_name(self, parts: tuple[str, ...], start: Place, action: int, flags: int) -> None:
        """Keep a chain and whose it is."""
        if start[0]:
            self.where[len(self.parts)] = start
        self.parts.append(parts)
        self.uses.append(self.here << 3 | action << 1 | (1 if flags & CALLED else 0))
        self.owners.append(self.owner)

    def count(self) -> int:
        """Say how many chains there are."""
        return len(self.parts)

    def last_part(self) -> str:
        """Give the last part of the last chain."""
        return self.parts[-1][-1]

    def mark(self) -> Mark:
        """Say how much was found so far."""
        return len(self.parts), len(self.quoted), len(self.bound), len(self.scopes)

    def back_to(self, mark: Mark) -> None:
        """Forget what is read again."""
        super().back_to(mark)
        del self.owners[mark[0] :], self.parts[mark[0] :], self.uses[mark[0] :]
        for at in [at for at in self.where if at >= mark[0]]:
            del self.where[at]

    def add_import(self, start: Place, end: Place) -> None:
        """Keep an import and whose it is."""
        super().add_import(start, end)
        self.import_owners.append(self.owner)

    def bind_at(self, name: str, how: int, start: Place) -> None:
        """Bind a name; a parameter is one of the function whose scope is open."""
        bound = self.scopes[self.here].bound
        bound[name] = bound.get(name, 0) | how
        if how == PARAMETER and self.scopes[self.here].name:
            before = self.text.offset(start) - 1
            if before < 0 or self.text.data[before] != STAR:
                self.drafts[self.owner].parameters.append((name, start))

    def tell_import(
        self, is_from: bool, module: tuple[str, int], names: Names, span: tuple[Place, Place]
    ) -> None:
        """Keep an import and whose it is."""
        start, end = span
        aliases: list[Alias] = []
        for name, alias in names:
            aliases.append(make_alias((name, start, start, alias, NOWHERE, end)))
            self.bind(alias or (name if is_from else name.partition(".")[0]), IMPORTED)
        where = (self.here, self.import_flags, start, end)
        whole = (is_from, *module, NOWHERE, NOWHERE, tuple(aliases), *where)
        self.imports.append(make_import(whole))
        self.import_owners.append(self.owner)

    def name_place(self, start: Place) -> Place:
        """Give the place of the name in the header of a definition; most are written plainly."""
        first = self.text.offset(start)
        data = self.text.data
        for word in (b"def ", b"class ", b"async def "):
            if data.startswith(word, first) and data[first + len(word)] not in b" \\":
                return (start[0], start[1] + len(word))
        return super().name_place(start)

    def declare(self, name: str, how: int, start: Place) -> None:
        """Declare a name global or nonlocal."""
        super().declare(name, how, start)
        self.fixed.add(name)

    def begin_definition(self) -> None:
        """Begin a definition, unless it began with its decorators."""
        if self.decorated:
            self.decorated = False
            return
        self.drafts.append(Draft(FUNCTION_KIND, self.owner))
        self.owner = len(self.drafts) - 1

    def end_definition(self, name: str, scope: int, start: Place, end: Place) -> None:
        """End the definition that is open."""
        draft = self.drafts[self.owner]
        draft.name = name
        kind = self.scopes[scope].kind
        draft.kind = CLASS_KIND if kind == CLASS else FUNCTION_KIND if kind == FUNCTION else VARIABLE
        draft.scope = scope
        draft.around = self.here
        draft.start = start
        draft.first_line = min(draft.first_line or start[0], start[0])
        draft.end_line = end[0]
        self.owner = draft.parent

    def add_decorator(self, mark: int) -> None:
        """Keep the name of a decorator."""
        draft = self.drafts[self.owner]
        draft.decorators.append(self.head(mark))
        if len(self.parts) > mark:
            line = self.where[mark][0]
            draft.first_line = min(draft.first_line or line, line)

    def add_base(self, mark: int) -> None:
        """Keep the name of a base."""
        head = self.head(mark)
        if head:
            self.drafts[self.owner].bases.append(head)

    def head(self, mark: int) -> str:
        """Give the dotted name that was read first since a mark."""
        return ".".join(self.parts[mark]) if len(self.parts) > mark else ""

    def begin_assignment(self, mark: int, size: int) -> None:
        """Look at the targets of an assignment: each name of a module or class is a definition."""
        kind = self.scopes[self.here].kind
        number = -1
        if not self.are_names(mark, size):
            if kind == MODULE:
                self.acted()
        elif kind != FUNCTION:
            for at in range(mark, len(self.parts)):
                number = self.variable(self.parts[at][0], self.where[at])
        elif size:
            for at in range(mark, len(self.parts)):
                self.plain.append((self.owner, self.here, self.parts[at][0], self.where[at]))
        self.assigning.append((number, self.calls, len(self.parts), len(self.attributes), len(self.words)))
        if number >= 0 and kind == MODULE:
            self.owner = number

    def are_names(self, mark: int, size: int) -> bool:
        """Say whether the targets of an assignment, the chains from `mark` on, are names and nothing else."""
        if len(self.parts) - mark != max(size, 1):
            return False
        for at in range(mark, len(self.parts)):
            if self.uses[at] >> 1 & 3 != STORE or len(self.parts[at]) != 1:
                return False
        return True

    def variable(self, name: str, start: Place) -> int:
        """Give the definition of a variable, making it at its first assignment."""
        key = (self.owner, name)
        number = self.variables.get(key, -1)
        if number < 0:
            draft = Draft(VARIABLE, self.owner)
            draft.name, draft.start, draft.around = name, start, self.here
            draft.first_line = draft.end_line = start[0]
            number = self.variables[key] = len(self.drafts)
            self.drafts.append(draft)
        return number

    def end_assignment(self, start: Place, end: Place) -> None:
        """End an assignment. What a call is given may be kept by it, so that is used by what is around."""
        number, calls, chains, attributes, words = self.assigning.pop()
        if number < 0:
            return
        draft = self.drafts[number]
        draft.flags |= ANNOTATED if self.has_type else 0
        if draft.first_line == start[0]:
            draft.end_line = max(draft.end_line, end[0])
        parent = draft.parent
        if self.calls > calls:
            draft.flags |= COMPUTED
            if self.owner == number:
                self.hand_over(parent, chains, attributes, words)
        self.owner = parent

    def hand_over(self, owner: int, chains: int, attributes: int, words: int) -> None:
        """Give what was gathered since some counts to another definition."""
        for at in range(chains, len(self.owners)):
            self.owners[at] = owner
        self.attributes[attributes:] = [
            (owner, name, called) for _, name, called in self.attributes[attributes:]
        ]
        self.words[words:] = [(owner, text) for _, text in self.words[words:]]

    def acted(self) -> None:
        """Note that a statement of a module or class calls something."""
        self.drafts[self.owner].flags |= ACTS

    def add_attribute(self, name: str, called: bool) -> None:
        """Keep an attribute of something that is no name."""
        self.attributes.append((self.owner, name, called))

    def add_word(self, text: str) -> None:
        """Keep a string that could be a name, or names within one that could hold some."""
        if len(text) > MOST_WORD:
            return
        if WORD.fullmatch(text):
            self.words.append((self.owner, text))
        elif "%" in text or "{" in text:
            self.add_form(FIELD.sub(HOLE, text))
        elif "." in text:
            for found in ENTRY.findall(text):
                self.words.append((self.owner, found))

    def end_template(self, outer: str) -> None:
        """Keep an f-string that could compute a name."""
        self.add_form(self.written)
        self.written = outer

    def add_form(self, text: str) -> None:
        """Keep a text with holes that could compute a name."""
        plain = text.replace(HOLE, "")
        if plain and len(text) < MOST_WORD and plain.replace(".", "_").isidentifier():
            self.words.append((self.owner, text))

    def add_unreachable(self, start: Place, end: Place) -> None:
        """Keep statements that are never reached."""
        if self.scopes[self.here].kind == FUNCTION:  # a `return` in a module stands for an assertion
            self.unreachable.append((self.owner, start[0], end[0]))

    def add_branch(self, first: Place, end: Place, why: str) -> None:
        """Keep a block that is never reached, unless it is there for its `yield` or its imports."""
        if end <= first:
            return  # nothing stands there: the parser leaves out what is not for its version
        start = self.text.block_after(first)
        text = self.text.data[self.text.offset(start) : self.text.offset(end)]
        if not (APART if why.endswith("|") else YIELDS).search(text):
            self.branches.append((self.owner, start[0], end[0], why))

    def add_loose_type(self, text: bytes) -> None:
        """Take every word of a string that stands as an annotation for a name of a type."""
        for match in NAMES.finditer(text):
            self.add_name(tuple(match[0].decode().split(".")), NOWHERE, LOAD, 0)
