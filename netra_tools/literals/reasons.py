"""Why the classifier gave a category, in words."""

from __future__ import annotations

from netra_tools.literals import classify

UNSAID = "decided by rule {}"


def reason_of(number: int) -> str:
    """Say what the rule with this number goes by."""
    known = getattr(classify, "reason_text", None)
    text = known(number) if known is not None else ""
    return str(text) if text else UNSAID.format(number)
