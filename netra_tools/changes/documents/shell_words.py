"""The words of shell commands with their places. Nothing is expanded, what is odd is taken for a word."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from netra_tools.changes.documents.draft import Span

TOKEN = re.compile(
    r"(?P<blank>(?:[ \t\r]|\\\r?\n)++)"
    r"|(?P<comment>#[^\n]*+)"
    r"|(?P<here><<-?[ \t]*+(?P<quote>['\"]?)(?P<mark>\w++)(?P=quote))"
    r"|(?P<open>[({](?=[\s(]))"
    r"|(?P<break>\n|[;|&]++|[()])"
    r"|(?P<arrow>[<>]++&?\d?)"
    r"|(?P<word>(?:\$\{[^}\n]*+\}|\$\([^()\n]*+\)|\"(?:[^\"\\]|\\.)*+\"|'[^']*+'|\\.|[^\s;|&()<>'\"\\])++|['\"\\])",
    re.DOTALL,
)


class Word(NamedTuple):
    """A word without the quotes around it, and where it starts."""

    text: str
    start: int
    quoted: bool = False


class Command(NamedTuple):
    """One simple command, and what ends it."""

    words: list[Word]
    end: str


class Script(NamedTuple):
    """What a shell would see: its commands, and texts that are none."""

    commands: list[Command]
    texts: list[Span]  # here-documents
    comments: list[Span]


def read_script(span: Span) -> Script:
    """Split a shell script into simple commands."""
    script = Script([], [], [])
    words: list[Word] = []
    pending: list[str] = []
    for match in tokens(span.text, pending, script, span.start):
        if match["word"] is not None:
            words.append(unquoted(match[0], span.start + match.start()))
        elif match["comment"] is not None:
            script.comments.append(Span(match[0], span.start + match.start()))
        elif match["here"] is not None:
            pending.append(match["mark"])
        elif match["break"] is not None or match["open"] is not None:
            script.commands.append(Command(words, match[0]))
            words = []
    script.commands.append(Command(words, "\n"))
    return script


def tokens(text: str, pending: list[str], script: Script, start: int) -> Iterator[re.Match[str]]:
    """Give token after token; at the end of a line, here-documents that are pending are passed over."""
    at = 0
    match = TOKEN.match(text, at)
    while match is not None:
        yield match
        at = match.end()
        while match[0] == "\n" and pending:
            end = re.compile(rf"^[ \t]*+{pending.pop(0)}[ \t\r]*+$", re.MULTILINE).search(text, at)
            behind = len(text) if end is None else end.start()
            script.texts.append(Span(text[at:behind], start + at))
            at = len(text) if end is None else end.end()
        match = TOKEN.match(text, at)


def unquoted(raw: str, start: int) -> Word:
    """Take off the quotes around a word."""
    if len(raw) >= 2 and raw[0] in "\"'" and raw[-1] == raw[0] and raw[0] not in raw[1:-1]:
        return Word(raw[1:-1], start + 1, quoted=True)
    return Word(raw, start)
