"""NET903: an entry of the baseline that nothing answers to."""

from __future__ import annotations

from typing import Literal

from netra_tools.rules.rule import Rule


class StaleBaselineEntry(Rule):
    """An entry of the baseline stands for a finding that is gone.

    Only what was checked is judged: entries of other files, or of rules that did not run, are left alone.

    Why is this bad?
        The finding may come back tomorrow, and nobody will hear of it. Somebody has mended something;
        without its entry it stays mended. With `--strict` it counts like every warning.
    """

    code = "NET903"
    slug = "stale-baseline-entry"
    hint = "netra baseline prune takes such entries out"
    severity: Literal["error", "warning", "off"] = "warning"
