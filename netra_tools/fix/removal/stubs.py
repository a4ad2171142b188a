"""Stubs of what goes: a stub goes with its module, and loses what the module loses."""

from __future__ import annotations

import stat
from collections.abc import Collection, Iterator, Mapping, Sequence

from netra_tools.changes.tree import Tree
from netra_tools.facts.read_ties import read_ties
from netra_tools.facts.ties import MODULE, VARIABLE, Tied, Ties
from netra_tools.fix.removal.file_cut import cut_file
from netra_tools.fix.removal.items import DEFINITION, Item
from netra_tools.fix.removal.items import VARIABLE as BINDING
from netra_tools.plan import Edit, State

SOURCE = ".py"
STUB = ".pyi"


def stub_edits(tree: Tree, edits: Sequence[Edit], items: Mapping[str, Collection[Item]]) -> Iterator[Edit]:
    """Yield what becomes of the stubs beside files that change; `items` is what is taken out of each."""
    for edit in edits:
        path = edit.path.removesuffix(SOURCE) + STUB
        before = tree.state(path) if edit.path.endswith(SOURCE) else None
        if before is None or stat.S_ISLNK(before.mode):
            continue
        if edit.after is None:
            yield Edit(path, path, before, None)
            continue
        names = {f"{item.around}.{item.name}".strip(".") for item in items.get(edit.path, ())}
        content = cut_file(before.content, declared(before.content, names)).content
        if content != before.content:
            yield Edit(path, path, before, State(content, before.mode))


def declared(data: bytes, names: Collection[str]) -> list[Item]:
    """List what a stub declares of some names."""
    ties = read_ties(data)
    definitions = ties.definitions if isinstance(ties, Ties) else ()
    found = []
    for number, tied in enumerate(definitions):
        around = qualified(definitions, tied.parent)
        if f"{around}.{tied.name}".strip(".") in names and tied.kind != MODULE:
            kind = BINDING if tied.kind == VARIABLE else DEFINITION
            found.append(Item(str(number), kind, tied.name, around, tied.line, tied.end_line))
    return found


def qualified(definitions: Sequence[Tied], number: int) -> str:
    """Give the name of a definition within its file."""
    parts: list[str] = []
    while number > 0:
        parts.append(definitions[number].name)
        number = definitions[number].parent
    return ".".join(reversed(parts))
