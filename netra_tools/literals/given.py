"""Environment variables that no repository declares: the system, the shell or a pipeline sets them."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from netra_tools.project.globs import Globs, compile_globs

NAME = re.compile(r"[A-Z_][A-Z0-9_]*[A-Z0-9]")  # one that ends with `_` is the beginning of some
# Globs. What configures a client library of a platform is given by who runs it, too.
ENVIRONMENT_VARIABLES: Final = (
    *("PATH", "HOME", "USER", "USERNAME", "LOGNAME", "SHELL", "EDITOR", "VISUAL", "PAGER", "TERM", "TZ"),
    *("LANG", "LANGUAGE", "LC_*", "PWD", "TMPDIR", "TEMP", "TMP", "DISPLAY", "HOSTNAME", "COLUMNS"),
    *("LINES", "COLORTERM", "NO_COLOR", "FORCE_COLOR", "APPDATA", "LOCALAPPDATA", "PROGRAMDATA"),
    *("PROGRAMFILES*", "SYSTEMROOT", "WINDIR", "COMSPEC", "PATHEXT", "USERPROFILE", "XDG_*", "SSH_*"),
    *("VIRTUAL_ENV", "CONDA_*", "PYTHON*", "PYTEST_*", "PIP_*", "CI", "GITHUB_*", "GITLAB_*", "CI_*"),
    *("KUBERNETES_*", "SUDO_*", "WAYLAND_DISPLAY", "DBUS_*", "NOTIFY_SOCKET", "INVOCATION_ID"),
    *("HTTP_PROXY", "HTTPS_PROXY", "NO_PROXY", "SSL_CERT_*", "REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE"),
    *("TERM_PROGRAM", "WT_SESSION", "ANSICON", "COMP_*", "CC", "CXX", "FC", "CFLAGS", "CXXFLAGS"),
    *("FFLAGS", "LDFLAGS", "PG*", "MYSQL_*", "ORA_*", "NLS_LANG", "KRB5*", "OTEL_*", "AWS_*", "RUNNER_*"),
)


def is_given(name: str) -> bool:
    """Say whether a variable is one of them."""
    return _given()(name)


@cache
def _given() -> Globs:
    return compile_globs(ENVIRONMENT_VARIABLES)
