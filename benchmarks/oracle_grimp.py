"""Compare netra's import edges with grimp's, edge for edge.

Usage: python -m benchmarks.oracle_grimp REPOSITORY PACKAGE
where REPOSITORY is the directory that holds PACKAGE. Imports of a module by itself count for neither. Files
in directories that are no identifiers are no modules for either.
"""

from __future__ import annotations

import sys
from pathlib import Path

import grimp

from netra_tools.facts.read import read_source
from netra_tools.graph.build import build_graph
from netra_tools.graph.model import ImportGraph
from netra_tools.model import FileFacts

Edge = tuple[str, str]


def main(repository: str, package: str) -> int:
    """Print what only one of the two has, and return how many that is."""
    graph = graph_of(repository, package)
    names = graph.modules
    ours = {(names[source], names[target]) for _, source, target in graph.internal_edges() if names[source]}
    theirs = edges_of_grimp(repository, package)
    print(f"{package}: {len(names)} files, {len(ours & theirs)} edges in common")
    for title, edges in (("only netra", ours - theirs), ("only grimp", theirs - ours)):
        print(
            f"{title}: {len(edges)}",
            *sorted(f"{importer} -> {imported}" for importer, imported in edges),
            sep="\n  ",
        )
    return len(ours ^ theirs)


def edges_of_grimp(repository: str, package: str) -> set[Edge]:
    """Ask grimp, which finds packages on `sys.path` and imports none."""
    sys.path.insert(0, repository)
    graph = grimp.build_graph(package, cache_dir=None)
    return {
        (importer, imported)
        for importer in graph.modules
        for imported in graph.find_modules_directly_imported_by(importer)
        if importer != imported
    }


def graph_of(repository: str, package: str) -> ImportGraph:
    """Read the package's files and resolve their imports."""
    files = []
    for path in sorted(Path(repository, package).rglob("*.py")):
        where = path.relative_to(repository)
        parts = where.with_suffix("").parts
        is_package = parts[-1] == "__init__"
        named = all(part.isidentifier() for part in parts[:-1])
        module = ".".join(parts[:-1] if is_package else parts) if named else ""
        facts = read_source(path.read_bytes()).facts
        files.append(FileFacts(where.as_posix(), module, is_package, "", False, facts))
    return build_graph(files)


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    sys.exit(1 if main(*sys.argv[1:]) else 0)
