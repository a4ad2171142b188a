"""The parts that a status is told by: the declared services, else the directories of the repository."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Final, NamedTuple

from netra_tools.config.model import Service

MOST: Final = 40  # rows that a reader takes in at once
FEW: Final = 12  # files that are not divided further
TOP: Final = "."


class Area(NamedTuple):
    """One part: a service or a directory, with all files below that belong to no other part."""

    name: str
    kind: str  # "service" or "package"
    path: str


class Areas:
    """The parts of a repository, and which one a path belongs to."""

    def __init__(self, paths: Sequence[str], services: Sequence[Service]) -> None:
        self.areas = [Area(one.name, "service", one.root) for one in services]
        rest = [path for path in paths if not any(is_below(path, one.path) for one in self.areas)]
        self.areas += [Area(folder, "package", folder) for folder in choose_folders(rest)]
        self.by_path = {area.path: area for area in self.areas}

    def of(self, path: str) -> Area | None:
        """Give the part that a path belongs to: the innermost around it."""
        folder = path
        while folder:
            folder = folder.rpartition("/")[0]
            if folder in self.by_path:
                return self.by_path[folder]
        return self.by_path.get(TOP)


def is_below(path: str, folder: str) -> bool:
    """Say whether a path lies in a folder."""
    return folder == TOP or path.startswith(f"{folder}/")


def choose_folders(paths: Iterable[str]) -> list[str]:
    """Choose the folders to tell of: from the top, the largest are divided while there is room."""
    folders = Counter(path.rpartition("/")[0] for path in paths)
    chosen = {TOP: dict(folders)}
    divided = largest(chosen)
    while divided is not None:
        chosen.update(divide(divided, chosen.pop(divided)))
        divided = largest(chosen)
    return sorted(name for name, held in chosen.items() if held)


def largest(chosen: Mapping[str, Mapping[str, int]]) -> str | None:
    """Give the folder with most files that can be divided further."""
    sizes = {name: sum(held.values()) for name, held in chosen.items() if set(held) - {name}}
    ordered = sorted(sizes, key=lambda name: (-sizes[name], name))
    return next((name for name in ordered if sizes[name] > FEW and fits(name, chosen)), None)


def fits(name: str, chosen: Mapping[str, Mapping[str, int]]) -> bool:
    """Say whether a folder can be divided into several without there being too many."""
    return len(chosen) - 1 + len(divide(name, chosen[name])) <= MOST


def divide(name: str, held: Mapping[str, int]) -> dict[str, dict[str, int]]:
    """Divide what a folder holds by the folders in it; its own files stay with its name."""
    parts: dict[str, dict[str, int]] = {}
    for folder, count in held.items():
        inner = folder if name == TOP else folder.removeprefix(name).lstrip("/")
        first = inner.partition("/")[0]
        below = first if name == TOP else f"{name}/{first}"
        parts.setdefault(below if first else name, {})[folder or TOP] = count
    return parts
