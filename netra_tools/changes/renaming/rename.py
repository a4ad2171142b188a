"""Plans the renaming of modules in references alone: the files lie where the new names say, or never move."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from netra_tools.changes.codebase import Codebase
from netra_tools.changes.moves.moved_paths import MovedPaths
from netra_tools.changes.renaming.hiding import HINT, hidden
from netra_tools.changes.renaming.migrate import Migration, Moves
from netra_tools.changes.renaming.pairs import SYMBOL, Pair, Renaming, is_below, parse_pairs, split_last
from netra_tools.changes.tree import Tree
from netra_tools.config.model import Config
from netra_tools.errors import MistakesError, NetraError, near_miss
from netra_tools.plan import Author, Plan

Problem = tuple[str, str]
NOTHING = "nothing refers to the old names"
MOVE = "move the files first, or with the references: netra structure move OLD NEW"


class Request(NamedTuple):
    """What is to be called differently."""

    pairs: tuple[tuple[str, str], ...]
    allow_missing: bool = False  # nothing needs to have the new name
    documents: bool = False  # rewrite documentation


def plan_renaming(config: Config, tree: Tree, request: Request, author: Author) -> Plan:
    """Plan the renaming.

    Raises: MistakesError with all that forbids it.
    """
    pairs = parse_pairs(request.pairs)
    renaming = Renaming(pairs, settled=True)
    codebase = Codebase(config, tree, renaming)
    problems = [problem for pair in pairs for problem in refusals(codebase, pair, request)]
    problems += both_ways(pairs)
    if problems:
        raise MistakesError(problems)
    moves = Moves({}, MovedPaths(places(codebase, pairs)))
    title = ", ".join(f"{old} -> {new}" for old, new in (pair.written() for pair in pairs))
    return Migration(codebase, moves).plan(title, author, documents=request.documents)


def refusals(codebase: Codebase, pair: Pair, request: Request) -> Iterable[Problem]:
    """Say what forbids a pair: nothing has the new name, or what has it hides something else."""
    module = split_last(pair.new)[0] if pair.symbol else pair.new
    if module not in codebase.packages:
        if not request.allow_missing:
            yield f"there is no module {module}", f"{MOVE}; or give --allow-missing"
        yield from ((problem, HINT) for problem in hidden(codebase, [module]))
    elif pair.symbol and not request.allow_missing and not has_symbol(codebase, pair):
        name = split_last(pair.new)[1]
        yield f"{module} has no {name}", "define it there first, or give --allow-missing"


def has_symbol(codebase: Codebase, pair: Pair) -> bool:
    """Say whether a module may have a name: with a star import, nobody knows."""
    module, name = split_last(pair.new)
    path = codebase.modules.get(module)
    if path is None:
        return False
    facts = codebase.facts(path)
    starred = any(("*", None) in record.names for record in facts.imports)
    return name in facts.names or starred or "__getattr__" in facts.names


def both_ways(pairs: Sequence[Pair]) -> Iterable[Problem]:
    """Refuse names that are both old and new: of a reference to one nobody can say which it means."""
    for pair in pairs:
        for other in pairs:
            if other is not pair and not other.symbol and is_below(pair.old, other.new):
                yield (
                    f"{pair.old} is both an old name and a new one: nobody can say which a reference means",
                    "give the pairs one after the other, or let netra structure move do it all at once",
                )


def places(codebase: Codebase, pairs: Iterable[Pair]) -> Iterable[tuple[str, str]]:
    """Give the paths that modules had, and those that they have."""
    for pair in pairs:
        path = codebase.modules.get(pair.new)
        if path is None or pair.symbol:
            continue
        end = pair.new.replace(".", "/")
        if codebase.names[path].is_package:
            path = path.rpartition("/")[0]
        suffix = path[path.rindex(end) + len(end) :] if end in path else ""
        root = path[: len(path) - len(end) - len(suffix)]
        if path == root + end + suffix:
            yield root + pair.old.replace(".", "/") + suffix, path


def read_map(name: str, text: str) -> tuple[tuple[str, str], ...]:
    """Read pairs from a file: a table of old names and new ones, in TOML or JSON.

    Raises: NetraError when it is anything else.
    """
    try:
        table = json.loads(text) if name.endswith(".json") else tomllib.loads(text)
    except ValueError as error:
        raise NetraError(
            f"{name}: {error}", "write a table of old names and new ones in TOML or JSON"
        ) from error
    flat = dict(flattened(table)) if isinstance(table, Mapping) else {}
    if not flat or not all(isinstance(value, str) for value in flat.values()):
        raise NetraError(f"{name} is no table of names", 'write "old.name" = "new.name" on each line')
    return tuple(flat.items())


def flattened(table: Mapping[str, object], prefix: str = "") -> Iterable[tuple[str, str]]:
    """Yield the pairs of a table: TOML takes `a.b = "c"` without quotes for tables in one another."""
    for key, value in table.items():
        name = f"{prefix}.{key}" if prefix else key
        if isinstance(value, Mapping):
            yield from flattened(value, name)
        else:
            yield name, value  # type: ignore[misc]


def strip_pattern(pattern: str) -> str:
    """Take the words of an import statement away from a name."""
    word = pattern.strip()
    for start in ("from ", "import "):
        word = word.removeprefix(start).strip()
    return word.partition(" ")[0].rstrip(".*").strip("/").replace("/", ".")


def explain_nothing(config: Config, tree: Tree, request: Request) -> str:
    """Say why nothing changes, and what may have been meant; where all new names exist, nothing else was."""
    if not request.allow_missing:
        return NOTHING
    packages = Codebase(config, tree, Renaming(())).packages
    for old, new in request.pairs:
        module = old.partition(SYMBOL)[0]
        done = module in packages or new.partition(SYMBOL)[0] in packages
        hint = "" if done else near_miss(module, packages)
        if hint.startswith("did you mean"):
            return f"nothing refers to {old}; {hint}"
    return NOTHING
