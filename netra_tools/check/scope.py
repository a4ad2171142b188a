"""Which files are checked, and which of them were asked for."""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import NamedTuple

from netra_tools.check.gather import Place
from netra_tools.check.ruleset import RuleSet
from netra_tools.config.model import Config
from netra_tools.errors import NetraError
from netra_tools.project.discover import Listing, discover
from netra_tools.project.globs import compile_globs
from netra_tools.project.modules import check_roots, name_modules


class Scope(NamedTuple):
    """The files to check; modules that exist but are not read; what was left out; how to see news."""

    places: list[Place]
    unread: frozenset[str]
    listing: Listing


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
    return Scope(places, frozenset(name.module for name in names[len(places) :] if name.module), listing)


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
