"""What a path in a report stands for here: reports are written in containers and on other machines."""

from __future__ import annotations

import posixpath
from collections.abc import Sequence


class PathMap:
    """Finds the files of a repository by what reports call them."""

    def __init__(self, root: str, files: frozenset[str], renamed: Sequence[tuple[str, str]]) -> None:
        self.root = root
        self.files = files
        self.renamed = renamed
        self.known: dict[str, str | None] = {}

    def find(self, name: str, folders: Sequence[str] = ()) -> str | None:
        """Give the file that a report means; None for one that is none of those that are checked.

        `folders` are those that the report says its names are relative to.
        """
        plain = name.replace("\\", "/")
        candidates = [*(posixpath.join(folder.replace("\\", "/"), plain) for folder in folders), plain]
        for candidate in candidates:
            found = self.exact(posixpath.normpath(candidate))
            if found is not None:
                return found
        return next((found for one in candidates if (found := self.by_end(posixpath.normpath(one)))), None)

    def exact(self, path: str) -> str | None:
        """Give the file that a path names once its beginning has been replaced as configured."""
        for before, after in self.renamed:
            if path == before or path.startswith(before.rstrip("/") + "/"):
                path = posixpath.normpath(posixpath.join(after, path[len(before) :].lstrip("/")))
                break
        if path.startswith(f"{self.root}/"):
            path = path[len(self.root) + 1 :]
        return path if path in self.files else None

    def by_end(self, path: str) -> str | None:
        """Give the file that the longest end of a path names; a name alone is too little to know it by."""
        if path not in self.known:
            parts = path.strip("/").split("/")
            ends = ("/".join(parts[at:]) for at in range(1, len(parts) - 1))
            self.known[path] = next((end for end in ends if end in self.files), None)
        return self.known[path]
