"""Strings that must have a form: what is wrong with one, and the same as a pattern for the schema."""

from __future__ import annotations

from collections.abc import Callable

# What JSON Schema can say of each form. An unclosed `[` is left to the check below.
PATTERNS = {
    "glob": r"^(?![/!])(?!(?:.*/)?\.\.?(?:/|$))(?!.*//)(?!(?:.*/)?\*\*[^/])(?!.*[^/]\*\*)[^\\]+$",
    "anchored": r"^/?(?![/!])(?!(?:.*/)?\.\.?(?:/|$))(?!.*//)(?!(?:.*/)?\*\*[^/])(?!.*[^/]\*\*)[^\\]+$",
    "root": r"^(?!/)(?!(?:.*/)?\.\.(?:/|$))[^\\*?]+$",
    "file": r"^(?!/)(?!(?:.*/)?\.\.(?:/|$))[^\\]*[^\\/]$",
    "date": r"^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])$",
    "text": r"\S",
    "package": r"^$|^[^\W\d]\w*(?:\.[^\W\d]\w*)*$",
}


def complaint(form: str, text: str) -> str:
    """Say what keeps `text` from having this form, or ""."""
    return CHECKS[form](text) if form in CHECKS else ""


def _glob(text: str) -> str:
    """Check a pattern over the components of a path."""
    parts = text.split("/")
    if "." in parts or "" in parts[1:-1]:
        return "is a glob with an empty component: write 'a/b' without './' or '//', and '**' for all files"
    if text.startswith("!"):
        return "is a negated glob: say what is left out with 'exclude'"
    if any("**" in part and part != "**" for part in parts):
        return "is a glob in which '**' is not a whole component: write 'a/**/b*'"
    if any(_unclosed(part) for part in parts):
        return "is a glob with a '[' that is not closed: a literal one is written '[[]'"
    return _path(text)


def _anchored(text: str) -> str:
    """Check a pattern that a `/` in front may tie to the root, as in .gitignore."""
    return _glob(text.removeprefix("/"))


def _unclosed(part: str) -> bool:
    """Say whether a `[` opens a set that the component does not close; `]` first in a set is a member."""
    start = part.find("[")
    while start >= 0:
        first = start + 2 if part[start + 1 : start + 2] in ("!", "^") else start + 1
        end = part.find("]", first + 1)
        if end < 0:
            return True
        start = part.find("[", end + 1)
    return False


def _root(text: str) -> str:
    """Check the path of a directory."""
    if "*" in text or "?" in text:
        return "is a directory, not a glob: name each one"
    return _path(text)


def _file(text: str) -> str:
    """Check the path of a file."""
    return "is a directory: name a file in it" if text.endswith("/") else _path(text)


def _path(text: str) -> str:
    """Check what globs and directories have in common."""
    if not text:
        return "is empty"
    if "\\" in text:
        return "has a backslash: components are separated by '/' on every system"
    if text.startswith("/"):
        return "is absolute: paths start at the root of the repository"
    if ".." in text.split("/"):
        return "leaves the repository"
    return ""


def _package(text: str) -> str:
    """Check the dotted name of a package."""
    if text and not all(part.isidentifier() for part in text.split(".")):
        return "is not a dotted name such as 'company.api'"
    return ""


def _date(text: str) -> str:
    """Check a day of the calendar."""
    from datetime import date

    try:
        date.fromisoformat(text)
    except ValueError:
        return "is no date such as 2026-12-31"
    return "" if len(text) == 10 else "is no date such as 2026-12-31"


def _text(text: str) -> str:
    """Check that something is said."""
    return "" if text.strip() else "is empty"


CHECKS: dict[str, Callable[[str], str]] = {
    "glob": _glob,
    "anchored": _anchored,
    "root": _root,
    "file": _file,
    "package": _package,
    "date": _date,
    "text": _text,
}
