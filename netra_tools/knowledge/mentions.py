"""What a file says exists: files, modules, rules, commands and what other elements are called.

An element or attribute says by its name what it holds; in sentences only `folder/file.py:12` is taken for a
reference. What shows how not to do it, or what is gone, is left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from netra_tools.knowledge.document import Document, Node
from netra_tools.knowledge.kinds import plain
from netra_tools.knowledge.known import COMMAND, ID, MODULE, PATH, RULE, Reference

# Words of names that say what is held.
PATH_WORDS: Final = frozenset(
    (
        *("file", "files", "path", "paths", "location", "locations", "script", "scripts", "spec", "specs"),
        *("reference", "references", "link", "links", "href", "src", "source", "configuration", "document"),
        *("documentation", "doc", "docs", "see"),
    )
)
MODULE_WORDS: Final = frozenset(("module", "modules", "import", "imports"))
RULE_NAMES: Final = frozenset(("rule", "rules"))
COMMAND_WORDS: Final = frozenset(("command", "commands", "cmd", "usage"))
ID_NAMES: Final = frozenset(("ref", "refs", "idref", "idrefs"))
# Words of names of what shows mistakes, or the past.
CONTRARY: Final = frozenset(
    (
        *("bad", "incorrect", "wrong", "invalid", "forbidden", "violation", "violations", "anti", "before"),
        *("old", "deleted", "removed", "deprecated", "legacy", "archived", "avoid", "obsolete", "previous"),
        *("alias", "symptom", "error", "example", "examples"),
    )
)
EXEMPTION: Final = "exemption"  # its paths are globs, and one that nothing needs is told as such
SHOWN: Final = "acceptable_duplicate"  # its examples are no mere examples
PLACE: Final = r"[\w.@+-]*[\w@+-]"
ITEM = re.compile(
    rf"(?:^|(?<=[\s,;(\"'`]))(?P<item>\.{{0,2}}/?(?:{PLACE}/)*{PLACE}/?(?::\d+(?:-\d+)?)?(?:\#[\w.:-]+)?)(?=$|[\s,;:)\"'`])"
)
LINED = re.compile(rf"(?<![\w/.:@-])(?P<item>/?(?:{PLACE}/)+{PLACE}\.\w{{1,5}}:\d+(?:-\d+)?)(?![\w/])")
ENDING = re.compile(r"\.(?!\d)\w{1,5}(?:$|[:#])")
URL = re.compile(r"[a-z][a-z0-9+.-]*://\S*|\S*[<>{}*?$|\\]\S*|\S*\.\.\.\S*")
DOTTED = re.compile(r"(?<![\w./:-])(?P<item>[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)+)(?![\w/(]|\.\w)")
IMPORT = re.compile(
    r"^[ \t]*(?:from[ \t]+(?P<item>[A-Za-z_][\w.]*)[ \t]+import\b"
    r"|import[ \t]+(?P<plain>[A-Za-z_][\w.]*)[ \t]*$)",
    re.MULTILINE,
)
CODE = re.compile(r"^\s*(?P<item>NET\d{3}|[a-z]+(?:-[a-z]+)+)\s*$")
LINE = re.compile(r"^[ \t]*(?:[-*$>][ \t]+)?(?P<item>\S.*?)[ \t]*$", re.MULTILINE)
NAMES = re.compile(r"(?P<item>[\w.:-]+)")
HASH = re.compile(r"^\s*(?P<item>#[\w.:-]+)\s*$")


def mentions(document: Document) -> Iterator[Reference]:
    """Give the references of a file, in its order."""
    waiting = [(document.root, False)]  # and whether it is about what is wrong, or gone
    while waiting:
        node, is_contrary = waiting.pop()
        is_contrary = (is_contrary or is_about_mistakes(node)) and node.name != SHOWN
        if not is_contrary and EXEMPTION not in (node.name, node.parent.name if node.parent else ""):
            yield from of_node(document, node)
        waiting += [(child, is_contrary and not is_shown(child)) for child in reversed(node.children)]


def is_about_mistakes(node: Node) -> bool:
    """Say whether an element shows how not to do it, or what is gone."""
    words = CONTRARY.intersection(plain(node.name).split("_"))
    return bool(words) and not is_shown(node)


def is_shown(node: Node) -> bool:
    """Say whether an element is an example that decides something."""
    above: Node | None = node
    while above is not None:
        if plain(above.name) == SHOWN:
            return plain(node.name) in ("examples", "example")
        above = above.parent
    return False


def of_node(document: Document, node: Node) -> Iterator[Reference]:
    """Give what an element itself refers to."""
    for name, attribute in node.attributes.items():
        yield from found_in(document, plain(name), attribute.start, attribute.end)
    name = "path" if is_shown(node) else plain(node.name)
    for piece in filter(lambda piece: piece.text.strip(), node.pieces):
        told = list(found_in(document, name, piece.start, piece.end))
        yield from told or matched(document, LINED, PATH, piece.start, piece.end)


def found_in(document: Document, name: str, start: int, end: int) -> Iterator[Reference]:
    """Give what a part of the text refers to, by the name of what holds it."""
    words = frozenset(name.split("_"))
    if words & COMMAND_WORDS:
        yield from matched(document, LINE, COMMAND, start, end)
    elif name in ID_NAMES:
        yield from matched(document, NAMES, ID, start, end)
    elif name in RULE_NAMES:
        yield from matched(document, CODE, RULE, start, end)
    elif words & MODULE_WORDS:
        yield from modules_in(document, start, end)
    elif words & PATH_WORDS:
        yield from paths_in(document, start, end)


def modules_in(document: Document, start: int, end: int) -> Iterator[Reference]:
    """Give the modules of import statements, else dotted names; a path may stand where one is expected."""
    told = list(matched(document, IMPORT, MODULE, start, end))
    text = document.source.text[start:end]
    if not told and "/" in text:
        told = list(paths_in(document, start, end))
    yield from told or matched(document, DOTTED, MODULE, start, end)


def paths_in(document: Document, start: int, end: int) -> Iterator[Reference]:
    """Give the paths of a list: one at the beginning of each line or item, what follows is a remark."""
    yield from matched(document, HASH, PATH, start, end)
    text = document.source.text
    for line in re.finditer(r"[^\n,;]+", text[start:end]):
        first, last = start + line.start(), start + line.end()
        for found in matched(document, ITEM, PATH, first, last):
            if looks_like_path(found.value):
                yield found
                break


def looks_like_path(value: str) -> bool:
    """Say whether a word can only be a path: it has an ending, or ends as a folder does."""
    return bool(ENDING.search(value)) or (value.endswith("/") and len(value) > 2) or value.count("/") > 1


def matched(
    document: Document, pattern: re.Pattern[str], kind: str, start: int, end: int
) -> Iterator[Reference]:
    """Give what a pattern finds in a part of the text, but for addresses, globs and blanks."""
    text = document.source.text[start:end]
    skipped = [found.span() for found in URL.finditer(text)] if kind != COMMAND else []
    for found in pattern.finditer(text):
        group = "item" if found["item"] else "plain"
        first = found.start(group)
        if any(begin <= first < stop for begin, stop in skipped):
            continue
        line, column = document.lines.place(start + first)
        value = found[group]
        yield Reference(kind, value, line, column, column + len(value.encode()))
