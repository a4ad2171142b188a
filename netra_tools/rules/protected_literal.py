"""NET606: literals that others depend on."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from netra_tools.model import Finding
from netra_tools.rules.rule import WHOLE_FILE, LiteralRule

if TYPE_CHECKING:
    from netra_tools.literals.view import View


class ProtectedLiteral(LiteralRule):
    """A literal that `[[tool.netra.literals.protected]]` names stands nowhere any more.

    Each entry has `value`, `owner`, `reason` and, where one category is meant, `category`. A literal in a
    test alone does not count. One that may stand in a file that does not parse is not reported.

    Why is this bad?
        It is the name that something outside of the repository knows: another service, a database, a
        dashboard. Nothing here fails when it changes.
    """

    code = "NET606"
    slug = "protected-literal"
    hint = "put it back, or agree with its owner and take the entry out of the configuration"

    def check(self, view: View) -> Iterator[Finding]:
        """Report each protected value that is gone, at the configuration."""
        for item in view.protected:
            if not view.stands(item.value, item.category):
                what = f"`{item.value}` ({item.category})" if item.category else f"`{item.value}`"
                message = f"{what} has been changed or removed: {item.reason}; ask {item.owner}"
                subject = f"{item.category} {item.value}".strip()
                yield self.finding(view.config.source or "pyproject.toml", WHOLE_FILE, subject, message)
