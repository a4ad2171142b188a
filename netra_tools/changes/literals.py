"""Makes a plan of the renaming of a literal."""

from __future__ import annotations

from netra_tools.changes.source import SourceText, Splice, UnwritableError
from netra_tools.changes.tree import Tree
from netra_tools.literals.replace import Renaming, Respelled
from netra_tools.model import Note
from netra_tools.plan import VALUES, Author, Edit, Plan


def plan_replacement(tree: Tree, found: Renaming, words: tuple[str, str, str]) -> Plan:
    """Plan to write a literal anew; `words` are the old one, the new one and the category."""
    old, new, category = words
    edits, failed = [], []
    for file in found.files:
        before = tree.state(file.path)
        try:
            if before is not None:
                after = before._replace(content=respelled(before.content, file))
                edits.append(Edit(file.path, file.path, before, after))
        except UnwritableError as error:
            failed.append(Note(file.path, error.line, f"cannot be rewritten: {error}"))
    notes = tuple(Note(place.path, place.line, f"by hand: {place.why}") for place in found.left)
    title = f"{old!r} -> {new!r} where it is of {category}"
    author = Author("literals replace", words)
    return Plan(title, author, tuple(sorted(edits)), notes, tuple(failed), ((old, new),), VALUES)


def respelled(content: bytes, file: Respelled) -> bytes:
    """Write the literals of a file anew."""
    text = SourceText(content)
    splices = [
        Splice(text.offset(start), text.offset(end), new.encode("utf-8", "surrogatepass"))
        for start, end, new in file.spellings
    ]
    return text.spliced(splices)
