"""From the bytes of a file to what it uses: the door for changes, as `read` is for checks."""

from __future__ import annotations

from netra_tools.facts.read import to_utf8
from netra_tools.facts.uses import Uses
from netra_tools.model import Problem


def read_uses(data: bytes) -> Uses | Problem:
    """Read what a file uses; a file that cannot be decoded or parsed without error gives the problem."""
    from netra_tools.facts import stdlib_uses

    source, problems = to_utf8(data)
    return problems[0] if problems else stdlib_uses.find_uses(source)
