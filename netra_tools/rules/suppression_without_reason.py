"""A comment that silences without saying why."""

from __future__ import annotations

from typing import Literal

from netra_tools.rules.rule import Rule


class SuppressionWithoutReason(Rule):
    """A suppression comment gives no reason.

    Why is this bad?
        Nobody can tell later whether it may go. With `--strict` it counts like every warning.

    Example:
        from .core import run  # netra: ignore[relative-import]

    Use instead:
        from .core import run  # netra: ignore[relative-import] copied into other packages as it is
    """

    code = "NET902"
    slug = "suppression-without-reason"
    hint = "write the reason after the bracket"
    severity: Literal["error", "warning", "off"] = "warning"
