"""What ties string literals of different files together: constants and their uses, functions that hand on.

Everything here is tuples of names and numbers, small enough to be kept for each file, so that what a use
proves of a constant can be told again when another file has changed.
"""

from __future__ import annotations

import marshal
import sys
import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Final, NamedTuple

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
from netra_tools.literals.imported import Origin, imported_names, resolve
from netra_tools.literals.postings import LEVEL
from netra_tools.literals.verdict import GUESSED, LIKELY, PROVED, Verdict
from netra_tools.model import (
    ARGUMENT,
    ASSIGNED,
    DOCSTRING,
    IN_COLLECTION,
    KEYWORD,
    REFERENCE,
    Definition,
    Facts,
    Literal,
)

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


def read_links(
    facts: Facts, literals: Sequence[Literal], verdicts: Sequence[Verdict], origin: Origin
) -> Links:
    """Gather the links of one file from its literals and the verdicts on them."""
    if not origin.module:
        return NO_LINKS
    reader = _LinkReader(facts, origin)
    for number, (literal, verdict) in enumerate(zip(literals, verdicts, strict=True)):
        if literal.kind == REFERENCE:
            reader.take_reference(literal, verdict)
        elif verdict.strength != PROVED and literal.kind != DOCSTRING:
            reader.take_literal(number, literal)
    return reader.links()


class _LinkReader:
    """Writes the names of one file as symbols."""

    def __init__(self, facts: Facts, origin: Origin) -> None:
        self.module = origin.module
        self.is_package = origin.is_package
        self.is_test = origin.is_test
        self.definitions = facts.definitions
        self.names = imported_names(facts.imports, origin)
        self.exports = frozenset(facts.exports or ())
        self.bound = frozenset(facts.names)
        self.definitions_found: list[tuple[str, int]] = []
        self.uses: set[tuple[str, int, int]] = set()
        self.parameters: set[tuple[str, int]] = set()
        self.calls: list[tuple[int, str]] = []
        self.aliases = set(self.exported())

    def take_reference(self, literal: Literal, verdict: Verdict) -> None:
        """Take what stands for a literal: it says what a constant or a parameter is."""
        if literal.role == ASSIGNED:
            self.aliases.update(self.renamed(literal))
        elif verdict.strength != GUESSED:
            self.uses.update(self.used(literal, verdict))
            self.parameters.update(self.handed_on(literal, verdict))

    def take_literal(self, number: int, literal: Literal) -> None:
        """Take a literal whose uses may say what it is."""
        if literal.role == ASSIGNED:
            self.definitions_found.extend((symbol, number) for symbol in self.defined(literal))
        elif literal.role in (ARGUMENT, KEYWORD) and not self.is_test:
            self.calls.extend((number, symbol) for symbol in self.called(literal))

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

    def renamed(self, literal: Literal) -> Iterator[tuple[str, str]]:
        """Yield the constant that is nothing but another constant."""
        here = f"{self.module}.{literal.owner}"
        target = self.symbol(literal.value, literal.scope)
        if literal.scope < 0 and not literal.flags and target and is_constant(literal.owner):
            yield here, target

    def defined(self, literal: Literal) -> Iterator[str]:
        """Yield the symbol of the constant that a literal is assigned to."""
        if not literal.owner or "." in literal.owner or literal.flags & IN_COLLECTION:
            return
        if literal.scope < 0:
            yield f"{self.module}.{literal.owner}"
        elif self.definitions[literal.scope].kind == "class":
            yield f"{self.module}.{self.definitions[literal.scope].name}.{literal.owner}"

    def used(self, literal: Literal, verdict: Verdict) -> Iterator[tuple[str, int, int]]:
        """Yield what the position of a constant says of it."""
        proved = verdict.strength == PROVED and verdict.category not in (MESSAGES, DATA)
        telling = proved or verdict.category in _TELLING
        if telling and is_constant(literal.value.rpartition(".")[2]):
            symbol = self.symbol(literal.value, literal.scope)
            if symbol:
                yield symbol, verdict.category, verdict.strength

    def handed_on(self, literal: Literal, verdict: Verdict) -> Iterator[tuple[str, int]]:
        """Yield the parameter of the function around that stands at a proved position."""
        if verdict.strength != PROVED or literal.scope < 0:
            return
        function = self.definitions[literal.scope]
        for place, name in enumerate(positional(function)):
            if name == literal.value:
                yield f"{self.module}.{function.name}({place})", verdict.category
        if any(parameter.name == literal.value for parameter in function.parameters):
            yield f"{self.module}.{function.name}({literal.value})", verdict.category

    def called(self, literal: Literal) -> Iterator[str]:
        """Yield the parameter that a literal is given for, when the function may be one of the project."""
        if not literal.owner or literal.owner.rpartition(".")[2][:1].isupper():
            return
        symbol = self.symbol(literal.owner, literal.scope)
        if symbol and symbol.partition(".")[0] not in sys.stdlib_module_names:
            yield f"{symbol}({literal.slot})"


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


def prove(links: Mapping[str, Links]) -> dict[str, Proof]:
    """Decide what constants and parameters are, from the links of all files by path.

    Proved positions decide; without any, likely ones. The category found in most files wins, the first in
    the order of categories when there are several: neither the order of files nor the number of jobs matters.
    """
    aliases: dict[str, str] = {}
    for path in sorted(links):
        for here, there in links[path].aliases:
            aliases.setdefault(here, there)
    votes: dict[str, dict[tuple[int, int], int]] = {}
    for found in links.values():
        said = {(_target(symbol, aliases), category, strength) for symbol, category, strength in found.uses}
        said |= {(symbol, category, PROVED) for symbol, category in found.parameters}
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


def settle(verdicts: Sequence[Verdict], links: Links, proofs: Mapping[str, Proof]) -> list[Verdict]:
    """Change the verdicts on constants and arguments of one file to what their uses prove."""
    settled = list(verdicts)
    for number, verdict in follow(links, proofs, verdicts.__getitem__):
        settled[number] = verdict
    return settled


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
