"""Which files are checked, and which of them were asked for."""

from __future__ import annotations

import marshal
import os
from collections.abc import Sequence
from typing import Any, NamedTuple

from netra_tools.check.digests import digest_of
from netra_tools.check.gather import Place
from netra_tools.check.ruleset import RuleSet
from netra_tools.config.model import Config
from netra_tools.errors import NetraError
from netra_tools.project.discover import Listing, discover
from netra_tools.project.globs import compile_globs
from netra_tools.project.modules import check_roots, name_modules


class Scope(NamedTuple):
    """The files to check, and how to see that there are others."""

    places: list[Place]
    unread: frozenset[str]  # modules that exist but are not read
    notes: tuple[str, ...]  # what was left out and may surprise
    watched: tuple[str, ...]  # absolute paths; while none of them moves, the files are the same
    digest: bytes  # of all of it


def locate(config: Config, rules: RuleSet) -> Scope:
    """Find the files of the project and say what each is called.

    Raises: NetraError when a configured root does not exist or there is nothing to check.
    """
    check_roots(config.root, config.roots, config.services)
    listing = discover(config.root, config.include, config.exclude)
    if not listing.paths:
        raise NetraError(
            f"no Python files found in {config.root}",
            "check the directory, and 'include' and 'exclude' in the configuration",
        )
    is_test = compile_globs(config.tests)
    names = name_modules((*listing.paths, *listing.excluded), config.roots, config.services, listing.projects)
    places = [
        Place(path, name[0], name[1], name[2], is_test(path), rules.overrides_of(path))
        for path, name in zip(listing.paths, names, strict=False)
    ]
    unread = frozenset(name.module for name in names[len(places) :] if name.module)
    return scope_of(places, unread, listing.notes, watched_paths(config.root, listing))


def scope_of(
    places: list[Place], unread: frozenset[str], notes: tuple[str, ...], watched: tuple[str, ...]
) -> Scope:
    """Put a scope together."""
    columns = tuple(zip(*places, strict=True))
    digest = digest_of(marshal.dumps((columns, sorted(unread)), 2))
    return Scope(places, unread, notes, watched, digest)


def watched_paths(root: str, listing: Listing) -> tuple[str, ...]:
    """List what decides which files there are and what is asked of them."""
    paths = [root, f"{root}/.git/HEAD", f"{root}/pyproject.toml", f"{root}/netra.toml"]
    paths += listing.ignore_files
    paths += [f"{root}/{directory}" for directory in listing.directories]
    return tuple(dict.fromkeys(paths))


def freeze(scope: Scope) -> tuple[Any, ...]:
    """Turn a scope into plain values that can be kept; what is watched is kept with the look."""
    paths, modules, packages, services, tests, overrides = zip(*scope.places, strict=True)
    texts = ["\0".join(column) for column in (paths, modules, services)]
    return texts, bytes(packages), bytes(tests), overrides, scope.unread, scope.notes, scope.digest


def thaw(plain: tuple[Any, ...], watched: tuple[str, ...]) -> Scope:
    """Turn plain values back into a scope."""
    texts, packages, tests, overrides, unread, notes, digest = plain
    paths, modules, services = (text.split("\0") for text in texts)
    columns = (paths, modules, map(bool, packages), services, map(bool, tests), overrides)
    places = list(map(Place._make, zip(*columns, strict=True)))
    return Scope(places, unread, notes, watched, digest)


def choose(
    root: str, places: Sequence[Place], paths: Sequence[str]
) -> tuple[frozenset[str] | None, tuple[str, ...]]:
    """Give the files that `paths` name (None: all), and a notice for each file left out.

    Raises: NetraError for a path that does not exist or a directory without files.
    """
    if not paths or "." in paths:
        return None, ()
    known = {place.path for place in places}
    chosen: set[str] = set()
    notices = []
    for path in paths:
        if path in known:
            chosen.add(path)
            continue
        below = [found for found in known if found.startswith(f"{path}/")]
        chosen.update(below)
        if not below:
            notices.append(explain_absence(root, path))
    return frozenset(chosen), tuple(notices)


def explain_absence(root: str, path: str) -> str:
    """Say why a path that was asked for has no file to check."""
    full = os.path.join(root, path)
    if not os.path.lexists(full):
        raise NetraError(f"no such file or directory: {path}", "paths are relative to the current directory")
    if os.path.isdir(full):
        raise NetraError(
            f"no Python files found in {path}", "see 'include' and 'exclude' in the configuration"
        )
    return f"{path} is not checked: excluded, ignored by git, or not Python"
