"""Which files hold some words, as git's own search finds them: all that git does not ignore."""

from __future__ import annotations

import os
from collections.abc import Iterable

from netra_tools.project.git import run_git_bytes

SEARCH = ("grep", "--files-with-matches", "--null", "--fixed-strings", "--untracked", "--text")
NOTHING_FOUND = 1


def files_with(root: str, words: Iterable[bytes], besides: Iterable[str] = ()) -> set[str]:
    """Name the files that hold one of some words; those with the suffixes `besides` are not looked into.

    Raises: NoGitError.
    """
    asked = [part for word in words for part in ("-e", os.fsdecode(word))]
    if not asked:
        return set()
    where = (".", *(f":(exclude)*{suffix}" for suffix in besides))
    output = run_git_bytes(root, *SEARCH, *asked, "--", *where, notes=set(), nothing=NOTHING_FOUND)
    return {os.fsdecode(name) for name in output.split(b"\0") if name}
