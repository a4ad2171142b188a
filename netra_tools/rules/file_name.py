"""NET401: names that tell a story instead of a subject."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import Literal

from netra_tools.graph.model import ImportGraph
from netra_tools.model import Finding
from netra_tools.rules.rule import WHOLE_FILE, GraphRule

ENDING = re.compile(r"\.pyi?$")
SEPARATOR = re.compile(r"[_\-. ]+")
NUMBERED = re.compile(r"(.*[^\W\d_])[_\-. ]+(v?)(\d{1,2})", re.IGNORECASE)


class FileName(GraphRule):
    """A file or directory is named after what happened to it: it is the old, the new or the second one.

    Names of one word are free (`backup.py`), and so are numbers with nothing to count on from: `store_2`
    is reported beside `store`, `part_1` beside `part_2`, but no `latin_1`, `api_v2` or `0002_initial` alone.

    Why is this bad?
        There are two files where there should be one, and their names do not say which is in use. The
        fixed one is fixed until the next; what was before is known to git.

    Options:
        suffixes: words that a name may not end with
        prefixes: words that a name may not begin with
        numbered: report numbers, too
        ignore: names, without their ending, that are right as they are

    Example:
        # app/store.py
        A = 1
        # app/store_v2.py
        A = 1
        # app/enhanced_search.py
        A = 1

    Use instead:
        # app/store.py
        A = 1
        # app/search.py
        A = 1
    """

    code = "NET401"
    slug = "file-name"
    uses_imports = False
    hint = "name it after its subject, or let it take the place of the other"
    severity: Literal["error", "warning", "off"] = "warning"
    suffixes: tuple[str, ...] = ("old", "new", "fixed", "copy", "backup", "bak", "orig", "temp", "tmp")
    prefixes: tuple[str, ...] = ("enhanced", "improved", "old")
    numbered: bool = True
    ignore: tuple[str, ...] = ()

    def check(self, graph: ImportGraph) -> Iterator[Finding]:
        """Report each name at the first file that it concerns."""
        yield from self._find(Listing(graph.paths))

    def _find(self, listing: Listing) -> Iterator[Finding]:
        for place, first in listing.search(self._suspicion()):
            name = stem(place)
            if name not in self.ignore:
                message = self._judge(name) or (counts_on(place, listing) if self.numbered else "")
                if message:
                    yield self.finding(first, WHOLE_FILE, name, message)

    def _suspicion(self) -> re.Pattern[str]:
        """Make a pattern that finds at least all that is to be judged."""
        last = "|".join([*map(re.escape, self.suffixes), r"v?\d{1,2}"])
        begin = "|".join(map(re.escape, self.prefixes)) or "(?!)"
        after, before = rf"[_\-. ](?:{last})_*(?=/|\.pyi?\0)", rf"[/\0](?:test_)?_*(?:{begin})[_\-. ]"
        return re.compile(f"{after}|{before}", re.IGNORECASE)

    def _judge(self, name: str) -> str:
        """Say which word of a name is none of its subject, or ""."""
        words = SEPARATOR.split(name.lower().removeprefix("test_").strip("_"))
        if len(words) > 1 and words[-1] in self.suffixes:
            return f"`{name}`: '{words[-1]}' says what happened to it, not what it is"
        if len(words) > 1 and words[0] in self.prefixes:
            return f"`{name}`: '{words[0]}' says what happened to it, not what it is"
        return ""


class Listing:
    """All paths as one text, which a pattern searches in a few milliseconds; no path holds a NUL."""

    def __init__(self, paths: Sequence[str]) -> None:
        self.paths = paths
        self.text = "\0" + "\0".join(paths) + "\0"

    @cached_property
    def names(self) -> set[str]:
        """The paths of modules without their ending, and of the directories above them."""
        found = {path.rpartition("/")[0] for path in self.paths}
        for path in list(found):
            while (path := path.rpartition("/")[0]) and path not in found:
                found.add(path)
        return found.union([path.rpartition(".")[0] for path in self.paths])

    def search(self, pattern: re.Pattern[str]) -> list[tuple[str, str]]:
        """List the files and directories that a pattern meets, and the first file of each."""
        found: dict[str, str] = {}
        for match in pattern.finditer(self.text):
            start = self.text.rfind("\0", 0, match.start() + 1) + 1
            path = self.text[start : self.text.index("\0", match.end())]
            end = path.find("/", match.end() - start)
            found.setdefault(path if end < 0 else path[:end], path)
        return list(found.items())


def stem(place: str) -> str:
    """Give the name of a place without the ending of Python files."""
    return ENDING.sub("", place.rpartition("/")[2])


def counts_on(place: str, listing: Listing) -> str:
    """Say what a numbered place counts on from: its name without the number, or with a one; "" if nothing."""
    name = stem(place)
    counted = NUMBERED.fullmatch(name)
    if counted is None:
        return ""
    head, version, number = counted.groups()
    one_of_many = name.removesuffix(number) + ("2" if number == "1" else "1")
    parent = place[: len(place) - len(place.rpartition("/")[2])]
    for other in [head] if version else [head, one_of_many]:
        if parent + other in listing.names:
            return f"`{name}` is numbered, beside `{other}`"
    return ""
