"""What rules see of the knowledge of a repository: files, where references lead, what was confirmed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property

from netra_tools.knowledge.kinds import MASTER_INDEX
from netra_tools.knowledge.known import Known, Reference
from netra_tools.knowledge.record import RECORD, digest_text, load
from netra_tools.knowledge.resolve import Resolver, Verdict
from netra_tools.knowledge.world import PART, World


class View:
    """All files of knowledge by path, and the repository around them."""

    def __init__(self, files: Mapping[str, Known], world: World) -> None:
        self.files = dict(sorted(files.items()))
        self.world = world
        self.resolver = Resolver(world, files)

    @cached_property
    def verdicts(self) -> dict[str, list[tuple[Reference, Verdict]]]:
        """Give each file's references with where they lead."""
        resolve = self.resolver.resolve
        return {
            path: [(one, resolve(one, path)) for one in known.references]
            for path, known in self.files.items()
        }

    @cached_property
    def recorded(self) -> dict[tuple[str, str], str]:
        """Give what was confirmed: files, what they speak of, and its digest then."""
        self.resolver.asked.add(RECORD)
        return load(self.world.content(RECORD))

    def targets(self, path: str) -> Iterator[tuple[Reference, str]]:
        """Give the files and definitions that a file speaks of, each once, but for files of knowledge."""
        if self.files[path].kind == MASTER_INDEX:  # what it says of each is read from that itself
            return
        told = set()
        for reference, verdict in self.verdicts[path]:
            for target in verdict.targets:
                if target not in told and target not in self.files:
                    told.add(target)
                    yield reference, target

    def digest(self, target: str) -> str:
        """Digest what a file, or a definition in it, holds now; "" when it cannot be read."""
        path, _, name = target.partition(PART)
        self.resolver.asked.add(path)
        content = self.world.part(path, name) if name else None
        content = self.world.content(path) if content is None else content
        return "" if content is None else digest_text(content)
