"""Rewrites what is no Python for a renaming: configuration, pipelines, containers, scripts, documentation."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Callable, Iterator, Mapping
from typing import Final

from netra_tools.changes.codebase import Codebase
from netra_tools.changes.documents.names import Renamed
from netra_tools.changes.documents.rewrite import rewrite_document
from netra_tools.changes.moves.destinations import folders_of
from netra_tools.changes.moves.moved_paths import MovedPaths
from netra_tools.changes.renaming.pairs import SYMBOL, Renaming
from netra_tools.model import Note
from netra_tools.plan import Edit, State
from netra_tools.project.git import NoGitError
from netra_tools.project.search import files_with
from netra_tools.project.tree import PYTHON

LARGEST: Final = 5_000_000  # bytes; nobody writes references in a file like that
SCRIPT: Final = re.compile(rb"#![^\n]*\bpython")
# Configuration in which the last part of a name can stand for the whole, as a layer does.
SHORT: Final = (".toml", ".cfg", ".ini", ".importlinter")


class References:
    """Goes through the files of a repository that are no Python."""

    def __init__(
        self,
        codebase: Codebase,
        paths: MovedPaths,
        rewrite_script: Callable[[str, bytes], bytes],
        *,
        documents: bool,
    ) -> None:
        self.codebase = codebase
        self.rewrite_script = rewrite_script  # what is Python by its first line alone
        self.renaming: Renaming = codebase.renaming
        self.paths = paths
        self.documents = documents
        self.present = codebase.tree.paths()
        self.folders = folders_of(self.present)
        self.notes: list[Note] = []
        self.names = Renamed(
            self.dotted, self.path, self.exists, tuple(codebase.config.roots) or ("src",), self.words()
        )

    @property
    def names_in_short(self) -> Renamed:
        """Give the names with the last parts among the words to look for."""
        lasts = {pair.old.rpartition(".")[2].encode() for pair in self.renaming.pairs}
        return self.names._replace(old_words=(*self.names.old_words, *sorted(lasts)))

    def words(self) -> tuple[bytes, ...]:
        """Give what must stand in a file that speaks of what is renamed."""
        found = {pair.old for pair in self.renaming.pairs} | set(self.paths.pairs)
        found |= {pair.written()[0] for pair in self.renaming.pairs if pair.symbol}
        return tuple(sorted(word.encode() for word in found))

    def dotted(self, name: str) -> str | None:
        """Give the new name of a module, of something in one, or of an object behind a colon."""
        module, colon, rest = name.partition(SYMBOL)
        if not colon:
            found = self.renaming.of(name)
            return found.name if found else None
        whole = self.renaming.of(f"{module}.{rest}")
        if whole is None:
            return None
        parts = rest.count(".") + 1
        head = whole.name.rsplit(".", parts)
        return f"{head[0]}{SYMBOL}{'.'.join(head[1:])}"

    def path(self, path: str) -> str | None:
        """Give the new path of what was there before."""
        return self.paths.of(path) if self.exists(path) else None

    def path_in_code(self, path: str) -> str | None:
        """Give the new path of what was there before; "" for what is not there, below what moves."""
        found = self.paths.of(path)
        return "" if found is not None and not self.exists(path) else found

    def exists(self, path: str) -> bool:
        """Say whether a file or folder was there before what is renamed got its new place."""
        if path in self.present or path in self.folders:
            return True
        new = self.paths.of(path) if self.renaming.settled else None
        return new is not None and (new in self.present or new in self.folders)

    def edits(self, moved: Mapping[str, str]) -> Iterator[Edit]:
        """Yield what changes in files that hold an old name; `moved` are those that get another place."""
        for path in sorted(self.candidates() | moved.keys()):
            before = self.codebase.tree.state(path) if path in self.present else None
            if before is None or path in self.codebase.names:
                continue
            after = before if len(before.content) > LARGEST else self.rewritten(path, before)
            target = moved.get(path, path)
            if after != before or target != path:
                yield Edit(path, target, before, after)

    def link(self, path: str, target: str) -> str:
        """Say where a symbolic link is to point: to what it points to now, from where it will be."""
        if os.path.isabs(target):
            return target
        aim = os.path.normpath(os.path.join(os.path.dirname(path), target))
        place = self.paths.of(path) or path
        if aim.startswith("..") or (self.path(aim) is None and place == path):
            return target
        return os.path.relpath(self.path(aim) or aim, os.path.dirname(place) or ".")

    def candidates(self) -> set[str]:
        """Find the files that hold an old name: with git's own search where there is git."""
        tree = self.codebase.tree
        others = self.present - self.codebase.names.keys()
        try:
            found = files_with(tree.root, self.names.old_words, PYTHON) & others
        except NoGitError:
            found = set(others)
        short = {path for path in others if path.endswith(SHORT)}
        return found | short | (tree.links() & others)

    def rewritten(self, path: str, before: State) -> State:
        """Give what a file holds afterwards."""
        if stat.S_ISLNK(before.mode):
            return before._replace(content=os.fsencode(self.link(path, os.fsdecode(before.content))))
        if SCRIPT.match(before.content):
            self.codebase.add_script(path, before.content)
            return before._replace(content=self.rewrite_script(path, before.content))
        names = self.names_in_short if path.endswith(SHORT) else self.names
        found = rewrite_document(path, before.content, names, documents=self.documents)
        if found is None:
            return before
        self.notes += found.left
        return before._replace(content=found.after)
