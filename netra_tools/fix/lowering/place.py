"""Where a new module lies that takes what moves down, and what it is called: after what moves."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from netra_tools.changes.codebase import Codebase
from netra_tools.fix.lowering.upward import Upward
from netra_tools.fix.split_names import Content, Taken, is_free, name_modules, words_of
from netra_tools.fix.split_parts import BUILTINS
from netra_tools.fix.split_refusal import CannotSplitError


class Place(NamedTuple):
    """A new module."""

    path: str
    module: str


def place_beside(codebase: Codebase, upward: Upward, sizes: Mapping[str, int]) -> Place:
    """Find a place beside who imports; `sizes` are the lines of all that moves.

    Raises: CannotSplitError when no name is left.
    """
    importer = codebase.names[upward.importer]
    package = importer.module if importer.is_package else importer.module.rpartition(".")[0]
    folder = upward.importer.rpartition("/")[0]
    start = f"{folder}/" if folder else ""
    taken = Taken("", frozenset(beside(codebase, start)), names_of(codebase, package), not package)
    asked = sorted(upward.names, key=lambda one: (-sizes[one], one))
    wholes = ("_".join(words_of(one)) for one in asked)
    name = next((one for one in wholes if is_free(one, taken)), "")
    name = name or name_modules([Content(sizes)], taken)[0]
    if not name:
        raise CannotSplitError("no name is left for a new module")
    return Place(f"{start}{name}.py", f"{package}.{name}" if package else name)


def beside(codebase: Codebase, start: str) -> Iterator[str]:
    """Yield what lies in a folder, without endings, in lower case."""
    for path in codebase.tree.paths():
        if path.startswith(start):
            yield path[len(start) :].partition("/")[0].partition(".")[0].lower()


def names_of(codebase: Codebase, package: str) -> frozenset[str]:
    """Collect the names that a module of a package should not have."""
    home = codebase.modules.get(package)
    tops = {one.partition(".")[0] for one in codebase.packages}
    return BUILTINS.union(tops, codebase.facts(home).names if home else ())
