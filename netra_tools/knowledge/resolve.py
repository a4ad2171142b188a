"""Whether what a file of knowledge speaks of exists, and where it is."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping
from typing import Final, NamedTuple

from netra_tools.errors import near_miss
from netra_tools.knowledge.anchors import anchors_of
from netra_tools.knowledge.kinds import MASTER_INDEX
from netra_tools.knowledge.known import COMMAND, ID, MODULE, PATH, RULE, Known, Reference
from netra_tools.knowledge.shell import Asked, asked_by
from netra_tools.knowledge.world import FILE, PART, World

PARTS = re.compile(r"(?P<path>[^#:]*)(?::(?P<line>\d+)(?:-(?P<last>\d+))?)?(?:#(?P<anchor>.*))?")
LINE_ANCHOR = re.compile(r"L(\d+)")
# Below these lie no files of a repository.
OUTSIDE = re.compile(r"/(?:bin|dev|etc|home|lib|mnt|opt|proc|root|run|srv|sys|tmp|usr|var)(?:/|$)")
ENDINGS: Final = (
    ".py",
    ".pyi",
    ".md",
    ".xml",
    ".json",
    ".toml",
    ".yaml",
    ".yml",
    ".txt",
    ".sh",
    ".ts",
    ".js",
)


class Verdict(NamedTuple):
    """What became of a reference."""

    targets: tuple[str, ...] = ()  # files that it leads to
    problem: str = ""  # why it leads nowhere


UNJUDGED: Final = Verdict()


class Resolver:
    """Resolves references. `asked` is everything whose presence decided something."""

    def __init__(self, world: World, files: Mapping[str, Known]) -> None:
        self.world = world
        self.files = files
        self.asked: set[str] = set()
        self.ids = {one.value for known in files.values() for one in known.ids}
        self._named: dict[str, list[str]] | None = None
        self._tops = {name.partition(".")[0] for name in world.modules}

    def resolve(self, reference: Reference, origin: str) -> Verdict:
        """Say where a reference of the file at `origin` leads."""
        kind, value = reference[:2]
        if kind == PATH:
            return self.path(value, origin)
        if kind == MODULE:
            return self.module(value, origin)
        if kind == RULE:
            return self.rule(value)
        if kind == COMMAND:
            return self.command(value, origin)
        assert kind == ID, kind
        return self.id(value, origin)

    def path(self, value: str, origin: str) -> Verdict:
        """Resolve a path, with the line or the anchor that it may name."""
        parts = PARTS.fullmatch(value)
        if parts is None:
            return UNJUDGED
        path, anchor = parts["path"], parts["anchor"] or ""
        if OUTSIDE.match(path):
            return UNJUDGED
        target = self.find(path, origin) if path else origin
        if target is None:
            return Verdict((), f"{path} does not exist{self.elsewhere(path)}")
        is_other = target != origin and self.world.state(target) == FILE
        line = parts["last"] or parts["line"] or "".join(LINE_ANCHOR.findall(anchor)[:1])
        return Verdict((target,) if is_other else (), self.lacks(target, line, anchor))

    def lacks(self, path: str, line: str, anchor: str) -> str:
        """Say that a file lacks the line or the anchor that is spoken of; "" when it does not."""
        return self.lacks_line(path, int(line)) if line else self.lacks_anchor(path, anchor)

    def find(self, path: str, origin: str) -> str | None:
        """Give the file or folder that a path means: from the root, from beside the file, or from a root."""
        for candidate in dict.fromkeys(self.candidates(path, origin)):
            self.asked.add(candidate)
            if self.world.state(candidate):
                return candidate
        alike = self.named(path) if "/" not in path and not self.is_index(origin) else []
        return alike[0] if alike else None

    def candidates(self, path: str, origin: str) -> Iterator[str]:
        """Give where a path may lead, within the repository."""
        here = posixpath.dirname(origin)
        starts: tuple[str, ...] = ("", here, posixpath.dirname(here), *self.world.folders)
        if path.startswith("/"):
            starts = ("",)
        elif self.is_index(origin):  # its links are followed by others, too, who try one place
            starts = ("", here)
        for start in starts:
            found = posixpath.normpath(posixpath.join(start, path.lstrip("/") or "."))
            if found != ".." and not found.startswith("../"):
                yield found

    def is_index(self, origin: str) -> bool:
        """Say whether a file is the index of everything."""
        return origin in self.files and self.files[origin].kind == MASTER_INDEX

    def named(self, path: str) -> list[str]:
        """Give the files known that have the name of a path."""
        if self._named is None:
            self._named = {}
            for one in (*self.world.modules.values(), *self.files):
                self._named.setdefault(posixpath.basename(one), []).append(one)
        return self._named.get(posixpath.basename(path), [])

    def elsewhere(self, path: str) -> str:
        """Say where the only file of this name is."""
        alike = self.named(path)
        return f"; there is {alike[0]}" if len(alike) == 1 else ""

    def lacks_line(self, path: str, line: int) -> str:
        """Say that a file has not so many lines; "" when it has."""
        content = self.world.content(path)
        self.asked.add(path)
        if content is None:
            return ""
        count = content.count(b"\n") + (not content.endswith(b"\n") and bool(content))
        return "" if 0 < line <= count else f"{path} has {count} lines, and line {line} is spoken of"

    def lacks_anchor(self, path: str, anchor: str) -> str:
        """Say that nothing in a file is called so; "" when something is, or nobody can say."""
        if not anchor:
            return ""
        known = self.files.get(path)
        if known is not None and known.kind != MASTER_INDEX:
            names = {one.value for one in known.ids}
            return "" if anchor in names or not known.was_read else f"{path} has no id '{anchor}'"
        self.asked.add(path)
        anchors = anchors_of(path, self.world.content(path))
        return "" if not anchors or anchor in anchors else f"{path} has no anchor '{anchor}'"

    def module(self, value: str, origin: str) -> Verdict:
        """Resolve a dotted name; what is of others is not judged."""
        if value.endswith(ENDINGS):
            return self.path(value, origin)
        parts = value.split(".")
        if parts[0] not in self._tops:
            return UNJUDGED
        for length in range(len(parts), 0, -1):
            name = ".".join(parts[:length])
            if name in self.world.modules:
                return self.within(name, parts[length:])
        inside = any(name.startswith(f"{value}.") for name in self.world.modules)
        return UNJUDGED if inside else Verdict((), f"there is no module {value}")

    def within(self, name: str, rest: list[str]) -> Verdict:
        """Resolve what a module is said to hold."""
        path = self.world.modules[name]
        targets = (path,) if path else ()
        if not rest or not path:
            return Verdict(targets)
        inside = any(other.startswith(f"{name}.{rest[0]}.") for other in self.world.modules)
        names = self.world.names(name)
        if inside or names is None or rest[0] in names or "__getattr__" in names:
            return Verdict((f"{path}{PART}{'.'.join(rest)}",))
        return Verdict((), f"{name} has no {rest[0]}")

    def rule(self, value: str) -> Verdict:
        """Resolve the name of a rule."""
        if value in self.world.rules:
            return UNJUDGED
        meant = "" if value.startswith("NET") else near_miss(value, self.world.rules)
        hint = f" ({meant})" if meant.startswith("did you mean") else ""
        return Verdict((), f"no rule is called '{value}'{hint}")

    def command(self, value: str, origin: str) -> Verdict:
        """Resolve what a command line runs."""
        targets: list[str] = []
        for asked in asked_by(value):
            found = self.part(asked, origin)
            if found.problem:
                return found
            targets += found.targets
        return Verdict(tuple(targets))

    def part(self, asked: Asked, origin: str) -> Verdict:
        """Resolve one thing that a command asks for."""
        if asked.problem:
            return Verdict((), asked.problem)
        return self.module(asked.value, origin) if asked.kind == MODULE else self.path(asked.value, origin)

    def id(self, value: str, origin: str) -> Verdict:
        """Resolve what an element of some file is called."""
        if "/" in value or value.endswith(ENDINGS):
            return self.path(value, origin)
        return UNJUDGED if value in self.ids else Verdict((), f"nothing has the id '{value}'")
