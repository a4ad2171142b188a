"""How many lines a file may have, as the rule is told for it."""

from __future__ import annotations

from netra_tools.config.model import Config
from netra_tools.project.globs import compile_globs
from netra_tools.rules.file_too_long import FileTooLong
from netra_tools.rules.registry import rules_for


def limit_of(config: Config, path: str) -> int:
    """Give the limit for a file."""
    numbers = tuple(
        number for number, override in enumerate(config.overrides) if compile_globs(override.paths)(path)
    )
    made = rules_for(config, numbers, (FileTooLong,))
    return next((rule.max_lines for rule in made if isinstance(rule, FileTooLong)), FileTooLong.max_lines)
