"""What a written name means: through imports, re-exports, stars and packages, to symbols of the project."""

from __future__ import annotations

from collections.abc import Sequence

from netra_tools.facts.ties import CALL, CLASS, MODULE
from netra_tools.reach.model import IMPORT
from netra_tools.reach.table import Table

DEEPEST = 24  # imports that lead to imports


class Meaning:
    """What a name leads to. `symbols` are all on the way; `end` are those that it means in the end."""

    __slots__ = ("called", "end", "external", "loose", "modules", "own", "symbols")

    def __init__(self, called: bool) -> None:
        self.symbols: list[int] = []
        self.end: list[int] = []
        self.modules: tuple[int, ...] = ()  # that are used as values
        self.own: tuple[tuple[int, str], ...] = ()  # attributes of classes
        self.loose: tuple[str, ...] = ()  # attributes of what is not known
        self.external = ""  # the name of something outside of the project
        self.called = called


class Resolver:
    """Answers what names mean; each answer is kept."""

    def __init__(self, table: Table) -> None:
        self.table = table
        self.known: list[dict[str, Meaning]] = [{} for _ in table.sources]
        self.bound: dict[int, Meaning] = {}  # by imports

    def resolve(self, file: int, reference: str) -> Meaning:
        """Say what a reference of a file means, see `facts.ties` for its forms."""
        known = self.known[file]
        meaning = known.get(reference)
        if meaning is None:
            meaning = known[reference] = self.look_up(file, reference)
        return meaning

    def look_up(self, file: int, reference: str) -> Meaning:
        """Find what a reference means."""
        called = reference.endswith(CALL)
        parts = (reference[:-2] if called else reference).split(".")
        head = parts[0]
        table = self.table
        meaning = Meaning(called)
        if head[0] == "#":
            self.follow(table.first[file] + int(head[1:]), parts[1:], meaning, 0)
        elif head.isdigit():
            self.follow(table.first_import[file] + int(head), parts[1:], meaning, 0)
        elif not self.follow_name(file, parts, meaning, 0):
            meaning.external = ".".join(parts)
            meaning.loose += tuple(parts[1:])
        return meaning

    def follow_name(self, file: int, parts: Sequence[str], meaning: Meaning, depth: int) -> bool:
        """Follow a name of a module; say whether the module has it, itself or by a star."""
        name = parts[0]
        starts = self.table.names[file].get(name)
        if starts:
            for start in starts:
                self.follow(start, parts[1:], meaning, depth)
            return True
        for star in self.table.stars[file] if depth < DEEPEST else ():
            target = self.table.modules.get(self.table.imported[star].module)
            if target is not None and target != file and self.follow_name(target, parts, meaning, depth + 1):
                meaning.symbols += (star, self.table.first[target])
                return True
        return False

    def follow(self, symbol: int, rest: Sequence[str], meaning: Meaning, depth: int) -> None:
        """Follow a symbol and the attributes behind it."""
        kind = self.table.kind[symbol]
        if depth > DEEPEST:
            return
        meaning.symbols.append(symbol)
        if kind == IMPORT:
            self.follow_import(symbol, rest, meaning, depth + 1)
        elif kind == MODULE:
            self.follow_module(symbol, rest, meaning, depth + 1)
        else:
            meaning.end.append(symbol)
            if kind == CLASS and rest:
                meaning.own += ((symbol, rest[0]),)
                rest = rest[1:]
            meaning.loose += tuple(rest)

    def follow_module(self, symbol: int, rest: Sequence[str], meaning: Meaning, depth: int) -> None:
        """Follow the attributes of a module."""
        table = self.table
        if not rest:
            meaning.modules += (symbol,)
            meaning.end.append(symbol)
            return
        file = table.file[symbol]
        if self.follow_name(file, rest, meaning, depth):
            return
        module = table.modules.get(f"{table.sources[file].module}.{rest[0]}")
        if module is not None:
            self.follow(table.first[module], rest[1:], meaning, depth)
            return
        meaning.symbols += table.names[file].get("__getattr__", ())
        meaning.loose += tuple(rest)

    def follow_import(self, symbol: int, rest: Sequence[str], meaning: Meaning, depth: int) -> None:
        """Follow what an import binds."""
        row = self.table.imported[symbol]
        if row.name:
            own = self.table.modules.get(row.module) == self.table.file[symbol]  # a package, of its modules
            self.follow_member(row.module, [row.name, *rest], meaning, depth, own=own)
            return
        module = row.module
        if row.local == module.partition(".")[0]:
            module, whole = row.local, [row.local, *rest]
        else:
            whole = [module, *rest]
        self.follow_path(module, rest, whole, meaning, depth)

    def follow_path(
        self, module: str, rest: Sequence[str], whole: Sequence[str], meaning: Meaning, depth: int
    ) -> None:
        """Follow a module that may be a package without a file, or none of ours."""
        table = self.table
        file = table.modules.get(module)
        if file is not None:
            self.follow(table.first[file], rest, meaning, depth)
        elif module in table.packages:
            if rest:
                self.follow_path(f"{module}.{rest[0]}", rest[1:], whole, meaning, depth)
        else:
            meaning.external = ".".join(whole)
            meaning.loose += tuple(rest[1:])

    def follow_member(
        self, module: str, parts: Sequence[str], meaning: Meaning, depth: int, *, own: bool
    ) -> None:
        """Follow a name that is imported from a module, or from the package that the import stands in."""
        table = self.table
        file = table.modules.get(module)
        if file is not None and not own:
            self.follow(table.first[file], parts, meaning, depth)
            return
        below = table.modules.get(f"{module}.{parts[0]}")
        if below is not None:
            self.follow(table.first[below], parts[1:], meaning, depth)
            return
        meaning.external = ".".join([module, *parts])
        meaning.loose += tuple(parts[1:])

    def resolve_import(self, symbol: int) -> Meaning:
        """Say what an import binds."""
        meaning = self.bound.get(symbol)
        if meaning is None:
            meaning = self.bound[symbol] = Meaning(False)
            self.follow_import(symbol, (), meaning, 0)
            meaning.modules = ()  # to bind a module is no use of it as a value
        return meaning

    def dotted(self, name: str) -> Meaning | None:
        """Say what a whole name of a module, or of something in one, means; None for what is not ours."""
        parts = name.replace(":", ".").split(".")
        table = self.table
        if parts[0] not in table.tops:
            return None
        for size in range(len(parts), 0, -1):
            file = table.modules.get(".".join(parts[:size]))
            if file is not None:
                meaning = Meaning(False)
                self.follow(table.first[file], parts[size:], meaning, 0)
                return meaning if meaning.end else None
        return None
