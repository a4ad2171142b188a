"""What a tach configuration and its comments say that netra has no word for."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from typing import Any

from netra_tools.graph.model import ImportGraph
from netra_tools.project.read import read_source

CONVERTED = frozenset(
    {"modules", "layers", "exclude", "source_roots", "root_module", "layers_explicit_depends_on"}
    | {"ignore_type_checking_imports"}
)
# What decides nothing about a verdict on imports, or is so by default.
HARMLESS = frozenset({"cache", "rules", "respect_gitignore", "disable_logging", "use_regex_matching"})
WITHOUT = {
    "interfaces": "netra has no rule for which names of a module are public",
    "forbid_circular_dependencies": "import-cycle looks at what files import, not at what modules declare",
    "exact": "netra does not report declared dependencies that nobody uses",
    "include_string_imports": "netra does not follow modules named in strings",
    "external": "netra does not compare imports with declared packages",
}
MODULE_KEYS = frozenset({"path", "paths", "depends_on", "cannot_depend_on", "layer", "utility", "unchecked"})
COMMENT = b"tach-ignore"
DOMAIN = "tach.domain.toml"


def lost_keys(table: Mapping[str, Any]) -> Iterator[str]:
    """Say which keys of the whole configuration are lost."""
    for key, value in table.items():
        if key not in CONVERTED and key not in HARMLESS and value:
            yield f"{key}: {WITHOUT.get(key, 'not known to netra')}"
    for module in table.get("modules", []):
        yield from lost_module_keys(module)


def lost_module_keys(table: Mapping[str, Any]) -> Iterator[str]:
    """Say which keys of a module are lost."""
    name = table.get("path") or ", ".join(table.get("paths", ()))
    for key in sorted(set(table) - MODULE_KEYS):
        if table[key] and not (key == "visibility" and table[key] == ["*"]):
            yield f"module '{name}': {key}: not known to netra"
    for one in table.get("depends_on") or ():
        if not isinstance(one, str) and one.get("deprecated"):
            yield f"module '{name}': '{one['path']}' is allowed, without a word of its being deprecated"


def lost_in_tree(root: str, graph: ImportGraph) -> Iterator[str]:
    """Say what lies in the tree besides the configuration."""
    commented = [path for path in graph.paths if has_comment(root, path)]
    if commented:
        yield f"# {COMMENT.decode()} in {places(commented)}: write # netra: ignore[forbidden-import] instead"
    directories = sorted({os.path.dirname(path) for path in graph.paths})
    domains = [one for one in directories if os.path.lexists(f"{root}/{one}/{DOMAIN}")]
    if domains:
        yield f"{DOMAIN} in {places(domains)}: not read; move its modules to the configuration of the project"


def has_comment(root: str, path: str) -> bool:
    """Tell whether a file has a comment for tach."""
    content = read_source(root, path, 1 << 24)
    return isinstance(content, bytes) and COMMENT in content


def places(paths: list[str]) -> str:
    """Name some paths, and count the others."""
    more = f" and {len(paths) - 3} more" if len(paths) > 3 else ""
    return ", ".join(path or "." for path in paths[:3]) + more
