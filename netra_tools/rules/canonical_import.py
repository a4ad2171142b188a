"""NET111: imports of what has moved."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from netra_tools.errors import NetraError
from netra_tools.graph.build import absolute
from netra_tools.graph.patterns import ancestry
from netra_tools.model import FileFacts, Finding, Import
from netra_tools.rules.rule import FileRule


class CanonicalImport(FileRule):
    """A module or name is imported from another place than the one agreed on.

    The old place itself, with what is in it, and the module that takes its place may go on using it.

    Why is this bad?
        As long as both ways work, both are copied, and the old one can never be removed.

    Options:
        replacements: for each old module or name, of this project or not, the one to use; what is in a
            module moves with it

    Example (replacements = {"app.helpers.text" = "app.text", "json.loads" = "app.json.load"}):
        # app/ui.py
        from app.helpers.text import wrap
        from json import dumps, loads

    Use instead:
        # app/ui.py
        from app.text import wrap
        from app.json import load
        from json import dumps
    """

    code = "NET111"
    slug = "canonical-import"
    hint = "import it from where it is now"
    replacements: Mapping[str, str] = {}

    def __post_init__(self) -> None:
        """Refuse what cannot be imported."""
        for name in (name for pair in self.replacements.items() for name in pair):
            if not all(part.isidentifier() for part in name.split(".")):
                raise NetraError(
                    f"'{name}' in replacements is no dotted name", "write both as in 'app.text.wrap'"
                )

    def check(self, file: FileFacts) -> Iterator[Finding]:
        """Report each import of something that has a replacement."""
        if self.replacements:
            yield from self._find(file)

    def _find(self, file: FileFacts) -> Iterator[Finding]:
        for record in file.facts.imports:
            for imported in imported_names(file, record):
                old = self._old(imported)
                if old and not self._is_party(file.module, old):
                    new = self.replacements[old] + imported[len(old) :]
                    message = f"`{imported}` is imported here; use `{new}`"
                    yield self.finding(file.path, record[5:9], imported, message)

    def _old(self, imported: str) -> str:
        """Find the replaced name closest to what is imported, or ""."""
        for name in ancestry(imported):
            if name in self.replacements:
                return name
        return ""

    def _is_party(self, module: str, old: str) -> bool:
        """Tell whether a module is the old place or the new one."""
        new = self.replacements[old]
        owner = new.rpartition(".")[0] or new
        return module == owner or any(name in (old, new) for name in ancestry(module))


def imported_names(file: FileFacts, record: Import) -> list[str]:
    """Write out what an import means, each with the name of its module; a star means the module."""
    module = absolute(file, record.level, record.module) if record.level else record.module
    if module is None:
        return []
    if not record.is_from:
        return [module]
    return list(dict.fromkeys(module if name == "*" else f"{module}.{name}" for name, _ in record.names))
