"""What one reading of a source gives, whichever reader did it. Its meaning is in docs/facts.md."""

from __future__ import annotations

from typing import NamedTuple

from netra_tools.model import Access, Definition, Import, Literal, Problem


class Scan(NamedTuple):
    """All that the syntax of one file says. Every tuple is in source order, `names` is sorted."""

    imports: tuple[Import, ...]
    definitions: tuple[Definition, ...]
    literals: tuple[Literal, ...]
    accesses: tuple[Access, ...]
    names: tuple[str, ...]
    exports: tuple[str, ...] | None
    problems: tuple[Problem, ...]
