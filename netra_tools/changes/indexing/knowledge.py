"""The specifications and the categories of learnings, as lines of the index."""

from __future__ import annotations

from collections.abc import Sequence

from netra_tools.changes.indexing.entry import Entry
from netra_tools.changes.indexing.places import Places
from netra_tools.changes.indexing.purposes import of_markdown, of_xml
from netra_tools.check.learnings import learned
from netra_tools.config.learning_files import ALONE, ENDING, FOLDER, INDEX
from netra_tools.config.model import KNOWLEDGE_FOLDER
from netra_tools.learnings.model import Learning
from netra_tools.learnings.search import search
from netra_tools.project.discover import KNOWLEDGE
from netra_tools.report.result import plural

INSIDE = f"{KNOWLEDGE_FOLDER}/"
GENERATED = f"{KNOWLEDGE_FOLDER}/generated/"  # what tools wrote for tools


def specifications(places: Places) -> list[Entry]:
    """List what lies in the folder of knowledge, but for learnings and what is generated there."""
    found = []
    for path in filter(is_specified, places.files):
        if path.endswith(".md") and path != places.config.master_index.file:
            found.append(Entry("", (path,), of_markdown(places.read(path), titled=True)))
        elif path.endswith(KNOWLEDGE):
            found.append(Entry("", (path,), of_xml(places.read(path))))
    return found


def is_specified(path: str) -> bool:
    """Say whether a file belongs to the knowledge that is neither learnt nor generated."""
    return path.startswith(INSIDE) and not path.startswith(GENERATED) and not is_learnt(path)


def is_learnt(path: str) -> bool:
    """Say whether a file holds learnings, or the index of them."""
    return path == ALONE or (path.startswith(f"{FOLDER}/") and path.endswith(ENDING))


def learnings(places: Places) -> list[Entry]:
    """List the categories of learnings, each with the files that hold some of it."""
    held = {path: places.read(path) for path in places.files if is_learnt(path) and path != INDEX}
    known = learned(places.config.root, held=held)
    found: dict[str, list[Learning]] = {}
    for hit in search(known.entries, ""):  # without words: the most severe first
        category = hit.learning.category or topic_of(hit.learning.path)
        found.setdefault(" ".join(category.lower().split()), []).append(hit.learning)
    empty = held.keys() - {one.path for members in found.values() for one in members}
    entries = [entry_of(places, category, members) for category, members in found.items()]
    entries += [Entry(topic_of(path), (path,), of_xml(held[path])) for path in empty]
    return sorted(entries)


def entry_of(places: Places, category: str, members: Sequence[Learning]) -> Entry:
    """Write a category: what its only file says of itself, else how many learnings it has and the first."""
    titles = [one.title for one in members]
    paths = tuple(sorted({one.path for one in members}))
    purpose = of_xml(places.read(paths[0])) if len(paths) == 1 else ""
    return Entry(category, paths, purpose or f"{plural(len(titles), 'learning')}: {titles[0]}")


def topic_of(path: str) -> str:
    """Name what a file of learnings is about."""
    return path.rpartition("/")[2].removesuffix(ENDING)
