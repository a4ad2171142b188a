"""The values of a removal: what is asked for, what goes and what stays."""

from __future__ import annotations

from typing import Final, NamedTuple

from netra_tools.model import Note
from netra_tools.plan import Plan

Group = tuple[str, int, str]  # path and line of what leads it, and how it is named
TEST_FILE: Final = "test file"
WHOLE_FILES: Final = ("module", "file", "shim", TEST_FILE)  # kinds
LATER: Final[Group] = ("", 0, "")  # of what has nothing to do once the others are gone


class Selection(NamedTuple):
    """What of the dead is to go. Without paths and names all of it."""

    paths: tuple[str, ...] = ()
    names: tuple[str, ...] = ()  # of things: `a.b.C`, `a/b.py:C`, `C`
    groups: tuple[str, ...] = ()  # by what leads them: `a/b.py:C`
    without: tuple[str, ...] = ()  # names of groups or things that stay

    @property
    def is_named(self) -> bool:
        """Say whether things are named one by one."""
        return bool(self.names or self.groups)


class Gone(NamedTuple):
    """Something that goes."""

    group: Group
    rank: int  # in the group: what leads it, what goes with that, tests
    path: str
    line: int
    kind: str
    name: str
    size: int
    text: str  # why it counts as dead, or what it goes with


class Stay(NamedTuple):
    """Something dead that stays."""

    path: str
    line: int
    kind: str
    name: str
    reason: str
    named: bool = False  # it was asked for by its name


class Removal(NamedTuple):
    """What would be done."""

    plan: Plan
    gone: tuple[Gone, ...]
    stay: tuple[Stay, ...]
    mentions: tuple[Note, ...] = ()

    @property
    def groups(self) -> tuple[str, ...]:
        """Name the groups that go, in order."""
        return tuple(dict.fromkeys(one.group[2] for one in self.gone if one.group != LATER))

    @property
    def retired(self) -> tuple[str, ...]:
        """Name what goes as pytest would, were it a test."""
        return tuple([one.path if one.kind in WHOLE_FILES else called_by_pytest(one) for one in self.gone])

    @property
    def held(self) -> tuple[Stay, ...]:
        """Give what was asked for by its name, and stays."""
        return tuple([one for one in self.stay if one.named])


def called_by_pytest(one: Gone) -> str:
    """Write a name as pytest does."""
    return "::".join((one.path, *one.name.split(".")))
