"""Refuses new names that would hide a module of the standard library or a dependency."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator

from netra_tools.changes.codebase import Codebase
from netra_tools.errors import MistakesError

HINT = "choose another name"


def refuse_hiding(codebase: Codebase, names: Iterable[str]) -> None:
    """Raise all that modules would hide under their new names.

    Raises: MistakesError.
    """
    problems = [(problem, HINT) for problem in hidden(codebase, names)]
    if problems:
        raise MistakesError(problems)


def hidden(codebase: Codebase, names: Iterable[str]) -> Iterator[str]:
    """Yield what new modules would hide; a top module that is there already hides nothing more."""
    for name in dict.fromkeys(names):
        top = name.partition(".")[0]
        if top in codebase.packages:
            continue
        if top in sys.stdlib_module_names:
            yield f"{name} would hide the module '{top}' of the standard library"
        elif is_imported(codebase, top):
            yield f"{name} would hide the dependency '{top}'"


def is_imported(codebase: Codebase, top: str) -> bool:
    """Say whether a file imports a module that is none of ours."""
    word = top.encode()
    statement = re.compile(rb"(?m)^[ \t]*(?:import|from)[ \t]+" + word + rb"\b")
    contents = (codebase.tree.read(path) for path in codebase.names)
    return any(word in content and statement.search(content) is not None for content in contents)
