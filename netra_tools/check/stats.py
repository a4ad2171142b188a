"""How the files were when the last run looked, how they are now, and what was known of them."""

from __future__ import annotations

from array import array
from collections.abc import Container, Iterable, Sequence

from netra_tools.check.answer import WIDTH, Look, fingerprint_below, fingerprint_files
from netra_tools.check.state import STATE_VERSION
from netra_tools.digests import DIGEST_BYTES
from netra_tools.facts.read import READER_VERSION

STAT_BYTES = WIDTH * 8
RACY_NS = 2_000_000_000  # the coarsest time stamp of a file system we know (FAT) is two seconds
DISTRUSTED = array("q", (0, 0, -1, 0)).tobytes()  # a stat that no file has


class Stats:
    """Stats of watched paths and of files, then and now, and three digests of each file known then."""

    def __init__(self, root: str, seen: Look | None) -> None:
        self.root = root
        self.then: dict[str, bytes] = {}
        self.now: dict[str, bytes] = {}
        self.known: dict[str, bytes] = {}
        if seen is None:
            return
        if seen.root == root:
            paths = seen.watched + seen.files
            self.then = dict(zip(paths, chunks(seen.then.tobytes(), STAT_BYTES), strict=True))
            self.now = dict(zip(paths, chunks(seen.now.tobytes(), STAT_BYTES), strict=True))
        if isinstance(seen.key, tuple) and seen.key[1:] == (READER_VERSION, STATE_VERSION):
            self.known = dict(zip(seen.files, chunks(seen.known, 3 * DIGEST_BYTES), strict=True))

    def look_at(self, watched: Iterable[str], files: Iterable[str]) -> None:
        """Look at the paths that have not been looked at in this run."""
        outer = [path for path in watched if path not in self.now]
        inner = [path for path in files if path not in self.now]
        found = fingerprint_files(outer).tobytes() + fingerprint_below(self.root, inner).tobytes()
        self.now.update(zip(outer + inner, chunks(found, STAT_BYTES), strict=True))

    def moved(self, files: Iterable[str], overlay: Container[str]) -> list[bool]:
        """Say of each file whether it may be another than the one that is known."""
        then, now = self.then, self.now
        return [path in overlay or path not in now or then.get(path) != now[path] for path in files]

    def settle(self, path: str) -> None:
        """Note that a file has been read as it is now."""
        self.then[path] = self.now.setdefault(path, DISTRUSTED)

    def copy(self) -> Stats:
        """Give the same knowledge, to go on with apart."""
        found = Stats(self.root, None)
        found.then, found.now, found.known = dict(self.then), dict(self.now), dict(self.known)
        return found

    def to_keep(self, paths: Sequence[str], started_ns: int) -> tuple[bytes, bool]:
        """Give the stats to remember, and whether all can be trusted.

        What was written just before a run, or during it, may be written again without moving its times,
        or before we looked and after we read: such a stat is replaced by one that never matches.
        """
        stats = [self.now[path] for path in paths]
        values: array[int] = array("q")
        values.frombytes(b"".join(stats))
        limit = started_ns - RACY_NS
        modified, changed = values[0::WIDTH], values[1::WIDTH]
        if max(modified) < limit and max(changed) < limit:
            return b"".join(stats), True
        for number, times in enumerate(zip(modified, changed, strict=True)):
            if max(times) >= limit:
                stats[number] = DISTRUSTED
        return b"".join(stats), False


def chunks(data: bytes, size: int) -> list[bytes]:
    """Cut bytes into pieces of one size."""
    return [data[start : start + size] for start in range(0, len(data), size)]
