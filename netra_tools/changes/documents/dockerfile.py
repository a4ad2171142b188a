"""Dockerfiles: what is copied is a path of the repository, where it goes is a path of the image.

An image that holds the repository as it is laid out (`COPY app/ app/`) is to hold it so afterwards, or what
is imported in it would not be found; any other target is left, and noted.
"""

from __future__ import annotations

import json
import posixpath
import re
from collections.abc import Iterator
from typing import Final

from netra_tools.changes.documents.draft import Draft, Span, said
from netra_tools.changes.documents.paths import find_path
from netra_tools.changes.documents.references import take_paths, take_value
from netra_tools.changes.documents.shell import Arguments, note_inside, take_comment, take_quoted, take_shell
from netra_tools.changes.documents.shell_words import Word, read_script
from netra_tools.changes.documents.tools import PYTHONPATH, variable

COPIES: Final = ("COPY", "ADD")
WORKDIR = re.compile(r"^[ \t]*+WORKDIR[ \t]++(/\S++)", re.MULTILINE | re.IGNORECASE)
PAIR_OF: Final = 2  # a source and a target
LINE = re.compile(r"(?:[^\n\\`]|[\\`][ \t]*+\r?\n(?:[ \t]*+#[^\n]*+\n)*+|[\\`])*+(?:\n|\Z)")
INSTRUCTION = re.compile(r"[ \t]*+(?:ONBUILD[ \t]++)?([A-Za-z]++)[ \t]++")
STRING = re.compile(r'"((?:[^"\\]|\\.)*+)"')
PAIR = re.compile(r"([A-Za-z_]\w*+)(?:=|[ \t]++)(\"[^\"]*+\"|'[^']*+'|\S++)")


def rewrite_dockerfile(draft: Draft) -> None:
    """Rewrite a Dockerfile, instruction by instruction."""
    folder = "/"
    text = draft.span()
    mirror, places = mirrored(text), {match[1].rstrip("/") for match in WORKDIR.finditer(text.text)}
    for match in LINE.finditer(text.text):
        line = text.part(*match.span())
        head = INSTRUCTION.match(line.text)
        if head is None or line.text.lstrip().startswith("#"):
            take_comment(draft, line)
            continue
        name, rest = head[1].upper(), line.part(head.end(), len(line.text))
        draft.elsewhere = "" if mirror in ("", folder) or name in COPIES else "a path in the image"
        folder = take_instruction(draft, name, rest, folder, places)
    draft.elsewhere = ""


def mirrored(text: Span) -> str:
    """Give the folder of the image that the whole repository is copied to; "" when it is not."""
    folder, mirror = "/", ""
    for match in LINE.finditer(text.text):
        words = match[0].split()
        name, rest = "".join(words[:1]).upper(), [word for word in words[1:] if not word.startswith("--")]
        if name == "WORKDIR":
            folder = posixpath.join(folder, rest[0]) if rest else folder
        elif name == "FROM":
            folder = "/"
        elif name in COPIES and copies_all(rest, match[0]):
            mirror = posixpath.normpath(posixpath.join(folder, rest[1]))
    return mirror


def copies_all(words: list[str], line: str) -> bool:
    """Say whether a copy takes the whole repository."""
    return len(words) == PAIR_OF and words[0] in (".", "./") and "--from" not in line


def take_instruction(draft: Draft, name: str, rest: Span, folder: str, places: set[str]) -> str:
    """Rewrite one instruction, and give the folder that the next one works in."""
    if name in COPIES:
        take_copy(draft, rest, folder, places)
    elif name in ("RUN", "CMD", "ENTRYPOINT", "HEALTHCHECK", "SHELL"):
        take_command(draft, rest)
    elif name in ("ENV", "ARG"):
        take_environment(draft, rest)
    elif name == "WORKDIR":
        note_inside(draft, rest)
        return posixpath.join(folder, rest.text.strip())
    elif name == "FROM":
        return "/"
    elif name != "LABEL":
        take_value(draft, rest)
    return folder


def take_command(draft: Draft, rest: Span) -> None:
    """Rewrite a command, in shell form or as a list of JSON."""
    words = list(listed(rest))
    if words:
        Arguments(draft, "").take(words)
    else:
        take_shell(draft, rest)


def listed(rest: Span) -> Iterator[Word]:
    """Give the words of a list of JSON; nothing when it is none."""
    start = rest.text.find("[")
    text = rest.text[start:].strip()
    if start < 0 or rest.text[:start].rstrip().endswith(("\\", "&", "if")):
        return
    try:
        json.loads(text)
    except ValueError:
        return
    for match in STRING.finditer(rest.text, start):
        yield Word(match[1], rest.start + match.start(1), quoted=True)


def take_copy(draft: Draft, rest: Span, folder: str, places: set[str]) -> None:
    """Rewrite the sources of a copy, and its target when the image mirrors the repository."""
    words = list(listed(rest)) or words_of(rest)
    *sources, target = [word for word in words if not word.text.startswith("--")] or [Word("", 0)]
    if any(word.text.startswith("--from") for word in words):
        note_inside(draft, rest)
        return
    for word in sources:
        take_paths(draft, Span(word.text, word.start))
    if len(sources) == 1:
        take_target(draft, sources[0].text, target, posixpath.join(folder, target.text), places)


def words_of(rest: Span) -> list[Word]:
    """Give the words of an instruction in shell form."""
    return [word for command in read_script(rest).commands for word in command.words]


def take_target(draft: Draft, source: str, target: Word, place: str, places: set[str]) -> None:
    """Rewrite where a copy goes when that is the source's own place below a folder that is worked in."""
    path = posixpath.normpath(source)
    found = find_path(draft, path)
    place, tail = posixpath.normpath(place), target.text.rstrip("/")
    if found is None or not found.text or not place.endswith(f"/{path}"):
        return
    if place.removesuffix(f"/{path}") in places and tail.endswith(path):
        start = target.start + len(tail) - len(path)
        draft.splice(start, start + len(path), found.text)
    else:
        draft.note(
            target.start, f"{said(target.text)}: a path in the image, no longer that of the repository"
        )


def take_environment(draft: Draft, rest: Span) -> None:
    """Rewrite the values of variables; those of PYTHONPATH are paths of the image."""
    for match in PAIR.finditer(rest.text):
        value, kind = rest.part(*match.span(2)), variable(match[1])
        if kind == PYTHONPATH:
            note_inside(draft, value)
        else:
            take_quoted(draft, value, kind)
