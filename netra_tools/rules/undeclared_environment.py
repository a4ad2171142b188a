"""NET603: environment variables that nobody who sets them can know of."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal

from netra_tools.literals.categories import ENVIRONMENT
from netra_tools.literals.view import Place, View
from netra_tools.model import ASSIGNED, Finding
from netra_tools.project.globs import compile_globs
from netra_tools.rules.rule import LiteralRule

NAME = re.compile(r"[A-Z_][A-Z0-9_]*")


class UndeclaredEnvironment(LiteralRule):
    """An environment variable is read, and no file that defines variables names it.

    Such files are `.env.example`, compose files and others that `literals.definition_files` names; an alias
    of a settings class is a definition, too. Where there are none, nothing is said. Tests are not looked at.

    Why is this bad?
        Who runs the program does not know that the variable exists, and what it does without it nobody has
        decided.

    Options:
        provided: globs of variables that the system or the platform sets

    Example:
        # .env.example
        DATABASE_URL=
        # app/settings.py
        import os
        URL = os.environ["DATABASE_URL"]
        TOKEN = os.environ["API_TOKEN"]

    Use instead:
        # .env.example
        DATABASE_URL=
        API_TOKEN=
        # app/settings.py
        import os
        URL = os.environ["DATABASE_URL"]
        TOKEN = os.environ["API_TOKEN"]
    """

    code = "NET603"
    slug = "undeclared-environment"
    hint = "add it to .env.example, or to the compose file, with what it is for"
    severity: Literal["error", "warning", "off"] = "warning"
    provided: tuple[str, ...] = (
        *("PATH", "HOME", "USER", "USERNAME", "LOGNAME", "SHELL", "EDITOR", "VISUAL", "PAGER", "TERM", "TZ"),
        *("LANG", "LANGUAGE", "LC_*", "PWD", "TMPDIR", "TEMP", "TMP", "DISPLAY", "HOSTNAME", "COLUMNS"),
        *("LINES", "COLORTERM", "NO_COLOR", "FORCE_COLOR", "APPDATA", "LOCALAPPDATA", "PROGRAMDATA"),
        *("PROGRAMFILES*", "SYSTEMROOT", "WINDIR", "COMSPEC", "PATHEXT", "USERPROFILE", "XDG_*", "SSH_*"),
        *("VIRTUAL_ENV", "CONDA_*", "PYTHON*", "PYTEST_*", "PIP_*", "CI", "GITHUB_*", "GITLAB_*", "CI_*"),
        *("KUBERNETES_*", "SUDO_*", "WAYLAND_DISPLAY", "DBUS_*", "NOTIFY_SOCKET", "INVOCATION_ID"),
    )

    def check(self, view: View) -> Iterator[Finding]:
        """Report each variable that is declared nowhere, at its first use."""
        defined = {
            text.value for text, place in view.defined_keys if place.occurrence.category == ENVIRONMENT
        }
        if not defined:
            return
        is_provided = compile_globs(self.provided)
        for text in view.texts(view.noted.environment):
            if text.value in defined or not NAME.fullmatch(text.value) or is_provided(text.value):
                continue
            places = [place for place in view.places(text.number, ENVIRONMENT) if view.is_code(place.path)]
            if places and not any(map(declares, places)):
                message = f"environment variable `{text.value}` is declared in no file that defines some"
                yield self.finding(places[0].path, places[0].span, text.value, message)


def declares(place: Place) -> bool:
    """Tell whether a place is the alias of a setting; a constant that holds a name declares nothing."""
    return place.occurrence.defined and place.occurrence.role != ASSIGNED
