"""A learning as the element that is written: one block, one part to a line, always in the same order."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from netra_tools.knowledge.edit import INDENT
from netra_tools.knowledge.entities import NO_CHARACTER
from netra_tools.learnings.model import SHORT, TEXTS, Learning

ITEMS: Final = {"files": "file", "commits": "commit"}
ATTRIBUTES: Final = SHORT[:-1]  # all but the title
ESCAPES: Final = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;"}
OUTSIDE: Final = re.compile('[&<>"]')


def fragment_of(learning: Learning) -> str:
    """Write a learning as an element."""
    told = [
        f' {name}="{escaped(value, quoted=True)}"'
        for name in ATTRIBUTES
        if (value := getattr(learning, name))
    ]
    lines = [f"<learning{''.join(told)}>", f"{INDENT}<title>{escaped(learning.title)}</title>"]
    for name in TEXTS:
        lines += indented(text_lines(name, getattr(learning, name)))
    for name, item in ITEMS.items():
        lines += indented(list_lines(name, item, getattr(learning, name)))
    lines += indented(text_lines("keywords", ", ".join(learning.keywords)))
    lines += indented(links(learning))
    return "\n".join([*lines, "</learning>"])


def indented(lines: Iterable[str]) -> list[str]:
    """Write lines one step further in."""
    return [INDENT + line if line else "" for line in lines]


def text_lines(name: str, text: str) -> Iterator[str]:
    """Write a text: on the line of its tag, or as lines of its own."""
    written = escaped(text)
    if "\n" not in written:
        if written:
            yield f"<{name}>{written}</{name}>"
        return
    yield f"<{name}>"
    yield from indented(written.split("\n"))
    yield f"</{name}>"


def list_lines(name: str, item: str, values: Sequence[str]) -> Iterator[str]:
    """Write a list, one item to a line."""
    if values:
        yield f"<{name}>"
        for value in values:
            yield f"{INDENT}<{item}>{escaped(value)}</{item}>"
        yield f"</{name}>"


def links(learning: Learning) -> Iterator[str]:
    """Write what a learning has to do with specifications and rules."""
    if learning.spec:
        yield spec_line(learning.spec, learning.section)
    if learning.checks:
        yield "<check>"
        for check in learning.checks:
            yield from indented(check.split("\n"))
        yield "</check>"
    for spec, section in learning.applied:
        yield applied_line(spec, section)


def spec_line(spec: str, section: str) -> str:
    """Write which specification is to say what was learned."""
    told = f' section="{escaped(section, quoted=True)}"' if section else ""
    return f"<spec{told}>{escaped(spec)}</spec>"


def applied_line(spec: str, section: str) -> str:
    """Write that a specification says what was learned."""
    return f'<applied-to spec="{escaped(spec, quoted=True)}" section="{escaped(section, quoted=True)}"/>'


def escaped(text: str, *, quoted: bool = False) -> str:
    """Write text so that it is read as text."""
    return OUTSIDE.sub(lambda found: ESCAPES[found[0]] if quoted or found[0] != '"' else '"', text)


def strange_character(text: str) -> str:
    """Give the first character that XML cannot hold, as people write it; "" when there is none."""
    found = NO_CHARACTER.search(text)
    return f"U+{ord(found[0]):04X}" if found else ""
