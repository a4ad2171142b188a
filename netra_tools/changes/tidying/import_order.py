"""Why the order of imports may matter, so that nobody sorts them."""

from __future__ import annotations

from collections.abc import Sequence

from netra_tools.changes.codebase import Codebase
from netra_tools.changes.tidying.unused import Imported, has_effect, is_marked
from netra_tools.facts.uses import ImportStatement

STAR = "*"


def disorder(codebase: Codebase, path: str, block: Sequence[ImportStatement], lines: list[str]) -> str:
    """Say why a block of imports must stay in its order, or ""."""
    importer = codebase.names[path]
    meanings: dict[str, str] = {}
    for statement in block:
        for alias in statement.names:
            one = Imported(path, statement, alias, lines)
            if is_marked(one):
                return "one is marked `# netra: keep`"
            if has_effect(codebase, importer.module, statement, alias, package=importer.is_package):
                return f"`{statement.module or alias.name}` is declared to have side effects"
            if alias.name == STAR and len(block) > 1:
                return "a star import may bind names that others bind, too"
            full = one.full if one.is_named else one.local
            if meanings.setdefault(one.local, full) != full:
                return f"`{one.local}` is imported from several places, and the last one counts"
    return ""
