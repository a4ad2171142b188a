"""The fallback reader: facts from the standard library's `ast`, which knows its own version's syntax only."""

from __future__ import annotations

from collections.abc import Sequence

from netra_tools.facts.lines import drop_string_lines, string_blocks
from netra_tools.facts.scan import Scan
from netra_tools.facts.stdlib_accesses import read_accesses
from netra_tools.facts.stdlib_bodies import read_bare_tests, read_handlers
from netra_tools.facts.stdlib_definitions import read_definitions
from netra_tools.facts.stdlib_imports import read_imports
from netra_tools.facts.stdlib_literals import read_literals
from netra_tools.facts.stdlib_names import read_exports, read_names
from netra_tools.facts.stdlib_outline import outline
from netra_tools.facts.stdlib_parse import parse


def scan(source: str | bytes, blank_or_comment: Sequence[int] = ()) -> Scan:
    """Read the facts of a source in UTF-8; of a broken one, those of the statements that can be read.

    `blank_or_comment` lists the lines that look blank or like a comment, in rising order; those inside
    strings are told apart here.
    """
    tree, problems = parse(source)
    outlined = outline(tree)
    imports = read_imports(outlined)
    names = read_names(outlined)
    literals = read_literals(tree, outlined)
    blocks = string_blocks(literals)
    return Scan(
        imports,
        read_definitions(outlined, drop_string_lines(blank_or_comment, blocks)),
        literals,
        blocks,
        read_accesses(outlined, imports, names),
        read_handlers(outlined),
        read_bare_tests(outlined),
        names,
        read_exports(outlined),
        problems,
    )
