"""Layer contracts: what they say, and the chains of imports that break them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from netra_tools.errors import ConfigError, NetraError
from netra_tools.graph.chains import Links
from netra_tools.graph.model import ImportGraph
from netra_tools.graph.patterns import ancestry, expand


@dataclass(frozen=True, kw_only=True)
class LayerContract:
    """Layers from top to bottom, each importing only what lies below it, directly and through others.

    Shapes: a layer is "a", or siblings: "a | b" may not import each other, "a : b" may; "(a)" need not exist.
    """

    name: str
    layers: tuple[str, ...]
    containers: tuple[str, ...] = ()  # the layers are children of each of these; `*` and `**` are understood
    exhaustive: bool = False  # every child of a container must be a layer
    exhaustive_ignores: tuple[str, ...] = ()
    ignore_imports: tuple[str, ...] = ()  # "a.b -> a.c"

    def __post_init__(self) -> None:
        seen: set[str] = set()
        for sibling in parse_layers(self.layers):
            if sibling.name in seen:
                raise NetraError(f"contract '{self.name}' names the layer '{sibling.name}' twice")
            seen.add(sibling.name)
        if self.exhaustive and not self.containers:
            raise NetraError(
                f"contract '{self.name}' is exhaustive without containers", "name the containers"
            )
        check_ignored(self.name, self.ignore_imports)


class Sibling(NamedTuple):
    """One module of a layer. `level` counts from the top."""

    name: str
    level: int
    independent: bool
    optional: bool

    def may_not_import(self, other: Sibling) -> bool:
        """Tell whether `other` is out of bounds."""
        return other.level < self.level or (other.level == self.level and self.independent and other != self)


class Violation(NamedTuple):
    """A chain of imports, from a layer to one that it may not import."""

    way: list[int]
    importer: str
    imported: str


def parse_layers(layers: tuple[str, ...]) -> list[Sibling]:
    """Read the layers as written.

    Raises: NetraError when "|" and ":" stand in one layer.
    """
    found = []
    for level, text in enumerate(layers):
        if "|" in text and ":" in text:
            raise NetraError(f"layer '{text}' mixes '|' and ':'", "siblings are all independent or all not")
        for name in text.replace(":", "|").split("|"):
            name = name.strip()
            bare = name[1:-1].strip() if name.startswith("(") and name.endswith(")") else name
            found.append(Sibling(bare, level, ":" not in text, bare != name))
    return found


def check_ignored(contract: str, ignored: tuple[str, ...]) -> None:
    """Refuse an ignored import that is not written as "a -> b"."""
    for expression in ignored:
        left, arrow, right = (part.strip() for part in expression.partition("->"))
        if not (left and arrow and right):
            raise NetraError(
                f"contract '{contract}' ignores '{expression}'", "write it as 'importer -> imported'"
            )


def within(container: str, siblings: list[Sibling]) -> dict[str, Sibling]:
    """Give each layer its whole name."""
    prefix = f"{container}." if container else ""
    return {prefix + sibling.name: sibling for sibling in siblings}


def violations(graph: ImportGraph, contract: LayerContract, *, typing: bool) -> Iterator[Violation]:
    """Yield what breaks the contract: each import upwards, and each that leads upwards by way of others."""
    siblings = parse_layers(contract.layers)
    links = Links(graph, contract.ignore_imports, typing=typing)
    for container in found_containers(graph, contract, siblings):
        yield from Stack(links, within(container, siblings)).violations()


def found_containers(graph: ImportGraph, contract: LayerContract, siblings: list[Sibling]) -> list[str]:
    """List the containers of a contract ("" when it has none).

    Raises: ConfigError naming each container and each required layer that does not exist.
    """
    names = graph.names()
    meant = {pattern: expand(pattern, names) for pattern in contract.containers}
    found = sorted(set().union(*meant.values())) if meant else [""]
    problems = [
        (f"contract '{contract.name}': no module '{pattern}'", "check the container's name")
        for pattern, containers in meant.items()
        if not containers
    ]
    for container in found:
        problems += [
            (
                f"contract '{contract.name}': no module '{layer}'",
                f"write ({sibling.name}) if it need not exist",
            )
            for layer, sibling in within(container, siblings).items()
            if layer not in names and not sibling.optional
        ]
    if problems:
        raise ConfigError(problems)
    return found


def undeclared(graph: ImportGraph, contract: LayerContract) -> Iterator[tuple[str, str]]:
    """Yield (container, child) for each child of a container that an exhaustive contract leaves out."""
    if not contract.exhaustive:
        return
    siblings = parse_layers(contract.layers)
    declared = {sibling.name for sibling in siblings}.union(contract.exhaustive_ignores)
    names = graph.names()
    for container in found_containers(graph, contract, siblings):
        for name in sorted(names):
            parent, _, child = name.rpartition(".")
            if parent == container and child not in declared:
                yield container, name


class Stack:
    """The layers of one container, laid over the graph."""

    def __init__(self, links: Links, layers: dict[str, Sibling]) -> None:
        self.links = links
        self.layers = layers
        self.names = list(layers)
        self.siblings = list(layers.values())
        numbers = {name: number for number, name in enumerate(self.names)}
        self.layer_of: list[int] = [  # module -> number of its layer, -1 for modules in none
            next((numbers[name] for name in ancestry(module) if name in numbers), -1)
            for module in links.graph.modules
        ]

    def violations(self) -> Iterator[Violation]:
        """Yield the chains from a layer to one it may not import.

        A way through a third layer breaks the contract where it enters or leaves that layer, so only
        ways through modules in no layer need a search.
        """
        for edge, source, target in self.links.edges:
            lower, upper = self.layer_of[source], self.layer_of[target]
            if lower >= 0 and upper >= 0 and self.forbids(lower, upper):
                yield Violation([edge], self.names[lower], self.names[upper])
        for upper in range(len(self.names)):
            yield from self.indirect(upper)

    def indirect(self, upper: int) -> Iterator[Violation]:
        """Yield the chains to one layer by way of modules in no layer."""
        goals = [module for module, layer in enumerate(self.layer_of) if layer == upper]
        steps = self.links.steps_to(goals, lambda module: self.layer_of[module] < 0)
        for edge in self.links.entrances(steps, lambda module: self.forbids(self.layer_of[module], upper)):
            lower = self.layer_of[self.links.graph.edges.source(edge)]
            yield Violation(self.links.follow(edge, steps), self.names[lower], self.names[upper])

    def forbids(self, lower: int, upper: int) -> bool:
        """Tell whether one layer may not import another; modules in no layer may import anything."""
        return lower >= 0 and lower != upper and self.siblings[lower].may_not_import(self.siblings[upper])
