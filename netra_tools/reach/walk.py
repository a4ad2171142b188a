"""What is reached: from the roots along all that each definition relies on, until nothing new is found."""

from __future__ import annotations

from netra_tools.facts.ties import CALL, CLASS, FUNCTION, GLOBALS, MODULE, OPEN, SILENCED
from netra_tools.model import TYPE_CHECKING
from netra_tools.reach.families import Families
from netra_tools.reach.forms import Forms
from netra_tools.reach.knowledge import KEEPS, Knowledge
from netra_tools.reach.loading import Loading
from netra_tools.reach.lookups import use_words
from netra_tools.reach.model import IMPORT
from netra_tools.reach.resolve import Meaning, Resolver
from netra_tools.reach.table import Table

SUBCLASSES = "__subclasses__"
HOOKS = "pytest_"  # what pytest calls in a plugin, whatever loads it


class Walk:
    """Marks what is reached. With `lenient`, what something unseen may use is a root, too."""

    def __init__(
        self, table: Table, resolver: Resolver, families: Families, knowledge: Knowledge, *, lenient: bool
    ) -> None:
        self.table = table
        self.resolver = resolver
        self.families = families
        self.knowledge = knowledge
        self.lenient = lenient
        self.alive = bytearray(len(table.kind))
        self.queue: list[int] = []
        self.used: set[str] = set()  # attributes of what is not known
        self.own: set[tuple[int, str]] = set()  # attributes within a family
        self.own_values: set[tuple[int, str]] = set()
        self.valued: set[int] = set()  # used otherwise than by a call
        self.valued_names: set[str] = set()
        self.escaped: dict[str, list[int]] = {}  # names of modules that are used as values
        self.open_files: set[int] = set()
        self.forms = Forms()  # of names that are computed
        self.stored: set[str] = set()  # attributes that are assigned
        self.said: set[str] = set()  # strings that may be names
        self.named: set[str] = set()  # strings that are names of methods
        self.by_file: dict[int, dict[str, list[int]]] = {}
        self.soft: dict[int, str] = {}  # what was marked because something unseen may use it
        self.loading = Loading(table, families, knowledge)
        self.offered: set[int] = set()  # classes whose public members others can ask for
        self.joined = False  # names are put together from parts that are all computed
        self.published = False  # others may use what is public
        self.computed_import = ""  # where a module is imported whose name nobody can tell

    def mark(self, symbol: int) -> None:
        """Note that a symbol is used."""
        if not self.alive[symbol]:
            self.alive[symbol] = 1
            self.queue.append(symbol)

    def mark_softly(self, symbol: int, reason: str) -> None:
        """Note that a symbol may be used."""
        if self.lenient and not self.alive[symbol]:
            self.soft[symbol] = reason
            self.mark(symbol)

    def run(self) -> None:
        """Follow all that was marked."""
        while self.queue:
            self.visit(self.queue.pop())

    def visit(self, symbol: int) -> None:
        """Follow one symbol."""
        table = self.table
        kind = table.kind[symbol]
        if table.parent[symbol] >= 0:
            self.mark(table.parent[symbol])
        if kind == IMPORT:
            self.follow(self.resolver.resolve_import(symbol))
            return
        self.use(symbol)
        for imported in table.owned.get(symbol, ()):
            self.load(imported)
        if kind == MODULE:
            self.visit_module(symbol)
        elif kind == CLASS:
            self.visit_class(symbol)
        elif kind == FUNCTION:
            self.visit_nested(symbol)

    def use(self, symbol: int) -> None:
        """Follow what a definition relies on."""
        table = self.table
        tied, file = table.tied[symbol], table.file[symbol]
        for reference in tied.references:
            self.follow(self.resolver.resolve(file, reference))
        for name in tied.attributes:
            self.use_name(name)
        if tied.own:
            around = table.class_around(symbol)
            for name in tied.own:
                self.use_own(around, name)
        for name in tied.stored:
            self.use_stored(name)
        if tied.words:
            self.said.update(tied.words)
            use_words(self, symbol)
        if tied.flags & GLOBALS:
            self.hand_over(file)

    def hand_over(self, file: int) -> None:
        """Mark, leniently, the names of a module that `globals()` hands to somebody."""
        for symbols in self.table.names[file].values():
            for symbol in symbols:
                if self.table.kind[symbol] != IMPORT:
                    self.mark_softly(symbol, "`globals()` hands it over")

    def follow(self, meaning: Meaning) -> None:
        """Mark what a name means."""
        for symbol in meaning.symbols:
            self.mark(symbol)
        if not meaning.called or meaning.own or meaning.loose:
            self.valued.update(meaning.end)
        for symbol in meaning.modules:
            self.escape(symbol)
        for around, name in meaning.own:
            self.use_own(around, name if meaning.loose or not meaning.called else name + CALL)
        for name in meaning.loose:
            self.use_name(name)

    def use_name(self, name: str) -> None:
        """Note that an attribute of something unknown is used: everything of its name may be meant."""
        if name.endswith(CALL):
            name = name[:-2]
        else:
            self.valued_names.add(name)
        if name in self.used:
            return
        self.used.add(name)
        for symbol in self.table.methods.get(name, ()):
            if self.alive[self.table.parent[symbol]]:
                self.mark(symbol)
        for symbol in self.escaped.get(name, ()):
            self.mark(symbol)

    def use_stored(self, name: str) -> None:
        """Note that an attribute is assigned: a property of its name may be meant, which calls its setter."""
        if name not in self.stored:
            self.stored.add(name)
            for symbol in self.table.methods.get(name, ()):
                if self.alive[self.table.parent[symbol]] and self.is_property(symbol):
                    self.mark(symbol)

    def is_property(self, symbol: int) -> bool:
        """Say whether a member of a class is a decorated one, which an assignment may call."""
        return bool(self.table.tied[symbol].decorators)

    def use_own(self, around: int, name: str) -> None:
        """Note that an attribute of a class is used, or of what is related to it."""
        if around < 0:
            self.use_name(name)
            return
        called = name.endswith(CALL)
        name = name[:-2] if called else name
        family = self.families.family(around)
        if not called:
            self.own_values.add((family, name))
        if (family, name) in self.own:
            return
        self.own.add((family, name))
        if not self.use_in_family(family, name):
            self.use_name(name)

    def use_in_family(self, family: int, name: str) -> bool:
        """Mark the members of a family of classes with a name; say whether there are any."""
        if name == SUBCLASSES:
            for one in self.families.of_family(family):
                if self.alive[one]:
                    self.collect_below(one)
        found = False
        for symbol in self.table.methods.get(name, ()):
            parent = self.table.parent[symbol]
            if self.families.family(parent) == family:
                found = True
                if self.alive[parent]:
                    self.mark(symbol)
        return found

    def escape(self, symbol: int) -> None:
        """Note that a module is used as a value: its names may be asked for as attributes of anything."""
        file = self.table.file[symbol]
        if file in self.open_files:
            return
        self.open_files.add(file)
        for name, symbols in self.table.names[file].items():
            self.escaped.setdefault(name, []).extend(symbols)
            if name in self.used or self.fits(name):
                for one in symbols:
                    self.mark(one)

    def visit_module(self, symbol: int) -> None:
        """Mark what is used as soon as a module is: packages above, exports, what is registered."""
        table = self.table
        source = table.source(symbol)
        package = source.module.rpartition(".")[0]
        while package:
            if package in table.modules:
                self.mark(table.first[table.modules[package]])
            package = package.rpartition(".")[0]
        names = table.names[table.file[symbol]]
        for exports in names.get("__all__", ()):
            for name in table.tied[exports].words:
                for one in names.get(name, ()):
                    self.mark(one)
        for name, symbols in names.items():
            for one in symbols:
                self.visit_member(one, name, dunder=name.startswith("__") and name.endswith("__"))

    def visit_member(self, symbol: int, name: str, *, dunder: bool) -> None:
        """Mark a name of a module or class that is used without being named."""
        if dunder or name.startswith(HOOKS):
            self.mark(symbol)
        elif self.table.kind[symbol] != IMPORT and self.table.tied[symbol].decorators:
            verdict = self.knowledge.keeps(symbol)
            if verdict == KEEPS:
                self.mark(symbol)
            elif verdict:
                self.mark_softly(
                    symbol, f"decorated with {self.table.tied[symbol].decorators[0] or 'an expression'}"
                )
        if self.table.kind[symbol] == CLASS and self.is_collected(symbol):
            self.mark(symbol)

    def is_collected(self, symbol: int) -> bool:
        """Say whether a class is found by being a subclass."""
        families = self.families
        if families.bases(symbol).collecting:
            return True
        if (families.family(symbol), SUBCLASSES) in self.own:
            return True
        above = families.ancestors(symbol)[1:]
        return any(
            self.alive[one] and ("__init_subclass__" in self.table.members[one] or self.collects(one))
            for one in above
        )

    def collects(self, symbol: int) -> bool:
        """Say whether a class has a metaclass of ours, which may keep its subclasses."""
        return any(
            "__new__" in self.table.members[one] or "__init__" in self.table.members[one]
            for one in self.families.metaclasses(symbol)
        )

    def visit_nested(self, symbol: int) -> None:
        """Mark what is registered within a function."""
        table = self.table
        for other in table.nested.get(symbol, ()):
            self.visit_member(other, table.name[other], dunder=False)
            if table.tied[symbol].flags & OPEN:
                self.mark_softly(other, "`locals()` may hand it over")

    def visit_class(self, symbol: int) -> None:
        """Mark the members of a class that are used, and subclasses that it collects."""
        bases = self.families.bases(symbol)
        family = self.families.family(symbol)
        for name, symbols in self.table.members[symbol].items():
            used = name in self.used or (family, name) in self.own or bases.hooks(name) or self.fits(name)
            assigned = name in self.stored
            for one in symbols:
                if used or (assigned and self.is_property(one)):
                    self.mark(one)
                else:
                    self.visit_unused(one, name, bases.unknown)
        self.collect_below(symbol)

    def visit_unused(self, symbol: int, name: str, unknown: str) -> None:
        """Mark a member of a class that nobody names, where something else may use it."""
        self.visit_member(symbol, name, dunder=name.startswith("__") and name.endswith("__"))
        if unknown:
            self.mark_softly(symbol, f"its class has the base {unknown}")

    def collect_below(self, symbol: int) -> None:
        """Mark the subclasses of a class that are found by being there."""
        for below in self.families.below.get(symbol, ()):
            if self.alive[self.table.module_of(below)] and self.is_collected(below):
                self.mark(below)

    def load(self, symbol: int) -> None:
        """Follow an import statement: what is loaded does something, whether its names are used or not."""
        row = self.table.imported[symbol]
        if row.flags & SILENCED:
            self.mark_softly(symbol, "a comment keeps its import")
        if row.flags & TYPE_CHECKING:
            return
        file = self.table.modules.get(row.module)
        if file is not None and self.loading.acts(file):
            self.mark(self.table.first[file])
        if row.module in self.table.packages:
            file = self.table.modules.get(f"{row.module}.{row.name}")
            if file is not None and self.loading.acts(file):
                self.mark(self.table.first[file])

    def methods_of(self, file: int) -> dict[str, list[int]]:
        """Give the members of the classes of a file by name."""
        found = self.by_file.get(file)
        if found is None:
            found = self.by_file[file] = {}
            table = self.table
            for symbol in range(table.first[file], table.first_import[file]):
                for name, members in table.members.get(symbol, {}).items():
                    found.setdefault(name, []).extend(members)
        return found

    def note_computed_import(self, symbol: int) -> None:
        """Note where a module is imported whose name nobody can tell."""
        if not self.computed_import:
            self.computed_import = f"{self.table.source(symbol).path}:{self.table.tied[symbol].line}"

    def fits(self, name: str) -> bool:
        """Say whether a name may be looked up by one that is computed."""
        return self.forms.fits(name)
