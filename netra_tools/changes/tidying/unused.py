"""Which unused imports may go: the reasons to keep one that nothing in its own file uses."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final, NamedTuple

from netra_tools.changes.codebase import Codebase
from netra_tools.changes.outside import Outside
from netra_tools.changes.tidying.import_blocks import is_conditional
from netra_tools.facts.kept import kept_uses
from netra_tools.facts.uses import Alias, ImportStatement, Uses
from netra_tools.model import IN_CLASS, IN_FUNCTION, IN_TRY_IMPORT
from netra_tools.project.globs import compile_globs

WORDS: Final = re.compile(rb"[^\W\d]\w*")
STARRED: Final = re.compile(rb"\bimport\s*\(?\s*\*")
KEEP: Final = re.compile(r"#\s*netra:\s*keep\b")
TYPE_COMMENT: Final = re.compile(r"#\s*type:(.*)")
CONFTEST: Final = "conftest.py"
USED_AS: Final = "it is used as"


class Imported(NamedTuple):
    """One name of an import statement, in the file that holds it."""

    path: str
    statement: ImportStatement
    alias: Alias
    lines: list[str]  # of the file

    @property
    def local(self) -> str:
        """Give the name that it binds."""
        plain = self.alias.name if self.statement.is_from else self.alias.name.partition(".")[0]
        return self.alias.alias or plain

    @property
    def is_named(self) -> bool:
        """Say whether the name stands for all that is imported, as it does but for `import a.b`."""
        return self.statement.is_from or self.alias.alias is not None

    @property
    def full(self) -> str:
        """Write what is imported."""
        statement = self.statement
        return f"{'.' * statement.level}{statement.module}:{self.alias.name}"

    @property
    def is_conditional(self) -> bool:
        """Say whether the import may not run though its module or function does."""
        flags = self.statement.flags
        return bool(flags & IN_TRY_IMPORT) or is_conditional(self.lines, self.statement.start[0])

    @property
    def is_global(self) -> bool:
        """Say whether it binds a name of the module."""
        return not self.statement.flags & (IN_FUNCTION | IN_CLASS)


class Keeper:
    """Says why an unused import is kept. `wanted` are all that may be asked about."""

    def __init__(self, codebase: Codebase, wanted: Iterable[Imported]) -> None:
        self.codebase = codebase
        self.is_test = compile_globs(codebase.config.tests)
        self.outside = Outside(codebase)
        self.unread: list[frozenset[bytes]] = []  # words of files that cannot be read in full
        self._search([one for one in wanted if one.is_global])

    def _search(self, wanted: list[Imported]) -> None:
        """Read the files that may use one of the names through its module."""
        homes: dict[bytes, set[bytes]] = {}
        for one in wanted:
            homes.setdefault(one.local.encode(), set()).add(self._last(one.path))
        lasts = frozenset().union(*homes.values()) if homes else frozenset()
        for path in self.codebase.names if homes else ():
            content = self.codebase.tree.read(path)
            words = frozenset(WORDS.findall(content))
            if any(words & homes[name] for name in words & homes.keys()) or (
                words & lasts and STARRED.search(content)
            ):
                self._read(path, content, words)

    def _read(self, path: str, content: bytes, words: frozenset[bytes]) -> None:
        """Read what one file uses of others."""
        self.codebase.keep(path, content)
        if isinstance(kept_uses(content), Uses):
            self.outside.look(path)
        else:
            self.unread.append(words)

    def _last(self, path: str) -> bytes:
        """Give the last part of a module's name, which whoever speaks of it writes."""
        return self.codebase.names[path].module.rpartition(".")[2].encode()

    def reason(self, one: Imported) -> str:
        """Say why an unused import is kept, or ""."""
        return next(filter(None, self._reasons(one)), "")

    def reason_repeated(self, one: Imported, statements: Sequence[ImportStatement]) -> str:
        """Say why an import is kept that ruff finds to repeat an earlier one, or ""."""
        plain = next(filter(None, self._plain_reasons(one)), "")
        return plain or ("" if repeats(one, statements) else "the earlier one may not have run")

    def _plain_reasons(self, one: Imported) -> Iterator[str]:
        """Yield the reasons to keep any import."""
        yield "marked `# netra: keep`" if is_marked(one) else ""
        yield self._effect(one)
        yield "it is imported on a condition" if one.is_conditional else ""

    def _reasons(self, one: Imported) -> Iterator[str]:
        """Yield reasons, "" for each that does not hold; the cheap ones first."""
        flags = one.statement.flags
        yield from self._plain_reasons(one)
        yield "it is a name of a class" if flags & IN_CLASS and not flags & IN_FUNCTION else ""
        yield "a type comment speaks of it" if in_type_comment(one) else ""
        if one.is_global:
            yield self._fixture(one)
            yield self._export(one)

    def _effect(self, one: Imported) -> str:
        """Say that a module is declared to do something when it is imported."""
        name = self.codebase.names[one.path]
        statement = one.statement
        found = has_effect(self.codebase, name.module, statement, one.alias, package=name.is_package)
        return "it is declared to have side effects" if found else ""

    def _fixture(self, one: Imported) -> str:
        """Say that pytest may use a name as a fixture."""
        if one.path.rpartition("/")[2] == CONFTEST:
            return "it may be a fixture"
        if not self.is_test(one.path):
            return ""
        word = re.compile(rf"\b{re.escape(one.local)}\b")
        count = sum(len(word.findall(line)) for line in one.lines)
        return "it may be a fixture" if count > 1 + self._written(one, word) else ""

    def _written(self, one: Imported, word: re.Pattern[str]) -> int:
        """Count how often the statement itself writes the name, beyond once."""
        start, end = one.statement.start[0], one.statement.end[0]
        return sum(len(word.findall(line)) for line in one.lines[start - 1 : end]) - 1

    def _export(self, one: Imported) -> str:
        """Say that other files use a name of this module, or may."""
        name = self.codebase.names[one.path]
        if name.is_package:
            return "the package may offer it"
        facts = self.codebase.facts(one.path)
        if facts.exports is None and "__all__" in facts.names:
            return "what `__all__` holds is not known"
        if self.outside.knows(name.module, one.local):
            return f"{USED_AS} `{name.module}.{one.local}`"
        pair = {one.local.encode(), self._last(one.path)}
        return "a file that cannot be read may use it" if any(pair <= words for words in self.unread) else ""


