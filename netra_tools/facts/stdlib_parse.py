"""Source text to a tree of the standard library's `ast`, past errors where possible."""

from __future__ import annotations

import ast
import re
import sys
import warnings
from typing import NamedTuple

from netra_tools.model import Problem

_ATTEMPTS = 8  # how many broken top-level statements of one file are skipped
_STATEMENT = re.compile(r"^[^\s#)\]}]", re.MULTILINE)


class Parsed(NamedTuple):
    """The tree of what could be parsed, and the first problem if there was one."""

    tree: ast.Module
    problems: tuple[Problem, ...]


def parse(source: str | bytes) -> Parsed:
    """Parse a source; on an error report it and parse the rest without the broken statements."""
    text = source if isinstance(source, str) else source.decode("utf-8", "replace")
    text, problems = _parsable(text.removeprefix("\ufeff"))
    for _ in range(_ATTEMPTS):
        try:
            return Parsed(_tree(text), problems)
        except SyntaxError as error:
            problems = problems or (_syntax_problem(error, text),)
            text = _without_statement(text, error.lineno or 1)
        except (RecursionError, MemoryError):
            problems = problems or (Problem("syntax", "too deeply nested to be parsed", 1, 0),)
            break
    return Parsed(ast.Module(body=[], type_ignores=[]), problems)


def _parsable(text: str) -> tuple[str, tuple[Problem, ...]]:
    """Replace what `ast` refuses as a whole: null bytes and lone surrogates."""
    for character in text if "\0" in text or not _is_unicode(text) else "":
        if character == "\0" or "\ud800" <= character <= "\udfff":
            before = _lines(text[: text.index(character)])
            message = "null byte" if character == "\0" else "text that is not Unicode"
            problem = Problem("syntax", message, len(before), len(before[-1].encode("utf-8", "replace")))
            return text.replace("\0", " ").encode("utf-8", "replace").decode("utf-8"), (problem,)
    return text, ()


def _is_unicode(text: str) -> bool:
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True


def _tree(text: str) -> ast.Module:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # about invalid escapes: not ours to report
        return ast.parse(text)


def _syntax_problem(error: SyntaxError, text: str) -> Problem:
    line = max(error.lineno or 1, 1)
    lines = _lines(text)
    before = lines[line - 1][: max((error.offset or 1) - 1, 0)] if line <= len(lines) else ""
    version = f"{sys.version_info.major}.{sys.version_info.minor}"
    message = f"{error.msg} (as Python {version} reads it)"
    return Problem("syntax", message, line, len(before.encode("utf-8", "replace")))


def _lines(text: str) -> list[str]:
    return text.replace("\r\n", "\n").replace("\r", "\n").split("\n")


def _without_statement(text: str, line: int) -> str:
    """Blank the top-level statement around a line, keeping the number of lines."""
    lines = _lines(text)
    line = min(line, len(lines))
    first = next((index for index in range(line - 1, -1, -1) if _STATEMENT.match(lines[index])), 0)
    last = next((index for index in range(line, len(lines)) if _STATEMENT.match(lines[index])), len(lines))
    return "\n".join([*lines[:first], *[""] * (last - first), *lines[last:]])
