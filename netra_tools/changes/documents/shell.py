"""Modules and paths in shell commands: `python -m a.b`, `uvicorn a.b:app`, `pytest app/tests`, `cd app`."""

from __future__ import annotations

import posixpath
import re
from typing import Final

from netra_tools.changes.documents import tools
from netra_tools.changes.documents.code import take_code
from netra_tools.changes.documents.draft import Base, Draft, Span, said
from netra_tools.changes.documents.paths import find_path
from netra_tools.changes.documents.references import (
    Take,
    module_at,
    put,
    take_either,
    take_modules,
    take_paths,
    take_value,
)
from netra_tools.changes.documents.shell_words import Command, Word, read_script

OPTION = re.compile(r"(--?[A-Za-z][\w.-]*+)(?:=(.*))?\Z", re.DOTALL)
ASSIGNMENT = re.compile(r"([A-Za-z_]\w*+)\+?=(.*)\Z", re.DOTALL)
ELSEWHERE = re.compile(r"[$`~]|\.\.|\A[/-]|\A\Z")  # where a `cd` goes that nobody can follow
SHORT: Final = 2  # length of `-p`, which its value may follow at once
TAKES: Final[dict[str, Take]] = {
    tools.MODULE: take_modules,
    tools.PATH: take_paths,
    tools.EITHER: take_either,
    tools.OTHER: take_value,
    tools.CODE: take_code,
}


def take_shell(draft: Draft, span: Span, tool: str = "") -> None:
    """Rewrite what is a reference in shell commands; `tool` is the program whose arguments these are."""
    script = read_script(span)
    outer, folders = draft.bases, [draft.bases]
    for command in script.commands:
        Arguments(draft, tool).take(command.words)
        if command.end == "(":
            folders.append(draft.bases)
        elif command.end == ")" and len(folders) > 1:
            draft.bases = folders.pop()
        enter(draft, command, outer)
    draft.bases = outer
    for text in script.texts:
        take_value(draft, text)
    for comment in script.comments:
        take_comment(draft, comment)


def take_comment(draft: Draft, span: Span) -> None:
    """Note the references in a comment; they are rewritten together with documents."""
    why, draft.why = draft.why, draft.why or ("" if draft.documents else "in a comment")
    take_value(draft, span)
    draft.why = why


def enter(draft: Draft, command: Command, outer: list[Base]) -> None:
    """Go where a `cd` goes: what follows is relative to that folder."""
    words = [word.text for word in command.words]
    if not words or words[0] not in ("cd", "pushd"):
        return
    target = said(words[1]) if len(words) > 1 else ""
    if ELSEWHERE.search(target):
        draft.bases = outer
        return
    base = next((base for base in draft.bases if draft.names.exists(joined(base, target))), None)
    if base is not None:
        before = joined(base, target)
        draft.bases = [Base(before, draft.names.path(before) or before)]


def joined(base: Base, target: str) -> str:
    """Give the folder below another."""
    return posixpath.normpath(posixpath.join(base.before, target))


