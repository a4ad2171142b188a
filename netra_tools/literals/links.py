"""What ties string literals of different files together: constants and their uses, functions that hand on.

Everything here is tuples of names and numbers, small enough to be kept for each file, so that what a use
proves of a constant can be told again when another file has changed.
"""

from __future__ import annotations

import marshal
import sys
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Final, NamedTuple

from netra_tools.literals.categories import (
    DATA,
    DATABASE,
    ENVIRONMENT,
    EVENTS,
    FORMATS,
    IDENTIFIERS,
    MESSAGES,
    METRICS,
    PROTOCOL,
    STATES,
    VOCABULARY,
)
from netra_tools.literals.imported import Origin, resolve
from netra_tools.literals.postings import LEVEL
from netra_tools.literals.verdict import GUESSED, LIKELY, PROVED, Verdict
from netra_tools.model import (
    ARGUMENT,
    ASSIGNED,
    IN_COLLECTION,
    KEYWORD,
    Definition,
    Facts,
)

if TYPE_CHECKING:
    from netra_tools.facts.scan import Row
    from netra_tools.literals.classify import Places

OWN: Final = ("self.", "cls.")  # what names that begin so are depends on the class around

# Categories that a likely use tells of: those whose names mean the same wherever they stand.
_TELLING: Final = frozenset(range(VOCABULARY)) - {IDENTIFIERS} | {PROTOCOL}
# Categories that a proved use tells of even when the constant's name says something vaguer.
_SPECIFIC: Final = frozenset((ENVIRONMENT, DATABASE, EVENTS, METRICS))
_VAGUE: Final = frozenset((IDENTIFIERS, STATES, MESSAGES, FORMATS, PROTOCOL, DATA))
_UNDECIDED: Final = ("otherwise", "looks-like-condition", "in-database-package")


class Links(NamedTuple):
    """How the literals of one file hang together with those of others.

    A symbol is a dotted name from the top: `package.module.NAME`, `package.module.Class.NAME`. That of a
    parameter is its function's with the position or the name in brackets: `package.module.read(0)`.
    """

    definitions: tuple[tuple[str, int], ...]  # symbol, number of the literal
    uses: tuple[tuple[str, int, int], ...]  # symbol, category, strength
    parameters: tuple[tuple[str, int], ...]  # symbol, category
    calls: tuple[tuple[int, str], ...]  # number of the literal, symbol of the parameter it is given for
    aliases: tuple[tuple[str, str], ...]  # symbol here, symbol where it is defined


NO_LINKS: Final = Links((), (), (), (), ())


def pack_links(links: Links) -> bytes:
    """Write links as they are kept; nothing for none."""
    return zlib.compress(marshal.dumps(tuple(links)), LEVEL) if any(links) else b""


def unpack_links(kept: bytes) -> Links:
    """Read links as they were kept."""
    return Links(*marshal.loads(zlib.decompress(kept))) if kept else NO_LINKS