def repeats(one: Imported, statements: Sequence[ImportStatement]) -> bool:
    """Say whether an earlier statement of the same depth imports the same on no condition."""
    for statement in statements:
        same = statement.flags == one.statement.flags and statement.start[1] == one.statement.start[1]
        if same and statement.start < one.statement.start:
            for alias in statement.names:
                other = Imported(one.path, statement, alias, one.lines)
                if other.local == one.local and other.full == one.full and not other.is_conditional:
                    return True
    return False


def is_marked(one: Imported) -> bool:
    """Say whether a comment in the lines of a statement keeps it."""
    start, end = one.statement.start[0], one.statement.end[0]
    return any(KEEP.search(line) for line in one.lines[start - 1 : end])


def in_type_comment(one: Imported) -> bool:
    """Say whether a `# type:` comment of the file names what is bound."""
    word = re.compile(rf"\b{re.escape(one.local)}\b")
    comments = (match[1] for line in one.lines if (match := TYPE_COMMENT.search(line)))
    return any(word.search(comment) for comment in comments)


def has_effect(
    codebase: Codebase, importer: str, statement: ImportStatement, alias: Alias, *, package: bool
) -> bool:
    """Say whether an import runs a module that is declared to have side effects."""
    declared = codebase.config.imports.side_effects
    base = codebase.base(statement.module, statement.level, importer, package=package)
    full = f"{base}.{alias.name}" if statement.is_from else alias.name
    return any(full == module or full.startswith(f"{module}.") for module in declared)
