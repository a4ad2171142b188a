"""NET703: knowledge about files that have changed since."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Literal

from netra_tools.model import Finding
from netra_tools.project.globs import compile_globs
from netra_tools.rules.rule import KnowledgeRule

if TYPE_CHECKING:
    from netra_tools.knowledge.view import View


class SpecDrift(KnowledgeRule):
    """A file that a specification speaks of holds something else than when the specification was confirmed.

    `netra spec confirm` records by content what each specification speaks of; one that was never confirmed
    is not judged. Times of files and commits play no part.

    Why is this bad?
        The specification may describe what is no longer so, and nobody has looked.

    Options:
        ignored: globs of files that may change without anybody looking again
    """

    code = "NET703"
    slug = "spec-drift"
    hint = "read both, mend what is no longer true, then `netra spec confirm FILE --apply`"
    severity: Literal["error", "warning", "off"] = "warning"
    ignored: tuple[str, ...] = ()

    def check(self, view: View) -> Iterator[Finding]:
        """Report each file that is not what it was when it was last spoken of."""
        is_ignored = compile_globs(self.ignored)
        for path in view.files if view.recorded else ():
            for reference, target in view.targets(path):
                known = view.recorded.get((path, target))
                if known is not None and not is_ignored(target) and view.digest(target) != known:
                    span = (reference.line, reference.column, reference.line, reference.end_column)
                    message = f"{target} has changed since this was confirmed"
                    yield self.finding(path, span, target, message)
