"""Which files a run looks at: Python sources of the repository that nothing leaves out."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from netra_tools.project.globs import Globs, compile_globs
from netra_tools.project.root import find_root
from netra_tools.project.tree import PYTHON, Tree

__all__ = ["Listing", "discover", "find_root"]

MARKERS = ("pyproject.toml", "setup.py", "setup.cfg")
ALL = frozenset({"**/*.py", "**/*.pyi"})
LOCK = ".#"  # Emacs marks a file that is being edited with a link to nowhere


class Listing(NamedTuple):
    """The files to look at, and what tells whether that changed.

    The listing stays true as long as every directory keeps its modification time and every ignore file
    its stat. A directory may be gone already: git names tracked files that were deleted.
    """

    paths: tuple[str, ...]  # relative to the root, with `/`, sorted; odd bytes as surrogates
    notes: tuple[str, ...]  # what was left out and may surprise
    directories: tuple[str, ...]  # relative; "." is the root
    method: str  # "git" or "walk"
    projects: tuple[str, ...] = ()  # directories with a pyproject.toml, setup.py or setup.cfg
    ignore_files: tuple[str, ...] = ()  # absolute; some may not exist
    excluded: tuple[str, ...] = ()  # Python files that `include` or `exclude` leaves out
    tracked: bytes = b""  # digest of what git tracks


def discover(root: str, include: Sequence[str] = (), exclude: Sequence[str] = ()) -> Listing:
    """List the Python files below `root` that `include` names (nothing in it: all) and `exclude` does not."""
    tree, method = _look(root)
    excluded = compile_globs(exclude)
    every = [name for name in tree.files if name.endswith(PYTHON)]
    names = choose_names(every, include, exclude)
    notes = set(tree.notes)
    paths, links = _present(root, names, notes)
    notes.update(_nested(tree.nested, excluded))
    notes.update(_hidden(root, links | _other_links(tree.links, excluded), set(paths)))
    others, _ = _present(root, set(every).difference(names), set())
    projects = {name.rpartition("/")[0] or "." for name in tree.files if _is_marker(name)}
    return Listing(
        tuple(sorted(paths)),
        tuple(sorted(notes)),
        tuple(sorted(tree.directories)),
        method,
        tuple(sorted(projects)),
        tuple(sorted(tree.ignore_files)),
        tuple(sorted(others)),
        tree.tracked,
    )


def choose_names(names: list[str], include: Sequence[str], exclude: Sequence[str]) -> list[str]:
    """Keep what is included (nothing in `include`: everything) and not excluded."""
    if include and not ALL.issubset(include):
        included = compile_globs(include)
        names = [name for name in names if included(name)]
    excluded = compile_globs(exclude)
    return [name for name in names if not excluded(name)]


def _nested(nested: set[str], excluded: Globs) -> Iterator[str]:
    """Say which repositories are left out that nobody asked to leave out."""
    for name in nested:
        if not excluded.directory(name):
            yield f"nested repository left out: {name}"


def _other_links(links: set[str], excluded: Globs) -> set[str]:
    """Keep the links that are not named as Python is: to directories, perhaps."""
    return {link for link in links if not link.endswith(PYTHON) and not excluded(link)}


def _look(root: str) -> tuple[Tree, str]:
    """Ask git, or walk where it cannot say."""
    from netra_tools.project.git import NoGitError, list_tree
    from netra_tools.project.walk import walk

    try:
        return list_tree(root), "git"
    except NoGitError as error:
        tree = walk(root)
        if str(error):
            tree.notes.add(f"{error}; .gitignore files were read instead")
        return tree, "walk"


def _is_marker(name: str) -> bool:
    """Say whether a file makes its directory a project."""
    return name.endswith(MARKERS) and name.rpartition("/")[2] in MARKERS


def _present(root: str, names: Iterable[str], notes: set[str]) -> tuple[list[str], set[str]]:
    """Keep the regular files that exist, and set the links among them apart."""
    paths: list[str] = []
    links: set[str] = set()
    for name in names:
        try:
            mode = os.lstat(f"{root}/{name}").st_mode
        except (FileNotFoundError, NotADirectoryError):
            continue  # tracked and deleted
        except OSError:
            paths.append(name)  # whoever reads it will say why it cannot be read
            continue
        if stat.S_ISREG(mode):
            paths.append(name)
        elif stat.S_ISLNK(mode):
            links.add(name)
        else:
            notes.add(f"not a regular file, left out: {name}")
    return paths, links


def _hidden(root: str, links: set[str], paths: set[str]) -> list[str]:
    """Say which links hide something that is looked at under no other name."""
    inside = os.path.realpath(root) + "/"
    notes = []
    for link in links:
        target = os.path.realpath(f"{root}/{link}")
        try:
            is_directory = stat.S_ISDIR(os.lstat(target).st_mode)
        except OSError:
            if link.endswith(PYTHON) and not link.rpartition("/")[2].startswith(LOCK):
                notes.append(f"symbolic link leads nowhere: {link}")
            continue
        known = (target + "/").startswith(inside) and (is_directory or target[len(inside) :] in paths)
        if not known and (is_directory or link.endswith(PYTHON)):
            notes.append(f"symbolic link not followed: {link}")
    return notes
