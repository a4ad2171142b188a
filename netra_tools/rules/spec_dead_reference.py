"""NET702: knowledge that speaks of what does not exist."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from netra_tools.model import Finding
from netra_tools.project.globs import compile_globs
from netra_tools.rules.rule import KnowledgeRule

if TYPE_CHECKING:
    from netra_tools.knowledge.view import View


class SpecDeadReference(KnowledgeRule):
    """A file in `SPEC` names a file, line, module, rule, command, anchor or id that does not exist.

    What is a reference is told by the names of elements and attributes, see the manual on knowledge; in
    sentences only a path with a line is one. What stands in an element about mistakes or the past is left
    alone, and so are names that may belong to others.

    Why is this bad?
        Whoever follows it finds nothing, and learns to trust the rest no more.

    Options:
        exempt: globs of references that need not lead anywhere

    Example:
        # SPEC/storage.xml
        <specification>
            <section title="Storage"><file>app/database.py</file></section>
        </specification>
        # app/storage.py
        TABLES = ()

    Use instead:
        # SPEC/storage.xml
        <specification>
            <section title="Storage"><file>app/storage.py</file></section>
        </specification>
        # app/storage.py
        TABLES = ()
    """

    code = "NET702"
    slug = "spec-dead-reference"
    hint = "name what took its place, or say that it is gone in an element such as <removed_files>"
    exempt: tuple[str, ...] = ()

    def check(self, view: View) -> Iterator[Finding]:
        """Report each reference that leads nowhere."""
        is_exempt = compile_globs(self.exempt)
        for path, verdicts in view.verdicts.items():
            for reference, verdict in verdicts:
                if verdict.problem and not is_exempt(reference.value):
                    span = (reference.line, reference.column, reference.line, reference.end_column)
                    yield self.finding(path, span, reference.value, verdict.problem)
