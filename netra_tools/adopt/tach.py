"""Reads a tach configuration: its modules, and the keys that say how they are held together."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from glob import glob
from typing import Any, NamedTuple

from netra_tools.adopt.excluded import excluded_modules
from netra_tools.adopt.names import nearest
from netra_tools.adopt.tach_losses import lost_keys
from netra_tools.errors import NetraError
from netra_tools.graph.model import ImportGraph
from netra_tools.graph.patterns import expand
from netra_tools.project.read import read_source

LARGEST = 1 << 24
ROOT = "<root>"


class Module(NamedTuple):
    """One declared module: its own code, without that of modules declared below it."""

    path: str
    depends_on: tuple[str, ...] | None = None  # patterns; None allows all
    cannot_depend_on: tuple[str, ...] = ()
    layer: str = ""
    utility: bool = False
    unchecked: bool = False


class Tach(NamedTuple):
    """What a configuration of tach says that netra can check, and what else it says."""

    file: str
    modules: dict[str, Module]
    layers: tuple[tuple[str, bool], ...]  # from top to bottom: name, and whether nothing may pass it by
    explicit: bool  # a lower layer must be named in depends_on, too
    root: str  # how code in no module is treated
    typing: bool  # imports for type checkers count
    source_roots: tuple[str, ...]
    excluded: list[str]  # packages and modules that tach does not look into
    losses: tuple[str, ...]


def read_tach(root: str, graph: ImportGraph) -> Tach:
    """Read tach.toml, or [tool.tach] of pyproject.toml.

    Raises: NetraError when there is none, or it is not TOML, or has another form.
    """
    file, table = find_table(root)
    try:
        return read_table(file, table, graph, read_roots(root))
    except (TypeError, KeyError, AttributeError) as error:
        raise NetraError(f"{file} is not as tach writes it: {error}", "see what `tach check` says") from error


def read_roots(root: str) -> tuple[str, ...]:
    """Read the source roots; () when they are not said, or the repository is the only one.

    Raises: NetraError as for the whole configuration.
    """
    roots = find_table(root)[1].get("source_roots", ["."])
    found: list[str] = []
    for one in roots:
        found += sorted(glob(one, root_dir=root)) if "*" in one else [one]
    return () if found == ["."] else tuple(found)


def find_table(root: str) -> tuple[str, Mapping[str, Any]]:
    """Find the configuration and parse it."""
    for file, within in (("tach.toml", ()), ("pyproject.toml", ("tool", "tach"))):
        content = read_source(root, file, LARGEST)
        if not isinstance(content, bytes):
            continue
        table = parse(file, content)
        for key in within:
            table = table.get(key, {})
        if table:
            return file, table
    raise NetraError("there is no tach.toml and no [tool.tach]", f"looked in {root}")


def parse(file: str, content: bytes) -> dict[str, Any]:
    """Parse TOML."""
    try:
        return tomllib.loads(content.decode("utf-8-sig"))
    except ValueError as error:
        text = str(error)
        raise NetraError(f"{file} is not TOML: {text[:1].lower()}{text[1:]}") from error


def read_table(file: str, table: Mapping[str, Any], graph: ImportGraph, roots: tuple[str, ...]) -> Tach:
    """Read all that matters."""
    excluded = excluded_modules(graph, table.get("exclude", []))
    modules, missing = read_modules(table.get("modules", []), sorted(graph.names()), excluded)
    return Tach(
        file,
        modules,
        tuple([read_layer(one) for one in table.get("layers", [])]),
        bool(table.get("layers_explicit_depends_on")),
        table.get("root_module", "ignore"),
        not table.get("ignore_type_checking_imports", True),
        roots,
        excluded,
        (*lost_keys(table), *missing),
    )


def read_layer(one: Any) -> tuple[str, bool]:
    """Read a layer, a name or a table."""
    return (one, False) if isinstance(one, str) else (one["name"], bool(one.get("closed")))


def read_modules(
    tables: Iterable[Mapping[str, Any]], names: list[str], excluded: list[str]
) -> tuple[dict[str, Module], list[str]]:
    """Read the modules, and say which are not there; what is named in full wins over patterns."""
    modules: dict[str, Module] = {}
    missing = []
    for table in tables:
        for path in table["paths"] if "paths" in table else [table["path"]]:
            found = {name: read_module(name, table) for name in expand_path(path, names)}
            if not found:
                missing.append(f"module '{path}' is not found in the tree, so nothing is asked of it")
            if "*" in path:
                modules = {name: one for name, one in found.items() if not nearest(name, excluded)} | modules
            else:
                modules |= found
    return modules, missing


def read_module(path: str, table: Mapping[str, Any]) -> Module:
    """Read one module."""
    depends_on = table.get("depends_on")
    return Module(
        path,
        None if depends_on is None else paths_of(depends_on),
        paths_of(table.get("cannot_depend_on") or ()),
        table.get("layer") or "",
        bool(table.get("utility")),
        bool(table.get("unchecked")),
    )


def paths_of(dependencies: Iterable[Any]) -> tuple[str, ...]:
    """Give the paths of dependencies, each a string or a table."""
    return tuple([one if isinstance(one, str) else one["path"] for one in dependencies])


def expand_path(path: str, names: list[str]) -> list[str]:
    """List the modules that the path of a module means."""
    if path in (ROOT, "."):
        return [ROOT]
    found = expand(path, names)
    return sorted({*found, *expand(path[:-3], names)}) if path.endswith(".**") else found
