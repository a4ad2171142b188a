"""Tach's modules as netra's contracts: what each may not import, directly."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from netra_tools.adopt.draft import Draft, Entry, Table, entries
from netra_tools.adopt.names import nearest, outermost
from netra_tools.adopt.tach import ROOT, Module, Tach
from netra_tools.graph.model import ImportGraph
from netra_tools.graph.patterns import matches

CONTRACTS = "rules.forbidden-import.contracts"


class Sides(NamedTuple):
    """What one module may not import: packages, and what in them is meant or left out nevertheless."""

    named: list[str]
    left_out: list[str]


def convert_tach(tach: Tach, graph: ImportGraph) -> Draft:
    """Turn modules, their dependencies and layers into contracts with the same verdict."""
    borders = Borders(tach, graph)
    contracts = list(borders.contracts())
    losses = [*tach.losses, *borders.losses()]
    tables = [Table("", entries(roots=tach.source_roots))] if tach.source_roots else []
    if not tach.typing and contracts:
        tables.append(Table("rules.forbidden-import", (Entry("include_typing", False),)))
    reason = f"{len(tach.modules)} modules of {tach.file}, {len(contracts)} of them may not import all others"
    return Draft((*tables, *contracts), (("modules", reason),), tuple(losses))


class Borders:
    """The declared modules, laid over the tree."""

    def __init__(self, tach: Tach, graph: ImportGraph) -> None:
        self.tach = tach
        self.declared = {path: one for path, one in tach.modules.items() if path != ROOT}
        self.levels = {name: level for level, (name, _) in enumerate(tach.layers)}
        self.names = sorted(graph.names())
        self.strays = [name for name in graph.modules if name and not nearest(name, self.declared)]
        self.tops = sorted({name.partition(".")[0] for name in self.strays})
        self.excluded = tach.excluded
        if tach.root != "ignore":
            self.root = tach.modules.get(ROOT, Module(ROOT, ()))

    def contracts(self) -> Iterator[Table]:
        """Make a contract for each module that may not import all others."""
        for path, module in sorted(self.declared.items()):
            yield from self.contract(module, [path])
        if self.tach.root != "ignore":
            yield from self.contract(self.root, [name for name in self.tops if name not in self.declared])

    def contract(self, module: Module, packages: list[str]) -> Iterator[Table]:
        """Make the contract of one module, if anything is forbidden to it."""
        sources = [one for one in packages if not nearest(one, self.excluded)]
        if module.unchecked or not sources:
            return
        inside = [name for name in (*self.declared, *self.excluded) if nearest(name, sources)]
        left_out = outermost([name for name in inside if name not in sources])
        forbidden = self.forbidden(module)
        if forbidden.named:
            keys = entries(
                name=f"tach: {module.path}",
                source=sources,
                source_except=left_out,
                forbidden=forbidden.named,
                forbidden_except=forbidden.left_out,
            )
            yield Table(CONTRACTS, keys, listed=True)

    def forbidden(self, module: Module) -> Sides:
        """Say what a module may not import, in the shorter of two ways when both mean the same."""
        denied = {path for path, other in self.declared.items() if not self.allows(module, other)}
        if self.tach.root != "ignore":
            return self.sides(denied, others=not self.allows(module, self.root))
        sides = self.sides(denied, others=False)
        if not self.strays and sides.named:  # then nobody sees whether all other code is forbidden as well
            whole = self.sides(denied, others=True)
            return min(sides, whole, key=lambda one: len(one.named) + len(one.left_out))
        return sides

    def sides(self, denied: set[str], *, others: bool) -> Sides:
        """Name the outermost of what is denied, and what within is not; `others` is code in no module."""
        tops = {name.partition(".")[0] for name in self.names} if others else set()
        named, left_out = tops - self.declared.keys(), set()
        for path in self.declared:
            around = nearest(path.rpartition(".")[0], self.declared)
            outside = around in denied if around else others and "." in path
            if path in denied and not outside:
                named.add(path)
            elif path not in denied and outside:
                left_out.add(path)
        return Sides(sorted(named), sorted(left_out))

    def allows(self, source: Module, target: Module) -> bool:
        """Tell whether one module may import another, as tach decides it."""
        if source.path == target.path:
            return True
        by_layer = self.allowed_by_layer(source, target)
        if by_layer is False or (by_layer and (target.utility or not self.tach.explicit)):
            return by_layer
        if is_named(source.cannot_depend_on, target.path):
            return False
        free = source.depends_on is None or target.utility
        return free or is_named(source.depends_on or (), target.path)

    def allowed_by_layer(self, source: Module, target: Module) -> bool | None:
        """Tell what the layers say; None when they say nothing."""
        upper, lower = self.levels.get(source.layer), self.levels.get(target.layer)
        if upper is None or lower is None or upper == lower:
            return None
        return upper < lower and not any(closed for _, closed in self.tach.layers[upper + 1 : lower])

    def losses(self) -> Iterator[str]:
        """Say what of the modules cannot be converted."""
        for path, module in sorted(self.tach.modules.items()):
            if module.layer and module.layer not in self.levels:
                yield f"module '{path}': there is no layer '{module.layer}', which tach refuses"


def is_named(patterns: tuple[str, ...], path: str) -> bool:
    """Tell whether a module is among dependencies, which may be patterns."""
    return any(
        matches(one, path) or (one.endswith(".**") and one[:-3] == path) or (one == "." and path == ROOT)
        for one in patterns
    )
