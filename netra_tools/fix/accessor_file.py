"""One file whose questions to the environment go through an accessor."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from netra_tools.changes.codebase import Codebase
from netra_tools.changes.renaming.scopes import ScopeNames
from netra_tools.changes.source import SourceText, Splice, UnwritableError
from netra_tools.changes.tidying.import_blocks import is_conditional
from netra_tools.facts.lookups import ITEM, Lookup, Span, find_lookups
from netra_tools.facts.read import to_utf8
from netra_tools.facts.read_uses import read_uses
from netra_tools.facts.uses import CLASS, MODULE, Chain, ImportStatement, Uses
from netra_tools.fix.insertion import behind_block, import_line
from netra_tools.fix.leftovers import without_leftovers
from netra_tools.fix.task import Key, key_of
from netra_tools.model import TYPE_CHECKING, Finding

OTHER_FORM = (
    "its form is not known: neither os.environ.get(...), os.getenv(...) nor os.environ[...] that is read"
)
NO_GETTER = "no accessor for os.environ.get is configured"
NO_ITEM = "no required_accessor for os.environ[...] is configured"


class Accessor(NamedTuple):
    """A function to ask."""

    module: str
    function: str
    path: str
    arguments: int  # how many it takes


class KeptError(Exception):
    """A question stays as it is; the text says why."""


class AccessorFile:
    """The file.

    Raises: UnwritableError when it cannot be read.
    """

    def __init__(self, codebase: Codebase, path: str, get: Accessor | None, item: Accessor | None) -> None:
        self.codebase = codebase
        self.path = path
        self.get = get
        self.item = item
        self.data = codebase.content(path)
        self.text = SourceText(self.data)
        uses = read_uses(self.data)
        if not isinstance(uses, Uses):
            raise UnwritableError(uses.message, uses.line)
        self.uses = uses
        self.lines = to_utf8(self.data)[0].decode("utf-8", "replace").split("\n")
        self.names = ScopeNames(uses)
        self.lookups = find_lookups(self.data)
        self.left: dict[Key, str] = {}
        self.splices: list[Splice] = []

    def asked(self, findings: Iterable[Finding]) -> bytes:
        """Give what the file holds when its questions are asked of the accessor.

        Raises: UnwritableError.
        """
        for finding in findings:
            try:
                self.splices += self.ask(finding)
            except KeptError as error:
                self.left[key_of(finding)] = str(error)
        after = self.text.spliced(self.splices)
        return without_leftovers(self.codebase, self.path, self.uses, after)

    def ask(self, finding: Finding) -> list[Splice]:
        """Give what changes for one question.

        Raises: KeptError.
        """
        span = (finding.line, finding.column), (finding.end_line, finding.end_column)
        lookup = self.lookups.get(span)
        chain = next((one for one in self.uses.chains if one.starts[0] == span[0]), None)
        if lookup is None or chain is None or "putenv" in chain.parts or "unsetenv" in chain.parts:
            raise KeptError(OTHER_FORM)
        accessor = self.accessor(lookup)
        name, added = self.name(accessor, chain)
        return [*added, *self.written(name, span, lookup)]

    def accessor(self, lookup: Lookup) -> Accessor:
        """Choose whom to ask.

        Raises: KeptError.
        """
        found = self.item if lookup.form == ITEM else self.get
        if found is None:
            raise KeptError(NO_ITEM if lookup.form == ITEM else NO_GETTER)
        if not 1 <= lookup.arguments <= 2:
            raise KeptError("its arguments are not one or two plain ones")
        if lookup.arguments > found.arguments:
            raise KeptError(f"`{found.function}` takes no default")
        return found

    def written(self, name: str, span: Span, lookup: Lookup) -> list[Splice]:
        """Write the call.

        Raises: KeptError.
        """
        offset = self.text.offset
        start, end = offset(span[0]), offset(lookup.end)
        if lookup.form != ITEM:
            return [Splice(start, end, name.encode())]
        opening = self.text.data.find(b"[", end)
        if self.text.data[end:opening].strip():
            raise KeptError(OTHER_FORM)
        close = offset(lookup.close)
        return [Splice(start, opening + 1, f"{name}(".encode()), Splice(close, close + 1, b")")]

    def name(self, accessor: Accessor, chain: Chain) -> tuple[str, list[Splice]]:
        """Give the name under which a use can call the accessor, and what must be imported for that.

        Raises: KeptError.
        """
        known = self.known(accessor, chain)
        if known:
            return known, []
        own = self.binding(chain)
        self.check_home(accessor.function, own)
        meaning = f"{accessor.module}.{accessor.function}"
        if not self.names.is_free(accessor.function, own.scope, [chain.scope], meaning):
            raise KeptError(f"`{accessor.function}` means something else there")
        self.names.take(accessor.function, own.scope, [chain.scope], meaning)
        line = import_line(accessor.module, accessor.function)
        return accessor.function, [behind_block(self.text, self.uses, own, line)]

    def check_home(self, name: str, own: ImportStatement) -> None:
        """See that a name can be bound where the import stands and that nobody sees it there.

        Raises: KeptError.
        """
        importer = self.codebase.names[self.path]
        if self.uses.scopes[own.scope].kind == CLASS:
            raise KeptError("it would become a name of the class")
        if importer.is_package and self.codebase.is_module(f"{importer.module}.{name}"):
            raise KeptError(f"`{name}` is a module of the package")

    def known(self, accessor: Accessor, chain: Chain) -> str:
        """Give the name that the module has imported the accessor by, or ""."""
        names = [
            alias.alias or alias.name
            for statement in self.uses.imports
            if self.base(statement) == accessor.module and self.has_run(statement, chain)
            for alias in statement.names
            if alias.name == accessor.function
        ]
        seen = (name for name in names if not self.names.captured(name, chain.scope, MODULE))
        return next(seen, "")

    def has_run(self, statement: ImportStatement, chain: Chain) -> bool:
        """Say whether an import of the module has run when something is used."""
        runs_before = bool(chain.scope) or statement.end <= chain.starts[0]
        return runs_before and not statement.scope and self.is_sure(statement)

    def base(self, statement: ImportStatement) -> str | None:
        """Give the module that a statement imports from."""
        name = self.codebase.names[self.path]
        return self.codebase.base(statement.module, statement.level, name.module, package=name.is_package)

    def binding(self, chain: Chain) -> ImportStatement:
        """Give the import that binds what a question begins with.

        Raises: KeptError when it is not one that is sure to have run.
        """
        first = chain.parts[0]
        found = [
            statement
            for statement in self.uses.imports
            if statement.scope == chain.home and any(bound_by(statement, first))
        ]
        if len(found) != 1 or not self.is_sure(found[0]):
            raise KeptError(f"`{first}` is not bound by one import that always runs")
        return found[0]

    def is_sure(self, statement: ImportStatement) -> bool:
        """Say whether an import runs whenever its module or function does."""
        conditional = is_conditional(self.lines, statement.start[0])
        return not conditional and not statement.flags & TYPE_CHECKING


def bound_by(statement: ImportStatement, name: str) -> Iterable[bool]:
    """Say of each name of a statement whether it binds a certain one."""
    for alias in statement.names:
        yield (alias.alias or alias.name.partition(".")[0]) == name
