"""NET604: keys of configuration that nothing reads."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Literal

from netra_tools.literals.categories import CATEGORIES
from netra_tools.model import Finding
from netra_tools.project.globs import compile_globs
from netra_tools.rules.rule import LiteralRule

if TYPE_CHECKING:
    from netra_tools.literals.view import View


class UnreadConfiguration(LiteralRule):
    """A key stands in a file that defines keys, and no code has a literal of that name.

    Code that reads a setting as an attribute, or puts its name together, has no such literal: name such
    files, or their keys, in the options. A name that differs by its case alone is read.

    Why is this bad?
        Somebody changes it one day and waits for what it does.

    Options:
        categories: what keys are looked at: environment, configuration
        exempt_files: globs of files whose keys others read
        exempt_keys: globs of keys that others read

    Example:
        # .env.example
        DATABASE_URL=
        DATABASE_USER=
        # app/settings.py
        import os
        URL = os.environ["DATABASE_URL"]

    Use instead:
        # .env.example
        DATABASE_URL=
        # app/settings.py
        import os
        URL = os.environ["DATABASE_URL"]
    """

    code = "NET604"
    slug = "unread-configuration"
    hint = "remove it, or name who reads it in `exempt_keys` or `exempt_files`"
    severity: Literal["error", "warning", "off"] = "off"
    categories: tuple[str, ...] = ("environment",)
    exempt_files: tuple[str, ...] = ("/pyproject.toml", "/package.json", "/tsconfig*.json", ".github/**")
    exempt_keys: tuple[str, ...] = ("COMPOSE_*", "DOCKER_*", "POSTGRES_*", "MYSQL_*", "PYTHON*")

    def check(self, view: View) -> Iterator[Finding]:
        """Report each key that nothing reads, at its first place."""
        is_exempt, is_other = compile_globs(self.exempt_keys), compile_globs(self.exempt_files)
        told: set[str] = set()
        for text, place in view.defined_keys:
            name = CATEGORIES[place.occurrence.category]
            if name not in self.categories or text.value in told:
                continue
            if is_exempt(text.value) or is_other(place.path) or view.is_read(text):
                continue
            told.add(text.value)
            message = f"{name} `{text.value}` is read nowhere"
            yield self.finding(place.path, place.span, text.value, message)
