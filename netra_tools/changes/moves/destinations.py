"""From what users write, paths or dotted names, to the files that move and where they go."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from keyword import iskeyword
from typing import NamedTuple

from netra_tools.changes.codebase import Codebase
from netra_tools.changes.renaming.pairs import SYMBOL, is_name
from netra_tools.errors import MistakesError, near_miss
from netra_tools.project.tree import PYTHON

INIT = "/__init__.py"
OUTSIDE = ("", "..")
Problem = tuple[str, str]  # message, hint


class Leg(NamedTuple):
    """One pair of paths, each of a file or a folder."""

    source: str
    target: str


class Resolver:
    """Answers which paths users mean."""

    def __init__(self, codebase: Codebase) -> None:
        self.codebase = codebase
        self.paths = codebase.tree.paths()
        self.folders = folders_of(self.paths)
        self.problems: list[Problem] = []

    def resolve(self, pairs: Sequence[tuple[str, str]]) -> tuple[Leg, ...]:
        """Give the paths of all pairs.

        Raises: MistakesError with all that cannot be moved so.
        """
        legs = [leg for source, target in pairs if (leg := self.leg(source, target)) is not None]
        self.refuse_twice(legs)
        if self.problems:
            raise MistakesError(self.problems)
        return tuple(legs)

    def leg(self, source: str, target: str) -> Leg | None:
        """Resolve one pair."""
        start = self.source(source)
        if start is None:
            return None
        end = self.target(start, source, target)
        if end is None or not self.allowed(start, end):
            return None
        return Leg(start, end)

    def source(self, word: str) -> str | None:
        """Find what is to move."""
        path = clean(word)
        if path in self.paths or path in self.folders:
            return path
        found = self.codebase.modules.get(word)
        if found is not None:
            return found.removesuffix(INIT) if self.codebase.names[found].is_package else found
        folder = word.replace(".", "/")
        if is_name(word) and folder in self.folders:
            return folder
        self.problems.append((f"there is no {word or repr(word)} to move", self.advice(word)))
        return None

    def advice(self, word: str) -> str:
        """Say what users may have meant that is not there."""
        if SYMBOL in word and is_name(word):
            return "files move: move what is in one by hand, then run netra imports migrate OLD NEW"
        known = [*self.codebase.modules, *self.folders] if is_name(word) else self.paths | self.folders
        hint = near_miss(word, known)
        return hint if hint.startswith("did you") else "give a path of the repository, or a dotted name"

    def target(self, start: str, source: str, word: str) -> str | None:
        """Say where it goes: a name stays below the same source root, a path is taken as it is."""
        if self.means_path(source, word):
            return self.path_target(start, word)
        if not is_name(word) or ":" in word:
            self.problems.append((f"'{word}' is neither a path nor the name of a module", "write a/b or a.b"))
            return None
        return self.root_of(start) + word.replace(".", "/") + self.suffix_of(start)

    def suffix_of(self, start: str) -> str:
        """Give how a file ends; "" for a folder."""
        return start[start.rindex(".") :] if start in self.paths and "." in start else ""

    def means_path(self, source: str, word: str) -> bool:
        """Say whether the target is written as a path."""
        by_path = is_path(source) or clean(source) in self.paths | self.folders
        return is_path(word) or clean(word) in self.folders or (by_path and not is_name(word))

    def path_target(self, start: str, word: str) -> str:
        """Give the path that a target means: a file goes into a folder that exists, or ends with `/`."""
        path = clean(word)
        if start in self.paths and (word.endswith("/") or path in self.folders):
            return f"{path}/{start.rpartition('/')[2]}"
        suffix = self.suffix_of(start)
        return path + suffix if suffix in PYTHON and "." not in path.rpartition("/")[2] else path

    def root_of(self, start: str) -> str:
        """Give the source root above a path, with `/` behind it; "" for the repository."""
        inside = start if start in self.codebase.names else self.first_below(start)
        name = self.codebase.names.get(inside)
        if name is None or not name.module:
            return ""
        depth = name.module.count(".") + 1 + name.is_package
        parts = inside.split("/")
        return "".join(f"{part}/" for part in parts[: len(parts) - depth])

    def first_below(self, folder: str) -> str:
        """Give a Python file in a folder; "" when there is none."""
        return min((path for path in self.codebase.names if path.startswith(f"{folder}/")), default="")

    def allowed(self, start: str, end: str) -> bool:
        """Say whether one path can go to another; what is wrong is remembered."""
        problem = self.obstacle(start, end)
        if problem is not None:
            self.problems.append(problem)
        return problem is None

    def obstacle(self, start: str, end: str) -> Problem | None:
        """Say what is in the way of a move."""
        if start == end:
            return f"{start} is where it is to go", "give another target"
        if end.startswith(("../", "/")) or end in OUTSIDE:
            return f"{end or '.'} is outside of the repository", "give a path in it"
        if is_folder_below(end, start) and (end in self.folders or end in self.paths):
            return f"{end} exists already in {start}", "move what is in it one by one"
        return self.misnomer(start, end)

    def misnomer(self, start: str, end: str) -> Problem | None:
        """Say why a target cannot have the name that is given."""
        if start in self.folders and end.endswith(PYTHON):
            return f"{start} is a folder, {end} is the name of a file", self.advice_on_folder(start)
        if self.is_imported(start) and can_be_imported(start) and not can_be_imported(end):
            return f"{end} could not be imported, {start} can", "give the name of a module"
        return None

    def advice_on_folder(self, start: str) -> str:
        """Say what may have been meant by making a file of a folder."""
        held = [path for path in self.paths if path.startswith(f"{start}/")]
        return f"move {start}{INIT}" if held == [start + INIT] else "give the path of a folder"

    def is_imported(self, start: str) -> bool:
        """Say whether what moves is a module or a package, and no folder above them."""
        name = self.codebase.names.get(start if start in self.paths else self.first_below(start))
        return name is not None and bool(name.module) and start.startswith(self.root_of(start))

    def refuse_twice(self, legs: Sequence[Leg]) -> None:
        """Refuse pairs that contradict one another."""
        for number, leg in enumerate(legs):
            if any(leg.source == other.source for other in legs[:number]):
                self.problems.append((f"{leg.source} is to move to two places", "give one of the pairs"))


def files_of(legs: Iterable[Leg], paths: Iterable[str]) -> dict[str, str]:
    """Give the new path of every file that moves, by the longest pair that speaks of it."""
    ordered = sorted(legs, key=lambda leg: -len(leg.source))
    found = {}
    for path in paths:
        for source, target in ordered:
            if path == source or path.startswith(f"{source}/"):
                found[path] = target + path[len(source) :]
                break
    return {old: new for old, new in found.items() if old != new}


def collisions(files: dict[str, str], paths: frozenset[str]) -> list[Problem]:
    """Say which files would end where another is, or two at one place."""
    stays = {path.casefold(): path for path in paths - files.keys()}
    taken: dict[str, str] = {}
    problems = []
    for old, new in sorted(files.items()):
        if new.casefold() in stays:
            problems.append((f"{new} exists already: {old} cannot become it", "move one of them elsewhere"))
        elif new.casefold() in taken:
            both = f"{taken[new.casefold()]} and {old}"
            problems.append((f"{both} cannot both become {new}", "move one of them elsewhere"))
        taken[new.casefold()] = old
    return problems or namesakes(files, paths)


def namesakes(files: dict[str, str], paths: frozenset[str]) -> list[Problem]:
    """Say which modules would get the name of a package: only one of the two can be imported."""
    after = (paths - files.keys()) | set(files.values())
    before, packages = twins(paths), twins(after)
    known = {files.get(path, path) for path in before}
    return [
        (f"{path} and {path.removesuffix('.py')}/ would have one name", "choose another one")
        for path in sorted(packages - known)
    ]


def twins(paths: Iterable[str]) -> set[str]:
    """Collect the modules beside a package of the same name."""
    python = {path for path in paths if path.endswith(".py")}
    folders = folders_of(python)
    return {path for path in python if path.removesuffix(".py") in folders}


def folders_of(paths: Iterable[str]) -> frozenset[str]:
    """Collect the folders above some paths."""
    found: set[str] = set()
    for path in paths:
        head = path.rpartition("/")[0]
        while head and head not in found:
            found.add(head)
            head = head.rpartition("/")[0]
    return frozenset(found)


def can_be_imported(path: str) -> bool:
    """Say whether the last part of a path can stand in an import."""
    name = path.rpartition("/")[2].partition(".")[0]
    return name.isidentifier() and not iskeyword(name)


def is_path(word: str) -> bool:
    """Say whether users wrote a path and not a name."""
    return "/" in word or word.endswith(PYTHON) or word == "."


def is_folder_below(path: str, folder: str) -> bool:
    """Say whether a path lies in a folder."""
    return path.startswith(f"{folder}/")


def clean(word: str) -> str:
    """Write a path without `./` before and `/` behind it."""
    parts = [part for part in word.split("/") if part not in ("", ".")]
    return ("/" if word.startswith("/") else "") + "/".join(parts)
