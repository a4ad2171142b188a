"""The things that are taken out of one file."""

from __future__ import annotations

from typing import Final, NamedTuple

# What a thing is to whoever takes it out (`Item.kind`).
DEFINITION: Final = "definition"
VARIABLE: Final = "variable"
IMPORT: Final = "import"
UNREAD: Final = "unread"  # a variable of a function
UNREACHABLE: Final = "unreachable"
EXPORT: Final = "export"


class Item(NamedTuple):
    """One thing to take out. `name` is its last part, `around` the names of what it stands in."""

    key: str
    kind: str
    name: str
    around: str
    line: int
    end_line: int
    module: str = ""  # of an import: as written, without dots
    member: str = ""  # of an import: what is taken of the module; "" for `import module`
