"""NET701: files of knowledge that tools cannot read, or would read in two ways."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from netra_tools.knowledge.faults import DATE, DUPLICATE_ID, SEVERITY, SHAPE
from netra_tools.knowledge.kinds import LEARNINGS
from netra_tools.model import Finding
from netra_tools.project.globs import compile_globs
from netra_tools.rules.rule import KnowledgeRule

if TYPE_CHECKING:
    from netra_tools.knowledge.view import View

FORMS = (SEVERITY, DATE)  # each can be read, and only be sorted and compared when it is in its normal form


class SpecInvalid(KnowledgeRule):
    """A file in `SPEC` is not well-formed, does not fit the schema of its kind, or gives one id twice.

    A severity or a date that is not in its normal form is a warning. `netra spec repair` mends what can be
    mended without a guess.

    Why is this bad?
        Tools and agents that look things up skip such a file in silence, or take one entry for another.

    Options:
        loose: globs of files that no schema is to be held against

    Example:
        # SPEC/limits.xml
        <specification>
            <section title="Limits">functions < 25 lines</section>
        </specification>

    Use instead:
        # SPEC/limits.xml
        <specification>
            <section title="Limits">functions &lt; 25 lines</section>
        </specification>
    """

    code = "NET701"
    slug = "spec-invalid"
    hint = "mend it: `netra spec repair` shows what it would write"
    loose: tuple[str, ...] = ()

    def check(self, view: View) -> Iterator[Finding]:
        """Report what is wrong with each file by itself, then learnings that have one id."""
        is_loose = compile_globs(self.loose)
        for path, known in view.files.items():
            for problem in known.problems:
                if problem.kind == SHAPE and is_loose(path):
                    continue
                span = (problem.line, problem.column, problem.line, problem.column)
                found = self.finding(path, span, problem.kind, problem.message)
                is_form = problem.kind in FORMS and self.severity == "error"
                yield found._replace(severity="warning") if is_form else found
        yield from self.twins(view)

    def twins(self, view: View) -> Iterator[Finding]:
        """Report learnings that have the id of a learning in another file."""
        first: dict[str, tuple[str, int]] = {}
        for path, known in view.files.items():
            for one in known.ids if known.kind == LEARNINGS else ():
                if one.owner != "learning":
                    continue
                other, line = first.setdefault(one.value, (path, one.line))
                if other != path:
                    span = (one.line, one.column, one.line, one.column)
                    message = f"the id '{one.value}' is that of a learning in {other}:{line}, too"
                    yield self.finding(path, span, f"{DUPLICATE_ID} {one.value}", message)
