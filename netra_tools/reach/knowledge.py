"""What is used though nothing in Python names it: decorators, files and roots, built in or configured."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from netra_tools.config.model import LegacySettings
from netra_tools.facts.ties import CLASS, FUNCTION, VARIABLE
from netra_tools.project.globs import Globs, compile_globs
from netra_tools.reach.frameworks import ASKED, DJANGO, FILES, REGISTERING, TRANSPARENT
from netra_tools.reach.globbing import Matcher, compile_endings, compile_names
from netra_tools.reach.resolve import Resolver
from netra_tools.reach.table import Table

KEEPS: Final = "keeps"  # a decorator hands what it decorates to somebody
MAY_KEEP: Final = "may keep"  # nothing is known of it
WRAPPERS: Final = frozenset(("functools.wraps", "functools.update_wrapper", "wraps", "wrapt.decorator"))


class Knowledge:
    """Answers what is used by itself."""

    def __init__(self, table: Table, resolver: Resolver, settings: LegacySettings) -> None:
        self.table = table
        self.resolver = resolver
        self.registers = compile_endings((*REGISTERING, *settings.decorators))
        self.transparent = compile_endings((*TRANSPARENT, *settings.transparent_decorators))
        own = tuple((one.path, one.names) for one in settings.files)
        libraries = {row.module.partition(".")[0] for row in table.imported.values()}
        self.asked = [name for library in libraries for name in ASKED.get(library, ())]
        tables = (*FILES, *own, *(DJANGO if "django" in libraries else ()))
        self.files: list[tuple[Globs, Matcher]] = [
            (compile_globs((glob,)), compile_names(names)) for glob, names in tables
        ]
        self.any_file = compile_globs(tuple([glob for glob, _ in tables]))
        self.roots = compile_names(settings.roots)
        self.has_roots = bool(settings.roots)
        self.verdicts: dict[tuple[int, str], str] = {}

    def file_names(self, path: str) -> Matcher | None:
        """Give what tells which names of a file are asked for; None for a file that nobody asks for."""
        for matches, names in self.files if self.any_file(path) else ():
            if matches(path):
                return names
        return None

    def keeps(self, symbol: int) -> str:
        """Say whether the decorators of a symbol keep it: KEEPS, MAY_KEEP or ""."""
        found = ""
        for decorator in self.table.tied[symbol].decorators:
            verdict = self.verdict(self.table.file[symbol], decorator)
            if verdict == KEEPS:
                return KEEPS
            found = found or verdict
        return found

    def verdict(self, file: int, decorator: str) -> str:
        """Say whether a decorator keeps what it decorates."""
        key = (file, decorator)
        verdict = self.verdicts.get(key)
        if verdict is None:
            verdict = self.verdicts[key] = self.judge(file, decorator)
        return verdict

    def judge(self, file: int, decorator: str) -> str:
        """Look at a decorator: in the tables, else at what it does when it is ours."""
        if not decorator:
            return MAY_KEEP
        meaning = self.resolver.resolve(file, decorator)
        name = meaning.external or decorator
        if self.transparent(name):
            return ""
        if self.registers(name):
            return KEEPS
        return MAY_KEEP if meaning.loose or meaning.own else self.judge_ours(meaning.end)

    def judge_ours(self, ends: list[int]) -> str:
        """Look at what a decorator of ours does."""
        ours = [end for end in ends if self.table.kind[end] in (FUNCTION, CLASS)]
        if not ours:
            return MAY_KEEP
        return KEEPS if any(map(self.stores, ours)) else ""

    def stores(self, symbol: int) -> bool:
        """Say whether a decorator of ours may keep what it is given: it reaches a variable of a module."""
        table = self.table
        if table.kind[symbol] == CLASS:
            return False
        within = self.within(symbol)
        if any(table.tied[inner].stored for inner in within) and not self.wraps(symbol):
            return True
        return any(self.reaches_variable(inner) for inner in within)

    def reaches_variable(self, symbol: int) -> bool:
        """Say whether a function uses a variable in which something could be kept."""
        table = self.table
        for reference in table.tied[symbol].references:
            ends = self.resolver.resolve(table.file[symbol], reference).end
            if any(table.kind[end] == VARIABLE for end in ends) and not is_constant(table, ends):
                return True
        return False

    def wraps(self, symbol: int) -> bool:
        """Say whether a decorator of ours gives a function in place of the one that it is given."""
        table = self.table
        return any(
            self.resolver.resolve(table.file[inner], reference).external in WRAPPERS
            for inner in self.within(symbol)
            for reference in table.tied[inner].references
        )

    def within(self, symbol: int) -> list[int]:
        """List a function and those that stand in it."""
        table = self.table
        file = table.file[symbol]
        found = [symbol]
        for other in range(symbol + 1, table.first_import[file]):
            if table.parent[other] in found:
                found.append(other)
        return found


def is_constant(table: Table, symbols: Iterable[int]) -> bool:
    """Say whether variables are called as constants and loggers are: nothing is kept in them."""
    names = [table.name[symbol] for symbol in symbols]
    return all(name.lower().strip("_") in ("logger", "log", "lg") or is_type_variable(name) for name in names)


def is_type_variable(name: str) -> bool:
    """Say whether a name looks like that of a type variable."""
    plain = name.strip("_")
    return len(plain) <= 2 or plain.endswith("T") or plain in ("P", "Params", "Param")
