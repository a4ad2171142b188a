"""A comment that silences nothing."""

from __future__ import annotations

from typing import Literal

from netra_tools.rules.rule import Rule


class UnusedSuppression(Rule):
    """A suppression comment silences nothing.

    Why is this bad?
        The reason for the comment is gone, and the next real finding on its line would be lost.
        Only rules that ran are judged.

    Example:
        import os  # netra: ignore[relative-import] moved next week

    Use instead:
        import os
    """

    code = "NET901"
    slug = "unused-suppression"
    hint = "remove the comment, or the rule from its list"
    severity: Literal["error", "warning", "off"] = "warning"
