"""Plans a renaming of modules and of what is in them: all references, and files when they move with it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from functools import cached_property
from typing import NamedTuple

from netra_tools.changes.codebase import Codebase
from netra_tools.changes.moved_paths import MovedPaths
from netra_tools.changes.outside import Outside
from netra_tools.changes.python_file import Place, rewrite_python
from netra_tools.changes.references import References
from netra_tools.changes.renaming import Renaming, is_below
from netra_tools.changes.source import UnwritableError
from netra_tools.changes.tree import Tree
from netra_tools.config.model import Config
from netra_tools.model import Note
from netra_tools.plan import CODE, Author, Edit, Plan, State, place_of


class Moves(NamedTuple):
    """Which files get another place, and where files and folders that are spoken of lie afterwards."""

    files: Mapping[str, str]  # path -> new path
    paths: MovedPaths


RELATIVE = re.compile(rb"\bfrom\s*\.")
NO_MOVES = Moves({}, MovedPaths(()))


class Migration:
    """One renaming of one repository."""

    def __init__(self, config: Config, tree: Tree, renaming: Renaming, moves: Moves) -> None:
        self.tree = tree
        self.renaming = renaming
        self.moves = moves
        self.codebase = Codebase(config, tree, renaming)
        self.documents = False
        self.searches = [Search(pair.old) for pair in renaming.pairs]
        self.failed: list[Note] = []
        self.notes: list[Note] = []
        self.outside = Outside(self.codebase)
        self.looked_at: set[str] = set()
        self.searched: dict[str, list[str]] = {}  # word -> files

    def plan(self, title: str, author: Author, *, documents: bool = False) -> Plan:
        """Plan everything; with `documents` what is written for readers, too."""
        self.documents = documents
        edits = [edit for path in sorted(self.candidates()) if (edit := self.edit(path)) is not None]
        edits = sorted([*edits, *self.others.edits(self.moves.files)], key=place_of)
        self.notes += self.others.notes
        pairs = tuple(pair.written() for pair in self.renaming.pairs)
        return Plan(title, author, tuple(edits), tuple(self.notes), tuple(self.failed), pairs, CODE)

    @cached_property
    def others(self) -> References:
        """Give what goes through the files that are no Python."""
        return References(self.codebase, self.moves.paths, self.rewritten, documents=self.documents)

    def candidates(self) -> Iterator[str]:
        """Search the bytes of all Python files for the words of old names."""
        for path, name in self.codebase.names.items():
            content = self.tree.read(path)
            if (
                path in self.moves.files
                or self.counts_from_before(content, name.module)
                or any(search.finds(content, name.module) for search in self.searches)
            ):
                self.codebase.keep(path, content)
                yield path

    def counts_from_before(self, content: bytes, module: str) -> bool:
        """Say whether dots in a file that was moved by hand may count from where it was."""
        if not self.renaming.settled or self.renaming.old_module(module) is None:
            return False
        return RELATIVE.search(content) is not None

    def visible_in(self, path: str) -> Callable[[str], bool]:
        """Say how to ask whether other files use a name of a module."""
        module = self.codebase.names[path].module

        def is_visible(name: str) -> bool:
            facts = self.codebase.facts(path)
            hidden = facts.exports is None and "__all__" in facts.names
            return hidden or name in (facts.exports or ()) or self.is_known(module, name)

        return is_visible

    def is_known(self, module: str, name: str) -> bool:
        """Say whether another file uses a name of a module: it writes both, or lies in that package."""
        last = re.compile(rb"\b" + module.rpartition(".")[2].encode() + rb"\b")
        for path in self.files_with(name):
            inside = is_below(self.codebase.names[path].module, module)
            if path not in self.looked_at and (inside or last.search(self.tree.read(path))):
                self.looked_at.add(path)
                self.outside.look(path)
        return self.outside.knows(module, name)

    def files_with(self, name: str) -> list[str]:
        """Name the files in which a word stands."""
        found = self.searched.get(name)
        if found is None:
            word = re.compile(rb"\b" + name.encode() + rb"\b")
            found = [path for path in self.codebase.names if word.search(self.tree.read(path))]
            self.searched[name] = found
        return found

    def new_module(self, path: str) -> str:
        """Say what a file is called afterwards."""
        module = self.codebase.names[path].module
        return self.renaming.new_name(module) if path in self.moves.files else module

    def is_package(self, path: str) -> bool:
        """Say whether a file is an `__init__` file afterwards."""
        return self.moves.files.get(path, path).rpartition("/")[2].startswith("__init__.")

    def edit(self, path: str) -> Edit | None:
        """Plan one file; None when nothing changes."""
        target = self.moves.files.get(path, path)
        before = self.tree.state(path)
        if before is None:
            return None
        after = self.rewritten(path, before.content)
        if after == before.content and target == path:
            return None
        return Edit(path, target, before, State(after, before.mode))

    def rewritten(self, path: str, before: bytes) -> bytes:
        """Give what a file holds afterwards; what cannot be rewritten stays, and is told."""
        try:
            in_strings = any(search.may_be_quoted(before) for search in self.searches)
            place = Place(
                path,
                self.new_module(path),
                self.visible_in(path),
                self.is_package(path),
                in_strings,
                self.documents,
            )
            after, notes = rewrite_python(self.codebase, place, self.others.path_in_code)
        except UnwritableError as error:
            if any(search.is_spoken_of(before) for search in self.searches):
                self.failed.append(Note(path, error.line, f"cannot be rewritten: {error}"))
            return before
        self.notes += notes
        return after


class Search:
    """Says whether a file may speak of an old name: every part of it must be written somewhere.

    In its own top package dots can stand for the parts before the last.
    """

    def __init__(self, old: str) -> None:
        self.top = old.partition(".")[0]
        parts = [part.encode() for part in old.split(".")]
        self.last = parts[-1]
        self.parts = parts[:-1]
        self.word = re.compile(rb"\b" + self.last + rb"\b")
        self.whole = old.encode()
        self.quoted = re.compile(rb"[\"'][^\n]*\b" + self.last + rb"\b")  # to read all strings takes long
        self.imported = re.compile(rb"import\b[^\n]*\b" + self.last + rb"\b")

    def finds(self, content: bytes, module: str) -> bool:
        """Say whether the words are there, in a file that is called `module`."""
        if self.last not in content or not self.word.search(content):
            return False
        return is_below(module, self.top) or all(part in content for part in self.parts)

    def may_be_quoted(self, content: bytes) -> bool:
        """Say whether a string may hold the old name."""
        return self.quoted.search(content) is not None

    def is_spoken_of(self, content: bytes) -> bool:
        """Say whether a text that cannot be parsed seems to mean the old name."""
        return self.whole in content or self.imported.search(content) is not None
