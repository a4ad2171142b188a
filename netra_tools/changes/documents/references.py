"""References within a piece of text: what the format says that stands there decides what counts as one."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable
from typing import Final

from netra_tools.changes.documents.draft import Draft, Span, said
from netra_tools.changes.documents.modules import find_module
from netra_tools.changes.documents.paths import Found, find_path, suffixes

# What no blank, quote or bracket interrupts; `:` ends one, so that `file.py::Test` and `a:b` come apart.
RUN = re.compile(r"(?:\$\((?:CURDIR|PWD|pwd)\))?+(?:\{[\w,.-]++\}|[\w\x80-\xff./\\*?~$@%+{}\[\]^-])++")
WORDS = re.compile(r"(?:\{[^{}\s]*+\}|[^\s,;\"'`|])++")
# Ways to name the folder of the repository in front of a path.
HOME = re.compile(
    r"(?:\$\{?(?:PWD|GITHUB_WORKSPACE|CI_PROJECT_DIR)\}?|\$\((?:CURDIR|PWD|pwd)\)|\{(?:toxinidir|tox_root|root)\}"
    r"|%\(here\)s|\$\{(?:workspaceFolder|containerWorkspaceFolder|__project__)\}"
    r"|(?<=github\.workspace )\}\})/"
)
ATTRIBUTE = re.compile(r":[A-Za-z_]\w*+(?:\.[A-Za-z_]\w*+)*+(?![\w/:-])")
WARNED: Final = 3  # parts of a filter of warnings before the module
MARKS: Final = "^~@["
ESCAPED_DOT = re.compile(r"\\{1,2}\.")
BRACES = re.compile(r"\{([\w\x80-\xff,-]++)\}/")


def take_value(draft: Draft, span: Span) -> None:
    """Rewrite what can only be a reference: dotted names of two parts, and paths with a slash."""
    for match in RUN.finditer(span.text):
        take_run(draft, span, match.start(), match.end())


def take_run(draft: Draft, span: Span, start: int, end: int) -> None:
    """Rewrite one run of characters of a value."""
    home = HOME.search(span.text, start, end)
    start = start if home is None else home.end()
    word = span.text[start:end].rstrip(".")
    while word[:1] and word[0] in MARKS:
        word, start = word[1:], start + 1
    if "/" in word or home is not None:
        take_slashed(draft, span.start + start, word)
    elif "\\" in word:
        take_escaped(draft, span.start + start, word)
    elif "." in word:
        attribute = ATTRIBUTE.match(span.text, start + len(word))
        word += attribute[0] if attribute else ""
        put(draft, span.start + start, word, find_module(draft, word, stated=False))


def take_escaped(draft: Draft, start: int, word: str) -> None:
    """Rewrite a dotted name in a regular expression: `a\\.b`."""
    word = word.partition(".*")[0]
    dots = set(ESCAPED_DOT.findall(word))
    if len(dots) == 1 and "." not in ESCAPED_DOT.sub("", word):
        found = find_module(draft, ESCAPED_DOT.sub(".", word), stated=False)
        if found is not None and found.text:
            found = found._replace(text=found.text.replace(".", dots.pop()))
        put(draft, start, word, found)


def take_slashed(draft: Draft, start: int, word: str) -> None:
    """Rewrite a path; one that is not there, or stands behind what nobody knows, is noted."""
    found = find_path(draft, word)
    if found is not None:
        if found.guessed and not re.search(r"[*?\[]", word):
            found = found._replace(text="", why=found.why or "no such file")
        put(draft, start, word, found)
    elif end_moved(draft, word):
        draft.note(start, f"{said(word)}: it ends like a path that moved")
    else:
        take_braces(draft, start, word)


def take_braces(draft: Draft, start: int, word: str) -> None:
    """Note `{app,tests}/x` when one of these moved."""
    for match in BRACES.finditer(word):
        if any(draft.names.path(f"{word[: match.start()]}{name}") for name in match[1].split(",")):
            draft.note(start, f"{said(word)}: one of several folders moved")


def end_moved(draft: Draft, word: str) -> bool:
    """Say whether a path ends like one that moved; a name in a URL or an image may."""
    if any(draft.names.exists(posixpath.join(base.before, said(word))) for base in draft.bases):
        return False
    return any(draft.names.path(said(end)) is not None for end in suffixes(word.rstrip("/*")))


def put(draft: Draft, start: int, word: str, found: Found | None) -> None:
    """Put in what was found, or note why it stays."""
    if found is None:
        return
    if found.text:
        draft.splice(start, start + len(word), found.text)
    elif found.why:
        draft.note(start, f"{said(word)}: {found.why}")


def take_words(draft: Draft, span: Span, find: Callable[[Draft, str], Found | None]) -> None:
    """Rewrite the words of a list in which the format wants nothing else; what is none of it is a value."""
    for match in WORDS.finditer(span.text):
        start, word = bare(match[0], match.start())
        found = find(draft, word) if word else None
        if found is None:
            take_value(draft, span.part(match.start(), match.end()))
        else:
            put(draft, span.start + start, word, found)


def bare(word: str, start: int) -> tuple[int, str]:
    """Give a word without what a list puts around it: a negation, a folder of the repository, brackets."""
    home = HOME.match(word)
    skip = home.end() if home else len(word) - len(word.lstrip("!(["))
    inner = word[skip:]
    inner = inner.rstrip(")") if "(" not in inner else inner
    return start + skip, inner.partition("::")[0]


def take_modules(draft: Draft, span: Span) -> None:
    """Rewrite a list of modules."""
    take_words(draft, span, module_at)


def take_paths(draft: Draft, span: Span) -> None:
    """Rewrite a list of paths."""
    take_words(draft, span, find_path)


def take_either(draft: Draft, span: Span) -> None:
    """Rewrite a list of what may be packages as well as folders: a package where it can be one."""
    take_words(draft, span, either_at)


def module_at(draft: Draft, word: str) -> Found | None:
    """Find a module where one must stand."""
    return find_module(draft, word.removesuffix("()"), stated=True)


def either_at(draft: Draft, word: str) -> Found | None:
    """Find a module or a path where either may stand."""
    return find_path(draft, word) if "/" in word else module_at(draft, word) or find_path(draft, word)


def take_warning(draft: Draft, span: Span) -> None:
    """Rewrite a filter of warnings, whose fourth part is a module."""
    *front, module = span.text.split(":")
    at = len(span.text) - len(module) if len(front) >= WARNED else len(span.text)
    take_value(draft, span.part(0, at))
    take_modules(draft, span.part(at, len(span.text)))


def take_root(draft: Draft, span: Span) -> None:
    """Rewrite the packages that a graph of imports starts from, which often must be on top."""
    take_modules(draft, span)
    note_deeper(draft, span, "it may have to be the package on top")


def take_listed(draft: Draft, span: Span) -> None:
    """Rewrite packages to be installed: those around one may have to be listed, too."""
    take_modules(draft, span)
    note_deeper(draft, span, "the package around it may have to be listed")


def note_deeper(draft: Draft, span: Span, why: str) -> None:
    """Note packages that are now within others."""
    for match in WORDS.finditer(span.text):
        name = said(match[0]).rstrip("*.")
        moved = draft.names.dotted(name) if "." not in name else None
        if moved is not None and "." in moved:
            draft.note(span.start + match.start(), f"{moved}: {why}")


def take_nothing(draft: Draft, span: Span) -> None:
    """Leave what is a name of something else."""


def take_text(draft: Draft, span: Span) -> None:
    """Rewrite a value; a lone word that might be a module or folder is noted."""
    word = span.text.strip()
    if not word or not re.fullmatch(r"[\w\x80-\xff-]++(?:\.\w++)?/?", word):
        take_value(draft, span)
    elif either_at(draft, word) not in (None, Found(word)):
        found = find_module(draft, word, stated=False)
        if found is not None and found.text:
            take_value(draft, span)
        else:
            draft.note(span.start, f"{said(word)}: nothing here says that it is a module or a path")


Take = Callable[[Draft, Span], None]
