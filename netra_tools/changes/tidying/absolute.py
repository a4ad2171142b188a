"""Plans absolute imports in the place of relative ones, where they find the same.

Only the dots and the module behind them are written anew. Both forms run the same code in Python: the
module is looked up by the same full name, and the names are taken from it in the same way.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Sequence
from typing import Final

from netra_tools.changes.codebase import Codebase
from netra_tools.changes.offers import Offers, Outline, Target
from netra_tools.changes.renaming.pairs import Renaming
from netra_tools.changes.source import SourceText, Splice, UnwritableError
from netra_tools.changes.tidying.chosen import choose_files, is_file
from netra_tools.changes.tree import Tree
from netra_tools.config.model import Config
from netra_tools.facts.read import to_utf8
from netra_tools.facts.uses_text import ImportParts, Text
from netra_tools.model import IN_TRY_IMPORT, Import, Note
from netra_tools.plan import CODE, Author, Edit, Plan, State

NAME: Final = "imports absolute"
DOTS: Final = re.compile(rb"\bfrom[\s\\]*\.")
SPACES: Final = b" \t\f\\\r\n"


def plan_absolute(
    config: Config, tree: Tree, paths: Sequence[str], only: Container[tuple[str, int]] | None = None
) -> Plan:
    """Plan absolute imports in files and directories; in none, in the whole repository.

    `only` are the imports that are meant, by path and line; all when it is None.
    """
    conversion = Conversion(config, tree, only)
    found = [conversion.edit(path) for path in choose_files(config, tree, paths)]
    edits = tuple([edit for edit in found if edit is not None])
    author = Author(NAME, tuple(paths))
    return Plan("relative imports become absolute", author, edits, tuple(conversion.notes), keeps=CODE)


class Conversion:
    """One conversion of one repository."""

    def __init__(self, config: Config, tree: Tree, only: Container[tuple[str, int]] | None) -> None:
        self.tree = tree
        self.only = only
        self.codebase = Codebase(config, tree, Renaming(()))
        self.offers = Offers(self.codebase)
        self.notes: list[Note] = []

    def edit(self, path: str) -> Edit | None:
        """Plan one file; None when nothing changes."""
        before = self.tree.state(path)
        if before is None or not is_file(before.mode) or not DOTS.search(before.content):
            return None
        problem = self.offers.outline(path).problem
        if problem is not None:
            self.notes.append(Note(path, problem.line, f"cannot be read: {problem.message}"))
            return None
        try:
            text = SourceText(before.content)
            after = text.spliced(self.splices(path, text, Text(to_utf8(before.content)[0])))
        except UnwritableError as error:
            self.notes.append(Note(path, 1, f"cannot be written: {error}"))
            return None
        return None if after == before.content else Edit(path, path, before, State(after, before.mode))

    def splices(self, path: str, text: SourceText, parts: Text) -> Iterator[Splice]:
        """Yield what changes in a file, and note what stays."""
        relative = self.meant(path)
        doubt = self.doubt(path)
        if doubt and relative:
            self.notes.append(Note(path, relative[0].line, f"its relative imports stay: {doubt}"))
            return
        for record in relative:
            reason = self.complaint(path, record)
            if reason:
                written = "." * record.level + record.module
                self.notes.append(Note(path, record.line, f"`from {written} import` stays: {reason}"))
                continue
            yield self.splice(path, record, text, parts)

    def meant(self, path: str) -> Sequence[Import]:
        """Give the relative imports of a file that are to be converted."""
        relative, only = self.offers.outline(path).relative, self.only
        return [record for record in relative if only is None or (path, record.line) in only]

    def doubt(self, path: str) -> str:
        """Say why no import of a file can be converted, or ""."""
        if not self.codebase.names[path].module:
            return "the file has no module name"
        return self.offers.doubt(path)

    def complaint(self, path: str, record: Import) -> str:
        """Say why one import cannot be converted, or ""."""
        module = self.base(path, record)
        if module is None:
            return "it leads out of the top package"
        complaint = self.offers.complaint(Target(module, place(path, record)), path)
        if complaint:
            return complaint
        lacking = [name for name, _ in record.names if self.offers.lacks(module, name)]
        if lacking:
            return f"`{module}` has no `{lacking[0]}`"
        if record.flags & IN_TRY_IMPORT and is_script_fallback(record, self.offers.outline(path)):
            return "where it fails, the file runs as a script"
        return ""

    def base(self, path: str, record: Import) -> str | None:
        """Give the module that a relative import means."""
        name = self.codebase.names[path]
        return self.codebase.base(record.module, record.level, name.module, package=name.is_package)

    def splice(self, path: str, record: Import, text: SourceText, parts: Text) -> Splice:
        """Write the module of one import."""
        ends = (record.line, record.column), (record.end_line, record.end_column)
        statement = ImportParts(parts, *ends).statement(0, record.flags, *ends)
        start, end = text.offset(statement.module_start), text.offset(statement.module_end)
        before = b"" if text.data[start - 1 : start] in SPACES else b" "
        after = b"" if text.data[end : end + 1] in SPACES else b" "
        return Splice(start, end, before + (self.base(path, record) or "").encode() + after)


def place(path: str, record: Import) -> str:
    """Say where a relative import leads to, by directories."""
    directories = path.split("/")[: -record.level]
    return "/".join([*directories, *(record.module.split(".") if record.module else [])])


def is_script_fallback(record: Import, outline: Outline) -> bool:
    """Say whether a file also imports the same without dots, for when it is not run as part of a package."""
    names = {record.module} if record.module else {name for name, _ in record.names}
    return not names.isdisjoint(outline.plain)
