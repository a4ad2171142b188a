"""The native reader: one parse by ast-serialize, which frees the GIL, then one pass over its bytes.

ast-serialize 0.13 counts the columns of lines with non-ASCII characters wrongly and reads `# type:` and
`# mypy:` comments, so both are replaced by text of the same length before it sees them, and put back in
the literals that held them.
"""

from __future__ import annotations

import re
import sys
from _thread import allocate_lock
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

import ast_serialize

from netra_tools.facts.lines import drop_string_lines, has_comment
from netra_tools.facts.native_accesses import finish_accesses
from netra_tools.facts.native_cursor import FormatError
from netra_tools.facts.native_finish import finish_definitions, finish_literals, string_blocks
from netra_tools.facts.native_mocks import finish_mocks
from netra_tools.facts.native_restore import SourceReader
from netra_tools.facts.scan import Scan
from netra_tools.facts.tags import FORMAT_VERSION
from netra_tools.model import Access, Problem

if TYPE_CHECKING:
    Errors = list[ast_serialize.ParseError]
    # tree, errors, list of imports
    Parsed = tuple[bytes, Errors, bytes]

GRAMMAR = (3, 15)
LARGE = 60_000  # bytes; below, no chain overflows a stack of 8 MiB
STACK_BASE = 16 << 20
STACK_PER_BYTE = 256  # measured on `a+a+...`: under 200 bytes of stack a byte of source
STACK_LOCK = allocate_lock()
RECURSION = 8000  # the parser lets syntax nest 200 deep; interpreted, each level takes a few calls of ours
PLACEHOLDER = b"\x02"
HIGH_BYTES = bytes(range(128)) + PLACEHOLDER * 128
DIRECTIVE = re.compile(rb"(#[ \t]*)(?:t(?=ype:)|m(?=ypy:))")
MODULE_ASSERT = re.compile(rb"(?m)^assert\b|;[ \t]*assert\b")
# Imports of `os` and `sys` in the list of imports that comes with the tree.
OS_IMPORT: Final = b"\x04\x18os\x03"
SYS_IMPORT: Final = b"\x04\x1asys\x03"
DECIDED = (b"sys.", b"TYPE_CHECKING", b"MYPY", b"PY2", b"PY3")  # what its reachability analysis knows
CANARY: list[bool] = []
LAST: dict[int, tuple[bytes, Parsed]] = {}
CANARY_SOURCE = b"""from a import b as c
@d
def f(x: "T" = 300000, *, y=b"") -> None:
    if x and y:
        return g(f"{x}-", k=["v"])[1:]
class A(B):
    z = {"k": lambda: 1.5}
import os.path, sys
sys.path = os.environ
"""
CANARY_FACTS = (
    [("a", (("b", "c"),), 1), ("os.path", (), 8), ("sys", (), 8)],
    [("f", 3, 5, 3), ("A", 6, 7, 1)],
    [
        ("T", 10, "", "", 3, 9),
        ("", 7, "f", "y", 3, 28),
        ("{}-", 2, "g", "0", 5, 17),
        ("v", 3, "g", "k", 5, 29),
        ("k", 4, "z", "", 7, 9),
    ],
    [("sys.path", 9, 0), ("environ", 9, 11)],
    ("A", "c", "f", "os", "sys"),
)


class UnreadableError(Exception):
    """This source must go to the fallback reader: names in it are not ASCII, or our format check failed."""


def scan(source: bytes, empty: Sequence[int], commanding: bool = True) -> Scan:
    """Read UTF-8 source without BOM.

    `empty` are the numbers of lines that look blank or like a comment; `commanding` says whether comments may
    be such as ast-serialize would obey.
    """
    ascii_source = source if source.isascii() else source.translate(HIGH_BYTES)
    if commanding:
        ascii_source = neutral(ascii_source)
    tree, errors, imports = parse(ascii_source)
    if errors and not source.isascii() and not parse(neutral(source))[1]:
        raise UnreadableError
    reader = SourceReader(tree, source, ascii_source)
    reader.watching = may_access(imports, source)
    found = finish(reader, empty, errors)
    if reader.assert_end == len(tree) and may_be_cut(source):
        raise UnreadableError
    return found


def scan_roughly(source: bytes, empty: Sequence[int]) -> Scan:
    """Read source with names that are not ASCII; columns of lines that hold such names may be wrong."""
    whole = neutral(source)
    if may_be_cut(source):
        whole = without_asserts(whole)
    tree, errors, imports = parse(whole)
    reader = SourceReader(tree, source, whole)
    reader.watching = may_access(imports, source)
    return finish(reader, empty, errors)


def may_access(imports: bytes, source: bytes) -> bool:
    """Say whether names of `os` or `sys` must be followed: it is imported, and what rules watch is named."""
    if (OS_IMPORT in imports or b"os.path" in imports) and b"env" in source:
        return True
    return SYS_IMPORT in imports and b"path" in source


