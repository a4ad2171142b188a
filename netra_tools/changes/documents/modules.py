"""What became of a dotted name that a document holds, and whether it is one of ours at all."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from netra_tools.changes.documents.draft import Draft, said
from netra_tools.changes.documents.paths import Found

NAME: Final = r"[A-Za-z_\x80-\xff][\w\x80-\xff]*+"
# A module, what follows a colon in it (`pkg.mod:Class.method`), and a pattern or variable (`pkg.*`).
DOTTED = re.compile(rf"({NAME}(?:\.{NAME})*+)(:{NAME}(?:\.{NAME})*+)?(\.\*{{1,2}}|\*|\.[$%{{<].*)?")
# `app.py` and `app.example.com` are no modules of `app`.
FILE_ENDINGS: Final = frozenset([
    "bat", "cfg", "com", "conf", "css", "csv", "db", "dev", "env", "example", "git", "gz", "html", "in",
    "ini", "internal", "io", "js", "json", "local", "lock", "log", "md", "net", "org", "pem", "png",
    "py", "pyi", "rst", "service", "sh", "sock", "socket", "sql", "sqlite", "svc", "svg", "tar", "toml",
    "ts", "txt", "xml", "yaml", "yml", "zip",
])  # fmt: skip


def find_module(draft: Draft, word: str, *, stated: bool) -> Found | None:
    """Find what became of a dotted name; `stated` says that the format wants a module there."""
    match = DOTTED.fullmatch(word)
    if match is None:
        return None
    name, attribute, pattern = (said(part or "") for part in match.groups())
    moved = renamed(draft, name, attribute)
    if moved is None or is_of_neighbour(draft, name):
        return None
    if stated or is_certain(draft, name, moved):
        return Found(f"{moved}{pattern}")
    # `app:latest` is no module, unless the format says so
    might = "." in name and name.rpartition(".")[2].lower() not in FILE_ENDINGS
    return Found(why="no module of that name is known") if might else None


def renamed(draft: Draft, name: str, attribute: str) -> str | None:
    """Give the new name of a module and what follows its colon."""
    if not attribute:
        return draft.names.dotted(name)
    first, dot, rest = attribute[1:].partition(".")
    moved = draft.names.dotted(f"{name}:{first}")
    if moved is None:
        moved = draft.names.dotted(name)
        return submodule(draft, name, attribute) if moved is None else f"{moved}{attribute}"
    return f"{moved}{dot}{rest}" if ":" in moved else f"{moved}{attribute}"


def submodule(draft: Draft, name: str, attribute: str) -> str | None:
    """Give the new name of `package:module.Name`, whose first attribute is a module that was renamed."""
    first, dot, rest = attribute[1:].partition(".")
    parent, _, leaf = (draft.names.dotted(f"{name}.{first}") or "").rpartition(".")
    return f"{parent}:{leaf}{dot}{rest}" if parent else None


def is_certain(draft: Draft, name: str, moved: str) -> bool:
    """Say whether a name can mean nothing but a module: two parts of it are one, or were asked for."""
    parts = name.split(".")
    if len(parts) < 2:
        return False
    if draft.names.dotted(parts[0]) is None:
        return True
    after = moved.partition(":")[0].split(".")
    shift = len(after) - len(parts)
    return is_module(draft, parts[:2]) or (shift >= 0 and is_module(draft, after[: shift + 2]))


def is_module(draft: Draft, parts: list[str]) -> bool:
    """Say whether there is a module of that name."""
    exists = draft.names.exists
    return any(exists(f"{place}{end}") for place in places(draft, parts) for end in ("", ".py", ".pyi"))


def places(draft: Draft, parts: list[str]) -> Iterator[str]:
    """Give where a module may lie."""
    path = "/".join(parts)
    for root in ("", *draft.names.roots):
        yield f"{root}/{path}" if root not in ("", ".") else path


def is_of_neighbour(draft: Draft, name: str) -> bool:
    """Say whether a folder around the document has a package of that name of its own, which stays."""
    first = name.partition(".")[0]
    folder = draft.path.rpartition("/")[0]
    while folder:
        own = f"{folder}/{first}"
        is_there = draft.names.exists(own) or draft.names.exists(f"{own}.py")
        if is_there and folder not in draft.names.roots and draft.names.path(own) is None:
            return True
        folder = folder.rpartition("/")[0]
    return False
