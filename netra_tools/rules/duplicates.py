"""What the rules about duplicates share: what is exempt, and how a copy and its like are told."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from zlib import crc32

from netra_tools.graph.model import Span
from netra_tools.graph.patterns import covers
from netra_tools.model import Definition, FileFacts, Note
from netra_tools.project.globs import compile_globs
from netra_tools.rules.functions import span_of_name
from netra_tools.rules.rule import Copy, Shape, ShapeRule

MOST_NOTES = 5
LARGEST = (1 << 63) - 1  # key


class DuplicateRule(ShapeRule):
    """A rule that asks for one place where something is defined."""

    accepted: Mapping[str, str] = {}
    accepted_together: tuple[tuple[str, ...], ...] = ()
    across_services: bool = False
    exempt_packages: tuple[str, ...] = ("migrations",)
    include_tests: bool = False

    def __post_init__(self) -> None:
        idle = [name for name, reason in self.accepted.items() if not reason.strip()]
        if idle:
            raise ValueError(f"accepted '{idle[0]}' has no reason")

    def compared(self, file: FileFacts, found: list[Definition]) -> list[Definition]:
        """Leave out what is exempt or accepted."""
        if not found or self._passes_over(file):
            return []
        accepted = tuple(self.accepted)
        if not accepted:
            return found
        return [one for one in found if not covers(accepted, dotted(file.module, one.name))]

    def _passes_over(self, file: FileFacts) -> bool:
        """Tell whether nothing in a file is compared; nobody knows what one says that does not parse."""
        if file.facts.problems or (file.is_test and not self.include_tests):
            return True
        module = file.module
        return any(name in module and name in module.split(".") for name in self.exempt_packages)

    def together(self, one: Copy, other: Copy) -> bool:
        """Tell whether two copies stand in different files of which it is accepted that they are alike."""
        if not self.accepted_together or one.path == other.path:
            return False
        return any(matches(one.path) and matches(other.path) for matches in matchers(self.accepted_together))

    def realm(self, file: FileFacts) -> int:
        """Give what sets the keys of this rule, and of one service, apart from all others."""
        return salt(self.slug, "" if self.across_services else file.service)


@lru_cache(maxsize=16)
def matchers(groups: tuple[tuple[str, ...], ...]) -> tuple[Callable[[str], bool], ...]:
    """Compile groups of globs."""
    return tuple([compile_globs(group) for group in groups])


@lru_cache(maxsize=1024)
def salt(slug: str, service: str) -> int:
    """Make a number of two names, the same in every process."""
    return crc32(f"{slug} {service}".encode()) << 31


def span_of(shape: Shape) -> Span:
    """Give the span that a finding about a shape points to."""
    return span_of_name(f"{shape.keyword} ", shape.name, shape.line, shape.column)


def dotted(module: str, name: str) -> str:
    """Name a definition for the whole project."""
    return f"{module}.{name}" if module else name


def where(copy: Copy, other: Copy) -> str:
    """Say which definition `other` is to a reader of `copy`."""
    return other.shape.name if copy.path == other.path else dotted(other.module, other.shape.name)


def notes(copy: Copy, alike: Sequence[Copy]) -> tuple[Note, ...]:
    """Name the others, the first of them as the one to keep; not more than a reader wants to see."""
    others = [other for other in alike if other is not copy]
    found = [Note(other.path, other.shape.line, f"`{other.shape.name}`") for other in others[:MOST_NOTES]]
    left = len(others) - len(found)
    if left:
        found[-1] = found[-1]._replace(text=f"{found[-1].text}, and {left} more")
    return tuple(found)
