"""From the files of the project to their facts and findings, doing for each only what its change asks for.

A file whose stat has not moved is not opened; one whose content is known is not parsed.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Sequence
from hashlib import blake2b
from typing import TYPE_CHECKING, Any, NamedTuple

from netra_tools.check.request import CheckRequest
from netra_tools.check.state import Stat, is_racy
from netra_tools.facts.cache import FactsCache, pack
from netra_tools.facts.read import NO_LINES, read_source, unread
from netra_tools.model import Facts, FileFacts, Finding, Problem, Suppression
from netra_tools.project.read import read_source as read_bytes

if TYPE_CHECKING:
    from threading import Thread

DIGEST_BYTES = 16
BATCH = 1024  # files between two writes of the cache: what an interrupted run keeps, and what memory holds
# One thread by default: the parser frees the interpreter, but the rest does not. Two threads on two cores
# take 7 % less time and 20 % more CPU (8,524 files of Home Assistant, CPython 3.11).
JOBS = 1
FEW = 64  # files that are read faster without threads
FileCheck = Callable[["Place", FileFacts], Iterable[Finding]]


class Place(NamedTuple):
    """One file to check: its path, what it is called, and the rules that apply to it, by number."""

    path: str
    module: str
    is_package: bool
    service: str
    is_test: bool
    overrides: tuple[int, ...]


class Outcome(NamedTuple):
    """What reading one file gave: facts without what only its own rules need, and its findings."""

    file: FileFacts
    findings: tuple[Finding, ...]
    suppressions: tuple[Suppression, ...]
    digest: bytes
    outline: bytes  # what other files see of it, marshalled; empty when nothing is to be remembered


class Reader:
    """Reads files; several threads may call `read` at once."""

    def __init__(self, root: str, max_bytes: int, cached: Container[bytes], check: FileCheck) -> None:
        self.root = root
        self.max_bytes = max_bytes
        self.cached = cached
        self.check = check
        self.fresh: dict[bytes, bytes] = {}  # facts made in this run, packed for the cache
        self.keep_fresh = True
        self.damaged: set[bytes] = set()  # contents that the cache claims to know and does not

    def read(self, place: Place) -> Outcome | bytes:
        """Read and check one file; only its digest when the cache knows its facts."""
        data = read_bytes(self.root, place.path, self.max_bytes)
        if isinstance(data, Problem):
            return self.outcome(place, unread(data), b"")
        digest = digest_of(data)
        if digest not in self.damaged and digest in self.cached:
            return digest
        facts = read_source(data).facts
        if self.keep_fresh:
            self.fresh[digest] = pack(facts)
        return self.outcome(place, facts, digest)

    def outcome(self, place: Place, facts: Facts, digest: bytes) -> Outcome:
        """Check a file and keep what other files may ask of it."""
        file = FileFacts(*place[:5], facts)
        findings = tuple(self.check(place, file))
        seen = facts._replace(lines=NO_LINES, definitions=(), accesses=(), suppressions=())
        outline = pack(seen) if self.keep_fresh else b""
        return Outcome(file._replace(facts=seen), findings, facts.suppressions, digest, outline)


def digest_of(data: bytes) -> bytes:
    """Digest a file's content, or an outline."""
    return blake2b(data, digest_size=DIGEST_BYTES).digest()


def read_all(
    reader: Reader, places: Sequence[Place], cache: FactsCache | None, request: CheckRequest
) -> list[Outcome]:
    """Read files, in the order of `places`."""
    results: list[Outcome | bytes] = []
    for start in range(0, len(places), BATCH):
        if request.progress is not None:
            request.progress(start, len(places))
        results += run_threads(reader.read, places[start : start + BATCH], request.jobs or JOBS)
        if cache is not None:
            cache.put(reader.fresh)
        reader.fresh.clear()
    outcomes = []
    for place, result in zip(places, results, strict=True):
        if isinstance(result, Outcome):
            outcomes.append(result)
            continue
        facts = cache.get(result) if cache is not None else None
        if facts is None:
            reader.damaged.add(result)
            again = reader.read(place)
            assert isinstance(again, Outcome)
            outcomes.append(again)
        else:
            outcomes.append(reader.outcome(place, facts, result))
    return outcomes


def run_threads(work: Callable[[Place], Any], places: Sequence[Place], jobs: int) -> list[Any]:
    """Call `work` for each place with `jobs` threads; an error stops all and is raised."""
    if jobs < 2 or len(places) < FEW:
        return [work(place) for place in places]
    import threading

    results: list[Any] = [None] * len(places)
    numbers = iter(range(len(places)))
    errors: list[BaseException] = []

    def labour() -> None:
        try:
            for number in numbers:
                results[number] = work(places[number])
                if errors:
                    return
        except BaseException as error:
            errors.append(error)

    threads = [threading.Thread(target=labour, daemon=True) for _ in range(jobs)]
    for thread in threads:
        thread.start()
    join(threads, errors)
    return results


def join(threads: Iterable[Thread], errors: list[BaseException]) -> None:
    """Wait for threads to end, early when one fails or the user interrupts; raise what happened."""
    try:
        for thread in threads:
            thread.join()
    except KeyboardInterrupt as error:
        errors.append(error)
        raise
    if errors:
        raise errors[0]


def trusted(stat: Stat, started_ns: int) -> Stat:
    """Give the stat to remember: one that can never match again when the file was written just now."""
    return (0, 0, -1, 0) if is_racy(stat, started_ns) else stat
