"""Markdown, reStructuredText, HTML and XML: links move with what they lead to, and with the page itself."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Iterator

from netra_tools.changes.documents.code import IMPORT, take_parted
from netra_tools.changes.documents.draft import Draft, Span, said
from netra_tools.changes.documents.modules import find_module
from netra_tools.changes.documents.paths import spell
from netra_tools.changes.documents.references import put, take_modules, take_value
from netra_tools.changes.documents.shell import take_shell

MARKDOWN_LINK = re.compile(
    r"\]\([ \t]*+<?([^()\s<>]++)|^[ ]{0,3}\[[^\]\n]++\]:[ \t]++<?([^\s<>]++)", re.MULTILINE
)
RST_LINK = re.compile(
    r"^[ \t]*+\.\.[ \t]++(?:\|[^|\n]++\|[ \t]++)?"
    r"(?:include|literalinclude|image|figure|csv-table|_[^:\n]++)::?[ \t]++(\S++)"
    r"|`[^`<\n]*+<([^`>\s]++)>`|^[ \t]++:file:[ \t]++(\S++)",
    re.MULTILINE,
)
HTML_LINK = re.compile(r"\b(?:href|src)[ \t]*+=[ \t]*+[\"']([^\"'\s]++)", re.IGNORECASE)
DIRECTIVE = re.compile(
    r"^[ \t]*+\.\.[ \t]++(?:auto|py:)?"
    r"(?:module|currentmodule|class|function|exception|data|automodule)::[ \t]++(\S++)"
    r"|^:::[ \t]++(\S++)",
    re.MULTILINE,
)
FENCE = re.compile(
    r"^[ \t]*+(```+|~~~+)[ \t]*+\{?(\w*+)[^\n]*+\n(.*?)^[ \t]*+\1[ \t\r]*+$", re.MULTILINE | re.DOTALL
)
SHELLS = ("sh", "bash", "shell", "console", "zsh", "makefile", "dockerfile")
PROMPT = re.compile(r"^[ \t]*+[$>][ \t]", re.MULTILINE)
URL = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*+:|//|#|/|\$|\{|%7[Bb]")


def rewrite_markdown(draft: Draft) -> None:
    """Rewrite a Markdown page."""
    rewrite_prose(draft, MARKDOWN_LINK, HTML_LINK)


def rewrite_rst(draft: Draft) -> None:
    """Rewrite a reStructuredText page."""
    rewrite_prose(draft, RST_LINK)


def rewrite_markup(draft: Draft) -> None:
    """Rewrite HTML or XML."""
    rewrite_prose(draft, HTML_LINK)


def rewrite_prose(draft: Draft, *links: re.Pattern[str]) -> None:
    """Rewrite links first, then what stands in code and text."""
    text = draft.text
    fences = list(FENCE.finditer(text))
    take_each(draft, (match for link in links for match in link.finditer(text)), take_link)
    take_each(draft, DIRECTIVE.finditer(text), take_modules)
    take_each(draft, IMPORT.finditer(text), take_modules)
    for match in IMPORT.finditer(text):
        line = text.find("\n", match.start())
        take_parted(draft, Span(text[match.start() : line if line >= 0 else None], match.start()))
    for fence in fences:
        if fence[2].lower() in SHELLS:
            body = draft.span(*fence.span(3))
            take_shell(draft, body._replace(text=PROMPT.sub(blank, body.text)))
    for span in draft.unseen():
        take_value(draft, draft.span(span.start, span.end))


def take_each(draft: Draft, matches: Iterator[re.Match[str]], take: Callable[[Draft, Span], None]) -> None:
    """Rewrite the group that each match has."""
    for match in matches:
        group = next((number for number, found in enumerate(match.groups(), 1) if found), 0)
        if group:
            take(draft, draft.span(*match.span(group)))


def take_link(draft: Draft, span: Span) -> None:
    """Rewrite a link relative to the page."""
    target = re.split(r"[#?]", span.text, maxsplit=1)[0]
    if not target or URL.match(target):
        take_value(draft, span)
        return
    moved = followed(draft, said(target))
    if moved is not None:
        draft.splice(span.start, span.start + len(target), moved)
    elif "/" not in target:
        put(draft, span.start, target, find_module(draft, target, stated=False))


def followed(draft: Draft, link: str) -> str | None:
    """Give the words of a link that lead from where the page will be to where its target will be."""
    own = draft.bases[0]
    parts = spell(link)
    target = posixpath.normpath(posixpath.join(own.before, parts.body or "."))
    moved = draft.names.path(target)
    if moved is None and (own.before == own.after or not draft.names.exists(target)):
        return None
    body = posixpath.relpath(moved or target, own.after or ".")
    if body == posixpath.normpath(parts.body):
        return None
    front = "" if body.startswith("../") else parts.front
    return f"{front}{body}{parts.rest}"


def blank(match: re.Match[str]) -> str:
    """Put blanks in the place of a prompt."""
    return " " * len(match[0])
