"""What a repository does with one definition: who calls it, and who could tell it from its twin."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from netra_tools.changes.codebase import Codebase
from netra_tools.changes.outside import Outside
from netra_tools.facts.uses import CALLED, IN_ANNOTATION, LOAD, MODULE, QUOTED, Chain, Uses
from netra_tools.fix.split_readings import Readings

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
        handed: list[str] = []
        attributes: list[str] = []
        rebound: list[str] = []
        files: set[str] = set()
        known, pending = {f"{module}.{name}"}, [f"{module}.{name}"]
        while pending:
            full = pending.pop()
            word = re.compile(rb"\b" + full.rpartition(".")[2].encode() + rb"\b")
            for path in self.speaking(word, full):
                uses = self.readings.of(self.codebase.peek(path)).uses
                if not isinstance(uses, Uses):
                    continue
                passed_on, found = self.in_file(path, uses, full)
                pending += [one for one in passed_on if one not in known]
                known.update(passed_on)
                if found or passed_on or self.imports(path, uses, full):
                    files.add(path)
                for chain, rest in found:
                    where = f"{path}:{chain.starts[0][0]}"
                    if chain.action != LOAD:
                        rebound.append(where)
                    elif rest:
                        attributes.append(where)
                    elif not chain.flags & UNSEEING:
                        handed.append(where)
        owner = self.codebase.modules.get(module, "")
        return Seen(
            tuple(handed),
            tuple(attributes),
            tuple(rebound),
            module in self.outside.starred,
            frozenset(files - {owner}),
        )

    def speaking(self, word: re.Pattern[bytes], full: str) -> Iterator[str]:
        """Yield the files that may use a name."""
        for path in self.codebase.names:
            content = self.codebase.peek(path)
            if (
                full.rpartition(".")[2].encode() in content and word.search(content)
            ) or b"import *" in content:
                yield path

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


def rest_of(meaning: str, chain: Chain, full: str) -> int:
    """Count the parts of a chain behind a name; -1 when it does not lead there."""
    parts, wanted = [*meaning.split("."), *chain.parts[1:]], full.split(".")
    return len(parts) - len(wanted) if parts[: len(wanted)] == wanted else -1
