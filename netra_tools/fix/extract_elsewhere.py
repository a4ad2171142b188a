"""What the rest of a repository says about names that extraction gives, and methods that it takes apart."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from netra_tools.changes.tree import Tree
from netra_tools.errors import NetraError
from netra_tools.project.tree import PYTHON

PRIVATE: Final = re.compile(rb"\b_[a-z]\w*")
# `Class.method`, but not called with `self`, as who inherits does.
TAKEN_OUT: Final = re.compile(rb"\b([A-Z]\w*\.\w+)\b(?!\(self\b)")


class Elsewhere:
    """The words of all Python files that bear on extraction, read once."""

    def __init__(self, tree: Tree) -> None:
        self.private: set[bytes] = set()
        self.taken_out: dict[bytes, set[str]] = {}
        for path in sorted(tree.paths()):
            if path.endswith(PYTHON):
                self.read(path, content_of(tree, path))

    def read(self, path: str, content: bytes) -> None:
        """Take the words of a file."""
        self.private.update(PRIVATE.findall(content))
        for word in TAKEN_OUT.findall(content):
            self.taken_out.setdefault(word, set()).add(path)

    def is_free(self, name: str) -> bool:
        """Say whether no file mentions a name: a class elsewhere may inherit, or be inherited."""
        return name.encode() not in self.private

    def take(self, names: Iterable[str]) -> None:
        """Remember names that are given."""
        self.private.update(name.encode() for name in names)

    def borrows(self, path: str, name: str) -> bool:
        """Say whether a file but `path` takes a method out of its class; `name` is qualified."""
        return bool(self.taken_out.get(".".join(name.split(".")[-2:]).encode(), set()) - {path})


def content_of(tree: Tree, path: str) -> bytes:
    """Give what a file holds; nothing for what cannot be read."""
    try:
        return tree.read(path)
    except NetraError:
        return b""
