"""Which files are checked, and which of them were asked for."""

from __future__ import annotations

import marshal
import os
import stat
from collections.abc import Sequence
from typing import Any, NamedTuple

from netra_tools.check.gather import Place
from netra_tools.check.ruleset import RuleSet
from netra_tools.config.learning_files import watched
from netra_tools.config.model import KNOWLEDGE_FOLDER, Config
from netra_tools.config.specification import SPECIFICATION
from netra_tools.digests import digest_of
from netra_tools.errors import MistakesError, NetraError
from netra_tools.literals.layout import vocabulary_paths
from netra_tools.project.change import Overlay
from netra_tools.project.definitions import DefinitionGlobs, choose_definitions
from netra_tools.project.discover import (
    Listing,
    choose_knowledge,
    choose_names,
    choose_scripts,
    discover,
    list_everything,
)
from netra_tools.project.globs import compile_globs
from netra_tools.project.modules import check_roots, name_modules
from netra_tools.project.tree import PYTHON


class StringScope(NamedTuple):
    """What an index of strings is made of besides the files to check."""

    definitions: tuple[str, ...] = ()  # files that define keys
    excluded: tuple[str, ...] = ()  # Python files that `include` or `exclude` leaves out
    unindexed: frozenset[str] = frozenset()  # files that are checked: generated and vendored code


class Scope(NamedTuple):
    """The files to check, and how to see that there are others."""

    places: list[Place]
    unread: frozenset[str]  # modules that exist but are not read
    notes: tuple[str, ...]  # what was left out and may surprise
    watched: tuple[str, ...]  # absolute paths; while none of them moves, the files are the same
    digest: bytes  # of places and unread
    tracked: bytes = b""  # digest of the names that git tracks
    strings: StringScope = StringScope()
    knowledge: tuple[str, ...] = ()  # XML in the folder of knowledge, and the index of everything
    outside: tuple[str, ...] = ()  # files that are no Python and may speak of it, where a rule asks


def locate(config: Config, rules: RuleSet, overlay: Overlay, *, strings: bool = False) -> Scope:
    """Find the files of the project, with those that `overlay` adds or removes, and say what each is called.

    For an index of `strings` also the files that define keys, and what is left out of it.
    Raises: NetraError when a configured root does not exist or there is nothing to check.
    """
    check_roots(config.root, config.roots, config.services, config.script_roots)
    listing = list_files(config, strings=strings)
    if overlay:
        listing = overlaid(listing, overlay, config, strings=strings)
    if not overlay:
        refuse_nothing(listing, config.root)
    is_test = compile_globs(config.tests)
    names = name_modules((*listing.paths, *listing.excluded), config.roots, config.services, listing.projects)
    places = [
        Place(path, name[0], name[1], name[2], is_test(path), rules.overrides_of(path))
        for path, name in zip(listing.paths, names, strict=False)
    ]
    unread = frozenset(name.module for name in names[len(places) :] if name.module)
    if listing.scripts:
        places = sorted([*places, *script_places(listing, config, rules)])
    outside = list_outside(config, rules)
    watched = watched_paths(config, listing, outside)
    digest = digest_places(places, unread)
    scope = Scope(places, unread, listing.notes, watched, digest, listing.tracked, outside=outside)
    scope = scope._replace(knowledge=with_index(config, listing.knowledge, overlay))
    return scope._replace(strings=choose_strings(config, listing)) if strings else scope


def with_index(config: Config, knowledge: tuple[str, ...], overlay: Overlay) -> tuple[str, ...]:
    """Add the index of everything to the files of knowledge, where there is one."""
    path = config.master_index.file
    is_there = overlay[path] is not None if path in overlay else is_file(f"{config.root}/{path}")
    is_wanted = is_there and not compile_globs(config.exclude)(path)
    return tuple(sorted({*knowledge, path})) if is_wanted else knowledge


