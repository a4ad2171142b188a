"""Which files define keys: those that the configuration names, without lock files and translations."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

from netra_tools.facts.key_files import ENDINGS, ENV_START, dialect_of_keys
from netra_tools.project.globs import WILD, compile_globs

# Keys that no person chose, or that are text in many languages. Who wants one of them names its path.
NEVER: Final = (
    "*.lock", "*.lock.*", "*-lock.*", "*_lock.*", "pylock.toml", "pylock.*.toml", "npm-shrinkwrap.json",
    "translations/", "translation/", "locale/", "locales/", "i18n/", "l10n/", "lang/", "langs/",
)  # fmt: skip


class DefinitionGlobs(NamedTuple):
    """Globs of the files that define keys, and of those among them that do not count."""

    files: Sequence[str]
    exclude: Sequence[str] = ()


def choose_definitions(
    names: Iterable[str], globs: DefinitionGlobs, exclude: Sequence[str] = ()
) -> list[str]:
    """Keep the files that define keys; `exclude` is what is left out of every look."""
    if not globs.files:
        return []
    likely = [name for name in names if name.endswith(ENDINGS) or ENV_START in name]
    chosen = list(filter(compile_globs(globs.files), filter(dialect_of_keys, likely)))
    excluded, never = compile_globs((*globs.exclude, *exclude)), compile_globs(NEVER)
    exact = exact_paths(globs)
    return [name for name in chosen if not excluded(name) and (name in exact or not never(name))]


def exact_paths(globs: DefinitionGlobs) -> set[str]:
    """Give the paths that are named in full: such a file counts even where git ignores it."""
    return {glob.lstrip("/") for glob in globs.files if "/" in glob.rstrip("/") and WILD.isdisjoint(glob)}


def ignored_paths(root: str, globs: DefinitionGlobs, known: set[str]) -> list[str]:
    """Give the files that are named in full and exist, though they are not among the known ones."""
    real = os.path.realpath(root)
    others = sorted(exact_paths(globs) - known)
    # A directory on the way may be a link out of the repository.
    return [
        path
        for path in others
        if os.path.isfile(f"{root}/{path}") and os.path.realpath(f"{root}/{path}") == os.path.join(real, path)
    ]
