"""Files that hold nothing since something was taken out of them, and packages of which nothing is left."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Final

from netra_tools.changes.source import SourceText, UnwritableError
from netra_tools.changes.tree import Tree
from netra_tools.fix.removal.layout import Layout, Statement
from netra_tools.fix.removal.survey import Found

INIT: Final = "__init__.py"
NO_NAMES: Final = re.compile(rb"__all__\s*(?::[^=]+)?=\s*(?:\[\s*\]|\(\s*\))\s*")
TYPED: Final = "py.typed"


def find_emptied(tree: Tree, found: Found, touched: Collection[str]) -> dict[str, int]:
    """Give the files without content that earlier rounds touched, and such packages, by number."""
    numbers = {source.path: number for number, source in enumerate(found.table.sources)}
    modules = {path for path in touched if path.rpartition("/")[2] != INIT}
    packages = {init for init in map(init_above, touched) if init in numbers and is_alone(tree, init)}
    there = sorted((modules | packages) & numbers.keys())
    return {
        path: numbers[path]
        for path in there
        if not is_asked(found, numbers[path]) and is_empty(tree.read(path))
    }


def is_asked(found: Found, number: int) -> bool:
    """Say whether something is known to want a file."""
    module = found.table.first[number]
    return bool(found.walk.alive[module]) and module not in found.walk.soft


def init_above(path: str) -> str:
    """Give the file that makes a package of the folder around a file, or around a package."""
    folder, _, name = path.rpartition("/")
    if name == INIT:
        folder = folder.rpartition("/")[0]
    return f"{folder}/{INIT}" if folder else INIT


def is_alone(tree: Tree, init: str) -> bool:
    """Say whether nothing else lies in the folder of a package."""
    folder = init[: -len(INIT)]
    return bool(folder) and all(
        path in (init, folder + TYPED) for path in tree.paths() if path.startswith(folder)
    )


def is_empty(data: bytes) -> bool:
    """Say whether a file holds nothing but a docstring, comments and an empty `__all__`."""
    try:
        layout = Layout(SourceText(data))
    except UnwritableError:
        return False
    return all(is_idle(one, layout) for one in layout.statements)


def is_idle(one: Statement, layout: Layout) -> bool:
    """Say whether a statement gives a file nothing."""
    if one.is_text or (one.word == b"from" and one.code[1].text == b"__future__"):
        return True
    return NO_NAMES.fullmatch(layout.lines[one.first].text().split(b"#")[0]) is not None