class LinkReader:
    """Gathers the links of one file from its literals."""

    def __init__(self, facts: Facts, origin: Origin, places: Places) -> None:
        self.module = origin.module
        self.is_package = origin.is_package
        self.is_test = origin.is_test
        self.places = places
        self.definitions = facts.definitions
        self.names = places.names
        self.exports = frozenset(facts.exports or ())
        self.bound = frozenset(facts.names)
        self.parameters_known: dict[int, dict[str, list[str]]] = {}
        self.functions_known: dict[str, str] = {}
        self.definitions_found: list[tuple[str, int]] = []
        self.uses: set[tuple[str, int, int]] = set()
        self.parameters: set[tuple[str, int]] = set()
        self.calls: list[tuple[int, str]] = []
        self.aliases = set(self.exported()) if self.module else set()

    def take_reference(self, row: Row) -> None:
        """Take what stands for a literal: it says what a constant or a parameter is."""
        name, _, role, _, _, _, scope, _, _, _, _ = row
        if not self.module:
            return
        if role == ASSIGNED:
            self.take_alias(row)
            return
        if is_constant(name[name.rfind(".") + 1 :]):
            self.take_use(row)
        if scope >= 0:
            self.take_parameter(row)

    def take_use(self, row: Row) -> None:
        """Take what the position of a constant says of it."""
        category, _, strength = self.places.find(row).verdict
        if says_of_constant(category, strength):
            symbol = self.symbol(row[0], row[6])
            if symbol:
                self.uses.add((symbol, category, strength))

    def take_parameter(self, row: Row) -> None:
        """Take the parameter of the function around that stands at a proved position."""
        handed = self.parameters_of(row[6]).get(row[0])
        if handed is not None:
            category, _, strength = self.places.find(row).verdict
            if strength == PROVED:
                self.parameters.update([(symbol, category) for symbol in handed])

    def take_literal(self, number: int, row: Row) -> None:
        """Take a literal whose uses may say what it is; `number` counts those of the file."""
        _, _, role, flags, owner, slot, scope, _, _, _, _ = row
        if not owner or not self.module:
            return
        if role == ASSIGNED:
            symbol = "" if flags & IN_COLLECTION else self.constant(owner, scope)
            if symbol:
                self.definitions_found.append((symbol, number))
        elif role in (ARGUMENT, KEYWORD) and not self.is_test:
            symbol = self.called(owner, scope)
            if symbol:
                self.calls.append((number, f"{symbol}({slot})"))

    def links(self) -> Links:
        """Give what has been taken, in an order of its own."""
        return Links(
            tuple(self.definitions_found),
            tuple(sorted(self.uses)),
            tuple(sorted(self.parameters)),
            tuple(self.calls),
            tuple(sorted(self.aliases)),
        )

    def symbol(self, name: str, scope: int) -> str:
        """Write a dotted name as a symbol; "" when this file does not tell what it is."""
        first, _, rest = name.partition(".")
        if first in self.names:
            return resolve(name, self.names)
        if first in ("self", "cls"):
            around = self._class_around(scope)
            return f"{self.module}.{around}.{rest}" if around and "." not in rest else ""
        return f"{self.module}.{name}" if first in self.bound else ""

    def _class_around(self, scope: int) -> str:
        if scope < 0:
            return ""
        found = self.definitions[scope]
        return found.name if found.kind == "class" else found.name.rpartition(".")[0]

    def exported(self) -> Iterator[tuple[str, str]]:
        """Yield the constants that this module hands on from where it imports them."""
        for name, symbol in self.names.items():
            if is_constant(name) and (self.is_package or name in self.exports):
                yield f"{self.module}.{name}", symbol

    def take_alias(self, row: Row) -> None:
        """Take the constant that is nothing but another constant."""
        name, _, _, flags, owner, _, scope, _, _, _, _ = row
        if scope < 0 and not flags and is_constant(owner):
            target = self.symbol(name, scope)
            if target:
                self.aliases.add((f"{self.module}.{owner}", target))

    def constant(self, name: str, scope: int) -> str:
        """Write a name that is assigned to as a symbol; "" when it is no constant's."""
        if "." in name:
            return ""
        if scope < 0:
            return f"{self.module}.{name}"
        around = self.definitions[scope]
        return f"{self.module}.{around.name}.{name}" if around.kind == "class" else ""

    def parameters_of(self, scope: int) -> dict[str, list[str]]:
        """Give the symbols of the parameters of a function, by name."""
        known = self.parameters_known.get(scope)
        if known is None:
            function = self.definitions[scope]
            symbol = f"{self.module}.{function.name}"
            known = {parameter.name: [f"{symbol}({parameter.name})"] for parameter in function.parameters}
            for place, name in enumerate(positional(function)):
                known[name].append(f"{symbol}({place})")
            self.parameters_known[scope] = known
        return known

    def called(self, owner: str, scope: int) -> str:
        """Write a function that takes a literal as a symbol; "" when it cannot be one of the project."""
        if owner.startswith(OWN):
            return self.function(owner, scope)
        known = self.functions_known.get(owner)
        if known is None:
            known = self.functions_known[owner] = self.function(owner, scope)
        return known

    def function(self, owner: str, scope: int) -> str:
        """Write a function as a symbol, unless it is a class or of the standard library."""
        if owner[owner.rfind(".") + 1 :][:1].isupper():
            return ""
        symbol = self.symbol(owner, scope)
        return "" if symbol.partition(".")[0] in sys.stdlib_module_names else symbol


