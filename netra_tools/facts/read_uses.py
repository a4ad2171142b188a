"""From the bytes of a file to what it uses: the door for changes, as `read` is for checks."""

from __future__ import annotations

from netra_tools.facts.read import to_utf8
from netra_tools.facts.uses import Uses
from netra_tools.model import Problem


def read_uses(data: bytes) -> Uses | Problem:
    """Read what a file uses; a file that cannot be decoded or parsed without error gives the problem."""
    source, problems = to_utf8(data)
    return problems[0] if problems else read_text(source)


def read_text(source: bytes) -> Uses | Problem:
    """Read with the native reader; where it cannot, with the standard library's."""
    from netra_tools.facts import native, native_uses, stdlib_uses
    from netra_tools.facts.native_cursor import FormatError

    try:
        if native.format_is_known():
            return native_uses.find_uses(source)
    except (native.UnreadableError, FormatError):
        pass
    return stdlib_uses.find_uses(source)