def may_be_cut(source: bytes) -> bool:
    """Say whether ast-serialize may drop all that follows an `assert` on the platform or version."""
    if b"assert" not in source or not any(word in source for word in DECIDED):
        return False
    return MODULE_ASSERT.search(source) is not None


def without_asserts(source: bytes) -> bytes:
    """Write `return` for the assertions of the module, so that nothing is dropped behind them."""
    return MODULE_ASSERT.sub(lambda match: match[0].replace(b"assert", b"return"), source)


def neutral(source: bytes) -> bytes:
    """Make the comments that ast-serialize would obey mean nothing, without moving anything."""
    return DIRECTIVE.sub(rb"\1_", source) if has_comment(source, DIRECTIVE) else source


def parse(source: bytes) -> Parsed:
    """Parse source; a large one may hold a chain so long that it needs a stack of its own.

    What was parsed last is kept, since the facts and the ties of a file are read one after the other.
    """
    last = LAST.get(0)
    if last is not None and last[0] == source:
        return last[1]
    found = parse_on_large_stack(source) if len(source) > LARGE else parse_here(source)
    LAST[0] = (source, found)
    return found


def parse_here(source: bytes) -> Parsed:
    """Parse on the stack that we have."""
    tree, errors, _, imports, _ = ast_serialize.parse(
        "<source>", source, python_version=GRAMMAR, cache_version=FORMAT_VERSION
    )
    return tree, errors, imports


def parse_on_large_stack(source: bytes) -> Parsed:
    """Parse in a thread whose stack fits the longest chain of operators that `source` can hold."""
    import threading

    results: list[Parsed] = []

    def work() -> None:
        results.append(parse_here(source))

    with STACK_LOCK:
        before = threading.stack_size(STACK_BASE + STACK_PER_BYTE * len(source))
        thread = threading.Thread(target=work)
        thread.start()
        threading.stack_size(before)
    thread.join()
    return results[0]


def finish(reader: SourceReader, empty: Sequence[int], errors: list[ast_serialize.ParseError]) -> Scan:
    """Read the tree and turn what was read into records."""
    allow_depth()
    try:
        reader.read()
    except (IndexError, ValueError) as error:
        raise FormatError(str(error)) from error
    if reader.pos != len(reader.data):
        raise FormatError(f"{len(reader.data) - reader.pos} bytes are left")
    reader.read_opaque()
    reader.restore_literals()
    literals = finish_literals(reader)
    blocks = string_blocks(reader.records)
    return Scan(
        tuple(reader.imports),
        finish_definitions(reader, drop_string_lines(empty, blocks)),
        literals,
        blocks,
        all_accesses(reader),
        tuple(sorted(reader.handlers_found, key=lambda handler: handler[3:])),
        tuple([test for test in reader.bare_tests if reader.asserting.isdisjoint(test.calls)]),
        tuple(sorted(reader.names)),
        None if reader.exports is None else tuple(reader.exports),
        tuple(syntax_problems(errors)),
    )


def allow_depth() -> None:
    """Let our calls nest as deep as the syntax that the parser lets through."""
    if sys.getrecursionlimit() < RECURSION:
        sys.setrecursionlimit(RECURSION)


def all_accesses(reader: SourceReader) -> tuple[Access, ...]:
    """Give the accesses in source order, those of mocks among them."""
    mocks = finish_mocks(reader) if reader.mocks else ()
    accesses = finish_accesses(reader) if reader.references else ()
    if not mocks or not accesses:
        return accesses or mocks
    return tuple(sorted(accesses + mocks, key=lambda access: (access.line, access.column)))


def syntax_problems(errors: list[ast_serialize.ParseError]) -> list[Problem]:
    """Give the first syntax error; what follows it is mostly its echo."""
    found = sorted((error["line"], error["column"], error["message"]) for error in errors)
    return [
        Problem("syntax", plain(message), line, max(column - 1, 0)) for line, column, message in found[:1]
    ]


def plain(message: str) -> str:
    """Write a message of the parser as ours are written, without our placeholder."""
    if "\x02" in message:
        return "unexpected character"
    return message[:1].lower() + message[1:].rstrip(".")


def format_is_known() -> bool:
    """Say whether ast-serialize writes the format we read: one known source is decoded once and compared."""
    if not CANARY:
        CANARY.append(canary_agrees())
    return CANARY[0]


def canary_agrees() -> bool:
    """Decode the canary."""
    try:
        found = scan(CANARY_SOURCE, ())
    except (FormatError, IndexError, ValueError, TypeError, AttributeError):
        return False
    facts = (
        [(item.module, item.names, item.line) for item in found.imports],
        [(item.name, item.line, item.end_line, item.complexity) for item in found.definitions],
        [(item.value, item.role, item.owner, item.slot, item.line, item.column) for item in found.literals],
        [(item.kind, item.line, item.column) for item in found.accesses],
        found.names,
    )
    return facts == CANARY_FACTS
