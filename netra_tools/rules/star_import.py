"""NET102: imports of everything."""

from __future__ import annotations

from collections.abc import Iterator

from netra_tools.model import FileFacts, Finding
from netra_tools.rules.rule import FileRule


class StarImport(FileRule):
    """A module imports every public name of another.

    Why is this bad?
        Neither a reader nor a tool can tell where a name comes from, and a name added over there
        silently replaces one over here.

    Options:
        allow_in_init: allow it in `__init__.py`, where packages gather the names they offer

    Example:
        from os.path import *

    Use instead:
        from os.path import join
    """

    code = "NET102"
    slug = "star-import"
    hint = "name what is used, or import the module"
    allow_in_init: bool = False

    def check(self, file: FileFacts) -> Iterator[Finding]:
        """Report every star."""
        if not (self.allow_in_init and file.is_package):
            yield from self._find(file)

    def _find(self, file: FileFacts) -> Iterator[Finding]:
        for record in file.facts.imports:
            if record.names and record.names[0][0] == "*":
                written = "." * record.level + record.module
                yield self.finding(file.path, record[5:9], written, f"imports everything from `{written}`")
