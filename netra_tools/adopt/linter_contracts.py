"""Contracts of import-linter as contracts of netra with the same verdict."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from netra_tools.adopt.draft import Draft, Entry, Table, Value, entries
from netra_tools.adopt.forbidden_pairs import Pairs
from netra_tools.adopt.import_linter import Contract, Linter
from netra_tools.adopt.linter_view import is_imported, unseen
from netra_tools.adopt.names import nearest
from netra_tools.graph.model import ImportGraph
from netra_tools.graph.patterns import expand

LAYERS, FORBIDDEN = "rules.layer-violation", "rules.forbidden-import"
HOMES = "rules.confined-import.homes"
ALWAYS = frozenset(
    {"name", "type", "id", "unmatched_ignore_imports_alerting", "ignore_imports", "broken_contract_guidance"}
)
OPTIONS = {
    "layers": frozenset({"layers", "containers", "exhaustive", "exhaustive_ignores"}),
    "forbidden": frozenset({"source_modules", "forbidden_modules", "allow_indirect_imports", "as_packages"}),
    "independence": frozenset({"modules"}),
    "protected": frozenset({"protected_modules", "allowed_importers", "as_packages"}),
}


def convert_linter(linter: Linter, graph: ImportGraph) -> Draft:
    """Turn contracts into tables, and say what has none."""
    return Conversion(linter, graph).draft()


class Conversion:
    """One configuration, on its way."""

    def __init__(self, linter: Linter, graph: ImportGraph) -> None:
        self.linter = linter
        self.graph = graph
        self.names = sorted(graph.names())
        self.losses: list[str] = []
        self.homes: dict[str, list[str]] = {}

    def draft(self) -> Draft:
        """Convert it all."""
        convert: dict[str, Callable[[Contract], Iterator[Table]]] = {
            "layers": self.layers,
            "forbidden": self.forbidden,
            "independence": self.independence,
            "protected": self.protected,
        }
        tables: list[Table] = []
        for contract in self.linter.contracts:
            if contract.kind in convert:
                self.note_options(contract)
                tables += convert[contract.kind](contract)
            else:
                self.lose(contract, f"netra has no contract of the type {contract.kind}; it is left out")
        self.losses += unseen(self.linter.packages, self.graph)
        count = len(self.linter.contracts)
        reason = f"{count} contract{'s' * (count != 1)} of {self.linter.file}"
        return Draft(tuple(self.ordered(tables)), (("contracts", reason),), tuple(self.losses))

    def ordered(self, tables: Sequence[Table]) -> Iterator[Table]:
        """Bring the tables of one rule together, behind the rule's own options."""
        for rule in (LAYERS, FORBIDDEN):
            own = [table for table in tables if table.name == f"{rule}.contracts"]
            if own and not self.linter.typing:
                yield Table(rule, (Entry("include_typing", False),))
            yield from own
        if self.homes:
            yield Table(HOMES, tuple([Entry(module, homes) for module, homes in self.homes.items()]))

    def layers(self, contract: Contract) -> Iterator[Table]:
        """Convert layers: the notation is the same."""
        yield self.table(
            LAYERS,
            contract,
            layers=contract.listed("layers"),
            containers=contract.listed("containers"),
            exhaustive=contract.is_on("exhaustive"),
            exhaustive_ignores=sorted(contract.listed("exhaustive_ignores")),
        )

    def independence(self, contract: Contract) -> Iterator[Table]:
        """Convert independent modules: siblings of one layer."""
        modules = contract.listed("modules")
        parent = modules[0].removesuffix(".*") if len(modules) == 1 and modules[0].endswith(".*") else ""
        found = sorted({name for pattern in modules for name in self.meant(pattern)})
        if parent and "*" not in parent and found:
            children = [name.rpartition(".")[2] for name in found]
            yield self.table(
                LAYERS, contract, layers=[" | ".join(children)], containers=[parent], exhaustive=True
            )
        elif found:
            self.note_expansion(contract, modules)
            yield self.table(LAYERS, contract, layers=[" | ".join(found)])
        else:
            self.lose(contract, "none of its modules is found in the tree; it is left out")

    def forbidden(self, contract: Contract) -> Iterator[Table]:
        """Convert forbidden modules; import-linter skips pairs of which one lies within the other."""
        whole = contract.is_on("as_packages", default=True)
        pairs = Pairs(
            contract.listed("source_modules"), contract.listed("forbidden_modules"), self.names, whole
        )
        if pairs.overlap:
            self.note_expansion(contract, [*pairs.sources, *pairs.forbidden])
        for module in sorted(pairs.forbidden):
            inside = nearest(module, self.linter.packages)
            if inside and not self.meant(module):
                self.lose(contract, f"'{module}' is not found in the tree")
        groups = pairs.groups()
        for number, (sources, forbidden) in enumerate(groups, 1):
            suffix = f" ({number})" if len(groups) > 1 else ""
            yield self.table(
                FORBIDDEN,
                contract,
                suffix,
                source=sources,
                source_except=pairs.parts(sources),
                forbidden=forbidden,
                forbidden_except=pairs.parts(forbidden),
                indirect=not contract.is_on("allow_indirect_imports"),
            )

    def protected(self, contract: Contract) -> Iterator[Table]:
        """Convert protected modules: their importers are their home."""
        modules = [name for pattern in contract.listed("protected_modules") for name in self.meant(pattern)]
        self.note_expansion(contract, contract.listed("protected_modules"))
        homes = contract.listed("allowed_importers")
        if not contract.is_on("as_packages", default=True):
            self.lose(contract, "as_packages: netra means packages with all that is in them")
        if contract.listed("ignore_imports"):
            self.lose(
                contract, "ignore_imports: confined-import has no such list, so netra reports these imports"
            )
        if not self.linter.typing:
            self.lose(contract, "exclude_type_checking_imports: confined-import counts these imports")
        for module in modules:
            if self.homes.setdefault(module, homes) != homes:
                self.lose(contract, f"'{module}' is protected twice; the first contract is kept")
        yield from ()

    def table(self, rule: str, contract: Contract, suffix: str = "", **values: Value) -> Table:
        """Make the table of a contract."""
        ignored = sorted(contract.listed("ignore_imports"))
        self.note_unmatched(contract, ignored)
        why = contract.options.get("broken_contract_guidance", ())
        lines = why.splitlines() if isinstance(why, str) else why
        keys = entries(name=contract.name + suffix, **{key: value for key, value in values.items() if value})
        ignoring = entries(ignore_imports=ignored)
        return Table(f"{rule}.contracts", keys + ignoring, listed=True, why=tuple(map(str, lines)))

    def meant(self, pattern: str) -> list[str]:
        """List the modules of the tree that a pattern means."""
        return expand(pattern, self.names)

    def lose(self, contract: Contract, text: str) -> None:
        """Note what cannot be said of a contract."""
        self.losses.append(f"contract '{contract.name}': {text}")

    def note_options(self, contract: Contract) -> None:
        """Note options that netra does not know."""
        for key in sorted(set(contract.options) - OPTIONS[contract.kind] - ALWAYS):
            self.lose(contract, f"{key}: not known to netra")

    def note_expansion(self, contract: Contract, patterns: Sequence[str]) -> None:
        """Note that patterns were replaced by what they mean today."""
        for pattern in sorted(set(patterns)):
            if "*" in pattern:
                self.lose(contract, f"'{pattern}' is written out: modules that come later must be added")

    def note_unmatched(self, contract: Contract, ignored: Sequence[str]) -> None:
        """Note ignored imports that are not there: import-linter minds, netra does not."""
        alerting = contract.text("unmatched_ignore_imports_alerting") or "error"
        for expression in ignored if alerting != "none" else ():
            if not is_imported(self.graph, expression):
                said = f"no import is '{expression}'; import-linter minds that ({alerting}), netra does not"
                self.lose(contract, said)