def is_file(path: str) -> bool:
    """Say whether there is a regular file at a path; a link is none."""
    try:
        return stat.S_ISREG(os.lstat(path).st_mode)
    except OSError:
        return False


def refuse_nothing(listing: Listing, root: str) -> None:
    """Raise NetraError when there is nothing to check."""
    if not (listing.paths or listing.scripts or listing.knowledge):
        hint = "check the directory, and 'include' and 'exclude' in the configuration"
        raise NetraError(f"no Python files found in {root}", hint)


def list_files(config: Config, *, strings: bool) -> Listing:
    """List the files that the configuration speaks of; for an index also those that define keys."""
    globs = definition_globs(config) if strings else None
    return discover(config.root, config.include, config.exclude, config.script_roots, globs)


def list_outside(config: Config, rules: RuleSet) -> tuple[str, ...]:
    """List the files that are no Python and may say what of it is used, where a rule asks."""
    return outside_files(config) if rules.reach_rules else ()


def outside_files(config: Config) -> tuple[str, ...]:
    """List the files that are no Python and may say what of it is used."""
    from netra_tools.reach.outside import is_of_use

    is_out = compile_globs(config.exclude)
    everything, _ = list_everything(config.root)
    return tuple(sorted([path for path in everything if is_of_use(path) and not is_out(path)]))


def definition_globs(config: Config) -> DefinitionGlobs:
    """Say which files define keys."""
    return DefinitionGlobs(config.literals.definition_files, config.literals.exclude)


def choose_strings(config: Config, listing: Listing) -> StringScope:
    """Say what an index of strings holds besides the files that are checked, and what it does not."""
    is_out = compile_globs(config.literals.exclude)
    unindexed = frozenset([path for path in (*listing.paths, *listing.scripts) if is_out(path)])
    return StringScope(listing.definitions, listing.excluded, unindexed)


def script_places(listing: Listing, config: Config, rules: RuleSet) -> list[Place]:
    """Say of each script who owns it; no import statement of Python can name it."""
    is_test = compile_globs(config.tests)
    names = name_modules(listing.scripts, config.roots, config.services, listing.projects)
    return [
        Place(path, "", False, name.service, is_test(path), rules.overrides_of(path))
        for path, name in zip(listing.scripts, names, strict=True)
    ]


def overlaid(listing: Listing, overlay: Overlay, config: Config, *, strings: bool) -> Listing:
    """Add the files that an overlay holds, and take away those that it says are not there."""
    held = [path for path, text in overlay.items() if text is not None]
    removed = {path for path, text in overlay.items() if text is None}
    scripts = choose_scripts(held, config.script_roots, config.exclude)
    definitions = choose_definitions(held, definition_globs(config), config.exclude) if strings else ()
    return listing._replace(
        paths=tuple(sorted({*listing.paths, *choose_paths(held, config)} - removed)),
        scripts=tuple(sorted({*listing.scripts, *scripts} - removed)),
        definitions=tuple(sorted({*listing.definitions, *definitions} - removed)),
        knowledge=tuple(sorted({*listing.knowledge, *choose_knowledge(held, config.exclude)} - removed)),
    )


def choose_paths(paths: list[str], config: Config) -> list[str]:
    """Keep the Python files that the configuration includes and does not exclude."""
    return choose_names([path for path in paths if path.endswith(PYTHON)], config.include, config.exclude)


def digest_places(places: list[Place], unread: frozenset[str]) -> bytes:
    """Digest all that the files are called."""
    return digest_of(marshal.dumps((tuple(zip(*places, strict=True)), sorted(unread)), 2))