class Arguments:
    """Goes through the words of one command and knows whose arguments they are."""

    def __init__(self, draft: Draft, tool: str) -> None:
        self.draft = draft
        self.tool = tool
        self.expected = ""  # what the next word is, since an option said so
        self.count = 0  # words since the tool that were no options

    def take(self, words: list[Word]) -> None:
        """Rewrite the words of a command."""
        for word in words:
            self._word(word)

    def _word(self, word: Word) -> None:
        """Rewrite one word."""
        expected, self.expected = self.expected, ""
        if expected == tools.SHELL:
            take_shell(self.draft, Span(word.text, word.start))
        elif expected:
            self._expected(word, expected)
        elif word.text.startswith("-") and OPTION.match(word.text):
            self._option(word)
        elif not self._named(word):
            self._argument(word)

    def _expected(self, word: Word, expected: str) -> None:
        """Rewrite the value of an option."""
        TAKES[expected](self.draft, Span(word.text, word.start))
        if expected == tools.MODULE and self.tool in tools.PYTHON:
            self.tool, self.count = word.text, 0

    def _option(self, word: Word) -> None:
        """Rewrite an option with its value, or wait for the value."""
        match = OPTION.match(word.text)
        assert match is not None
        name, value = match.groups()
        self.tool = name if name == tools.PYARGS else self.tool
        kind = tools.option(self.tool, name)
        if value is not None:
            start = word.start + match.start(2)
            take_quoted(self.draft, Span(value, start), kind)
        elif kind:
            self.expected = kind
        elif len(name) > SHORT and name[1] != "-" and tools.option(self.tool, name[:SHORT]) == tools.MODULE:
            take_modules(self.draft, Span(name[SHORT:], word.start + SHORT))

    def _named(self, word: Word) -> bool:
        """Take the name of a program, or an assignment in front of one."""
        match = ASSIGNMENT.match(word.text)
        if match is not None and not word.quoted:
            span = Span(match[2], word.start + match.start(2))
            take_quoted(self.draft, span, tools.variable(match[1]))
            return True
        tool = (
            posixpath.basename(word.text)
            .removesuffix(")")
            .removesuffix("}")
            .removeprefix("$(")
            .removeprefix("${")
        )
        if tool in tools.KNOWN and self.tool not in tools.LAST:
            self.tool, self.count = tool, 0
            take_value(self.draft, Span(word.text, word.start))
            return True
        return False

    def _argument(self, word: Word) -> None:
        """Rewrite an argument that no option stands before."""
        span = Span(word.text, word.start)
        kind = tools.argument(self.tool, self.count, word.text)
        self.count += 1
        if word.quoted and re.search(r"\s", word.text):
            take_value(self.draft, span)
        elif kind == tools.TARGET and ":" in word.text:
            take_target(self.draft, span)
        else:
            TAKES.get(kind, take_value)(self.draft, span)


def take_target(draft: Draft, span: Span) -> None:
    """Rewrite `a.b:app` and `a.b:create_app()`, as servers take it."""
    word = span.text.partition("(")[0]
    put(draft, span.start, word, module_at(draft, word) or find_path(draft, word))


def take_quoted(draft: Draft, span: Span, kind: str) -> None:
    """Rewrite a value that may stand in quotes behind its equals sign."""
    if len(span.text) > 1 and span.text[0] in "\"'" and span.text[-1] == span.text[0]:
        span = span.part(1, len(span.text) - 1)
    if kind == tools.PYTHONPATH:
        take_search_path(draft, span)
    elif kind == tools.SHELL:
        take_shell(draft, span)
    elif kind == tools.OPTIONS:
        take_shell(draft, span, tool="pytest")
    else:
        TAKES.get(kind, take_value)(draft, span)


def take_search_path(draft: Draft, span: Span) -> None:
    """Rewrite a list of folders to look in; absolute ones are those of an image."""
    if span.text.startswith("/"):
        note_inside(draft, span)
        return
    for match in re.finditer(r"[^:;]++", span.text):
        take_paths(draft, span.part(*match.span()))


def take_entries(draft: Draft, span: Span) -> None:
    """Rewrite what stands behind the equals sign: `name = a.b:main`."""
    take_either(draft, span.part(span.text.find("=") + 1, len(span.text)))


def take_folders(draft: Draft, span: Span) -> None:
    """Rewrite a package and its folder: `app = src/app`."""
    at = span.text.find("=")
    take_modules(draft, span.part(0, max(at, 0)))
    take_paths(draft, span.part(at + 1, len(span.text)))


def take_section(draft: Draft, span: Span) -> None:
    """Rewrite the modules that a section of mypy's is about: `mypy-a.b.*,c`."""
    take_modules(draft, span.part(span.text.find("-") + 1, len(span.text)))


def take_mount(draft: Draft, span: Span) -> None:
    """Rewrite the near side of `./app:/srv/app`; the far one is a path of the image."""
    near, colon, _ = span.text.partition(":")
    if colon and not near.startswith((".", "/", "~", "$")):
        return  # a volume by its name
    take_paths(draft, span.part(0, len(near)))
    note_inside(draft, span.part(len(near) + 1, len(span.text)))


def note_inside(draft: Draft, span: Span) -> None:
    """Note paths of an image that end like what moved."""
    for match in re.finditer(r"/([^\s:;\"']++)", span.text):
        parts = said(match[1]).rstrip("/").split("/")
        if any(draft.names.path("/".join(parts[number:])) for number in range(len(parts))):
            draft.note(span.start + match.start(), f"{said(match[0])}: a path in the image")
