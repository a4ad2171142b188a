"""From the files of the project to what the rules say of each, doing only what each file's change asks for.

A file whose content is known is not parsed, and one that has not moved is not even opened.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from typing import NamedTuple

from netra_tools.check.memory import outline_of, pack_said
from netra_tools.check.shapes import Packed, pack_shapes
from netra_tools.digests import DIGEST_BYTES, digest_of
from netra_tools.facts.cache import FactsCache, pack
from netra_tools.facts.languages import dialect_of
from netra_tools.facts.read import Reading, read_source, to_utf8, unread
from netra_tools.model import Facts, FileFacts, Finding, Problem
from netra_tools.project.change import Overlay
from netra_tools.project.read import read_source as read_bytes
from netra_tools.rules.rule import Shape

BATCH = 1024  # files between two writes of the cache: what an interrupted run keeps, and what memory holds
UNREAD = bytes(DIGEST_BYTES)  # stands for the content of a file that cannot be read
FileCheck = Callable[["Place", FileFacts], Iterable[Finding]]
SourceCheck = Callable[["Place", FileFacts, str], Iterable[Finding]]
TakeShapes = Callable[[FileFacts], Iterable[Iterable[Shape]]]
Strings = tuple[tuple[str, ...], bytes, bytes, int]  # values, columns and links as in `Taken`, and flags
TakeStrings = Callable[["Place", Reading], Strings | None]


class Place(NamedTuple):
    """One file to check: its path, what it is called, and the rules that apply to it, by number."""

    path: str
    module: str
    is_package: bool
    service: str
    is_test: bool
    overrides: tuple[int, ...]


class Task(NamedTuple):
    """A file to look at, and what is known of it."""

    place: Place
    digest: bytes  # of its content when it was last looked at; empty when it never was
    moved: bool  # its content may be another now
    judged: bool  # the rules have spoken of that content
    indexed: bytes | None = None  # content of which the index holds the strings; None when it is not kept

    def lacks_strings(self, digest: bytes) -> bool:
        """Say whether the index wants the strings of the file when it has this content."""
        return self.indexed is not None and self.indexed != digest


class Outcome(NamedTuple):
    """What looking at one file gave, in plain values that pass between processes."""

    digest: bytes
    outline: bytes  # what other files see of it, marshalled
    shown: bytes  # digest of the names in the outline
    said: object  # findings and suppressions, as `pack_said` makes them
    shapes: Packed  # what may stand elsewhere, too, as `pack_shapes` makes it
    fresh: bytes  # facts for the cache; empty when it has them, or there is none
    ties: bytes = b""  # what it defines and relies on, packed; empty when nobody asks
    strings: Strings | None = None  # for the index; None when it has them, or there is none


Batch = list[tuple[int, Outcome | None]]  # numbers of tasks, and what came of them


class Reader:
    """Reads and checks files. Each process has its own, with its own connection to the cache."""

    def __init__(self, root: str, max_bytes: int, cache: FactsCache | None, check: FileCheck) -> None:
        self.root = root
        self.max_bytes = max_bytes
        self.check = check
        self.cached: Container[bytes] = ()  # contents that the cache knows
        self.overlay: Overlay = {}
        self.shapes: TakeShapes = no_shapes
        self.strings: TakeStrings = no_strings
        self.check_source: SourceCheck | None = None
        self.ties: Callable[[bytes], bytes] | None = None
        self.cache = cache

    def read(self, task: Task) -> Outcome | None:
        """Look at one file; None when it is what is known and judged.

        The cache is asked for the facts of a content before it is parsed.
        """
        place, digest = task.place, task.digest
        facts = None if task.moved or task.lacks_strings(digest) else self.recall(digest)
        if facts is not None:
            return self.outcome(place, facts, digest)
        data = self.content(place.path)
        if isinstance(data, Problem):
            return self.unreadable(task, unread(data))
        dialect = dialect_of(place.path)
        digest = key_of(dialect, data)
        if task.lacks_strings(digest):
            reading = read_in(dialect, data)
            return self.parsed(place, reading, digest)._replace(strings=self.strings(place, reading))
        if task.judged and digest == task.digest:
            return None
        facts = self.recall(digest) if digest in self.cached else None
        if facts is not None:
            return self.outcome(place, facts, digest)
        return self.parsed(place, read_in(dialect, data), digest)

    def parsed(self, place: Place, reading: Reading, digest: bytes) -> Outcome:
        """Give the outcome of a file that has just been parsed."""
        return self.outcome(place, reading.facts, digest, fresh=self.cache is not None)

    def unreadable(self, task: Task, facts: Facts) -> Outcome:
        """Give what is said of a file that cannot be read: it has no strings that we know of."""
        outcome = self.outcome(task.place, facts, UNREAD)
        lacks = task.lacks_strings(UNREAD)
        return outcome._replace(strings=self.strings(task.place, Reading(facts, ()))) if lacks else outcome

    def content(self, path: str) -> bytes | Problem:
        """Give what a file holds, on disk or instead."""
        data = self.overlay.get(path)
        return read_bytes(self.root, path, self.max_bytes) if data is None else data

    def recall(self, digest: bytes) -> Facts | None:
        """Ask the cache for the facts of a content."""
        return None if self.cache is None else self.cache.get(digest)

    def outcome(self, place: Place, facts: Facts, digest: bytes, *, fresh: bool = False) -> Outcome:
        """Check a file and keep what other files may ask of it."""
        file = FileFacts(*place[:5], facts)
        said = pack_said([*self.check(place, file), *self.read_again(place, file)], facts.suppressions)
        shapes = pack_shapes(self.shapes(file))
        ties = self.tied(place)
        return Outcome(digest, *outline_of(facts), said, shapes, pack(facts) if fresh else b"", ties)

    def tied(self, place: Place) -> bytes:
        """Give what a Python file defines and relies on, if anybody asks."""
        if self.ties is None or dialect_of(place.path):
            return b""
        data = self.content(place.path)
        return b"" if isinstance(data, Problem) else self.ties(data)

    def read_again(self, place: Place, file: FileFacts) -> Iterable[Finding]:
        """Give what rules say of a file's text, if they ask for it."""
        data = self.content(place.path) if self.check_source is not None else b""
        if self.check_source is None or isinstance(data, Problem):
            return ()
        return self.check_source(place, file, to_utf8(data)[0].decode("utf-8", "replace"))

    def reopen(self) -> None:
        """Let this process have a connection of its own."""
        if self.cache is not None:
            self.cache = self.cache.for_child()


def no_shapes(_: FileFacts) -> tuple[()]:
    """Take no shapes: what a reader does until it is told."""
    return ()


def no_strings(_: Place, __: Reading) -> None:
    """Take no strings: what a reader does until it is told."""
    return


def key_of(dialect: str, data: bytes) -> bytes:
    """Digest a content: the same bytes say another thing in another language."""
    return digest_of(dialect.encode() + b"\0" + data if dialect else data)


def read_in(dialect: str, data: bytes) -> Reading:
    """Read a content by the reader of its language, which is imported only for that."""
    if not dialect:
        return read_source(data)
    from netra_tools.facts.script import read_script

    return read_script(data, dialect)


def read_all(reader: Reader, tasks: Sequence[Task], jobs: int) -> Iterator[Batch]:
    """Look at files, in several processes when it pays; yield outcomes in batches."""
    from netra_tools.check.workers import Crew, crew_size

    size = crew_size(jobs, len(tasks))
    if size > 1:
        for batch in Crew(reader, tasks, size).batches():
            yield [(number, row and Outcome(*row)) for number, row in batch]
        return
    for start in range(0, len(tasks), BATCH):
        yield [
            (number, reader.read(tasks[number])) for number in range(start, min(start + BATCH, len(tasks)))
        ]
