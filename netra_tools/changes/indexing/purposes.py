"""What files say that they are for: the first lines of docstrings, READMEs and comments, titles of XML."""

from __future__ import annotations

import re
from typing import Final

from netra_tools.changes.indexing.entry import one_line
from netra_tools.facts.read import read_source
from netra_tools.knowledge.document import Document, Node, read
from netra_tools.knowledge.kinds import plain
from netra_tools.knowledge.markdown import without_fences
from netra_tools.model import DOCSTRING

MODULE: Final = -1  # the scope of what stands in no definition
TITLES: Final = ("title", "name")
PURPOSES: Final = ("purpose", "description", "summary", "overview", "objective", "goal")
ABOUT: Final = ("metadata", "meta", "overview", "header")  # elements that hold what is said of the whole
SKIPPED = re.compile(r"^(?:#|=|-{3,}|~{3,}|\*{3,}|<|!\[|\[!\[|\.\. |:\w+:|\[[^\]]+\]:|>|\||```)")
LINKED = re.compile(r"!?\[([^\]]*)\](?:\([^)]*\)|\[[^\]]*\])")
EMPHASIS = re.compile(r"(\*\*|__|(?<!\w)[*_])(?=\S)(.+?)(?<=\S)\1(?!\w)")
UNDERLINE = re.compile(r"^[ \t]*([=~^*#-])\1{2,}[ \t]*$\n?", re.MULTILINE)  # of a title
LICENCES: Final = ("Licensed ", "Copyright ", "(c) ")
MOST: Final = 2_000  # characters of a paragraph that are looked at
SILENCING = re.compile(r"\s*netra:")
REMARK = re.compile(r"#+\s?(.*)")


def of_python(data: bytes, name: str = "") -> str:
    """Give the first sentence of a module's docstring, or of a function's in it where that has one."""
    reading = read_source(data)
    named = [number for number, one in enumerate(reading.facts.definitions) if one.name == name]
    said = {one.scope: one.value for one in reversed(reading.literals) if one.kind == DOCSTRING}
    found = next((said[scope] for scope in (*named, MODULE) if scope in said), "")
    paragraph = UNDERLINE.sub("\n", found.strip()).strip().partition("\n\n")[0]
    return "" if paragraph.startswith(LICENCES) else one_line(paragraph)


def of_markdown(data: bytes, *, titled: bool = False) -> str:
    """Give the first sentence of the first paragraph, with the title before it or in place of it."""
    lines = without_fences(data.decode("utf-8", "replace")).splitlines()
    paragraph = ""
    for number, line in enumerate(lines):
        words = line.strip()
        if is_prose(words, lines[number + 1 : number + 2]):
            paragraph += f" {words}"
        elif paragraph:
            break
    heading = next((line.lstrip("# ") for line in lines if line.startswith("#")), "")
    said = [one_line(EMPHASIS.sub(r"\2", LINKED.sub(r"\1", one[:MOST]))) for one in (heading, paragraph)]
    return ": ".join(filter(None, said)) if titled else said[1] or said[0]


def is_prose(words: str, following: list[str]) -> bool:
    """Say whether a line belongs to a paragraph: no heading, badge, table, directive, or underlined title."""
    is_title = bool(following) and len(following[0]) > 2 and set(following[0].strip()) <= set("=-~^*#")
    return bool(words) and not SKIPPED.match(words) and not (is_title and following[0].strip())


def of_script(data: bytes) -> str:
    """Give the first sentence of the comment at the top of a shell script."""
    said: list[str] = []
    for line in data.decode("utf-8", "replace").splitlines():
        found = REMARK.fullmatch(line.strip())
        if line.startswith("#!") or (not line.strip() and not said):
            continue
        if found is None or (said and not found[1].strip()):
            break
        if found[1].strip() and not found[1].startswith(("shellcheck", "-*-", "vim:")):
            said.append(found[1])
    return one_line(" ".join(said))


def of_xml(data: bytes) -> str:
    """Give title and purpose of a file of knowledge, or its first comment; of a broken one what is wrong."""
    document = read(data)
    if not isinstance(document, Document):
        return f"cannot be read: {document[0].message}"
    title = said_under(document, TITLES)
    purpose = said_under(document, PURPOSES)
    if title and purpose and purpose.lower() != title.lower():
        return one_line(title).rstrip(".:") + ": " + one_line(purpose)
    return one_line(title or purpose or first_comment(document))


def first_comment(document: Document) -> str:
    """Give the comment before the first child of the root, unless it silences findings."""
    inner = document.root.children[0].start if document.root.children else document.root.end
    comments = (one.text for one in document.comments if one.start < inner)
    return next((words for words in comments if not SILENCING.match(words)), "")


def said_under(document: Document, names: tuple[str, ...]) -> str:
    """Give what the root, or what it says of itself, holds by one of these names, the first that says any."""
    root = document.root
    places = [root, *[child for child in root.children if plain(child.name) in ABOUT]]
    for name in names:
        for place in places:
            found = place.value(document, name) or next(
                (
                    words
                    for child in place.children
                    if plain(child.name) == name and (words := words_in(child))
                ),
                "",
            )
            if found.strip():
                return found
    return ""


def words_in(node: Node) -> str:
    """Give the words of an element that holds text and no structure of its own."""
    own = " ".join(node.text.split())
    if own or not node.children:
        return own
    return "" if node.children[0].children else " ".join(node.children[0].text.split())
