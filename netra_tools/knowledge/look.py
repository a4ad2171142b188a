"""From the bytes of a file of knowledge to all that is known of it: the only door for those who check."""

from __future__ import annotations

from collections.abc import Iterator

from netra_tools.knowledge.document import Document, Node, read
from netra_tools.knowledge.faults import NOT_WELL_FORMED, SHAPE, Diagnosis
from netra_tools.knowledge.ids import ids_of
from netra_tools.knowledge.kinds import LOOSE, kind_of
from netra_tools.knowledge.known import Known
from netra_tools.knowledge.markdown import look_at_index
from netra_tools.knowledge.mentions import mentions
from netra_tools.knowledge.normal import irregular
from netra_tools.knowledge.silence import suppressions
from netra_tools.project.discover import KNOWLEDGE


def look(path: str, data: bytes) -> Known:
    """Say what a file holds, and what is wrong with it by itself."""
    if not path.endswith(KNOWLEDGE):
        return look_at_index(path, data)
    document = read(data)
    if not isinstance(document, Document):
        return Known(LOOSE, document)
    kind = kind_of(path, document.root.name)
    ids, problems = ids_of(document)
    found = [*parsed(document, kind), *problems, *irregular(document)]
    if any(problem.kind == NOT_WELL_FORMED for problem in found):
        return Known(kind, tuple(found))
    references = tuple(mentions(document))
    return Known(kind, tuple(sorted(found)), ids, references, tuple(suppressions(document)))


def parsed(document: Document, kind: str) -> Iterator[Diagnosis]:
    """Let the hardened parser read the file, too, and hold it against the schema of its kind."""
    from netra_tools.knowledge.tree import Refusal, parse

    root = parse(document.data)
    if isinstance(root, Refusal):
        yield Diagnosis(root.line, root.column, NOT_WELL_FORMED, root.message, False)
    elif kind != LOOSE:
        from netra_tools.knowledge.shapes import misfits

        nodes: list[Node] = []
        for number, asked in misfits(root, kind):
            nodes = nodes or list(document.root.walk())
            node = nodes[number]
            message = f"<{node.name}> lacks what is asked of it: {asked}"
            yield Diagnosis(*document.lines.place(node.start), SHAPE, message, False)
