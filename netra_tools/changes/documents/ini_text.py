"""The sections, keys and values of INI files with their places; values may go on over indented lines."""

from __future__ import annotations

import configparser
import re
from collections.abc import Iterator

from netra_tools.changes.documents.draft import Draft
from netra_tools.changes.documents.items import BrokenError, Item

LINE = re.compile(r"[^\n]*+\n?")
SECTION = re.compile(r"\[([^\]\n]++)\]")
ENTRY = re.compile(r"([^\s=:\[#;][^=:\n]*?)[ \t]*+(?:[=:][ \t]*+([^\n]*+))?\r?\Z")
COMMENT = re.compile(r"[ \t]*+[#;]|[ \t\r]*+\Z")
INLINE = re.compile(r"(?:^|[ \t])[#;]")


def read_ini(draft: Draft) -> list[Item]:
    """Give the sections, keys and values of an INI file; a value of many lines comes line by line.

    Raises: BrokenError when it is none.
    """
    parse_ini(draft.data)
    return list(items_of(draft.text))


def parse_ini(data: bytes) -> object:
    """Give the value of an INI file.

    Raises: BrokenError when it is none.
    """
    parser = configparser.RawConfigParser(allow_no_value=True, strict=False)
    parser.optionxform = str  # type: ignore[assignment, method-assign]  # as configparser documents it
    text = data.removeprefix(b"\xef\xbb\xbf").decode("utf-8", "surrogateescape")
    try:
        parser.read_string(text)
    except configparser.Error as error:
        reason = type(error).__name__.removesuffix("Error")
        raise BrokenError(f"not understood as INI: {reason}") from None
    return {name: dict(section) for name, section in parser.items()}


def items_of(text: str) -> Iterator[Item]:
    """Give item after item."""
    section = ""
    keys: tuple[str, ...] = ()
    for match in LINE.finditer(text):
        line, start = match[0].rstrip("\r\n"), match.start()
        if start == 0 and line.startswith("\xef\xbb\xbf"):
            line, start = line[3:], 3
        if COMMENT.match(line):
            continue
        header, entry = SECTION.match(line), ENTRY.match(line)
        if line[:1] in " \t" and keys:
            yield Item(keys, start + len(line) - len(line.lstrip()), start + end_of(line))
        elif header is not None:
            section, keys = header[1], ()
            yield Item((section,), start + header.start(1), start + header.end(1), is_key=True)
        elif entry is not None:
            keys = (section, entry[1])
            yield Item(keys, start, start + entry.end(1), is_key=True)
            if entry[2]:
                yield Item(keys, start + entry.start(2), start + end_of(line))


def end_of(line: str) -> int:
    """Give the end of a value, before a comment on its line."""
    comment = INLINE.search(line, len(line) - len(line.lstrip()) + 1)
    return len(line) if comment is None else comment.start()
