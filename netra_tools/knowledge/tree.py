"""The hardened parser: no document type, no entities but XML's five, no network, limited in size and depth.

It is imported only for a file that is not known yet. Beside it only `reports` imports lxml.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, NamedTuple, TypedDict

from lxml import etree

from netra_tools.knowledge.events import Event, local, text_event
from netra_tools.knowledge.tags import CLOSE, OPEN


class Trust(TypedDict):
    """What a parser may do beside reading the bytes that it is given."""

    resolve_entities: bool
    no_network: bool
    load_dtd: bool
    dtd_validation: bool
    attribute_defaults: bool
    huge_tree: bool
    recover: bool


TRUST_NOTHING: Final[Trust] = {
    "resolve_entities": False,
    "no_network": True,
    "load_dtd": False,
    "dtd_validation": False,
    "attribute_defaults": False,
    "huge_tree": False,
    "recover": False,
}


class Refusal(NamedTuple):
    """Why the parser takes a file for no XML."""

    line: int
    column: int
    message: str


def parse(data: bytes) -> etree._Element | Refusal:
    """Parse XML; a file with a document type is refused, whatever it declares."""
    parser = etree.XMLParser(remove_blank_text=False, strip_cdata=False, **TRUST_NOTHING)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        line, column = error.position
        return Refusal(line or 1, max((column or 1) - 1, 0), said(error.msg or "not XML"))
    if root.getroottree().docinfo.internalDTD is not None:
        return Refusal(1, 0, "a document type is declared")
    return root


def said(message: str) -> str:
    """Give a message of the parser without the place, as all messages are written."""
    text = message.partition(", line ")[0]
    return text[:1].lower() + text[1:]


def events(root: etree._Element) -> Iterator[Event]:
    """Give the elements and the text of a tree in their order, without comments and instructions."""
    pieces: list[str] = []
    for moment, node in etree.iterwalk(root, events=("start", "end", "comment", "pi")):
        if moment in ("start", "end"):
            yield from text_event(pieces)
            yield event_of(node, is_end=moment == "end")
        if moment == "start":
            pieces.append(node.text or "")
        elif node is not root:
            pieces.append(node.tail or "")


def event_of(node: etree._Element, *, is_end: bool) -> Event:
    """Give what a tag of an element does."""
    if is_end:
        return CLOSE, written_name(node), ()
    values = [(local(str(name)), str(value)) for name, value in node.attrib.items()]
    return OPEN, written_name(node), tuple(sorted(values))


def written_name(node: etree._Element) -> str:
    """Give the name of an element as it is written."""
    name = etree.QName(node).localname
    return f"{node.prefix}:{name}" if node.prefix else name


def contents(root: etree._Element) -> Iterator[tuple[str, ...]]:
    """Give all that a file says: elements, text, comments and instructions, also around the root.

    White space counts, but for that between elements where there is nothing else.
    """
    for node in root.itersiblings(preceding=True):
        yield said_by(node)
    for moment, node in etree.iterwalk(root, events=("start", "end", "comment", "pi")):
        yield ("close",) if moment == "end" else said_by(node)
        if node is not root and moment != "start" and not is_free(node.getparent()):
            yield "text", node.tail or ""
    for node in root.itersiblings():
        yield said_by(node)


def said_by(node: etree._Element) -> tuple[str, ...]:
    """Give what a node says by itself."""
    if not isinstance(node.tag, str):
        return type(node).__name__, getattr(node, "target", ""), node.text or ""
    values = [part for name, value in node.attrib.items() for part in (str(name), str(value))]
    return "open", written_name(node), *values, "" if is_free(node) else node.text or ""


def is_free(node: etree._Element | None) -> bool:
    """Say whether white space within an element says nothing."""
    if node is None or node.get("{http://www.w3.org/XML/1998/namespace}space") == "preserve":
        return False
    texts = [node.text, *(child.tail for child in node)]
    has_elements = any(isinstance(child.tag, str) for child in node)
    return has_elements and not any(text and text.strip() for text in texts)
