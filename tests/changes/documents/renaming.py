"""A renaming of modules and files over a list of paths, for tests."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from netra_tools.changes.documents.names import Renamed

FILES = (
    "app/__init__.py", "app/main.py", "app/models.py", "app/foo.py", "app/core/__init__.py", "app/core/db.py",
    "app/core/log.py", "app/tests/test_x.py", "app/migrations/env.py", "app/alembic.ini", "app/README.md",
    "app/static/logo.svg", "application/x.py", "tests/test_y.py", "docs/index.md", "scripts/run.sh",
    "pyproject.toml", "libs/other/app/main.py", "libs/other/pyproject.toml",
)  # fmt: skip


def renaming(
    modules: Mapping[str, str], files: Iterable[str] = FILES, roots: tuple[str, ...] = (".",)
) -> Renamed:
    """Rename modules, and move the folders and files that hold them."""
    listed = set(files)
    there = {path.rsplit("/", depth)[0] for path in listed for depth in range(path.count("/") + 1)}
    there |= listed
    moves = dict(sorted(moved(modules, there, roots), key=lambda pair: -len(pair[0])))

    def dotted(name: str) -> str | None:
        for old in sorted(modules, key=len, reverse=True):
            if name == old or name.startswith((f"{old}.", f"{old}:")):
                return modules[old] + name[len(old) :]
        return None

    def path(name: str) -> str | None:
        found = (new + name[len(old) :] for old, new in moves.items() if is_below(name, old))
        return next(found, None) if name in there else None

    words = tuple(
        word.encode() for old in modules for word in {old, old.replace(".", "/"), old.split(".")[-1]}
    )
    return Renamed(dotted, path, there.__contains__, roots, words)


def moved(modules: Mapping[str, str], there: set[str], roots: tuple[str, ...]) -> Iterable[tuple[str, str]]:
    """Give the files and folders that move with their modules."""
    for old, new in modules.items():
        for root in roots:
            front = "" if root == "." else f"{root}/"
            before, after = (front + name.replace(".", "/") for name in (old, new))
            for end in ("", ".py", ".pyi"):
                if before + end in there:
                    yield before + end, after + end


def is_below(path: str, folder: str) -> bool:
    """Say whether a path is a folder or lies in it."""
    return path == folder or path.startswith(f"{folder}/")