def says_of_constant(category: int, strength: int) -> bool:
    """Say whether a position tells what the constant that stands there is."""
    if strength == PROVED and category not in (MESSAGES, DATA):
        return True
    return strength != GUESSED and category in _TELLING


def positional(function: Definition) -> list[str]:
    """Name the parameters that arguments go to by position, without the object of a method."""
    names = [parameter.name for parameter in function.parameters if parameter.kind < 2]
    return names[1:] if function.kind == "method" and names[:1] in (["self"], ["cls"]) else names


def is_constant(name: str) -> bool:
    """Say whether a name is written like a constant."""
    return name.isupper() and len(name.strip("_")) > 1


class Proof(NamedTuple):
    """What uses say of a symbol."""

    category: int
    strength: int


def prove(links: Iterable[Links]) -> dict[str, Proof]:
    """Decide what constants and parameters are, from the links of all files in the order of their paths.

    Proved positions decide; without any, likely ones. The category found in most files wins, the first in
    the order of categories when there are several: neither the order of files nor the number of jobs matters.
    """
    aliases: dict[str, str] = {}
    told = []
    for found in links:
        for here, there in found.aliases:
            aliases.setdefault(here, there)
        if found.uses or found.parameters:
            told.append((found.uses, found.parameters))
    votes: dict[str, dict[tuple[int, int], int]] = {}
    for uses, parameters in told:
        said = {(_target(symbol, aliases), category, strength) for symbol, category, strength in uses}
        said |= {(symbol, category, PROVED) for symbol, category in parameters}
        for symbol, category, strength in said:
            counts = votes.setdefault(symbol, {})
            counts[strength, category] = counts.get((strength, category), 0) + 1
    return {symbol: _elected(counts) for symbol, counts in sorted(votes.items())}


def _target(symbol: str, aliases: Mapping[str, str]) -> str:
    """Follow a constant to where it is defined: through one module that hands it on, and one new name."""
    for _ in range(2):
        symbol = aliases.get(symbol, symbol)
    return symbol


def _elected(counts: Mapping[tuple[int, int], int]) -> Proof:
    strength = min(strength for strength, _ in counts)
    category = min((-count, category) for (found, category), count in counts.items() if found == strength)[1]
    return Proof(category, strength)


def follow(
    links: Links, proofs: Mapping[str, Proof], own: Callable[[int], Verdict]
) -> Iterator[tuple[int, Verdict]]:
    """Yield what the uses of constants and parameters make of the literals of one file, by number.

    `own` gives what its own text says of a literal.
    """
    for symbol, number in links.definitions:
        proof = proofs.get(symbol)
        if proof is not None and outweighs(proof, own(number)):
            yield number, Verdict(proof.category, "constant-used", proof.strength)
    for number, symbol in links.calls:
        proof = proofs.get(symbol)
        if proof is not None:
            yield number, Verdict(proof.category, "handed-on", PROVED)


def asked(links: Links) -> frozenset[str]:
    """Give the symbols of which a file wants to know what they are elsewhere."""
    return frozenset([symbol for symbol, _ in links.definitions] + [symbol for _, symbol in links.calls])


def outweighs(proof: Proof, own: Verdict) -> bool:
    """Say whether the uses of a constant count for more than its name and value do."""
    if proof.strength == LIKELY:
        return own.reason in _UNDECIDED
    return own.strength == GUESSED or (proof.category in _SPECIFIC and own.category in _VAGUE)
