"""Which files cannot be divided because of where they are, and who finds them there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from netra_tools.changes.codebase import MARKERS, Codebase
from netra_tools.config.model import Config
from netra_tools.fix.split_refusal import CannotSplitError
from netra_tools.project.globs import compile_globs

SCRIPT: Final = re.compile(rb"\A#!|(?m:^if __name__ == )")
LISTED: Final = re.compile(rb"py[_-]modules")
# A few lines that end where the modules of a package are listed.
WALKING: Final = re.compile(rb"(?:[^\n]*\n){0,3}[^\n]*\b(?:iter_modules|walk_packages)\([^\n]*")
HERE: Final = rb"__path__|__file__|__name__|__package__|dirname"
# Folders of which every file is taken for something of its own.
SEARCHED: Final = ("/management/commands/", "/alembic/versions/")
DOCUMENTS: Final = (".rst", ".md", ".txt")
NOT_IMPORTED: Final = ("__main__.py", "conftest.py", "setup.py")


def refuse_place(config: Config, codebase: Codebase, path: str) -> None:
    """Refuse files that are more than a module, or less.

    Raises: CannotSplitError.
    """
    for reason in misfits(config, codebase, path):
        raise CannotSplitError(reason)


def misfits(config: Config, codebase: Codebase, path: str) -> Iterator[str]:
    """Yield why a file cannot be divided where it is."""
    name = codebase.names.get(path)
    if name is None or not path.endswith(".py"):
        yield "it is no Python file of the repository"
        return
    if not name.module or path.rpartition("/")[2] in NOT_IMPORTED:
        yield "nobody imports it by name"
    if compile_globs(config.tests)(path):
        yield "it is a test: what runs it finds tests by their file"
    if codebase.modules.get(name.module) != path:
        yield "another file has the same module name"
    if any(folder in f"/{path}" for folder in SEARCHED):
        yield "every file of its folder is taken for something of its own"
    yield from listings(codebase, name.module) if "." not in name.module else ()


def listings(codebase: Codebase, module: str) -> Iterator[str]:
    """Yield who tells a package to consist of a module: new ones would not be in it."""
    word = re.compile(rb"\b" + module.encode() + rb"\b")
    for path in sorted(codebase.tree.paths()):
        if path.rpartition("/")[2] in MARKERS:
            content = codebase.tree.read(path)
            if LISTED.search(content) and word.search(content):
                yield f"{path} lists it among the modules to be installed"


def refuse_walked(codebase: Codebase, path: str) -> None:
    """Refuse a file in a package whose modules are found because they are there.

    Raises: CannotSplitError.
    """
    folder = path.rpartition("/")[0]
    if "." not in codebase.names[path].module and not codebase.names[path].is_package:
        return  # it lies in no package
    above, _, last = folder.rpartition("/")
    places = {folder: re.compile(HERE), above: re.compile(rb"\b" + re.escape(last.encode()) + rb"\b")}
    for other in sorted(codebase.names):
        meant = places.get(other.rpartition("/")[0])
        content = codebase.tree.read(other) if meant is not None else b""
        walks = b"iter_modules(" in content or b"walk_packages(" in content  # the pattern alone is slow
        if meant is not None and walks and any(map(meant.search, WALKING.findall(content))):
            raise CannotSplitError(f"{other} takes every module of a package for something of its own")


def refuse_script(module: str, data: bytes, *, imports_own: bool) -> None:
    """Refuse a file in a package that may be run by its path: it would not find what is beside it.

    Raises: CannotSplitError.
    """
    if "." in module and SCRIPT.search(data) and not imports_own:
        raise CannotSplitError("it may be run as a script, which finds no module of its package")


def refuse_documented(codebase: Codebase, path: str) -> None:
    """Refuse a module whose documentation is made of what is defined in it.

    Raises: CannotSplitError.
    """
    if codebase.facts(path).exports is not None:
        return  # what `__all__` lists is documented wherever it comes from
    asked = re.compile(rb"automodule:: " + re.escape(codebase.names[path].module.encode()) + rb"\s")
    for other in sorted(codebase.tree.paths()):
        if other.endswith(DOCUMENTS) and asked.search(codebase.tree.read(other)):
            raise CannotSplitError(f"{other} documents what is defined in it, and it has no `__all__`")
