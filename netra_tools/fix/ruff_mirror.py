"""Asks ruff about the repository as repairs leave it, on one copy that lasts as long as they go on."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Collection, Iterable, Mapping
from typing import Final

from netra_tools.changes.tidying.ruff_folder import CONFIGURATION, RuffFolder, write
from netra_tools.changes.tree import Tree
from netra_tools.external.findings import Source, make_findings
from netra_tools.external.launch import Surroundings
from netra_tools.external.ruff_fixes import UNSORTED
from netra_tools.external.ruff_safe import Remark, ask_selected, mend
from netra_tools.facts.read import read_source, to_utf8
from netra_tools.model import Finding

Ask = Callable[[Surroundings, str], list[Remark]]
TABLE: Final = b"[tool.ruff"


class RuffMirror:
    """The copy. Its files are in UTF-8 with plain newlines."""

    def __init__(self, where: Surroundings) -> None:
        self.where = where
        self.folder = tempfile.TemporaryDirectory(prefix="netra-")
        self.written: dict[str, bytes] = {}

    def close(self) -> None:
        """Remove the copy."""
        self.folder.cleanup()

    def bring(self, tree: Tree, paths: Collection[str]) -> None:
        """Let the copy hold what a tree holds; of the files that are not asked about only their names."""
        sources = {path: to_utf8(tree.read(path))[0] for path in paths}
        wanted = dict(RuffFolder(tree, self.where).contents(sources))
        for path in self.written.keys() - wanted.keys():
            os.unlink(os.path.join(self.folder.name, path))
        for path, content in wanted.items():
            if self.written.get(path) != content:
                write(self.folder.name, path, content)
        self.written = wanted

    def remarks(self, asks: Iterable[Ask]) -> list[Remark]:
        """Ask several questions; what two answers hold counts once.

        Raises: NetraError.
        """
        return list(dict.fromkeys(one for ask in asks for one in ask(self.where, self.folder.name)))

    def findings(self, asks: Iterable[Ask]) -> tuple[Finding, ...]:
        """Ask several questions, and give the answers as findings.

        Raises: NetraError.
        """
        sources: dict[str, Source] = {}
        said = [(one.path, one.message) for one in self.remarks(asks)]
        for path, _ in said:
            if path not in sources:
                data = self.written[path]
                sources[path] = Source(data.splitlines(), read_source(data).facts.definitions)
        return make_findings("ruff", said, sources.__getitem__)

    def mended(self, rules: Collection[str]) -> Mapping[str, bytes]:
        """Let ruff mend what some of its rules say of the copy, and give the files that are others then.

        Raises: NetraError.
        """
        every = {one.message.rule for one in ask_selected(self.where, self.folder.name)}
        mend(self.where, self.folder.name, () if every.issubset({*rules, UNSORTED}) else sorted(rules))
        found = {}
        for path, before in self.written.items():
            if not before:
                continue
            with open(os.path.join(self.folder.name, path), "rb") as file:
                after = file.read()
            if after != before:
                found[path] = after
        self.written = {**self.written, **found}
        return found


def is_configured(tree: Tree) -> bool:
    """Say whether the repository tells ruff anything."""
    paths = [path for path in tree.paths() if path.rpartition("/")[2] in CONFIGURATION]
    return any(not path.endswith("pyproject.toml") or TABLE in tree.read(path) for path in paths)
