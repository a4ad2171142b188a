"""NET101: imports that say where a module is from here, not what it is called."""

from __future__ import annotations

from collections.abc import Iterator

from netra_tools.graph.build import absolute
from netra_tools.model import FileFacts, Finding, Import
from netra_tools.rules.rule import FileRule


class RelativeImport(FileRule):
    """An import is relative to the importing module.

    Why is this bad?
        The same module has another name in each file that imports it: a search for its name misses
        them, and moving a file breaks its imports though nothing they import has moved.

    Example:
        # app/ui/page.py
        from ..core import run

    Use instead:
        # app/ui/page.py
        from app.core import run
    """

    code = "NET101"
    slug = "relative-import"
    hint = "import by the full name of the module"

    def check(self, file: FileFacts) -> Iterator[Finding]:
        """Report every import with leading dots."""
        for record in file.facts.imports:
            if record.level:
                written = "." * record.level + record.module
                message = f"relative import of `{written}`{remedy(file, record)}"
                yield self.finding(file.path, record[5:9], written, message)


def remedy(file: FileFacts, record: Import) -> str:
    """Write the absolute form, when the file's own name tells it."""
    module = absolute(file, record.level, record.module)
    if module is None:
        return ""
    names = ", ".join(f"{name} as {alias}" if alias else name for name, alias in record.names)
    return f": write `from {module} import {names if len(names) <= 60 else '...'}`"
