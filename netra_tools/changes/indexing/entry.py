"""A line of the index, and how it is written."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable
from typing import Final, NamedTuple
from urllib.parse import quote

from netra_tools.report.markdown import code, text

MOST: Final = 160  # characters of a purpose
ROLE = re.compile(r":[\w.:+-]+:(?=`)")
SENTENCE = re.compile(r"(?<!\be\.g)(?<!\bi\.e)(?<!\bvs)(?<!\betc)[.!?](?=\s+[A-Z`(\"'])")


class Entry(NamedTuple):
    """One thing that the index leads to."""

    name: str  # what it is called; "" for a file, which is called as its path
    paths: tuple[str, ...]  # where it is; none for what lies in no file of the repository
    purpose: str  # one line; "" when it says none


def one_line(words: str) -> str:
    """Make a purpose of a paragraph: its first sentence, not too long, without marks of reStructuredText."""
    plain = ROLE.sub("", " ".join(words.split())).replace("``", "`").replace("`~", "`")
    end = SENTENCE.search(plain)
    plain = plain[: end.start()] if end else plain
    if len(plain) > MOST:
        plain = plain[:MOST].rpartition(" ")[0].rstrip(",;:") + " ..."
    return plain.removesuffix(".") if not plain.endswith("...") else plain


def render(heading: str, entries: Iterable[Entry], home: str) -> str:
    """Write a section; links are relative to `home`, the folder of the index."""
    lines = [line_of(entry, home) for entry in entries]
    return "\n".join([f"## {heading}", "", *(lines or ["None."])]) + "\n"


def line_of(entry: Entry, home: str) -> str:
    """Write one line."""
    links = [link(path, code(path), home) for path in entry.paths]
    if entry.name and len(links) == 1:
        links = [link(entry.paths[0], code(entry.name), home)]
    elif entry.name:
        links = [": ".join(filter(None, (code(entry.name), ", ".join(links))))]
    separator = "; " if len(entry.paths) > 1 and entry.name else ": "
    return "- " + separator.join(filter(None, (", ".join(links), text(entry.purpose))))


def link(path: str, shown: str, home: str) -> str:
    """Write a link to a file or folder of the repository."""
    target = posixpath.relpath(path, home or ".")
    return f"[{shown}]({quote(target.encode('utf-8', 'surrogateescape'), safe='/@+,=')})"
