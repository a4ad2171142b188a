"""What `netra learnings add` is given: options, over JSON or a form from a file, an editor or a pipe."""

from __future__ import annotations

import os
import sys
from typing import Any

import click

from netra_tools.errors import NetraError
from netra_tools.learnings.model import SHORT, TEXTS, USUAL_CATEGORY, USUAL_SEVERITY

ONE = (*SHORT, *TEXTS, "topic", "spec", "section")
MANY = {"file": "files", "commit": "commits", "keyword": "keywords"}
HEX = set("0123456789abcdef")


def tables_of(options: dict[str, Any]) -> list[dict[str, Any]]:
    """Read what is given besides options: a file, standard input, or what somebody writes now.

    Raises: NetraError.
    """
    from netra_tools.learnings.given import FORM, parse

    source = options["source"]
    if source not in (None, "-"):
        raise NetraError(f"'{source}' is not known", f"--from {source} reads a file, - reads standard input")
    ways = [options["editor"], options["given"] is not None, source is not None]
    if sum(ways) > 1:
        raise NetraError("a learning comes from one place", "give one of --from, --editor and -")
    if options["editor"]:
        text = click.edit(FORM, extension=".txt")
        if text is None or text == FORM:
            raise NetraError("nothing was written in the editor", "save the form to add the learning")
        return parse(text, "the form")
    if options["given"] not in (None, "-"):
        return parse(read_text(options["given"]), options["given"])
    if options["given"] == "-" or source == "-":
        return parse(sys.stdin.buffer.read().decode("utf-8", "replace"), "standard input")
    return [{}]


def read_text(path: str) -> str:
    """Read a file that the user named.

    Raises: NetraError when that cannot be.
    """
    try:
        with open(path, encoding="utf-8-sig") as file:
            return file.read()
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else "it is not UTF-8"
        raise NetraError(f"cannot read {path}: {reason.lower()}") from error


def merged(table: dict[str, Any], options: dict[str, Any], root: str) -> dict[str, Any]:
    """Lay options over what a file says."""
    from netra_tools.cli.replay import today

    values = table | told(options, root)
    checks = checks_of(options)
    if checks:
        values["checks"] = [*as_list(table.get("checks")), *checks]
    if options["extend"]:
        return values | {"id": options["extend"]}
    return {
        "severity": USUAL_SEVERITY,
        "date": today(),
        "category": values.get("topic", USUAL_CATEGORY),
    } | values


def told(options: dict[str, Any], root: str) -> dict[str, Any]:
    """Give what the options say, as JSON would."""
    values = {name: options[name] for name in ONE if options[name]}
    values |= {field: list(options[name]) for name, field in MANY.items() if options[name]}
    if "files" in values:
        values["files"] = [placed(root, file) for file in values["files"]]
    if "commits" in values:
        values["commits"] = [hashed(root, commit) for commit in values["commits"]]
    return values


def checks_of(options: dict[str, Any]) -> list[dict[str, Any]]:
    """Give the checks that the options ask for."""
    from netra_tools.learnings.checks import checks_of_options

    literal = (options["literal"], options["instead_of"])
    return checks_of_options(options["forbid"], options["within"], literal, options["settings"])


def hashed(root: str, commit: str) -> str:
    """Give the hash of a commit that is named otherwise; where git knows none, the name.

    Raises: NetraError for one that git does not know.
    """
    from netra_tools.project.git import NoGitError, run_git

    if not set(commit.lower()) - HEX:
        return commit
    try:
        return run_git(
            root, "rev-parse", "--verify", "--short=12", f"{commit}^{{commit}}", notes=set()
        ).strip()
    except NoGitError as error:
        raise NetraError(f"there is no commit '{commit}' here", "give its hash") from error


def as_list(value: Any) -> list[Any]:
    """Give a list of what is one, or alone."""
    return value if isinstance(value, list) else [] if value is None else [value]


def placed(root: str, file: str) -> str:
    """Say where a file lies in the repository, seen from the directory; the line behind it stays."""
    from netra_tools.cli.paths import relative

    path, colon, line = file.partition(":")
    return relative(root, path) + colon + line if path and os.path.lexists(path) else file
