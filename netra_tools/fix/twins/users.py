"""What a repository does with one definition: who calls it, and who could tell it from its twin."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from netra_tools.changes.codebase import Codebase
from netra_tools.changes.outside import Outside
from netra_tools.facts.uses import CALLED, IN_ANNOTATION, LOAD, MODULE, QUOTED, Chain, Uses
from netra_tools.fix.split_readings import Readings

HANDED, ATTRIBUTE, REBOUND = "handed", "attribute", "rebound"
UNSEEING = CALLED | IN_ANNOTATION | QUOTED


class Seen(NamedTuple):
    """What is done with one definition."""

    handed: tuple[str, ...]  # where it is more than called or written as a type
    attributes: tuple[str, ...]  # where something of it is used
    rebound: tuple[str, ...]  # where another thing takes its name, or something of it is set
    starred: bool  # a star import may bring it anywhere
    files: frozenset[str]  # that use it, but for its own


class Users:
    """Looks for the users of definitions."""

    def __init__(self, codebase: Codebase, readings: Readings) -> None:
        self.codebase = codebase
        self.readings = readings
        self.outside = Outside(codebase)

    def of(self, module: str, name: str) -> Seen:
        """Find what is done with a name of a module, and with the names under which others pass it on."""
        places: dict[str, list[str]] = {HANDED: [], ATTRIBUTE: [], REBOUND: []}
        files: set[str] = set()
        known, pending = {f"{module}.{name}"}, [f"{module}.{name}"]
        while pending:
            full = pending.pop()
            for path, uses in self.speaking(full):
                passed_on, found = self.in_file(path, uses, full)
                pending += [one for one in passed_on if one not in known]
                known.update(passed_on)
                if found or passed_on or self.imports(path, uses, full):
                    files.add(path)
                for chain, rest in found:
                    places.get(what_is_done(chain, rest), []).append(f"{path}:{chain.starts[0][0]}")
        return self.seen(module, places, files)

    def seen(self, module: str, places: dict[str, list[str]], files: set[str]) -> Seen:
        """Give what was found."""
        handed, attributes, rebound = (tuple(found) for found in places.values())
        owner = self.codebase.modules.get(module, "")
        return Seen(handed, attributes, rebound, module in self.outside.starred, frozenset(files - {owner}))

    def speaking(self, full: str) -> Iterator[tuple[str, Uses]]:
        """Yield the files that may use a name, with all that they use."""
        last = full.rpartition(".")[2].encode()
        word = re.compile(rb"\b" + last + rb"\b")
        for path in self.codebase.names:
            content = self.codebase.peek(path)
            if b"import *" in content or (last in content and word.search(content)):
                uses = self.readings.of(content).uses
                if isinstance(uses, Uses):
                    yield path, uses

    def imports(self, path: str, uses: Uses, full: str) -> bool:
        """Say whether a file imports a name anywhere."""
        return any(
            meaning == full
            for statement in uses.imports
            for _, meaning in self.outside.imported(path, statement)
        )

    def in_file(self, path: str, uses: Uses, full: str) -> tuple[list[str], list[tuple[Chain, int]]]:
        """Give the names under which a file passes it on, and its uses with what follows the name."""
        own = self.codebase.names[path].module
        meanings: dict[tuple[int, str], set[str]] = {}
        passed_on: list[str] = []
        for statement in uses.imports:
            for local, meaning in self.outside.imported(path, statement):
                meanings.setdefault((statement.scope, local), set()).add(meaning)
                if meaning == full and statement.scope == MODULE and own:
                    passed_on.append(f"{own}.{local}")
        if full.rpartition(".")[0] == own:
            meanings.setdefault((MODULE, full.rpartition(".")[2]), set()).add(full)
        found = [
            (chain, rest)
            for chain in uses.chains
            for meaning in meanings.get((chain.home, chain.parts[0]), ())
            if (rest := rest_of(meaning, chain, full)) >= 0
        ]
        return passed_on, found


def what_is_done(chain: Chain, rest: int) -> str:
    """Say what a use does with a definition, behind which a chain goes on; "" for a call or a type."""
    if chain.action != LOAD:
        return REBOUND
    if rest:
        return ATTRIBUTE
    return "" if chain.flags & UNSEEING else HANDED


def rest_of(meaning: str, chain: Chain, full: str) -> int:
    """Count the parts of a chain behind a name; -1 when it does not lead there."""
    parts, wanted = [*meaning.split("."), *chain.parts[1:]], full.split(".")
    return len(parts) - len(wanted) if parts[: len(wanted)] == wanted else -1
