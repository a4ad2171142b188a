"""NET402: classes whose names claim a role that they do not have."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from netra_tools.errors import NetraError
from netra_tools.graph.patterns import covers
from netra_tools.model import Definition, FileFacts, Finding
from netra_tools.rules.functions import classes, header
from netra_tools.rules.rule import FileRule


@dataclass(frozen=True, kw_only=True)
class Role:
    """What a suffix promises: a base class, one of some modules to be declared in, or both."""

    bases: tuple[str, ...] = ()
    modules: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """Refuse a role that promises nothing."""
        if not self.bases and not self.modules:
            raise NetraError("a role promises nothing", "name its 'bases', its 'modules', or both")


class RoleSuffix(FileRule):
    """A class has a suffix that is kept for a role, and is not of that role.

    Bases are compared by the last part of their names. Classes in between are looked through in the same
    file; those of other files are to be named, too. A base that has the suffix itself will do: it is held
    to the same rule where it is declared.

    Why is this bad?
        Whoever reads `PriceAgent` expects what all agents have in common. Where every other class is a
        manager or a service, the word says nothing any more.

    Options:
        roles: for each suffix a table with `bases`, of which the class must inherit one, and `modules`,
            in one of which, or in what is in it, it must be declared; `*` and `**` are understood
        include_tests: report test files, too

    Example (roles = {Agent = {bases = ["BaseAgent"]}, Manager = {modules = ["app.managers"]}}):
        # app/prices.py
        class PriceAgent:
            pass
        class PriceManager:
            pass

    Use instead:
        # app/prices.py
        class PriceAgent(BaseAgent):
            pass
        # app/managers.py
        class PriceManager:
            pass
    """

    code = "NET402"
    slug = "role-suffix"
    hint = "give it the role, or another name"
    roles: Mapping[str, Role] = {}
    include_tests: bool = False

    def check(self, file: FileFacts) -> Iterator[Finding]:
        """Report each class that has a suffix without the role."""
        if self.roles and (self.include_tests or not file.is_test):
            yield from self._find(file)

    def _find(self, file: FileFacts) -> Iterator[Finding]:
        for found in classes(file):
            for suffix, role in self.roles.items():
                if last_part(found.name).endswith(suffix):
                    for complaint in self._judge(file, found, suffix, role):
                        message = f"class `{found.name}` is called {suffix}, but {complaint}"
                        yield self.finding(file.path, header(found), found.name, message)

    def _judge(self, file: FileFacts, found: Definition, suffix: str, role: Role) -> Iterator[str]:
        """Say which promises of the role a class breaks."""
        if role.modules and not covers(role.modules, file.module):
            yield f"is not declared in {listed(role.modules)}"
        if role.bases and not inherits(file, found, suffix, role):
            bases = listed(found.bases, " and ") or "nothing"
            yield f"inherits from {bases}, not from {listed(role.bases)}"


def inherits(file: FileFacts, found: Definition, suffix: str, role: Role) -> bool:
    """Tell whether a class is, or may be, one of those that a role asks for."""
    required = {last_part(base) for base in role.bases}
    inherited = lineage(file, found)
    if last_part(found.name) in required or "" in inherited:
        return True
    return any(base in required or base.endswith(suffix) for base in inherited)


def lineage(file: FileFacts, found: Definition) -> set[str]:
    """Collect the bases of a class by the last part of their names, and theirs as far as this file says.

    An expression such as `make()` is a base that nobody knows, and "" here.
    """
    declared = {last_part(definition.name): definition.bases for definition in classes(file)}
    real = {alias: name for record in file.facts.imports for name, alias in record.names if alias}
    inherited: set[str] = set()
    ahead = list(found.bases)
    while ahead:
        base = last_part(real.get(name := ahead.pop(), name))
        if base not in inherited:
            inherited.add(base)
            ahead += declared.get(base, ())
    return inherited


def last_part(name: str) -> str:
    """Give what stands behind the last dot."""
    return name.rpartition(".")[2]


def listed(names: tuple[str, ...], word: str = " or ") -> str:
    """Write names in a row."""
    return word.join(f"`{name}`" for name in names)
