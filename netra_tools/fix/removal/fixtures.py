"""Fixtures of pytest: which a test asks for by the names of its parameters, and who else asks for them."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator
from functools import cached_property
from typing import Final

from netra_tools.facts.read import read_source
from netra_tools.facts.ties import FUNCTION
from netra_tools.fix.removal.survey import Found
from netra_tools.reach.frameworks import words

FIXTURE: Final = "fixture"
ALIAS: Final = re.compile(r"""\bname\s*=\s*["'](\w+)["']""")
# Of pytest itself and of plug-ins: what reaches no code of the project by itself.
HARMLESS: Final = frozenset(
    words(
        """
self cls request tmp_path tmpdir tmp_path_factory tmpdir_factory monkeypatch capsys capfd capsysbinary
capfdbinary caplog recwarn pytestconfig record_property doctest_namespace cache mocker subtests
"""
    )
)
Read = Callable[[str], bytes]


class Fixtures:
    """All fixtures of the tests. `read` gives what a file holds."""

    def __init__(self, found: Found, read: Read) -> None:
        self.table = found.table
        self._read = read
        self._latest = ("", b"")  # the fixtures of a file are asked about one after another
        self._parameters: dict[int, dict[int, tuple[str, ...]]] = {}

    def read(self, path: str) -> bytes:
        """Give what a file holds."""
        if self._latest[0] != path:
            self._latest = path, self._read(path)
        return self._latest[1]

    @cached_property
    def by_name(self) -> dict[str, list[int]]:
        """Find the fixtures."""
        table = self.table
        found: dict[str, list[int]] = {}
        for number, source in enumerate(table.sources):
            for symbol in range(table.first[number], table.first_import[number]) if source.is_test else ():
                for name in self.names_of(symbol) if self.is_fixture(symbol) else ():
                    found.setdefault(name, []).append(symbol)
        return found

    def names_of(self, symbol: int) -> list[str]:
        """Give the names by which tests ask for a fixture."""
        return [self.table.name[symbol], *ALIAS.findall(self.lines(symbol).decode("utf-8", "replace"))]

    def is_fixture(self, symbol: int) -> bool:
        """Say whether a function is a fixture."""
        tied = self.table.tied[symbol]
        return tied.kind == FUNCTION and any(one.rpartition(".")[2] == FIXTURE for one in tied.decorators)

    def parameters(self, symbol: int) -> tuple[str, ...]:
        """Give the names of a function's parameters."""
        file = self.table.file[symbol]
        if file not in self._parameters:
            facts = read_source(self.read(self.table.sources[file].path)).facts
            self._parameters[file] = {
                one.line: tuple([parameter.name for parameter in one.parameters]) for one in facts.definitions
            }
        return self._parameters[file].get(self.table.tied[symbol].line, ())

    def asked_by(self, symbol: int) -> list[int]:
        """List the fixtures that a test or a fixture asks for."""
        if self.table.tied[symbol].kind != FUNCTION:
            return []
        names = (*self.parameters(symbol), *self.table.tied[symbol].words)
        return [one for name in names for one in self.by_name.get(name, ())]

    def all_of(self, symbol: int) -> Iterator[int]:
        """Yield a symbol and the fixtures that it asks for, those that these ask for, too."""
        queue = [symbol]
        for one in queue:
            yield one
            queue += [fixture for fixture in self.asked_by(one) if fixture not in queue]

    def unknown(self, symbol: int) -> str:
        """Name a parameter of a test that is no fixture of ours and no value of its own, or ""."""
        if self.table.tied[symbol].kind != FUNCTION or self.is_fixture(symbol):
            return ""
        tied = self.table.tied[symbol]
        known = {*HARMLESS, *self.by_name, *" ".join(tied.words).replace(",", " ").split()}
        left = [name for name in self.parameters(symbol) if name.lstrip("*") not in known]
        patched = sum("patch" in one.split(".") for one in tied.decorators)  # each gives one parameter
        return left[patched] if patched < len(left) else ""

    def is_asked(self, fixture: int, whole: Collection[int]) -> bool:
        """Say whether a fixture is used by itself, or its name is a word of any test that stays."""
        names = self.names_of(fixture)
        if b"autouse" in self.lines(fixture) or any(len(self.by_name[name]) > 1 for name in names):
            return True
        words = "|".join(map(re.escape, names))
        word = re.compile(rf"\b(?:{words})\b".encode())
        tests = [number for number, source in enumerate(self.table.sources) if source.is_test]
        return any(word.search(self.rest(number, {fixture, *whole})) for number in tests)

    def lines(self, symbol: int) -> bytes:
        """Give the lines of a definition."""
        tied = self.table.tied[symbol]
        lines = self.read(self.table.source(symbol).path).split(b"\n")
        return b"\n".join(lines[max(tied.first_line, 1) - 1 : tied.end_line])

    def rest(self, number: int, without: Collection[int]) -> bytes:
        """Give a file without the lines of some definitions."""
        table = self.table
        if table.first[number] in without:
            return b""
        lines = self.read(table.sources[number].path).split(b"\n")
        for symbol in without:
            if table.file[symbol] == number and symbol not in table.imported:
                tied = table.tied[symbol]
                first = max(tied.first_line, 1) - 1
                lines[first : tied.end_line] = [b""] * (tied.end_line - first)
        return b"\n".join(lines)
