"""Plans a renaming of modules and of what is in them: all references, and files when they move with it."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from functools import cached_property
from itertools import starmap
from typing import Any, Final, NamedTuple

from netra_tools.changes.codebase import Codebase
from netra_tools.changes.moves.moved_paths import MovedPaths
from netra_tools.changes.outside import Outside
from netra_tools.changes.renaming.elsewhere import References
from netra_tools.changes.renaming.pairs import is_below
from netra_tools.changes.renaming.python_file import Place, rewrite_python
from netra_tools.changes.source import UnwritableError
from netra_tools.check.workers import Work, share
from netra_tools.model import Note
from netra_tools.plan import CODE, Author, Edit, Plan, State, place_of


class Moves(NamedTuple):
    """Which files get another place, and where files and folders that are spoken of lie afterwards."""

    files: Mapping[str, str]  # path -> new path
    paths: MovedPaths


# What a file holds afterwards, notes on it, and why it cannot be rewritten, as it passes between processes.
Row = tuple[bytes, tuple[tuple[Any, ...], ...], tuple[tuple[Any, ...], ...]]
WORTH: Final = 64  # files from which on several processes rewrite them: each takes about 3 ms
RELATIVE = re.compile(rb"\bfrom\s*\.")
# It is assigned or handed over: what stands at the beginning of a line is documentation.
LONG_STRING: Final = rb"[=(,\[{:][ \t]*[A-Za-z]{0,2}(?:\"\"\"|''')"
NO_MOVES = Moves({}, MovedPaths(()))


class Migration:
    """One renaming of one repository."""

    def __init__(self, codebase: Codebase, moves: Moves) -> None:
        self.codebase = codebase
        self.tree = codebase.tree
        self.renaming = codebase.renaming
        self.moves = moves
        self.documents = False
        self.searches = [Search(pair.old) for pair in self.renaming.pairs]
        self.words = {search.last: whole_word(search.last) for search in self.searches}
        self.states: dict[str, State] = {}  # of files that are to be edited, so that none is read twice
        self.failed: list[Note] = []
        self.notes: list[Note] = []
        self.outside = Outside(self.codebase)
        self.looked_at: set[str] = set()
        self.searched: dict[str, list[str]] = {}  # word -> files

    def plan(self, title: str, author: Author, *, documents: bool = False) -> Plan:
        """Plan everything; with `documents` what is written for readers, too."""
        self.documents = documents
        paths = sorted(path for path in self.candidates() if path in self.states)
        others = self.others  # made here, so that no process makes its own
        rows = share(Work(lambda path: self.rewrite(path, self.states[path].content)), paths, WORTH)
        edits = [edit for edit in map(self.edit, paths, rows) if edit is not None]
        edits = sorted([*edits, *others.edits(self.moves.files)], key=place_of)
        self.notes += others.notes
        pairs = tuple(pair.written() for pair in self.renaming.pairs)
        return Plan(title, author, tuple(edits), tuple(self.notes), tuple(self.failed), pairs, CODE)

    @cached_property
    def others(self) -> References:
        """Give what goes through the files that are no Python."""
        return References(self.codebase, self.moves.paths, self.rewritten, documents=self.documents)

    def candidates(self) -> Iterator[str]:
        """Search the bytes of all Python files for the words of old names."""
        for word in self.words:
            self.searched[word.decode()] = []
        for path, name in self.codebase.names.items():
            state = self.tree.state(path)
            content = b"" if state is None else state.content
            written = self.written(path, content)
            if (
                path in self.moves.files
                or self.counts_from_before(content, name.module)
                or any(search.finds(content, name.module, written) for search in self.searches)
            ):
                self.codebase.keep(path, content)
                if state is not None:
                    self.states[path] = state
                yield path

    def written(self, path: str, content: bytes) -> list[bytes]:
        """Say which of the last parts of old names stand in a file as words, and remember it."""
        found = [word for word, pattern in self.words.items() if word in content and pattern.search(content)]
        for word in found:
            self.searched[word.decode()].append(path)
        return found

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
        """Say whether another file uses a name of a module."""
        for path in self.files_with(name):
            if path not in self.looked_at and self.may_mean(path, module):
                self.looked_at.add(path)
                self.outside.look(path)
        return self.outside.knows(module, name)

    def may_mean(self, path: str, module: str) -> bool:
        """Say whether a file may speak of a module: it lies in that package, or writes the module's name.

        Dots can stand for the beginning that its own name shares with that.
        """
        own = self.codebase.names[path].module.split(".")
        parts = module.split(".")
        shared = 0
        while shared < min(len(own), len(parts)) and own[shared] == parts[shared]:
            shared += 1
        content = self.codebase.peek(path)
        return all(part.encode() in content for part in reversed(parts[shared:]))

    def files_with(self, name: str) -> list[str]:
        """Name the files in which a word stands."""
        found = self.searched.get(name)
        if found is None:
            word = whole_word(name.encode())
            found = [path for path in self.codebase.names if word.search(self.codebase.peek(path))]
            self.searched[name] = found
        return found

    def new_module(self, path: str) -> str:
        """Say what a file is called afterwards."""
        module = self.codebase.names[path].module
        return self.renaming.new_name(module) if path in self.moves.files else module

    def is_package(self, path: str) -> bool:
        """Say whether a file is an `__init__` file afterwards."""
        return self.moves.files.get(path, path).rpartition("/")[2].startswith("__init__.")

    def edit(self, path: str, row: Row) -> Edit | None:
        """Plan one file; None when nothing changes."""
        target = self.moves.files.get(path, path)
        before = self.states[path]
        after = self.taken(row)
        if after == before.content and target == path:
            return None
        return Edit(path, target, before, State(after, before.mode))

    def rewritten(self, path: str, before: bytes) -> bytes:
        """Give what a file holds afterwards; what cannot be rewritten stays, and is told."""
        return self.taken(self.rewrite(path, before))

    def taken(self, row: Row) -> bytes:
        """Remember what is to be told of a file, and give what it holds afterwards."""
        after, notes, failed = row
        self.notes += starmap(Note, notes)
        self.failed += starmap(Note, failed)
        return after

    def rewrite(self, path: str, before: bytes) -> Row:
        """Rewrite one file. Nothing but caches is changed: another process may be the one that does it."""
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
            spoken = any(search.is_spoken_of(before) for search in self.searches)
            return before, (), ((path, error.line, f"cannot be rewritten: {error}"),) if spoken else ()
        return after, tuple(map(tuple, notes)), ()


class Search:
    """Says whether a file may speak of an old name: every part of it must be written somewhere.

    In its own top package dots can stand for the parts before the last.
    """

    def __init__(self, old: str) -> None:
        self.top = old.partition(".")[0]
        parts = [part.encode() for part in old.split(".")]
        self.last = parts[-1]
        self.parts = parts[:-1]
        self.whole = old.encode()
        # To read all strings takes long: those of a line that name it, and long ones that may be code.
        self.quoted = re.compile(rb"[\"'][^\n]*\b" + self.last + rb"\b|" + LONG_STRING)
        self.imported = re.compile(rb"import\b[^\n]*\b" + self.last + rb"\b")

    def finds(self, content: bytes, module: str, words: Collection[bytes]) -> bool:
        """Say whether the words are there, in a file that is called `module`."""
        if self.last not in words:
            return False
        return is_below(module, self.top) or all(part in content for part in self.parts)

    def may_be_quoted(self, content: bytes) -> bool:
        """Say whether a string may hold the old name."""
        return self.quoted.search(content) is not None

    def is_spoken_of(self, content: bytes) -> bool:
        """Say whether a text that cannot be parsed seems to mean the old name."""
        return self.whole in content or self.imported.search(content) is not None


def whole_word(word: bytes) -> re.Pattern[bytes]:
    """Write the expression that finds a word."""
    return re.compile(rb"\b" + word + rb"\b")
