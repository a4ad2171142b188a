"""Globs of names, compiled once for all questions."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from fnmatch import translate
from functools import lru_cache

Matcher = Callable[[str], bool]


def compile_names(globs: Iterable[str]) -> Matcher:
    """Give what tells whether a name matches one of some globs."""
    return _names(tuple(globs))


def compile_endings(globs: Iterable[str]) -> Matcher:
    """Give what tells whether the last parts of a dotted name match one of some globs."""
    return _names(tuple([form for glob in globs for form in (glob, f"*.{glob}")]))


@lru_cache(maxsize=1024)
def _names(globs: tuple[str, ...]) -> Matcher:
    if not globs:
        return lambda _: False
    plain = frozenset(glob for glob in globs if not set(glob) & set("*?["))
    wild = [translate(glob) for glob in globs if glob not in plain]
    match = re.compile("|".join(wild)).match if wild else None
    return lru_cache(maxsize=65536)(
        lambda name: name in plain or (match is not None and match(name) is not None)
    )
