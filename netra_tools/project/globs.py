"""Globs over the components of a path: never substrings, and what matches a directory matches all below.

build          any file or directory of this name, at any depth
*.py  test_?   the same, with wildcards that never cross a `/`; also `[abc]`, `[a-z]`, `[!a]`
src/app        this path from the root of the repository, and all below
docs/**        all below `docs`;   docs/   the same for a directory `docs` at any depth
**/api/v[0-9]  `**` stands for any number of directories, none included
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import NamedTuple

WILD = frozenset("*?[")
Search = Callable[[str], object]


def compile_globs(patterns: Iterable[str]) -> Globs:
    """Make one matcher of all patterns; it takes a file's path, relative to the root, with `/`."""
    return Globs(patterns)


class Globs:
    """Says whether a path matches any of its patterns. The verdict on each directory is kept."""

    def __init__(self, patterns: Iterable[str]) -> None:
        parsed = [_parse(pattern) for pattern in patterns]
        self._file = _Side(glob for glob in parsed if not glob.directory)
        self._directory = _Side(parsed)
        self._known = {"": False, ".": False}

    def __call__(self, path: str) -> bool:
        """Say whether the file at `path` matches, itself or by a directory that holds it."""
        head, _, name = path.rpartition("/")
        inside = self._known.get(head)
        if inside is None:
            inside = self.directory(head)
        return inside or self._file.hit(path, name)

    def directory(self, path: str) -> bool:
        """Say whether the directory at `path`, and so all below it, matches."""
        known = self._known.get(path)
        if known is None:
            head, _, name = path.rpartition("/")
            known = self.directory(head) or self._directory.hit(path, name)
            self._known[path] = known
        return known


class _Glob(NamedTuple):
    """One pattern, taken apart. A single component that is not anchored may stand at any depth."""

    parts: tuple[str, ...]
    anchored: bool
    directory: bool  # it matches directories only


def _parse(pattern: str) -> _Glob:
    """Take a pattern apart: `a/**` is the directory `a`, `**/a` is `a` at any depth."""
    body = pattern.rstrip("/")
    directory = body != pattern
    anchored = "/" in body
    parts = [part for part in body.split("/") if part]
    whole = _drop(parts, -1)
    if whole and parts and not directory:
        directory = True
    elif whole:
        parts.append("*")
        anchored = len(parts) > 1
    if _drop(parts, 0):
        anchored = len(parts) > 1
        parts[:0] = ["**"] if anchored else []
    return _Glob(tuple(parts), anchored, directory)


def _drop(parts: list[str], end: int) -> bool:
    """Take every `**` off one end, and say whether there was one."""
    length = len(parts)
    while parts and parts[end] == "**":
        parts.pop(end)
    return len(parts) < length


class _Side:
    """The patterns for files, or those for directories, sorted by what is cheapest to compare."""

    def __init__(self, globs: Iterable[_Glob]) -> None:
        names: set[str] = set()
        paths: set[str] = set()
        starts: list[str] = []
        ends: list[str] = []
        name_wild: list[str] = []
        path_wild: list[str] = []
        for parts, anchored, _ in globs:
            text = "/".join(parts)
            if WILD.isdisjoint(text):
                (paths if anchored else names).add(text)
            elif anchored:
                path_wild.append(_path_regex(parts))
            elif WILD.isdisjoint(text[1:]) and text[0] == "*":
                ends.append(text[1:])
            elif WILD.isdisjoint(text[:-1]) and text[-1] == "*":
                starts.append(text[:-1])
            else:
                name_wild.append(_part_regex(text))
        self._names, self._paths = names, paths
        self._starts, self._ends = tuple(starts), tuple(ends)
        self._name_search, self._path_search = _search(name_wild), _search(path_wild)

    def hit(self, path: str, name: str) -> bool:
        """Compare a path and its last component with the patterns."""
        return (
            name in self._names
            or path in self._paths
            or name.endswith(self._ends)
            or name.startswith(self._starts)
            or (self._name_search is not None and self._name_search(name) is not None)
            or (self._path_search is not None and self._path_search(path) is not None)
        )


def _search(regexes: list[str]) -> Search | None:
    """Make one search of several regular expressions."""
    if not regexes:
        return None
    import re

    return re.compile("|".join(regexes), re.DOTALL).fullmatch


def _path_regex(parts: tuple[str, ...]) -> str:
    """Translate a pattern over several components."""
    regex = "".join("(?:.*/)?" if part == "**" else _part_regex(part) + "/" for part in parts)
    return regex.removesuffix("/")


def _part_regex(part: str) -> str:
    """Translate one component; a `[` that is not closed stands for itself."""
    import re

    regex, position = "", 0
    while position < len(part):
        char = part[position]
        end = part.find(
            "]", position + 3 if part[position + 1 : position + 2] in ("!", "^") else position + 2
        )
        if char == "[" and end > 0:
            regex += _set_regex(part[position + 1 : end])
            position = end
        else:
            regex += {"*": "[^/]*", "?": "[^/]"}.get(char) or re.escape(char)
        position += 1
    return regex


def _set_regex(text: str) -> str:
    """Translate what stands between brackets; a range that runs backwards holds nothing."""
    import re

    negated = text[0] in ("!", "^")
    text, members = text[negated:], ""
    while text:
        if text[1:2] == "-" and len(text) > 2:
            first, last, text = text[0], text[2], text[3:]
            members += f"{re.escape(first)}-{re.escape(last)}" if first <= last else ""
        else:
            members, text = members + re.escape(text[0]), text[1:]
    if negated:
        return f"[^/{members}]"
    return f"(?!/)[{members}]" if members else "(?!)"