def watched_paths(config: Config, listing: Listing, outside: tuple[str, ...]) -> tuple[str, ...]:
    """List what decides which files there are, what is asked of them and what other tools said of them."""
    root = config.root
    paths = [root, f"{root}/.git/HEAD", f"{root}/pyproject.toml", f"{root}/netra.toml"]
    paths += [
        f"{root}/{path}" for path in (config.baseline, config.master_index.file, "SPEC", *SPECIFICATION)
    ]
    paths += watched(root)
    paths += [f"{root}/{path}" for path in vocabulary_paths(config.literals.vocabulary)]
    paths += listing.ignore_files
    paths += config.rule_files
    paths += [f"{root}/{tool.report}" for tool in config.external.values() if tool.report]
    others = (*listing.directories, *listing.definitions, *listing.knowledge, *outside)
    paths += [f"{root}/{path}" for path in others]
    return tuple(dict.fromkeys(paths))


def freeze(scope: Scope) -> tuple[Any, ...]:
    """Turn a scope into plain values that can be kept; what is watched is kept with the look."""
    columns = zip(*scope.places, strict=True) if scope.places else [()] * len(Place._fields)
    paths, modules, packages, services, tests, overrides = columns
    texts = ["\0".join(column) for column in (paths, modules, services)]
    rest = (scope.unread, scope.notes, scope.digest, scope.tracked, tuple(scope.strings))
    return texts, bytes(packages), bytes(tests), overrides, *rest, scope.knowledge, scope.outside


def thaw(plain: tuple[Any, ...], watched: tuple[str, ...]) -> Scope:
    """Turn plain values back into a scope."""
    texts, packages, tests, overrides, unread, notes, digest, tracked, strings, *others = plain
    paths, modules, services = (text.split("\0") if overrides else () for text in texts)
    columns = (paths, modules, map(bool, packages), services, map(bool, tests), overrides)
    places = list(map(Place._make, zip(*columns, strict=True)))
    return Scope(places, unread, notes, watched, digest, tracked, StringScope(*strings), *others)


def choose(root: str, scope: Scope, paths: Sequence[str]) -> tuple[frozenset[str] | None, tuple[str, ...]]:
    """Give the files that `paths` name (None: all), and a notice for each file left out.

    Raises: MistakesError for all paths outside of `root`, that do not exist, or that hold nothing to check.
    """
    if not paths or set(paths) == {"."}:
        return None, ()
    known = frozenset([*[place.path for place in scope.places], *scope.knowledge])
    found = {path: files_at(path, known) for path in paths}
    absent = [path for path, files in found.items() if not files]
    refuse(root, absent)
    return frozenset().union(*found.values()), tuple([explain_absence(root, path) for path in absent])


def refuse(root: str, paths: Sequence[str]) -> None:
    """Raise all that is wrong with paths that have no file to check."""
    problems = [problem for path in paths if (problem := find_problem(root, path)) is not None]
    if problems:
        raise MistakesError(problems)


def files_at(path: str, known: frozenset[str]) -> frozenset[str]:
    """Give the files that a path names: itself, or all below it."""
    if path in known:
        return frozenset((path,))
    return known if path == "." else frozenset([one for one in known if one.startswith(f"{path}/")])


def find_problem(root: str, path: str) -> tuple[str, str] | None:
    """Say what is wrong with a path that was asked for; None when it is a file."""
    if os.path.isabs(path):
        return f"{path} is outside of the repository {root}", "give --root, or change directory"
    try:
        mode = os.lstat(f"{root}/{path}").st_mode
        if not stat.S_ISDIR(mode):
            return None
        os.listdir(f"{root}/{path}")
    except (FileNotFoundError, NotADirectoryError):
        hint = f"looked below {root}; paths are relative to the current directory"
        return f"no such file or directory: {path}", hint
    except OSError as error:
        return f"cannot read {path}: {(error.strerror or 'unknown error').lower()}", "make it readable"
    kind = "XML" if path == KNOWLEDGE_FOLDER else "Python"
    return f"no {kind} files found in {path}", "see 'include' and 'exclude' in the configuration"


def explain_absence(root: str, path: str) -> str:
    """Say why a file that was asked for is not checked."""
    if os.path.islink(f"{root}/{path}"):
        return f"{path} is not checked: a symbolic link out of the repository, or to nothing"
    return f"{path} is not checked: excluded, ignored by git, or nothing that is checked"
