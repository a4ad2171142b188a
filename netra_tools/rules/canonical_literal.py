"""NET607: literals in a form that was given up."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from netra_tools.rules.rule import LiteralRule

if TYPE_CHECKING:
    from netra_tools.literals.view import View
    from netra_tools.model import Finding


class CanonicalLiteral(LiteralRule):
    """A literal has a form that was given up for another one.

    Literals in tests are not looked at, nor those that hold the form among other words.

    Why is this bad?
        Two forms of one key are two keys: what is written under one is not found under the other.

    Options:
        replacements: for each form that was given up, the one to write instead

    Example (replacements = {"userId" = "user_id"}):
        # app/links.py
        def link(record):
            return record["userId"]

    Use instead:
        # app/links.py
        def link(record):
            return record["user_id"]
    """

    code = "NET607"
    slug = "canonical-literal"
    hint = "write the form that was agreed on"
    replacements: Mapping[str, str] = {}

    def check(self, view: View) -> Iterator[Finding]:
        """Report each place of each form that was given up."""
        for old, new in sorted(self.replacements.items()):
            for place in view.places_of(old):
                message = f"`{old}` is written here; use `{new}`"
                yield self.finding(place.path, place.span, old, message)
