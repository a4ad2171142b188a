"""XML that other programs report in, read part by part: hardened as all XML is, and not held in memory.

Reports of coverage may name a document type; none is loaded, and one that declares anything is refused.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import Final, NamedTuple

from lxml import etree

from netra_tools.knowledge.tree import TRUST_NOTHING

MOST_DEPTH: Final = 64
NOTHING: Final[dict[str, str]] = {}


class UnreadableReportError(Exception):
    """The text says why a report cannot be read."""


class Part(NamedTuple):
    """An element that begins or ends; its text is known at its end."""

    is_end: bool
    name: str
    attributes: dict[str, str]
    text: str


# A named tuple's own constructor is interpreted; this one is not. A report has a million parts.
make_part: Final[Callable[[tuple[object, ...]], Part]] = partial(tuple.__new__, Part)


def parts(data: bytes) -> Iterator[Part]:
    """Yield the elements of a report as they begin and end.

    Raises: UnreadableReportError.
    """
    try:
        yield from walk(data)
    except etree.XMLSyntaxError as error:
        line = error.position[0]
        raise UnreadableReportError(
            f"line {line or 1}: {(error.msg or 'not XML').partition(', line')[0]}"
        ) from error


def walk(data: bytes) -> Iterator[Part]:
    """Yield the elements, and let go of each that has ended."""
    depth = 0
    for event, node in opened(data):
        name = str(node.tag).rpartition("}")[2]  # no element is a comment: the parser drops them
        if event == "start":
            depth += 1
            if depth == 1:
                refuse_declarations(node)
            if depth > MOST_DEPTH:
                raise UnreadableReportError(f"elements are nested deeper than {MOST_DEPTH}")
            yield make_part((False, name, dict(node.attrib), ""))
        else:
            depth -= 1
            yield make_part((True, name, NOTHING, node.text or ""))
            forget(node)


def opened(data: bytes) -> Iterable[tuple[str, etree._Element]]:
    """Begin to parse a report: no entities, no network, limited in depth."""
    return etree.iterparse(
        io.BytesIO(data), events=("start", "end"), remove_comments=True, remove_pis=True, **TRUST_NOTHING
    )


def forget(node: etree._Element) -> None:
    """Let go of an element that has ended, and of those before it."""
    node.clear(keep_tail=False)
    parent = node.getparent()
    while parent is not None and node.getprevious() is not None:
        del parent[0]


def refuse_declarations(root: etree._Element) -> None:
    """Raise UnreadableReportError for a document type that declares entities or elements of its own."""
    declared = root.getroottree().docinfo.internalDTD
    if declared is not None and any((*declared.iterentities(), *declared.iterelements())):
        raise UnreadableReportError("its document type declares entities or elements")
