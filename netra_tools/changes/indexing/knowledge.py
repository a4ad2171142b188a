"""The specifications and the categories of learnings, as lines of the index."""

from __future__ import annotations

from netra_tools.changes.indexing.entry import Entry
from netra_tools.changes.indexing.places import Places
from netra_tools.changes.indexing.purposes import of_markdown, of_xml
from netra_tools.config.model import KNOWLEDGE_FOLDER
from netra_tools.knowledge.document import Document, Node, read
from netra_tools.knowledge.kinds import LEARNINGS, LEARNINGS_INDEX, kind_of, plain
from netra_tools.project.discover import KNOWLEDGE

INSIDE = f"{KNOWLEDGE_FOLDER}/"
GENERATED = f"{KNOWLEDGE_FOLDER}/generated/"  # what tools wrote for tools
README = "readme.md"


def specifications(places: Places) -> list[Entry]:
    """List what lies in the folder of knowledge, but for learnings and what is generated there."""
    found = []
    for path in places.files:
        if (
            not path.startswith(INSIDE)
            or path.startswith(GENERATED)
            or path == places.config.master_index.file
        ):
            continue
        if path.endswith(".md"):
            found.append(Entry("", (path,), of_markdown(places.read(path), titled=True)))
        elif path.endswith(KNOWLEDGE) and not is_learnt(path, places.read(path)):
            found.append(Entry("", (path,), of_xml(places.read(path))))
    return found


def is_learnt(path: str, data: bytes) -> bool:
    """Say whether a file holds learnings, or the index of them."""
    if "/learnings/" in path:
        return True
    document = read(data) if b"learning" in data else ()
    return isinstance(document, Document) and kind_of(path, document.root.name) in (
        LEARNINGS,
        LEARNINGS_INDEX,
    )


def learnings(places: Places) -> list[Entry]:
    """List the categories of learnings, each with the files that hold some of it."""
    files: dict[str, list[str]] = {}
    purposes: dict[str, str] = {}
    for path in places.files:
        if not path.startswith(INSIDE) or not path.endswith(KNOWLEDGE):
            continue
        data = places.read(path)
        if is_learnt(path, data):
            purposes[path] = of_xml(data)
            for category in categories_of(path, data):
                files.setdefault(category, []).append(path)
    return [
        Entry(category, tuple(paths), purposes[paths[0]] if len(paths) == 1 else "")
        for category, paths in sorted(files.items())
    ]


def categories_of(path: str, data: bytes) -> list[str]:
    """List the categories that learnings of a file name; those that name none have their topic."""
    topic = path.rpartition("/")[2].removesuffix(KNOWLEDGE)
    document = read(data)
    if not isinstance(document, Document):
        return [topic]
    if kind_of(path, document.root.name) == LEARNINGS_INDEX:
        return []
    found = [category_of(document, node) for node in document.root.walk() if plain(node.name) == "learning"]
    return sorted({one or topic for one in found} or {topic})


def category_of(document: Document, node: Node) -> str:
    """Give the category that a learning names, as attribute or element."""
    below = next((one.text for one in node.children if plain(one.name) == "category"), "")
    return " ".join((node.value(document, "category") or below).lower().split())
