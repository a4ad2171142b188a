"""Paths within regular expressions that match paths: `^app/foo\\.py$`."""

from __future__ import annotations

import re

from netra_tools.changes.documents.draft import Draft, Span, said
from netra_tools.changes.documents.paths import find_path

# Characters that stand for themselves, a dot, and what is escaped, once or (between quotes) twice.
LITERAL = re.compile(r"(?:[\w\x80-\xff/.-]|\\{1,2}[./_-])++")
QUANTIFIER = re.compile(r"[*+?{]")
ANCHORS = ("^", "(", "|", ":")
ENDS = ("$", ")", "|", "/")


def take_regex(draft: Draft, span: Span) -> None:
    """Rewrite the paths in a regular expression."""
    for match in LITERAL.finditer(span.text):
        take_literal(draft, span, match)


def take_literal(draft: Draft, span: Span, match: re.Match[str]) -> None:
    """Rewrite one stretch of characters that stand for themselves, up to its last whole folder."""
    raw = whole(span.text, match)
    rooted = len(raw) - len(raw.lstrip("/"))  # some tools put a slash before paths from the root
    raw, at = raw[rooted:], match.start() + rooted
    path = re.sub(r"\\{1,2}(?=[./_-])", "", raw).rstrip("/")
    found = None if not path or path.startswith(".") else find_path(draft, path)
    if found is None or not found.text:
        return
    start = span.start + at
    if found.guessed or not is_anchored(span.text, at - rooted, at + len(raw), "/" in path):
        draft.note(start, f"{said(raw)}: it may match a path that moved")
        return
    tail = "/" if raw.endswith("/") else ""
    draft.splice(start, start + len(raw), escaped(found.text, span.text, at) + tail)


def whole(text: str, match: re.Match[str]) -> str:
    """Give the part of a stretch that no quantifier, group or class takes a character from."""
    raw = match[0]
    behind = text[match.end() : match.end() + 1]
    if not behind or behind.isspace() or (behind in ENDS and not raw.endswith("/")):
        return raw
    if QUANTIFIER.match(behind) and raw.endswith((".", "/")):
        raw = raw[:-1]
    if behind in ('"', "'", ","):
        return raw
    return raw[: raw.rfind("/") + 1]


def is_anchored(text: str, start: int, end: int, slashed: bool) -> bool:
    """Say whether a stretch begins where a path begins; one word must end as a folder or file does."""
    before = text[:start].rstrip()
    if before and not before.endswith(ANCHORS):
        return slashed
    if slashed or text[end - 1 : end] == "/":
        return True
    return "^" in before and text[end : end + 1] in ENDS


def escaped(path: str, text: str, start: int) -> str:
    """Write a path as a regular expression, with as many backslashes as others have here."""
    slashes = "\\\\" if "\\\\." in text else "\\"
    dots = f"{slashes}." if "\\." in text[start:] else "."
    return path.replace(".", dots)
