"""From the bytes of a file to its facts: the only door to everything that knows syntax."""

from __future__ import annotations

import codecs
import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from netra_tools.facts.comments import Comments, mark_unfinished, unexplained_handlers, unexplained_mocks
from netra_tools.facts.dead_code import find_dead_code
from netra_tools.facts.lines import Survey, drop_string_lines, find_suppressions, survey
from netra_tools.facts.scan import Scan
from netra_tools.model import Facts, LineCounts, Literal, Problem

READER_VERSION = 7  # part of every cache key: raise it when facts change
COOKIE = re.compile(rb"^[ \t\f]*#.*?coding[:=][ \t]*([-\w.]+)")
NO_LINES = LineCounts(0, 0, 0, 0)


class Reading(NamedTuple):
    """What one file gives: its facts, and apart from them its string literals."""

    facts: Facts
    literals: Sequence[Literal]


def read_source(data: bytes) -> Reading:
    """Read the facts of a file from its bytes, whatever they are; what is wrong is a problem in them."""
    source, problems = to_utf8(data)
    lines = survey(source)
    scan = read_syntax(source, lines)
    comments = Comments(source)
    numbers = drop_string_lines(lines.comments, scan.blocks) if lines.comments else ()
    facts = Facts(
        count_lines(lines, scan, len(numbers)),
        scan.imports,
        mark_unfinished(comments, scan.definitions),
        unexplained_mocks(comments, scan.accesses),
        unexplained_handlers(comments, scan.handlers),
        scan.bare_tests,
        find_dead_code(comments, numbers, lines.codelike),
        scan.names,
        scan.exports,
        find_suppressions(source, scan.literals) if lines.commanding else (),
        problems or scan.problems,  # what cannot be decoded cannot be parsed either
    )
    return Reading(facts, scan.literals)


def count_lines(lines: Survey, scan: Scan, comment: int) -> LineCounts:
    """Count the lines of each kind, now that the strings are known."""
    no_code = len(drop_string_lines(lines.empty, scan.blocks))
    return LineCounts(lines.physical, lines.physical - no_code, comment, no_code - comment)


def unread(problem: Problem) -> Facts:
    """Give the facts of a file that cannot be read: nothing but the reason."""
    return Facts(NO_LINES, (), (), (), (), (), (), (), None, (), (problem,))


def to_utf8(data: bytes) -> tuple[bytes, tuple[Problem, ...]]:
    """Decode as Python does (BOM, coding cookie, else UTF-8) and give UTF-8 with plain newlines."""
    if data.startswith(codecs.BOM_UTF8):
        data = data[3:]
    if b"\r" in data:
        # As Python does; lines and columns stay what they are.
        data = data.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    cookie = coding_cookie(data)
    if cookie is None:
        return (data, ()) if data.isascii() else checked_utf8(data)
    try:
        return data.decode(cookie).encode("utf-8", "surrogatepass"), ()
    except LookupError:
        return replaced(data, f"unknown encoding '{cookie}'")
    except (UnicodeError, ValueError) as error:
        return replaced(data, f"not {cookie}: {error}")


def coding_cookie(data: bytes) -> str | None:
    """Give the encoding declared in the first two lines when it is not UTF-8."""
    head = data[:400]
    if b"coding" not in head:
        return None
    for line in head.splitlines()[:2]:
        match = COOKIE.match(line)
        if match:
            name = match[1].decode("ascii", "replace")
            return (
                None if name.lower().replace("_", "-").startswith("utf-8") or name.lower() == "utf8" else name
            )
        if line.strip() and not line.lstrip().startswith(b"#"):
            return None
    return None


def checked_utf8(data: bytes) -> tuple[bytes, tuple[Problem, ...]]:
    """Give the data when it is UTF-8; otherwise put marks in the place of what is not."""
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        column = error.start - (data.rfind(b"\n", 0, error.start) + 1)
        text = data.decode("utf-8", "replace").encode()
        message = f"not UTF-8: byte 0x{data[error.start]:02x}, and no coding cookie says otherwise"
        return text, (Problem("encoding", message, line, column),)
    return data, ()


def replaced(data: bytes, message: str) -> tuple[bytes, tuple[Problem, ...]]:
    """Read a file as UTF-8 whose own encoding fails, so that some facts remain."""
    return data.decode("utf-8", "replace").encode(), (Problem("encoding", message, 1, 0),)


def read_syntax(source: bytes, lines: Survey) -> Scan:
    """Read with the native reader; where it cannot, with the standard library's."""
    from netra_tools.facts import native
    from netra_tools.facts.native_cursor import FormatError

    try:
        if native.format_is_known():
            return native.scan(source, lines.empty, lines.commanding)
    except native.UnreadableError:
        scan = fall_back(source, lines.empty)
        return native.scan_roughly(source, lines.empty) if scan.problems else scan
    except FormatError:
        pass
    return fall_back(source, lines.empty)


def fall_back(source: bytes, empty: Sequence[int]) -> Scan:
    """Read with the standard library, which is imported only for this."""
    from netra_tools.facts import stdlib

    return recount(stdlib.scan(source), empty)


def recount(scan: Scan, empty: Sequence[int]) -> Scan:
    """Count code lines, now that the lines inside strings are known."""
    no_code = drop_string_lines(empty, scan.blocks)
    definitions = []
    for found in scan.definitions:
        first = found.end_line - found.body_lines + 1
        none = bisect_right(no_code, found.end_line) - bisect_left(no_code, first)
        definitions.append(found._replace(code_lines=max(found.body_lines - none, 0)))
    return scan._replace(definitions=tuple(definitions))
