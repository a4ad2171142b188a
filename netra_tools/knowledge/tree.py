"""The hardened parser: no document type, no entities but XML's five, no network, limited in size and depth.

This is the only module that imports lxml, and it is imported only for a file that is not known yet.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from lxml import etree

from netra_tools.knowledge.events import Event, local, text_event
from netra_tools.knowledge.tags import CLOSE, OPEN


class Refusal(NamedTuple):
    """Why the parser takes a file for no XML."""

    line: int
    column: int
    message: str


def parse(data: bytes) -> etree._Element | Refusal:
    """Parse XML; a file with a document type is refused, whatever it declares."""
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        attribute_defaults=False,
        huge_tree=False,
        recover=False,
        remove_blank_text=False,
        strip_cdata=False,
    )
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
