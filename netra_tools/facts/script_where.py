"""Where a node of a script stands: in which definition, how deep, and what the expression around it means."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from netra_tools.model import ANNOTATION, IN_COLLECTION, IN_DECORATOR, OTHER

if TYPE_CHECKING:
    from tree_sitter import Node


LONGEST = 2000  # characters of a qualified name


class Tally:
    """What is counted of one definition while its body is walked."""

    def __init__(self) -> None:
        self.complexity = 1
        self.nesting = 0


class Scope(NamedTuple):
    """The definition around a node; `flags` are those of an import that stands there."""

    number: int  # among the definitions; -1 outside of all
    kind: str  # "", "function", "method", "class"
    name: str
    tally: Tally
    depth: int = 0
    flags: int = 0

    def inner_name(self, name: str) -> str:
        """Qualify the name of what is defined here, as Python does."""
        if self.number < 0:
            return name
        if len(self.name) > LONGEST:  # no one wrote that, and each level would be longer than the last
            return f"...{name}"
        return f"{self.name}.{name}" if self.kind == "class" else f"{self.name}.<locals>.{name}"


class Where(NamedTuple):
    """A position: the scope, and what a string there would be to it."""

    scope: Scope
    role: int = OTHER
    owner: str = ""
    slot: str = ""
    flags: int = 0

    def plain(self) -> Where:
        """Give the context of parts that nothing is known of; inside a type all is type."""
        if self.role in (OTHER, ANNOTATION):
            return self
        return Where(self.scope, flags=self.flags & IN_DECORATOR)

    def at(self, role: int, owner: str = "", slot: str = "") -> Where:
        """Give the context of a part with a meaning of its own."""
        if self.role == ANNOTATION:
            return self
        return Where(self.scope, role, owner, slot, self.flags & IN_DECORATOR)

    def in_collection(self) -> Where:
        """Give the context of the items of a list."""
        return self if self.role in (OTHER, ANNOTATION) else self._replace(flags=self.flags | IN_COLLECTION)

    def within(self, scope: Scope) -> Where:
        """Give the context of the statements of another scope."""
        return Where(scope)


Step = tuple["Node", Where]  # a node to look at next, and where it stands
