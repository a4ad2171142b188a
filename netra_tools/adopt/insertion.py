"""Where a configuration goes, and what the file is before and after; all other bytes stay as they are."""

from __future__ import annotations

import os
import tomllib
from typing import Any, NamedTuple

from netra_tools.adopt.draft import Table, render
from netra_tools.config.load import OWN, PROJECT, TABLE
from netra_tools.errors import NetraError
from netra_tools.project.write import write_whole
from netra_tools.report.diff import unified

ELSEWHERE = f"write a {OWN} by hand, or mend the file"


class Insertion(NamedTuple):
    """One file, before and after."""

    path: str  # absolute
    name: str  # relative to the repository
    before: bytes | None  # None: there is no such file
    after: bytes


def insert(root: str, tables: tuple[Table, ...]) -> Insertion:
    """Put tables behind what pyproject.toml says, or into a netra.toml when there is none.

    Raises: NetraError when netra is configured already, or pyproject.toml takes no further table.
    """
    before = read(f"{root}/{PROJECT}")
    content = refuse_configured(root, before)
    if before is None:
        return Insertion(f"{root}/{OWN}", OWN, None, render(tables).encode())
    path = os.path.realpath(f"{root}/{PROJECT}")
    if not path.startswith(os.path.join(os.path.realpath(root), "")):
        raise NetraError(f"{PROJECT} is a link that leads out of the repository", ELSEWHERE)
    after = append(before, render(tables, TABLE))
    check(content, after)
    return Insertion(path, PROJECT, before, after)


def refuse_configured(root: str, project: bytes | None) -> dict[str, Any]:
    """Refuse a repository that is configured already; give what its pyproject.toml says."""
    content: dict[str, Any] = {} if project is None else parse(project)
    configured = PROJECT if "netra" in content.get("tool", {}) else ""
    if read(f"{root}/{OWN}") is not None:
        configured = OWN
    if configured:
        hint = "change it there, or remove it to begin anew"
        raise NetraError(f"netra is configured already, in {configured}", hint)
    return content


def append(before: bytes, text: str) -> bytes:
    """Append a text, with the newlines that the file has, after an empty line."""
    newline = b"\r\n" if b"\r\n" in before else b"\n"
    gap = b"" if not before or before.endswith((b"\n\n", b"\n\r\n")) else newline
    if before and not before.endswith(b"\n"):
        gap += newline
    return before + gap + text.encode().replace(b"\n", newline)


def check(content: dict[str, Any], after: bytes) -> None:
    """Refuse a file that would say anything else than before, besides the netra table."""
    problem = f"{PROJECT} takes no table [{TABLE}] at its end"
    try:
        now = tomllib.loads(after.decode("utf-8-sig"))
    except ValueError as error:
        raise NetraError(problem, ELSEWHERE) from error
    now["tool"].pop("netra")
    if not now["tool"] and "tool" not in content:
        del now["tool"]
    if now != content:
        raise NetraError(problem, ELSEWHERE)


def parse(content: bytes) -> dict[str, Any]:
    """Parse the pyproject.toml that is there."""
    try:
        return tomllib.loads(content.decode("utf-8-sig"))
    except ValueError as error:
        text = str(error)
        raise NetraError(f"{PROJECT} is not TOML: {text[:1].lower()}{text[1:]}", ELSEWHERE) from error


def read(path: str) -> bytes | None:
    """Read a file; None when there is none."""
    try:
        with open(path, "rb") as file:
            return file.read()
    except FileNotFoundError:
        return None
    except OSError as error:
        reason = (error.strerror or "unknown error").lower()
        raise NetraError(f"{os.path.basename(path)} cannot be read: {reason}") from error


def diff(insertion: Insertion) -> str:
    """Show what would change."""
    before, after = insertion.before, plain(insertion.after)
    return unified(insertion.name, None if before is None else plain(before), after)


def plain(content: bytes) -> str:
    """Decode a text, with plain newlines."""
    return content.decode("utf-8-sig").replace("\r\n", "\n")


def apply(insertion: Insertion) -> None:
    """Write the file, whole or not at all.

    Raises: NetraError when it is not what it was, or cannot be written.
    """
    if read(insertion.path) != insertion.before:
        raise NetraError(f"{insertion.name} has changed meanwhile", "run netra init again")
    try:
        write_whole(insertion.path, insertion.after)
    except OSError as error:
        reason = (error.strerror or "unknown error").lower()
        raise NetraError(
            f"{insertion.name} cannot be written: {reason}", "make its directory writable"
        ) from error
