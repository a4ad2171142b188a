"""Changing one element of a file by its bytes: whatever is outside of it stays as it is, byte for byte.

Whoever writes knowledge goes through here: read a `Document`, find a `Node`, replace it, remove it, or put a
new one beside it or at the end of it.
"""

from __future__ import annotations

from netra_tools.knowledge.diagnose import examine
from netra_tools.knowledge.document import Document, Node
from netra_tools.knowledge.faults import LINE_END, Splice
from netra_tools.knowledge.tags import EMPTY

INDENT = "    "


def replace(document: Document, node: Node, fragment: str) -> bytes:
    """Write another element in the place of one.

    Raises: ValueError when the fragment is not one element, or the result could not be read.
    """
    text = adapted(document, fragment, indent_of(document, node.start))
    return spliced(document, Splice(node.start, node.end, text))


def remove(document: Document, node: Node) -> bytes:
    """Take an element away, and the line that it has for itself.

    Raises: ValueError for the root element.
    """
    if node.parent is None:
        raise ValueError("the root element cannot be removed")
    text = document.source.text
    start, end = node.start, node.end
    line = text.rfind("\n", 0, start) + 1
    following = LINE_END.match(text, end)
    if following and not text[line:start].strip():
        start, end = line, following.end()
    return spliced(document, Splice(start, end, ""))


def insert_after(document: Document, node: Node, fragment: str) -> bytes:
    """Put an element behind another, on a line of its own.

    Raises: ValueError when the fragment is not one element, when `node` is the root, or the result could
    not be read.
    """
    if node.parent is None:
        raise ValueError("nothing stands behind the root element")
    indent = indent_of(document, node.start)
    text = line_end(document) + indent + adapted(document, fragment, indent)
    end = behind_remark(document, node)
    return spliced(document, Splice(end, end, text))


def behind_remark(document: Document, node: Node) -> int:
    """Give where an element ends, with the comment on its line that speaks of it."""
    text = document.source.text
    for comment in document.comments:
        if comment.start >= node.end and not text[node.end : comment.start].strip(" \t"):
            rest = text[comment.end :].split("\n", 1)[0]
            return node.end if rest.strip() or "\n" in text[comment.start : comment.end] else comment.end
    return node.end


def insert_before(document: Document, node: Node, fragment: str) -> bytes:
    """Put an element before another, on a line of its own; comments above it stay above both.

    Raises: ValueError when the fragment is not one element, when `node` is the root, or the result could
    not be read.
    """
    if node.parent is None:
        raise ValueError("nothing stands before the root element")
    indent = indent_of(document, node.start)
    start = above_remark(document, node)
    text = adapted(document, fragment, indent) + line_end(document) + indent
    return spliced(document, Splice(start, start, text))


def above_remark(document: Document, node: Node) -> int:
    """Give where an element begins, with the comments above it that silence what is said of it."""
    start = node.start
    for comment in reversed(document.comments):
        if comment.start < start and not document.source.text[comment.end : start].strip():
            if "netra:" not in comment.text:
                break
            start = comment.start
    return start


def append(document: Document, node: Node, fragment: str) -> bytes:
    """Put an element at the end of another.

    Raises: ValueError when the fragment is not one element, or the result could not be read.
    """
    if node.children:
        return insert_after(document, node.children[-1], fragment)
    outer, end = indent_of(document, node.start), line_end(document)
    text = end + outer + INDENT + adapted(document, fragment, outer + INDENT) + end + outer
    if node.tag.form != EMPTY:
        begin, stop = node.inner
        kept = document.source.text[begin:stop].rstrip()
        return spliced(document, Splice(begin + len(kept), stop, text))
    closing = document.source.text.rindex("/", node.start, node.end)
    begin = len(document.source.text[:closing].rstrip())
    return spliced(document, Splice(begin, node.end, f">{text}</{node.tag.name}>"))


def adapted(document: Document, fragment: str, indent: str) -> str:
    """Give a fragment with the line ends of the file, its lines below the first indented as its place is.

    Raises: ValueError when it is not one element.
    """
    examined = examine(fragment.strip())
    if examined.faults or not examined.nesting.pairs:
        raise ValueError(f"not one element: {examined.faults[0].message if examined.faults else 'nothing'}")
    first, *others = LINE_END.sub("\n", fragment.strip()).split("\n")
    lines = [first, *(indent + line if line.strip() else line for line in others)]
    return encodable(line_end(document).join(lines), document.source.codec)


def encodable(text: str, codec: str) -> str:
    """Write characters that the file's encoding has not as references."""
    return text.encode(codec, "xmlcharrefreplace").decode(codec)


def indent_of(document: Document, offset: int) -> str:
    """Give the white space that the line of an offset begins with."""
    line = document.source.text[document.source.text.rfind("\n", 0, offset) + 1 : offset]
    return line[: len(line) - len(line.lstrip())]


def line_end(document: Document) -> str:
    """Give how the lines of a file end."""
    found = LINE_END.search(document.source.text)
    return found[0] if found else "\n"


def spliced(document: Document, splice: Splice) -> bytes:
    """Write a part of the file anew.

    Raises: ValueError when the result could not be read.
    """
    from netra_tools.knowledge.tree import Refusal, parse

    data = document.source.spliced(document.data, [splice])
    result = parse(data)
    if isinstance(result, Refusal):
        raise ValueError(f"the result could not be read: {result.message}")
    return data
