"""What the rest of a repository does with a module: which of its names are replaced there, and how.

A test that puts a fake in the place of `pkg.mod.name` reaches only who looks the name up in `pkg.mod`. So
what reads such a name stays, unless the test can be led to where the name is looked up afterwards.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from netra_tools.changes.codebase import Codebase
from netra_tools.changes.outside import Outside
from netra_tools.changes.source import SourceText, UnwritableError
from netra_tools.facts.uses import LOAD, MODULE, Chain, Place, Uses
from netra_tools.fix.split_readings import Readings
from netra_tools.fix.split_refusal import CannotSplitError
from netra_tools.model import ARGUMENT, BYTES, DOCSTRING, REFERENCE, SUBSCRIPT, TEMPLATE, Literal

REPLACING: Final = frozenset(("patch", "setattr", "delattr"))  # of what is called, the last part
WITH_NAME: Final = frozenset((*REPLACING, "object", "replace", "swap_attr", "attr", "setitem"))
LOOKING: Final = frozenset(("getattr", "hasattr"))
LOADING: Final = frozenset(
    (
        "import_module",
        "__import__",
        "reload",
        "import_fresh_module",
        "fresh_import",
        "CleanImport",
        "multiple",
        "DocTestSuite",
    )
)
COMPOSED: Final = re.compile(rb"\b(?:patch|setattr)\(\s*[fF][\"']")  # a name of which a part may be anywhere
CONSTANT: Final = re.compile(rb"\b(?:patch|setattr)\b")  # where a string may be one that replaces
HOLE: Final = re.compile(r"\{[^{}]*\}|%[sr]")
BETWEEN: Final = re.compile(r"\s*,\s*")
ASKED: Final = re.compile(rb"[ \t]+is[ \t]+(?:not[ \t]+)?None\b")
CONDITION: Final = re.compile(rb"\b(?:if|elif|while|not|and|or|assert)[ \t]+\Z")
TRUTH: Final = re.compile(rb"[ \t]*(?::|and\b|or\b)")
HANDED: Final = re.compile(rb"(\w+)\(\s*\Z")


class Patch(NamedTuple):
    """A string in a test that replaces a name of the module."""

    path: str
    literal: Literal


class Surroundings:
    """What other files do with one module. `names` are all that it binds."""

    def __init__(self, codebase: Codebase, path: str, names: frozenset[str], readings: Readings) -> None:
        self.codebase = codebase
        self.readings = readings
        self.path = path
        self.module = codebase.names[path].module
        self.names = names
        self.outside = Outside(codebase)
        self.fixed: dict[str, str] = {}  # names that are rebound from elsewhere, and where
        self.spelled: dict[str, str] = {}  # names whose full name stands in some text, and where
        self.patches: dict[str, list[Patch]] = {}
        self.live: set[str] = set()  # names that are looked up in the module when code runs
        self.taken: set[str] = set()  # names that are imported from it
        self.whole_name = re.compile(rf"(?<![\w.]){re.escape(self.module)}\.([A-Za-z_]\w*)(?![\w])")
        self._look()

    def _look(self) -> None:
        """Read every file that may speak of the module."""
        parts = self.module.split(".")
        words = [re.compile(rb"\b" + part.encode() + rb"\b") for part in parts]
        for path in sorted(self.codebase.names):
            content = self.codebase.tree.read(path)
            if parts[-1].encode() not in content or not words[-1].search(content):
                continue
            shared = shared_parts(parts, self.codebase.names[path].module.split("."))
            if all(word.search(content) for word in words[shared:]) or COMPOSED.search(content):
                self.codebase.keep(path, content)
                self._read(path, content)

    def _read(self, path: str, content: bytes) -> None:
        """Read what one file does with the module; what cannot be parsed cannot run either."""
        uses, literals = self.readings.of(content)
        if not isinstance(uses, Uses):
            return
        try:
            reading = Reader(self, path, SourceText(content), uses, literals)
        except UnwritableError:
            return
        reading.read_chains()
        reading.read_strings()

    def fix(self, name: str, where: str) -> None:
        """Remember that a name is rebound."""
        self.fixed.setdefault(name, where)

    def is_used(self, name: str) -> bool:
        """Say whether another file uses a name of the module."""
        known = name in self.live or name in self.taken or name in self.fixed or name in self.patches
        starred = self.module in self.outside.starred and self.outside.exports(self.module, name)
        return known or starred or name in self.spelled


class Reader:
    """Goes through one file."""

    def __init__(
        self,
        found: Surroundings,
        path: str,
        text: SourceText,
        uses: Uses,
        literals: Sequence[Literal],
    ) -> None:
        self.found = found
        self.path = path
        self.text = text
        self.uses = uses
        self.literals = literals
        self.after = {(one.line, one.column): one for one in literals}
        self.asks_modules = any("__module__" in chain.parts for chain in uses.chains)

    def read_chains(self) -> None:
        """Find what is done with the module by its name."""
        meanings: dict[tuple[int, str], set[str]] = {}
        for statement in self.uses.imports:
            for local, meaning in self.found.outside.imported(self.path, statement):
                meanings.setdefault((statement.scope, local), set()).add(meaning)
                self.imported(meaning, statement.scope)
        for chain in self.uses.chains:
            for meaning in meanings.get((chain.home, chain.parts[0]), ()):
                self.chain(meaning, chain)

    def imported(self, meaning: str, scope: int) -> None:
        """See whether an import takes a name of the module, and whether it does so inside a function."""
        owner, _, name = meaning.rpartition(".")
        if owner == self.found.module and self.path != self.found.path:
            self.found.taken.add(name)
            if scope != MODULE:
                self.found.live.add(name)

    def chain(self, meaning: str, chain: Chain) -> None:
        """Read one use of what an import has bound."""
        parts = [*meaning.split("."), *chain.parts[1:]]
        own = self.found.module.split(".")
        if parts[: len(own)] != own or len(parts) - len(chain.parts) + 1 > len(own):
            return
        rest = parts[len(own) :]
        if not rest:
            if len(chain.parts) > 1 or meaning == self.found.module:
                self.whole(chain)
        elif chain.action != LOAD and len(rest) == 1:
            self.found.fix(rest[0], self.where(chain.starts[0]))
        elif rest[0] == "__dict__":
            raise CannotSplitError(f"its `__dict__` is used at {self.where(chain.starts[0])}")
        else:
            self.found.live.add(rest[0])

    def whole(self, chain: Chain) -> None:
        """Read a use of the module itself: what it is handed to may do anything with its names."""
        end = self.text.offset(chain.end)
        gap = BETWEEN.match(self.text.data[end : end + 200].decode("utf-8", "replace"))
        literal = self.literal_at(end + len(gap[0].encode())) if gap else None
        before = HANDED.search(self.text.data[: self.text.offset(chain.starts[0])][-80:])
        called = before[1].decode() if before else ""
        if chain.action != LOAD and len(chain.parts) == 1:
            return
        if chain.action != LOAD:
            raise CannotSplitError(f"`{self.found.module}` is rebound at {self.where(chain.starts[0])}")
        if literal is not None and called in WITH_NAME | LOOKING:
            if called in WITH_NAME:
                self.found.fix(literal.value, self.where(chain.starts[0]))
            else:
                self.found.live.add(literal.value)
            return
        if self.is_only_asked_for(chain):
            return
        raise CannotSplitError(
            f"the module itself is handed on at {self.where(chain.starts[0])}, and its names with it"
        )

    def is_only_asked_for(self, chain: Chain) -> bool:
        """Say whether a use asks no more than whether the module is there: `if mod is None:`, `if mod:`."""
        start, end = self.text.offset(chain.starts[0]), self.text.offset(chain.end)
        if ASKED.match(self.text.data, end):
            return True
        before = self.text.data[self.text.line_start(start) : start]
        return CONDITION.search(before) is not None and TRUTH.match(self.text.data, end) is not None

    def literal_at(self, offset: int) -> Literal | None:
        """Give the plain string that begins at an offset."""
        line = self.text.data.count(b"\n", 0, offset) + 1
        for place, literal in self.after.items():
            if place[0] == line and self.text.offset(place) == offset and literal.kind != TEMPLATE:
                return literal
        return None

    def read_strings(self) -> None:
        """Find what is done with the module by strings."""
        for literal in self.literals:
            if literal.kind in (REFERENCE, BYTES):
                continue
            last = literal.owner.rpartition(".")[2]
            called = last if literal.role == ARGUMENT else ""
            self.loaded(literal, called)
            if called in REPLACING and literal.slot in ("0", "target", "name"):
                self.replaced(literal)
            elif literal.kind != DOCSTRING:
                self.spelled(literal)

    def loaded(self, literal: Literal, called: str) -> None:
        """Refuse what loads the module anew, or by its name."""
        if self.asks_modules and self.path != self.found.path and self.is_name_of_it(literal.value):
            raise CannotSplitError(
                f"`__module__` is compared with its name at {self.where((literal.line, 0))}"
            )
        if literal.value != self.found.module:
            return
        taken = literal.role == SUBSCRIPT and literal.owner.endswith("modules")
        if called in LOADING or taken or literal.owner.endswith("modules.pop"):
            raise CannotSplitError(f"it is loaded by its name at {self.where((literal.line, 0))}")

    def is_name_of_it(self, text: str) -> bool:
        """Say whether a text is the name of the module, or may become it when its holes are filled."""
        head, *rest = HOLE.split(text)
        if not rest or "." not in head:
            return text == self.found.module
        pattern = ".*".join(re.escape(part) for part in (head, *rest))
        return re.fullmatch(pattern, self.found.module) is not None

    def replaced(self, literal: Literal) -> None:
        """Read what a string replaces."""
        owner, _, name = literal.value.rpartition(".")
        self.found.taken.update(match[1] for match in self.found.whole_name.finditer(literal.value))
        if owner == self.found.module and literal.kind != TEMPLATE:
            self.found.patches.setdefault(name, []).append(Patch(self.path, literal))
        elif name in self.found.names and self.may_mean(owner, literal):
            self.found.fix(name, self.where((literal.line, 0)))
        elif literal.kind == TEMPLATE and HOLE.search(name) and self.may_mean(owner, literal):
            raise CannotSplitError(f"any name of it may be replaced at {self.where((literal.line, 0))}")

    def may_mean(self, owner: str, literal: Literal) -> bool:
        """Say whether what a string begins with may be the module: part of it is made when code runs."""
        if literal.kind == TEMPLATE or not owner or "%" in owner:
            pattern = ".*".join(re.escape(part) for part in HOLE.split(owner)) if owner else ".*"
            return re.fullmatch(pattern, self.found.module) is not None
        last = f".{self.found.module}".endswith(f".{owner.rpartition('.')[2]}")
        return last and not self.found.codebase.is_module(owner) and owner != self.found.module

    def spelled(self, literal: Literal) -> None:
        """Read a string that holds the full name of something: it may be what is printed of a class."""
        if self.found.module not in literal.value:
            return
        for match in self.found.whole_name.finditer(literal.value):
            name = match[1]
            self.found.taken.add(name)
            if match[0] != literal.value:
                self.found.spelled.setdefault(name, self.where((literal.line, 0)))
            elif CONSTANT.search(self.text.data):
                self.found.fix(name, self.where((literal.line, 0)))

    def where(self, place: Place) -> str:
        """Say where something is."""
        return f"{self.path}:{place[0]}"


def shared_parts(parts: Sequence[str], others: Sequence[str]) -> int:
    """Count the parts that two dotted names begin with both: relative imports need not write them."""
    count = 0
    while count < min(len(parts), len(others)) and parts[count] == others[count]:
        count += 1
    return count


def patch_places(patches: Sequence[Patch]) -> Iterator[str]:
    """Yield where a name is replaced."""
    yield from (f"{one.path}:{one.literal.line}" for one in patches)
