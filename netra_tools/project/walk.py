"""The tree as a walk sees it, where git cannot say. No link is followed, so no loop is possible."""

from __future__ import annotations

import os
from collections.abc import Iterable

from netra_tools.project.tree import OF_USE, Names, Tree, empty_tree

# Nothing in these is anybody's source, whoever looks.
NEVER = frozenset({".git", ".netra", "__pycache__"})
# What others install or cache. With git, .gitignore says so; without it, names must do.
INSTALLED = frozenset(
    {".mypy_cache", ".nox", ".pytest_cache", ".ruff_cache", ".tox", ".venv", "node_modules", "venv"}
)
Entries = dict[str, os.DirEntry[str]]


def walk(
    root: str,
    starts: Iterable[str] = (".",),
    skip: frozenset[str] = INSTALLED,
    of_use: Names = OF_USE,
) -> Tree:
    """Walk below each start, honouring .gitignore files, and leave out directories named in `skip`.

    With several .gitignore files the deepest that speaks of a path decides, as in git.
    """
    tree = empty_tree(of_use)
    skipped: set[str] = set()
    stack = [(start, _above(root, start)) for start in starts]
    while stack:
        directory, ignores = stack.pop()
        entries = _entries(root, directory, tree)
        if "pyvenv.cfg" in entries and skip:
            skipped.add(directory)
            continue
        ignores = _own_ignores(root, directory, entries, ignores, tree)
        if ignores and ignores.everything:
            continue
        tree.directories.add(directory)
        for path, name in _visible(entries, directory, ignores, tree).items():
            if name in skip:
                skipped.add(path)
            elif _is_repository(root, path):
                tree.nested.add(path)
            else:
                stack.append((path, ignores))
    tree.notes.update(_installed(skipped))
    return tree


def _installed(skipped: set[str]) -> list[str]:
    """Say what was left out because of what it looks like."""
    names = ", ".join(sorted(skipped))
    return [f"left out, since git is not there to say: {names}"] if names else []


def _own_ignores(
    root: str, directory: str, entries: Entries, above: _Ignores | None, tree: Tree
) -> _Ignores | None:
    """Read the .gitignore of a directory, if it has one."""
    if ".gitignore" not in entries:
        return above
    ignores = _Ignores(root, directory, above)
    tree.ignore_files.add(ignores.file)
    return ignores


def _entries(root: str, directory: str, tree: Tree) -> Entries:
    """List a directory; one that cannot be read becomes a note."""
    try:
        with os.scandir(f"{root}/{directory}") as found:
            return {entry.name: entry for entry in found}
    except OSError as error:
        reason = (error.strerror or "unknown error").lower()
        tree.notes.add(f"directory cannot be read: {directory}: {reason}")
        return {}


def _visible(entries: Entries, directory: str, ignores: _Ignores | None, tree: Tree) -> dict[str, str]:
    """Note the files of a directory that are not ignored, and give its subdirectories that are not."""
    subdirectories: dict[str, str] = {}
    endings, starts = tree.of_use
    for name, entry in entries.items():
        path = name if directory == "." else f"{directory}/{name}"
        if entry.is_dir(follow_symlinks=False):
            if name not in NEVER and not _ignored(ignores, path + "/"):
                subdirectories[path] = name
            continue
        wanted = name.endswith(endings) or name.startswith(starts)
        # What is neither of use nor a link is not asked about: that is half the time of a walk.
        if (wanted or entry.is_symlink()) and not _ignored(ignores, path):
            _add_file(path, entry, wanted, tree)
    return subdirectories


def _add_file(path: str, entry: os.DirEntry[str], wanted: bool, tree: Tree) -> None:
    """Add a file, a link, or a link to what may be a file."""
    if entry.is_symlink():
        tree.links.add(path)
    if wanted:
        tree.files.add(path)


def _is_repository(root: str, path: str) -> bool:
    """Say whether a directory holds a repository of its own."""
    try:
        os.lstat(f"{root}/{path}/.git")
    except OSError:
        return False
    return True


def _above(root: str, start: str) -> _Ignores | None:
    """Collect the .gitignore files from the root down to the parent of a start."""
    ignores: _Ignores | None = None
    parents = [] if start == "." else [".", *_prefixes(start)]
    for parent in parents:
        try:
            os.lstat(f"{root}/{parent}/.gitignore")
        except OSError:
            continue
        ignores = _Ignores(root, parent, ignores)
    return ignores


def _prefixes(path: str) -> list[str]:
    """Name the directories above a path, the root left out: a/b/c gives a and a/b."""
    parts = path.split("/")
    return ["/".join(parts[:length]) for length in range(1, len(parts))]


class _Ignores:
    """One .gitignore file, and those above it."""

    def __init__(self, root: str, directory: str, above: _Ignores | None) -> None:
        from pathspec import GitIgnoreSpec

        from netra_tools.project.read import read_source

        prefix = "" if directory == "." else directory + "/"
        self.file = f"{root}/{prefix}.gitignore"
        self._start = len(prefix)
        self.above = above
        content = read_source(root, prefix + ".gitignore", 1 << 24)
        lines = os.fsdecode(content).split("\n") if isinstance(content, bytes) else []
        lines = [line.removesuffix("\r") for line in lines]
        self.everything = "*" in lines and not any(line.startswith("!") for line in lines)  # a cache, say
        self._spec = GitIgnoreSpec.from_lines(lines)

    def verdict(self, path: str) -> bool | None:
        """Say whether this file has a path ignored, or kept, or says nothing of it."""
        return self._spec.check_file(path[self._start :]).include


def _ignored(ignores: _Ignores | None, path: str) -> bool:
    """Say whether a path is ignored; a directory's ends with `/`."""
    while ignores:
        verdict = ignores.verdict(path)
        if verdict is not None:
            return verdict
        ignores = ignores.above
    return False
