"""NET905: an exemption that nothing needs."""

from __future__ import annotations

from typing import Literal

from netra_tools.rules.rule import Rule


class UnusedExemption(Rule):
    """An exemption in the configuration has nothing to accept.

    Only a run over everything, with all the rules that the exemption names, can tell.

    Why is this bad?
        What it was for is mended or gone, and the next real finding there would be lost.
    """

    code = "NET905"
    slug = "unused-exemption"
    hint = "remove the exemption"
    severity: Literal["error", "warning", "off"] = "warning"
