"""Do with libcst or rope what `netra structure move` is measured on, as a process of its own.

usage: python change_peers.py PEER ROOT [--every N]

PEER is one of
    command   libcst.codemod.commands.rename.RenameCommand on each file that mentions the name; it moves no
              file, so the module is moved beside it
    print     libcst parses and prints these files, without metadata
    rope      rope.refactor.rename.Rename of the module, in the whole tree
ROOT is a copy of the corpus that may be written to. With --every N the first two take each Nth file alone.
"""

from __future__ import annotations

import argparse
import re
from collections.abc import Callable
from pathlib import Path

OLD = "homeassistant.util.dt"
NEW = "homeassistant.util.clock"
MODULE = "homeassistant/util/dt.py"
# In a package of its own a relative import may name the module by its last part alone.
WORD = re.compile(rb"\bdt\b")


def main() -> None:
    """Run one peer."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("peer", choices=sorted(PEERS))
    parser.add_argument("root", type=Path)
    parser.add_argument("--every", type=int, default=1)
    arguments = parser.parse_args()
    PEERS[arguments.peer](arguments.root, arguments.every)


def mentioning(root: Path) -> list[Path]:
    """List the files in which the last part of the old name stands as a word."""
    files = sorted((root / "homeassistant").rglob("*.py"))
    return [path for path in files if WORD.search(path.read_bytes())]


def rename_with_command(root: Path, every: int) -> None:
    """Let the command of libcst rename, in one process; what it writes is written, and the module moved."""
    from libcst.codemod import CodemodContext, TransformSuccess, transform_module
    from libcst.codemod.commands.rename import RenameCommand

    changed, failed = 0, 0
    files = mentioning(root)[::every]
    for path in files:
        code = path.read_text(encoding="utf-8")
        command = RenameCommand(CodemodContext(filename=str(path)), OLD, NEW)
        result = transform_module(command, code)
        if not isinstance(result, TransformSuccess):
            failed += 1
        elif result.code != code:
            changed += 1
            path.write_text(result.code, encoding="utf-8")
    (root / MODULE).rename((root / MODULE).with_stem(NEW.rpartition(".")[2]))
    print(f"{len(files)} files, {changed} changed, {failed} failed")


def parse_and_print(root: Path, every: int) -> None:
    """Parse and print; what is printed is what was read."""
    from libcst import parse_module

    files = mentioning(root)[::every]
    for path in files:
        code = path.read_text(encoding="utf-8")
        if parse_module(code).code != code:
            raise SystemExit(f"{path} is printed in another way")
    print(f"{len(files)} files")


def rename_with_rope(root: Path, _: int) -> None:
    """Let rope rename the module in the whole tree."""
    from rope.base.project import Project
    from rope.refactor.rename import Rename

    # What this Python cannot parse, such as `def f[T]` in 3.11, stops rope otherwise.
    project = Project(str(root), ropefolder=None, ignore_syntax_errors=True)
    renaming = Rename(project, project.get_resource(MODULE))
    changes = renaming.get_changes(NEW.rpartition(".")[2])
    project.do(changes)
    print(f"{len(project.get_python_files())} files, {len(changes.changes)} changes")
    project.close()


PEERS: dict[str, Callable[[Path, int], None]] = {
    "command": rename_with_command,
    "print": parse_and_print,
    "rope": rename_with_rope,
}


if __name__ == "__main__":
    main()
