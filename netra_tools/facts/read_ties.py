"""From the bytes of a file to its ties: the door for reachability."""

from __future__ import annotations

from netra_tools.facts.read import to_utf8
from netra_tools.facts.ties import Ties
from netra_tools.model import Problem


def read_ties(data: bytes) -> Ties | Problem:
    """Read the ties of a file; one that cannot be decoded or parsed without error gives the problem."""
    from netra_tools.facts import native, native_uses
    from netra_tools.facts.native_cursor import FormatError
    from netra_tools.facts.ties_finish import Finisher
    from netra_tools.facts.ties_found import TieFinder

    source, problems = to_utf8(data)
    if problems:
        return problems[0]
    finder = TieFinder(source)
    try:
        problem = native_uses.walk(source, finder) if native.format_is_known() else unknown()
    except (native.UnreadableError, FormatError):
        problem = unknown()
    return problem or Finisher(finder).finish()


def unknown() -> Problem:
    """Say that the parser at hand writes a form that is not known."""
    return Problem("syntax", "the installed ast-serialize writes another form", 1, 0)
