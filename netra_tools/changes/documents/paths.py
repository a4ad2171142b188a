"""Where a path that a document names leads after a move, written the way it was written before."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from netra_tools.changes.documents.draft import Base, Draft, said
from netra_tools.changes.documents.names import Renamed

GLOB = re.compile(r"[*?\[{$%<]")
LEADING = re.compile(r"(?:\.\.?(?:/|\Z))*+")
ANY_FOLDER: Final = ("**/", "*/")


class Spelling(NamedTuple):
    """A path in its parts: `./` in front, what is named, and a pattern or slash behind."""

    front: str
    body: str
    rest: str


class Found(NamedTuple):
    """What became of a path: the new words, or why it stays; `guessed` when nothing is there by that name."""

    text: str = ""
    why: str = ""
    guessed: bool = False


def spell(word: str) -> Spelling:
    """Take a path apart."""
    front = next((prefix for prefix in ("./", *ANY_FOLDER) if word.startswith(prefix)), "")
    body = word[len(front) :]
    glob = GLOB.search(body)
    end = len(body) if glob is None else body.rfind("/", 0, glob.start()) + 1
    named = body[:end].rstrip("/")
    return Spelling(front, named, body[len(named) :])


def find_path(draft: Draft, word: str) -> Found | None:
    """Find what became of a path; None when it is none of those that moved.

    The first folder wins below which something of that name is, so that what is next to the document is not
    taken for what lies at the root.
    """
    parts = spell(said(word))
    if not parts.body or parts.body.startswith("/"):
        return None
    guess = None
    for base in draft.bases:
        found = below_base(draft.names, base, parts)
        if found is not None and not found.guessed:
            return told(draft, found)
        guess = guess or found
    return told(draft, guess)


def told(draft: Draft, found: Found | None) -> Found | None:
    """Give an answer, or what there is to say instead when paths are not those of the repository."""
    if found is None or not (found.text or found.why):
        return None
    return Found(why=draft.elsewhere) if draft.elsewhere else found


def below_base(names: Renamed, base: Base, parts: Spelling) -> Found | None:
    """Look below one folder; an empty answer says that it is there and did not move."""
    target = posixpath.normpath(posixpath.join(base.before, parts.body))
    if target.startswith("..") or target == ".":
        return None
    moved, guessed = names.path(target), False
    if moved is None and names.exists(target):
        return standing(base, parts, target)
    if moved is None:
        moved, guessed = next(inherited(names, target, base.before), None), True
    return None if moved is None else express(base, parts, moved, guessed)


def standing(base: Base, parts: Spelling, target: str) -> Found:
    """Judge a path to what did not move: it stays, unless the document that names it moves away."""
    if base.before == base.after:
        return Found()
    if posixpath.relpath(target, base.after or ".") == posixpath.normpath(parts.body):
        return Found()
    return Found(why="relative to a file that moves")


def inherited(names: Renamed, target: str, above: str) -> Iterator[str]:
    """Give where what is not there would be, since a folder around it moved."""
    folder = posixpath.dirname(target)
    while folder and folder != above:
        moved = names.path(folder)
        if moved is not None:
            yield moved + target[len(folder) :]
        folder = posixpath.dirname(folder)


def express(base: Base, parts: Spelling, moved: str, guessed: bool) -> Found:
    """Write a new path the way the old one was written."""
    if posixpath.normpath(parts.body) != parts.body:
        return Found(why="not written plainly", guessed=guessed)
    if not base.after:
        body = moved
    elif moved.startswith(f"{base.after}/"):
        body = moved[len(base.after) + 1 :]
    elif LEADING.match(parts.body)[0]:  # type: ignore[index]  # it matches nothing, too
        body = posixpath.relpath(moved, base.after)
    else:
        return Found(why=f"what it names leaves {base.after}", guessed=guessed)
    return Found(f"{parts.front}{body}{parts.rest}", guessed=guessed)


def suffixes(path: str) -> Iterator[str]:
    """Give the ends of a path that have two parts or more, the longest first."""
    parts = [part for part in path.split("/") if part]
    for number in range(len(parts) - 1):
        yield "/".join(parts[number:])
