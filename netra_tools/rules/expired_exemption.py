"""NET904: an exemption whose time has passed."""

from __future__ import annotations

from typing import Literal

from netra_tools.rules.rule import Rule


class ExpiredExemption(Rule):
    """An exemption, or a suppression comment with `until=`, has expired: what it accepted counts again.

    The day that is named is the last one on which it holds, in UTC.

    Why is this bad?
        Somebody meant to mend this by that day. Give it a new day for a reason, or mend it.

    Example:
        from .core import run  # netra: ignore[relative-import] until=2025-01-31 moves next week

    Use instead:
        from app.core import run
    """

    code = "NET904"
    slug = "expired-exemption"
    hint = "mend what it accepted, or give it a later day and say why"
    severity: Literal["error", "warning", "off"] = "warning"
