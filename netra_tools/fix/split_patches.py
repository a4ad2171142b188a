"""Leads the tests that replace a name of a module to where the name is looked up once it is divided."""

from __future__ import annotations

from collections.abc import Iterator

from netra_tools.changes.renaming.strings import OPENING
from netra_tools.changes.source import SourceText, Splice
from netra_tools.changes.tree import Tree
from netra_tools.fix.split_outside import Surroundings
from netra_tools.fix.split_refusal import CannotSplitError
from netra_tools.fix.split_staying import Staying
from netra_tools.fix.split_writing import Writing
from netra_tools.model import Literal
from netra_tools.plan import Edit, State


def led_tests(tree: Tree, around: Surroundings, staying: Staying, writing: Writing) -> Iterator[Edit]:
    """Yield an edit for each file whose strings change.

    Raises: CannotSplitError.
    """
    splices: dict[str, list[Splice]] = {}
    for name, readers in staying.glued:
        home = writing.home.get(readers[0])  # all of them are in one module
        for patch in around.patches[name] if home is not None else ():
            text = SourceText(tree.read(patch.path))
            new = f"{writing.targets[home or 0].module}.{name}"
            splices.setdefault(patch.path, []).append(
                led(text, patch.literal, f"{around.module}.{name}", new)
            )
    for path, found in sorted(splices.items()):
        before = tree.state(path)
        if before is not None:
            after = SourceText(before.content).spliced(found)
            yield Edit(path, path, before, State(after, before.mode))


def led(text: SourceText, literal: Literal, old: str, new: str) -> Splice:
    """Write another full name into a string.

    Raises: CannotSplitError when it is not written in one piece.
    """
    start, end = (literal.line, literal.column), (literal.end_line, literal.end_column)
    opening = OPENING.match(text.text(start, end))
    first = text.offset(start) + (opening.end() if opening else 0)
    if not text.data.startswith(old.encode(), first):
        raise CannotSplitError(f"a string that replaces {old} is written in pieces")
    return Splice(first, first + len(old.encode()), new.encode())
