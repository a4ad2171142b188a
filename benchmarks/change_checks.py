"""Look at a tree that a change was made to, with eyes that are not netra's: bytes, and grimp's graph.

usage: python -m benchmarks.change_checks BEFORE AFTER OLD NEW

BEFORE and AFTER are trees, in which OLD was to get the name NEW; what became of it is printed as JSON. grimp
parses every file and follows every import to a module, so that a file that does not parse, or an import that
leads elsewhere than before, is seen whatever made it so.
"""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

from benchmarks.oracle_grimp import Edge, edges_of_grimp

PACKAGE = "homeassistant"


class Seen(NamedTuple):
    """A tree: a digest and the mode of every file, and which module imports which."""

    files: dict[str, str]
    edges: frozenset[Edge]


class Difference(NamedTuple):
    """What became of a tree; imports count once for each pair of modules."""

    changed: int  # files that differ, or have another name
    kept: int  # imports that lead where they led, by the new names
    lost: int
    found: int
    examples: list[str]  # of imports that are lost or new


def ask(before: Path, after: Path, old: str, new: str) -> Difference | None:
    """Let another process compare two trees; None when one does not parse.

    What this one holds would count for the memory of every program that it starts.
    """
    command = [sys.executable, "-m", "benchmarks.change_checks", str(before), str(after), old, new]
    answer = subprocess.run(command, stdout=subprocess.PIPE, check=False).stdout
    return Difference(*json.loads(answer)) if answer else None


def look(root: Path) -> Seen:
    """Look at a tree.

    Raises: grimp.exceptions.SourceSyntaxError for a file that does not parse.
    """
    before = list(sys.path)
    try:
        return Seen(contents(root), frozenset(edges_of_grimp(str(root), PACKAGE)))
    finally:
        sys.path[:] = before


def contents(root: Path) -> dict[str, str]:
    """Give the digest and the mode of every file that is not git's or netra's own."""
    found = {}
    for folder, folders, names in os.walk(root):
        folders[:] = [name for name in folders if name not in (".git", ".netra")]
        for name in names:
            path = Path(folder, name)
            digest = hashlib.sha256(path.read_bytes()).hexdigest()
            found[str(path.relative_to(root))] = f"{digest} {path.stat().st_mode:o}"
    return found


def compare(before: Seen, after: Seen, old: str, new: str) -> Difference:
    """Say what became of a tree in which one module or package was to get another name."""
    wanted = {(called(source, old, new), called(target, old, new)) for source, target in before.edges}
    lost, found = sorted(wanted - after.edges), sorted(after.edges - wanted)
    examples = [
        f"{title} {source} -> {target}"
        for title, edges in (("lost", lost), ("new", found))
        for source, target in edges[:5]
    ]
    changed = len(after.files.items() - before.files.items())
    return Difference(changed, len(wanted & after.edges), len(lost), len(found), examples)


def called(name: str, old: str, new: str) -> str:
    """Give what a module is called afterwards."""
    inside = name == old or name.startswith(f"{old}.")
    return new + name[len(old) :] if inside else name


if __name__ == "__main__":
    if len(sys.argv) != 5:
        sys.exit(__doc__)
    print(json.dumps(compare(look(Path(sys.argv[1])), look(Path(sys.argv[2])), *sys.argv[3:])))
