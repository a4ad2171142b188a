"""What other tools say of the files of a run; nothing is imported when none is configured."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from netra_tools.check.run import Run, make_reader
from netra_tools.digests import DIGEST_BYTES
from netra_tools.facts.read import read_source

if TYPE_CHECKING:
    from netra_tools.external.ask import Asked, Told
    from netra_tools.external.findings import Source


class Others:
    """The configured tools: asked at the beginning, so that they work beside us, and heard at the end."""

    def __init__(self, run: Run) -> None:
        self.run = run
        self.asked: Asked | None = None

    def __enter__(self) -> Self:
        run = self.run
        if run.config.external and not why_unasked(run):
            from netra_tools.external.ask import Asked
            from netra_tools.external.launch import Surroundings

            where = Surroundings(run.config.root, run.request.variables, run.config.trusted)
            self.asked = Asked(run.config, where, run.memory.directory)
        return self

    def repeatable(self) -> bool:
        """Say whether the answer follows from what is watched: a tool that was run has its own inputs."""
        return self.asked is None or not self.asked.running

    def __exit__(self, *_: object) -> None:
        if self.asked is not None:
            self.asked.close()

    def hear(self, wanted: frozenset[str] | None) -> Told | None:
        """Wait for what the tools say of the files that were asked for; None when there are no tools."""
        if self.asked is None:
            return leave_unasked(self.run, why_unasked(self.run))
        return self.asked.hear(
            frozenset(self.run.files) if wanted is None else wanted, Sources(self.run).find
        )


def why_unasked(run: Run) -> str:
    """Say what keeps other tools from being asked; they speak of files on disk, and of all their rules."""
    if run.overlay:
        return "about text that is not on disk"
    return "with --select" if run.request.select else ""


def leave_unasked(run: Run, why: str) -> Told | None:
    """Say that the configured tools are not asked; None when there are none."""
    if not run.config.external:
        return None
    from netra_tools.external.ask import Told, prefixes

    names = " and ".join(sorted(run.config.external))
    return Told((), (f"{names}: not asked {why}",), dict.fromkeys(prefixes(run.config), False))


class Sources:
    """Lines and definitions of the files that a tool spoke of, each read once."""

    def __init__(self, run: Run) -> None:
        self.run = run
        self.reader = make_reader(run)
        self.found: dict[str, Source] = {}

    def find(self, path: str) -> Source:
        """Give what is known of a file."""
        if path not in self.found:
            self.found[path] = self.read(path)
        return self.found[path]

    def read(self, path: str) -> Source:
        """Read a file; its definitions come from the cache when it has them."""
        from netra_tools.external.findings import Source

        data = self.reader.content(path)
        if not isinstance(data, bytes):
            return Source((), ())
        facts = self.reader.recall(self.run.stats.known[path][:DIGEST_BYTES]) or read_source(data).facts
        return Source(data.splitlines(), facts.definitions)
