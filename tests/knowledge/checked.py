"""What a check says of small repositories with files of knowledge."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from netra_tools.check.check import run_check
from netra_tools.check.request import CheckRequest
from netra_tools.config.load import load_config
from netra_tools.rules.registry import rule_specs
from tests.repository import make

Files = Mapping[str, str | bytes]


def said(root: Path, files: Files, rule: str, *settings: str) -> list[str]:
    """Write files, check them by one rule, and write each finding as "path:line:column message"."""
    make(root, files, git=False)
    config = load_config(str(root), None, rule_specs, settings)
    result = run_check(CheckRequest(config, select=(rule,))).result
    return [f"{one.path}:{one.line}:{one.column} {one.message}" for one in result.findings]


def spec(*lines: str) -> str:
    """Write a specification of one section, whose first line is line 3."""
    return "\n".join(
        ["<specification>", '<section title="All">', *lines, "</section>", "</specification>", ""]
    )
