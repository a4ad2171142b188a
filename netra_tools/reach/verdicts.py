"""From what is not reached to findings: what each is, how sure that is, and what goes with it."""

from __future__ import annotations

from netra_tools.config.model import LegacySettings
from netra_tools.facts.ties import ANNOTATED, CLASS, FUNCTION, MODULE, SILENCED, VARIABLE, TiedImport
from netra_tools.model import IN_TRY_IMPORT
from netra_tools.reach.dependencies import find_dependencies
from netra_tools.reach.doubts import Doubts
from netra_tools.reach.files import find_files, is_stale
from netra_tools.reach.find import Reached
from netra_tools.reach.globbing import compile_names
from netra_tools.reach.groups import Groups
from netra_tools.reach.inside import find_inside
from netra_tools.reach.model import IMPORT, Dead, Outside
from netra_tools.reach.twins import is_set_aside, twin_of

NOTHING = "nothing refers to it"
TESTS_ONLY = "used only by tests"


class Judge:
    """Says of each symbol whether it is dead."""

    def __init__(self, reached: Reached, outside: Outside, settings: LegacySettings) -> None:
        self.reached = reached
        self.table = reached.table
        self.walk = reached.walk
        self.outside = outside
        self.doubts = Doubts(reached)
        self.allowed = compile_names([one.symbol for one in settings.allowed])
        self.has_allowed = bool(settings.allowed)
        self.dead: dict[int, bool] = {}  # reported symbols, and whether tests use them

    def judge(self) -> list[Dead]:
        """List what is dead, by file and line."""
        groups = self.group()
        told = [
            symbol for symbol in self.dead if symbol not in self.table.imported or symbol not in groups.leader
        ]
        found = [*[self.describe(symbol, groups) for symbol in told], *self.others()]
        return sorted(found, key=lambda one: (one.path, one.line, one.column, one.name))

    def group(self) -> Groups:
        """Find the symbols that are dead, and what goes together of them."""
        for symbol in range(len(self.table.kind)):
            state = self.state(symbol)
            if state is not None and self.is_reported(symbol):
                self.dead[symbol] = state
        return Groups(self.reached, self.dead)

    def others(self) -> list[Dead]:
        """List what is dead and no symbol, once the symbols are known."""
        others = (
            *find_inside(self.reached, self.dead),
            *find_files(self.reached, self.outside),
            *find_dependencies(self.table, self.outside),
        )
        return [one for one in others if not self.is_allowed_name(one)]

    def state(self, symbol: int) -> bool | None:
        """Say of what is dead whether tests use it; None of what is alive."""
        if not self.walk.alive[symbol]:
            return False
        if not self.reached.without_tests[symbol] and not self.table.source(symbol).is_test:
            return True
        strict = self.reached.strict
        return False if strict is not None and not strict.alive[symbol] and self.is_doubtful(symbol) else None

    def is_doubtful(self, symbol: int) -> bool:
        """Say whether something counts as used only because something unseen may use it."""
        return symbol in self.walk.soft or self.table.kind[symbol] == IMPORT

    def is_reported(self, symbol: int) -> bool:
        """Say whether a dead symbol is a finding of its own; what stands in a dead one is not."""
        if self.is_within_dead(symbol) or (self.has_allowed and self.allowed(self.table.full_name(symbol))):
            return False
        kind, name = self.table.kind[symbol], self.table.name[symbol]
        if kind == MODULE:
            return self.is_file_reported(symbol)
        if kind == IMPORT:
            return self.is_import_reported(symbol)
        if kind == VARIABLE and self.table.kind[self.table.parent[symbol]] == CLASS:
            return self.is_field_reported(symbol)
        return not is_special(name) and not self.is_overload(symbol)

    def is_overload(self, symbol: int) -> bool:
        """Say whether a function only says another type of one that follows."""
        decorators = self.table.tied[symbol].decorators
        if not any(one.rpartition(".")[2] == "overload" for one in decorators):
            return False
        return self.beside(symbol)[self.table.name[symbol]][-1] != symbol

    def is_within_dead(self, symbol: int) -> bool:
        """Say whether a symbol stands in one that is reported."""
        parent = self.table.parent[symbol]
        while parent >= 0 and parent not in self.dead:
            parent = self.table.parent[parent]
        return parent >= 0

    def is_file_reported(self, symbol: int) -> bool:
        """Say whether a dead file is a finding: not an empty `__init__`, which makes a package."""
        source = self.table.source(symbol)
        if source.path.endswith(".pyi"):
            return False
        only = self.table.first_import[self.table.file[symbol]] == symbol + 1
        return not (source.is_package and only and symbol not in self.table.owned)

    def is_import_reported(self, symbol: int) -> bool:
        """Say whether an unused import is a finding."""
        row = self.table.imported[symbol]
        if row.module == "__future__" or row.name == "*" or row.flags & (IN_TRY_IMPORT | SILENCED):
            return False
        if self.table.source(symbol).path.endswith(".pyi") or row.local.startswith("_"):
            return False
        loaded = self.loads(row)
        if loaded is not None and self.walk.loading.acts(loaded):
            return False  # it is imported for what happens then
        return not (is_stale(self.table, symbol) or self.is_fixture(symbol))

    def loads(self, row: TiedImport) -> int | None:
        """Give the file of the module that an import binds; None when it binds something of one."""
        below = self.table.modules.get(f"{row.module}.{row.name}")
        return below if below is not None or row.name else self.table.modules.get(row.module)

    def is_fixture(self, symbol: int) -> bool:
        """Say whether an import brings a fixture, which tests name as a parameter."""
        if not self.table.source(symbol).is_test:
            return False
        meaning = self.walk.resolver.resolve_import(symbol)
        return any(self.table.tied[end].decorators and self.walk.knowledge.keeps(end) for end in meaning.end)

    def is_field_reported(self, symbol: int) -> bool:
        """Say whether an unused name of a class body is a finding: where no framework looks at the class."""
        around = self.table.parent[symbol]
        if self.is_asked_class(around):
            return False
        plain = not self.walk.families.outer.get(around) and not self.table.tied[around].decorators
        plain = plain and not self.table.tied[symbol].flags & ANNOTATED
        name = self.table.name[symbol]
        return plain and not name.startswith("__") and not self.doubts.is_said(name)

    def is_asked_class(self, symbol: int) -> bool:
        """Say whether a class within a class is one that a framework looks into, as `Meta` is."""
        parent = self.table.parent[symbol]
        if self.table.kind[parent] != CLASS:
            return False
        bases = self.walk.families.bases(parent)
        return bool(bases.unknown) or bases.hooks(self.table.name[symbol])

    def is_allowed_name(self, dead: Dead) -> bool:
        """Say whether a finding is an allowed exception."""
        return self.has_allowed and self.allowed(f"{dead.path}:{dead.name}")

    def describe(self, symbol: int, groups: Groups) -> Dead:
        """Make the finding."""
        table = self.table
        tests_only = self.dead[symbol]
        leader = groups.leader.get(symbol, symbol)
        level, reason = self.doubts.confidence(symbol)
        evidence = self.evidence(symbol, leader, groups)
        tied = table.tied[symbol]
        if table.kind[symbol] == IMPORT:
            row = table.imported[symbol]
            place = (row.line, row.column, row.line, row.line)
        else:
            place = (tied.line, tied.column, max(tied.first_line, 1), tied.end_line)
        return Dead(
            table.source(symbol).path,
            self.kind(symbol),
            table.qualified(symbol),
            *place,
            evidence,
            level,
            reason,
            tests_only,
            "" if leader == symbol else self.label(leader),
            tuple([self.gone(one) for one in groups.members.get(symbol, ())]),
        )

    def label(self, symbol: int) -> str:
        """Name a symbol with its file."""
        return f"{self.table.source(symbol).path}:{self.table.qualified(symbol)}"

    def gone(self, symbol: int) -> tuple[str, int, str]:
        """Say where something is that goes with something else."""
        row = self.table.imported.get(symbol)
        line = row.line if row is not None else self.table.tied[symbol].line
        return self.table.source(symbol).path, line, f"{self.kind(symbol)} `{self.table.qualified(symbol)}`"

    def kind(self, symbol: int) -> str:
        """Name the kind of a symbol."""
        kind, parent = self.table.kind[symbol], self.table.parent[symbol]
        if kind == VARIABLE:
            return "constant" if self.table.name[symbol].isupper() else "variable"
        if kind == FUNCTION:
            return "method" if self.table.kind[parent] == CLASS else "function"
        return {MODULE: "module", CLASS: "class", IMPORT: "import"}[kind]

    def evidence(self, symbol: int, leader: int, groups: Groups) -> str:
        """Say why a symbol counts as dead."""
        table = self.table
        users = groups.users.get(symbol, [])
        found = TESTS_ONLY if self.dead[symbol] else NOTHING
        if leader != symbol and users:
            found = f"used only by `{table.qualified(users[0])}`, which is dead, too"
        elif users and not self.dead[symbol]:
            found = f"used only by what uses only it: `{table.qualified(users[0])}`"
        if table.kind[symbol] == IMPORT:
            found = "nothing in the file uses the name" if found == NOTHING else found
        if table.kind[symbol] == MODULE:
            return self.file_evidence(symbol, found)
        twin = twin_of(table.name[symbol], self.beside(symbol))
        return f"{found}; it stands beside `{twin}`" if twin else found

    def beside(self, symbol: int) -> dict[str, list[int]]:
        """Give the names that stand where a symbol does."""
        parent = self.table.parent[symbol]
        return self.table.members.get(parent) or self.table.names[self.table.file[symbol]]

    def file_evidence(self, symbol: int, found: str) -> str:
        """Say why a file counts as dead."""
        source = self.table.source(symbol)
        found = "nothing imports or runs it" if found == NOTHING else found
        name = source.path.rpartition("/")[2].removesuffix(".py")
        if self.table.first_import[self.table.file[symbol]] == symbol + 1 and symbol not in self.table.owned:
            return f"{found}; it defines nothing"
        return f"{found}; its name says that it was set aside" if is_set_aside(name) else found


def is_special(name: str) -> bool:
    """Say whether a name means something to Python, to a notebook or a test runner, or nothing at all."""
    return (name.startswith("_") and name.endswith("_")) or name == "__unittest" or not name.strip("_")
