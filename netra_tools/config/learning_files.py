"""Where learnings stand: the XML below `SPEC/learnings`, and what tells whether there is more of it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import Final

from netra_tools.config.model import KNOWLEDGE_FOLDER

FOLDER: Final = f"{KNOWLEDGE_FOLDER}/learnings"
ENDING: Final = ".xml"
ALONE: Final = f"{FOLDER}{ENDING}"  # where all stand in one file
INDEX: Final = f"{FOLDER}/index{ENDING}"


def paths_of(root: str) -> list[str]:
    """List the files of learnings, but for their index; no link is followed."""
    if os.path.islink(f"{root}/{KNOWLEDGE_FOLDER}"):
        return []
    found = [ALONE, *[f"{folder}/{name}" for folder, names in folders_of(root) for name in names]]
    return sorted(path for path in found if path != INDEX and is_file(f"{root}/{path}"))


def folders_of(root: str) -> Iterator[tuple[str, list[str]]]:
    """Give the folders that hold learnings, relative to the root, each with the names of its XML."""
    top = f"{root}/{FOLDER}"
    for place, _, files in () if os.path.islink(top) else os.walk(top):
        folder = FOLDER + place[len(top) :].replace(os.sep, "/")
        yield folder, [name for name in files if name.endswith(ENDING)]


def is_file(place: str) -> bool:
    """Say whether a regular file is at a place, and no link."""
    return os.path.isfile(place) and not os.path.islink(place)


def watched(root: str) -> list[str]:
    """List what decides which checks there are: files, and the folders that may hold more of them."""
    folders = [folder for folder, _ in folders_of(root)]
    return [f"{root}/{path}" for path in dict.fromkeys((FOLDER, ALONE, *folders, *paths_of(root)))]
