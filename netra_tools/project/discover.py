"""Which files a run looks at: sources of the repository that nothing leaves out."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from netra_tools.config.model import KNOWLEDGE_FOLDER
from netra_tools.facts.key_files import ENDINGS, ENV_START
from netra_tools.facts.languages import SCRIPTS
from netra_tools.project.definitions import DefinitionGlobs, choose_definitions, ignored_paths
from netra_tools.project.globs import Globs, compile_globs
from netra_tools.project.root import find_root
from netra_tools.project.tree import OF_USE, PYTHON, Names, Tree, add_parents

__all__ = ["Listing", "discover", "find_root"]

MARKERS = ("pyproject.toml", "setup.py", "setup.cfg")
ALL = frozenset({"**/*.py", "**/*.pyi"})
KNOWLEDGE = ".xml"
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
    scripts: tuple[str, ...] = ()  # TypeScript and JavaScript below the roots of scripts
    definitions: tuple[str, ...] = ()  # files that define keys, where they are asked for
    knowledge: tuple[str, ...] = ()  # XML in the folder of knowledge


def discover(
    root: str,
    include: Sequence[str] = (),
    exclude: Sequence[str] = (),
    script_roots: Sequence[str] = (),
    definitions: DefinitionGlobs | None = None,
) -> Listing:
    """List the Python files below `root` that `include` names (nothing in it: all) and `exclude` does not.

    Below each of `script_roots` scripts are listed, too, with `definitions` the files that define keys, and
    those of knowledge where there is a folder for them; `include` does not speak of these.
    """
    tree, method = _look(root, _names(root, bool(script_roots), definitions is not None))
    every = [name for name in tree.files if name.endswith(PYTHON)]
    names, notes = choose_names(every, include, exclude), set(tree.notes)
    paths, links = _present(root, names, notes)
    scripts, script_links = _scripts(root, tree, exclude, script_roots, notes)
    keys, key_links = _definitions(root, tree, exclude, definitions, notes)
    known, known_links = _present(root, choose_knowledge(tree.files, exclude), notes)
    links |= script_links | key_links | known_links
    excluded = compile_globs(exclude)
    notes.update(_nested(tree.nested, excluded))
    notes.update(_hidden(root, links, _other_links(tree.links, excluded), {*paths, *scripts, *keys, *known}))
    others, _ = _present(root, set(every).difference(names), set())
    return Listing(
        tuple(sorted(paths)),
        tuple(sorted(notes)),
        tuple(sorted(tree.directories)),
        method,
        _projects(tree),
        tuple(sorted(tree.ignore_files)),
        tuple(sorted(others)),
        tree.tracked,
        tuple(sorted(scripts)),
        tuple(sorted(keys)),
        tuple(sorted(known)),
    )


def _projects(tree: Tree) -> tuple[str, ...]:
    """List the directories that are projects of their own."""
    return tuple(sorted({name.rpartition("/")[0] or "." for name in tree.files if _is_marker(name)}))


def list_everything(root: str) -> tuple[frozenset[str], frozenset[str]]:
    """List all below `root` that is not ignored, whatever it is called; then what of it may be a link."""
    tree, _ = _look(root, Names(("",)))
    return frozenset(tree.files | tree.links), frozenset(tree.links)


def choose_names(names: list[str], include: Sequence[str], exclude: Sequence[str]) -> list[str]:
    """Keep what is included (nothing in `include`: everything) and not excluded."""
    if include and not ALL.issubset(include):
        included = compile_globs(include)
        names = [name for name in names if included(name)]
    excluded = compile_globs(exclude)
    return [name for name in names if not excluded(name)]


def choose_scripts(names: Iterable[str], roots: Sequence[str], exclude: Sequence[str]) -> list[str]:
    """Keep the scripts below the roots of scripts that are not excluded."""
    if not roots:
        return []
    starts = tuple(["" if place == "." else f"{place}/" for place in roots])
    excluded = compile_globs(exclude)
    below = [name for name in names if name.startswith(starts) and name.endswith(SCRIPTS)]
    return [name for name in below if not excluded(name)]


def choose_knowledge(names: Iterable[str], exclude: Sequence[str]) -> list[str]:
    """Keep the XML in the folder of knowledge that is not excluded."""
    excluded = compile_globs(exclude)
    inside = f"{KNOWLEDGE_FOLDER}/"
    return [
        name for name in names if name.startswith(inside) and name.endswith(KNOWLEDGE) and not excluded(name)
    ]


def _scripts(
    root: str, tree: Tree, exclude: Sequence[str], roots: Sequence[str], notes: set[str]
) -> tuple[list[str], set[str]]:
    """Give the scripts that exist and the links among them; a root without any is noted."""
    if not roots:
        return [], set()
    scripts, links = _present(root, choose_scripts(tree.files, roots, exclude), notes)
    for place in roots:
        if not choose_scripts(scripts, [place], ()):
            notes.add(f"no TypeScript or JavaScript found in script root: {place}")
    return scripts, links


def _definitions(
    root: str, tree: Tree, exclude: Sequence[str], globs: DefinitionGlobs | None, notes: set[str]
) -> tuple[list[str], set[str]]:
    """Give the files that define keys and the links among them; an ignored one must be named in full."""
    if globs is None:
        return [], set()
    ignored = ignored_paths(root, globs, tree.files)
    chosen = choose_definitions([*tree.files, *ignored], globs, exclude)
    add_parents(ignored, tree.directories)
    return _present(root, chosen, notes)


def _names(root: str, scripts: bool, definitions: bool) -> Names:
    """Say which names the files have that are wanted."""
    endings = (*OF_USE.endings, *(SCRIPTS if scripts else ()), *(ENDINGS if definitions else ()))
    if os.path.isdir(f"{root}/{KNOWLEDGE_FOLDER}"):
        endings = (*endings, KNOWLEDGE)
    return Names(endings, (ENV_START,) if definitions else ())


def _nested(nested: set[str], excluded: Globs) -> Iterator[str]:
    """Say which repositories are left out that nobody asked to leave out."""
    for name in nested:
        if not excluded.directory(name):
            yield f"nested repository left out: {name}"


def _other_links(links: set[str], excluded: Globs) -> set[str]:
    """Keep the links that are not named as Python is: to directories, perhaps."""
    return {link for link in links if not link.endswith(PYTHON) and not excluded(link)}


def _look(root: str, of_use: Names) -> tuple[Tree, str]:
    """Ask git, or walk where it cannot say."""
    from netra_tools.project.git import NoGitError, list_tree
    from netra_tools.project.walk import walk

    try:
        return list_tree(root, of_use), "git"
    except NoGitError as error:
        tree = walk(root, of_use=of_use)
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


def _hidden(root: str, links: set[str], others: set[str], paths: set[str]) -> list[str]:
    """Say which links hide something that is looked at under no other name; `others` have any name."""
    inside = os.path.realpath(root) + "/"
    notes = []
    for link in links | others:
        target = os.path.realpath(f"{root}/{link}")
        try:
            is_directory = stat.S_ISDIR(os.lstat(target).st_mode)
        except OSError:
            if link in links and not link.rpartition("/")[2].startswith(LOCK):
                notes.append(f"symbolic link leads nowhere: {link}")
            continue
        known = (target + "/").startswith(inside) and (is_directory or target[len(inside) :] in paths)
        if not known and (is_directory or link in links):
            notes.append(f"symbolic link not followed: {link}")
    return notes
