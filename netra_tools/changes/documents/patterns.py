"""Files of patterns and of paths, line by line: CODEOWNERS, ignore files, MANIFEST.in, requirements."""

from __future__ import annotations

import re

from netra_tools.changes.documents.draft import Base, Draft, Span
from netra_tools.changes.documents.paths import find_path
from netra_tools.changes.documents.references import put, take_paths, take_value, take_words
from netra_tools.changes.documents.shell import take_comment, take_shell

LINE = re.compile(r"^[^\n]+", re.MULTILINE)
PATTERN = re.compile(r"[ \t]*+(!?/?)((?:\\.|[^\s\\])++)")
MANIFEST = re.compile(
    r"[ \t]*+(?:include|exclude|graft|prune|recursive-include|recursive-exclude)[ \t]++(.*)"
)
FILE_OPTION = re.compile(
    r"[ \t]*+(?:-[rcef]|--(?:requirement|constraint|editable|find-links))[ =]?[ \t]*+([^\s\[#]++)"
)
ROOT = Base("", "")


def take_patterns(draft: Draft, span: Span) -> None:
    """Rewrite globs that a slash in front binds to the root."""
    if span.text.startswith(("/", "!/")):
        take_pattern(draft, span, [ROOT])
    else:
        take_paths(draft, span)


def take_pattern(draft: Draft, span: Span, bases: list[Base]) -> None:
    """Rewrite one pattern at the start of a line; one without a slash is no path of ours."""
    match = PATTERN.match(span.text)
    if match is None or not (match[1].endswith("/") or "/" in match[2].rstrip("/")):
        return
    outer, draft.bases = draft.bases, bases
    put(draft, span.start + match.start(2), match[2], find_path(draft, match[2]))
    draft.bases = outer


def rewrite_owners(draft: Draft) -> None:
    """Rewrite the paths of CODEOWNERS: from the root, wherever the file lies."""
    rewrite_patterns(draft, [ROOT])


def rewrite_ignored(draft: Draft) -> None:
    """Rewrite an ignore file, or one of attributes: relative to its own folder."""
    rewrite_patterns(draft, draft.bases[:1])


def rewrite_patterns(draft: Draft, bases: list[Base]) -> None:
    """Rewrite a file with a pattern at the start of each line."""
    for span in lines(draft):
        if span.text.lstrip().startswith("#"):
            take_comment(draft, span)
        else:
            take_pattern(draft, span, bases)


def rewrite_manifest(draft: Draft) -> None:
    """Rewrite MANIFEST.in; the patterns behind `recursive-include FOLDER` are relative to that."""
    for span in lines(draft):
        match = MANIFEST.match(span.text)
        if match is None:
            take_comment(draft, span)
            continue
        recursive = span.text.lstrip().startswith("recursive")
        end = match.start(1) + len(match[1].split(maxsplit=1)[0]) if recursive and match[1] else match.end()
        take_paths(draft, span.part(match.start(1), end))


def rewrite_requirements(draft: Draft) -> None:
    """Rewrite the paths of a requirements file; what is installed by name is none of ours."""
    for span in lines(draft):
        match = FILE_OPTION.match(span.text)
        if match is not None:
            take_words(draft, span.part(*match.span(1)), find_path)
        elif span.text.lstrip().startswith("#"):
            take_comment(draft, span)
        else:
            take_value(draft, span)


def rewrite_procfile(draft: Draft) -> None:
    """Rewrite a Procfile: a name, a colon, a command."""
    for span in lines(draft):
        name = re.match(r"[\w-]++:", span.text)
        take_shell(draft, span.part(name.end() if name else 0, len(span.text)))


def lines(draft: Draft) -> list[Span]:
    """Give the lines that hold something."""
    span = draft.span()
    return [span.part(*match.span()) for match in LINE.finditer(span.text)]
