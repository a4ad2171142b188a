"""The reader of TypeScript and JavaScript: from bytes to the same facts as of Python, by tree-sitter."""

from __future__ import annotations

from netra_tools.facts.read import Reading
from netra_tools.facts.script_definitions import describe_all
from netra_tools.facts.script_grammar import parse
from netra_tools.facts.script_lines import count_lines, find_suppressions
from netra_tools.facts.script_problems import decode_script, syntax_problems
from netra_tools.facts.script_walk import Walk
from netra_tools.model import Facts


def read_script(data: bytes, dialect: str) -> Reading:
    """Read the facts of a script from its bytes, whatever they are; what is wrong is a problem in them."""
    source, problems = decode_script(data)
    root = parse(source, dialect)
    walk = Walk()
    walk.run(root)
    comments = sorted(walk.comments, key=lambda node: node.start_byte)
    lines = count_lines(source, comments, walk.templates)
    facts = Facts(
        lines=lines.counts,
        imports=tuple(sorted(walk.imports, key=lambda found: found[5:7])),
        definitions=describe_all(walk.found, walk.decorators, lines),
        accesses=(),
        handlers=(),
        bare_tests=(),
        dead_code=(),
        names=(),
        exports=None,
        suppressions=find_suppressions(source, comments),
        problems=problems or syntax_problems(root),
    )
    literals = sorted(walk.literals, key=lambda found: (found.line, found.column))
    return Reading(facts, literals)
