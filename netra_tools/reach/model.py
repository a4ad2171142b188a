"""The values that reachability works on and what it gives; it reads nothing itself."""

from __future__ import annotations

from typing import Final, NamedTuple

from netra_tools.facts.ties import Ties

IMPORT: Final = 4  # a kind beside those of `facts.ties`: a name that an import binds

# How sure it is that nobody needs it.
LOW: Final = "low"  # something that cannot be seen may use it: published, registered, called by a framework
MEDIUM: Final = "medium"  # nothing uses it, though something else of its name is used
HIGH: Final = "high"  # nothing in the repository uses its name
LEVELS: Final = (LOW, MEDIUM, HIGH)


class Source(NamedTuple):
    """One Python file. Without `ties` it could not be read, and `words` are all that may be names in it."""

    path: str
    module: str
    is_package: bool
    is_test: bool
    ties: Ties | None
    words: frozenset[str] = frozenset()


class Mention(NamedTuple):
    """A name or path that a file other than Python says: what it stands for is used from outside."""

    text: str  # `a.b`, `a.b:c`, or the path of a Python file
    path: str
    line: int


class Declared(NamedTuple):
    """A distribution that a project says it needs."""

    name: str
    path: str
    line: int
    optional: bool  # an extra, or for development


class Described(NamedTuple):
    """What is said of the project that lies in a folder."""

    folder: str  # with a slash behind it; "" for the repository
    name: str
    version: tuple[int, ...]
    python: tuple[int, ...]  # the oldest version that it asks for


class Outside(NamedTuple):
    """What the files say that are no Python."""

    mentions: tuple[Mention, ...] = ()
    words: frozenset[str] = frozenset()  # of templates: attributes that they may ask for
    published: bool = False  # others can install it: its public names may be used anywhere
    declared: tuple[Declared, ...] = ()
    dead_files: tuple[tuple[str, str], ...] = ()  # path and what it is
    described: tuple[Described, ...] = ()  # the innermost folders come first
    today: str = ""  # as 2024-06-30; "" where nobody asks what is past its date


class Dead(NamedTuple):
    """Something that nothing needs."""

    path: str
    kind: str  # "function", "import" ...
    name: str  # qualified within the file; of a module its dotted name
    line: int
    column: int
    first_line: int
    end_line: int
    evidence: str  # why it counts as dead
    confidence: str
    reason: str  # of the confidence
    tests_only: bool = False
    leader: str = ""  # what it is dead with, as `path:name`; "" when it is dead by itself
    cascade: tuple[tuple[str, int, str], ...] = ()  # path, line and words of what goes with it

    @property
    def size(self) -> int:
        """Count its lines, decorators included."""
        return max(self.end_line - self.first_line + 1, 1)
