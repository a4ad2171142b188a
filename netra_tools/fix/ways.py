"""Where a new import may lead: not up the layers, not around in a circle, not to what is not installed.

Asked for definitions that move between modules that are there, or are imported from another one.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from functools import cached_property

from netra_tools.changes.tidying.load_order import LoadOrder
from netra_tools.check.request import CheckRequest
from netra_tools.check.sight import see_graph
from netra_tools.facts.kept import kept_source
from netra_tools.fix.task import Task
from netra_tools.graph.circles import DEFERRED
from netra_tools.graph.layers import LayerContract, Sibling, parse_layers, violations, within
from netra_tools.graph.patterns import ancestry, expand
from netra_tools.plan import Edit
from netra_tools.project.tree import PYTHON
from netra_tools.rules.layer_violation import LayerViolation
from netra_tools.rules.private_import import is_private


class Ways:
    """The imports of a repository, and those that repairs have added since they were read."""

    def __init__(self, task: Task) -> None:
        request = CheckRequest(task.config, cache_dir=task.cache_dir, overlay=task.tree.overlay())
        sight = see_graph(request)
        self.graph = sight.graph
        rule = sight.rules.get(LayerViolation.slug)
        self.rule = rule if isinstance(rule, LayerViolation) else None
        self.contracts = self.rule.contracts if self.rule else ()

    @cached_property
    def order(self) -> LoadOrder:
        """Say what loading each module runs."""
        return LoadOrder(self.graph)

    @cached_property
    def stacks(self) -> list[tuple[LayerContract, dict[str, Sibling]]]:
        """Give each contract with its layers by their whole names, once for each container."""
        names = self.graph.names()
        found = []
        for contract in self.contracts:
            siblings = parse_layers(contract.layers)
            meant = {one for pattern in contract.containers for one in expand(pattern, names)}
            found += [(contract, within(one, siblings)) for one in sorted(meant) or [""]]
        return found

    @cached_property
    def users(self) -> dict[tuple[str, str], int]:
        """Count the imports of each name of a module."""
        found: dict[tuple[str, str], int] = {}
        edges = self.graph.edges
        for row in range(len(edges)):
            for name in edges.names[row].split(", "):
                key = self.graph.modules[edges.target(row)], name
                found[key] = found.get(key, 0) + 1
        return found

    @cached_property
    def broken(self) -> frozenset[tuple[str, str, str, str]]:
        """Collect what breaks the contracts: contract, importer, imported, and what that leads to."""
        rule, found = self.rule, set()
        for contract in self.contracts:
            for one in violations(self.graph, contract, typing=rule is None or rule.include_typing):
                edges, first = self.graph.edges, one.way[0]
                ends = self.graph.modules[edges.source(first)], self.graph.modules[edges.target(first)]
                found.add((contract.name, *ends, one.imported))
        return frozenset(found)

    def depth(self, module: str) -> int:
        """Say how low a module lies: the number of its layer from the top, -1 for one in none."""
        layers = [layer_of(module, stack) for _, stack in self.stacks]
        return max([one.level for one in layers if one is not None], default=-1)

    def upward(self, importer: str, imported: str) -> str:
        """Name the contract that does not let one module import another; "" for none."""
        for contract, stack in self.stacks:
            low, high = layer_of(importer, stack), layer_of(imported, stack)
            if low is not None and high is not None and low != high and low.may_not_import(high):
                return contract.name
        return ""

    def objection(self, importer: str, imported: str) -> str:
        """Say why one file should not begin to import another at its top; "" for nothing."""
        numbers, modules = self.order.numbers, self.graph.modules
        source, target = numbers.get(importer), numbers.get(imported)
        if source is None or target is None:
            return "its imports are not looked at"
        if self.graph.services[source] != self.graph.services[target]:
            return f"`{modules[target]}` belongs to another service"
        if self.graph.tests[target] and not self.graph.tests[source]:
            return f"`{modules[target]}` is a test"
        contract = self.upward(modules[source], modules[target])
        if contract:
            return f"`{modules[source]}` may not import `{modules[target]}` ({contract})"
        if source in self.run_from(source, target):
            return f"`{modules[target]}` comes to load `{modules[source]}`: a cycle would be closed"
        foreign = sorted(self.foreign(self.run_from(source, target)) - self.foreign(self.loaded([source])))
        if foreign:
            return f"`{modules[target]}` needs `{foreign[0]}`, and `{modules[source]}` does without"
        return ""

    def run_from(self, source: int, target: int) -> frozenset[int]:
        """Give what an import comes to run."""
        return self.loaded(list(self.order.run_by(source, target)))

    def loaded(self, starts: Sequence[int], cut: tuple[int, int] = (-1, -1)) -> frozenset[int]:
        """Give what loading modules runs, themselves included; `cut` is an import that is no more."""
        seen, work = set(starts), list(starts)
        while work:
            node = work.pop()
            fresh = [one for one in self.order.runs[node] if one not in seen and (node, one) != cut]
            seen.update(fresh)
            work += fresh
        return frozenset(seen)

    def foreign(self, modules: frozenset[int]) -> set[str]:
        """Collect the dependencies that modules import on load; what Python brings is no dependency."""
        edges, names = self.graph.externals, self.graph.dependencies
        rows = (row for one in modules for row in edges.of(one) if not edges.flag(row) & DEFERRED)
        tops = {names[edges.target(row)].partition(".")[0] for row in rows}
        return tops - sys.stdlib_module_names

    def disturbs(self, edit: Edit) -> bool:
        """Say whether a file would load modules that import one another from another side."""
        if edit.before is None or edit.after is None or not edit.path.endswith(PYTHON):
            return False
        old, new = (kept_source(state.content).facts.imports for state in (edit.before, edit.after))
        return self.order.differs(edit.path, old, new)

    def add(self, importer: str, imported: str) -> None:
        """Remember an import that a repair has added."""
        numbers = self.order.numbers
        source, target = numbers[importer], numbers[imported]
        self.order.runs[source] += self.order.run_by(source, target)


def layer_of(module: str, stack: dict[str, Sibling]) -> Sibling | None:
    """Give the layer in which a module lies."""
    return next((stack[name] for name in ancestry(module) if name in stack), None)


def private_to(module: str, name: str, *, package: bool) -> Iterator[str]:
    """Yield the package to which a name of a module is private, when it is."""
    if is_private(name):
        yield module if package else module.rpartition(".")[0] or module
