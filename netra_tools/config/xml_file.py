"""A small XML file as plain elements: no document type, no entities, limited in size and depth."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from netra_tools.errors import NetraError

if TYPE_CHECKING:
    from xml.parsers.expat import ExpatError

MOST_BYTES = 1_000_000
MOST_DEPTH = 32
BARE = re.compile(rb"&(?!#?\w+;)|<(?![A-Za-z_/!?])")  # what stands for itself in prose, and not in XML
FLAGS = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)


class Element:
    """One element, the line it begins on, and the text that stands in it and not in its children."""

    def __init__(self, tag: str, attributes: dict[str, str], line: int) -> None:
        self.tag = tag
        self.attributes = attributes
        self.line = line
        self.text = ""
        self.children: list[Element] = []

    def walk(self) -> Iterator[Element]:
        """Give all elements below this one, in the order of the file."""
        for child in self.children:
            yield child
            yield from child.walk()

    def named(self, *tags: str) -> list[Element]:
        """List the elements below this one that have one of these names."""
        return [element for element in self.walk() if element.tag in tags]


class Builder:
    """What is told of a file while it is parsed."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.root = Element("", {}, 0)
        self.open = [self.root]
        self.parser: Any = None

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """Open an element."""
        line = self.parser.CurrentLineNumber
        if len(self.open) > MOST_DEPTH:
            raise NetraError(f"{self.name}:{line}: elements stand in one another more than {MOST_DEPTH} deep")
        element = Element(tag, attributes, line)
        self.open[-1].children.append(element)
        self.open.append(element)

    def end(self, _tag: str) -> None:
        """Close an element."""
        self.open.pop()

    def data(self, text: str) -> None:
        """Add text to the element that is open."""
        self.open[-1].text += text

    def refuse(self, *_: object) -> None:
        """Refuse what could name other files, or grow without end."""
        where = f"{self.name}:{self.parser.CurrentLineNumber}"
        raise NetraError(f"{where}: a document type or an entity is declared", "remove the declaration")


def read_xml(root: str, name: str) -> Element | None:
    """Read the file called `name` below `root`; None when there is none.

    Raises: NetraError when it cannot be read or is no XML, with line and column.
    """
    data = read_small(f"{root}/{name}", name)
    return None if data is None else parse_xml(data, name)


def read_small(path: str, name: str, most: int = MOST_BYTES) -> bytes | None:
    """Read a regular file of at most so many bytes; a link is not followed."""
    try:
        descriptor = os.open(path, FLAGS)
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        raise NetraError(f"{name} cannot be read: {(error.strerror or 'unknown error').lower()}") from None
    try:
        found = os.fstat(descriptor)
        if not stat.S_ISREG(found.st_mode):
            raise NetraError(f"{name} cannot be read: not a regular file")
        if found.st_size > most:
            raise NetraError(f"{name} has {found.st_size} bytes, limit {most}")
        return os.read(descriptor, most)  # all of it: a regular file is not read in parts
    finally:
        os.close(descriptor)


def parse_xml(data: bytes, name: str) -> Element:
    """Parse XML; the element that is given holds the outermost one."""
    from xml.parsers import expat  # only where such a file exists

    builder = Builder(name)
    parser = builder.parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler, parser.EndElementHandler = builder.start, builder.end
    parser.CharacterDataHandler = builder.data
    parser.StartDoctypeDeclHandler = parser.EntityDeclHandler = builder.refuse
    try:
        parser.Parse(data, True)
    except expat.ExpatError as error:
        raise broken(data, name, error) from None
    except (ValueError, LookupError) as error:  # an encoding that expat does not know
        raise NetraError(f"{name} is not XML that can be read: {error}", "save it as UTF-8") from None
    return builder.root


def broken(data: bytes, name: str, error: ExpatError) -> NetraError:
    """Say where a file stops being XML, and what is probably wrong there."""
    from xml.parsers.expat import ErrorString

    lines = data.splitlines()
    line = lines[error.lineno - 1] if error.lineno <= len(lines) else b""
    hint = "write &amp; for & and &lt; for < in text" if BARE.search(line) else ""
    where = f"{name}:{error.lineno}:{error.offset + 1}"
    return NetraError(f"{where}: not XML: {ErrorString(error.code)}", hint)
