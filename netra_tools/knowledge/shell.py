"""What a command line needs to be there: files, modules, and commands of netra."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from netra_tools.errors import near_miss
from netra_tools.knowledge.commands import COMMANDS
from netra_tools.knowledge.known import MODULE, PATH

PYTHON = re.compile(r"(?:.*/)?python(?:3(?:\.\d+)?)?")
SETTING = re.compile(r"\w+=.*")
SEPARATORS: Final = frozenset(("&&", "||", ";", "|", "&"))
PREFIXES: Final = frozenset(("sudo", "time", "exec", "uv", "run", "poetry", "pdm", "hatch", "$", ">"))
SHELLS: Final = frozenset(("bash", "sh", "zsh", "source", "node", "."))
PROGRAM = re.compile(
    r"(?:[\w.@+-]+/)*[\w.@+-]+\.(?:py|sh|js|mjs|ts)|\.{1,2}/[\w./@+-]+|(?:[\w.@+-]+/)+[\w.@+-]+"
)
OPEN = re.compile(r"[<>{}*?$]|\.\.\.")


class Asked(NamedTuple):
    """One thing that a command asks for, or what is wrong with it."""

    kind: str
    value: str
    problem: str = ""


def asked_by(command: str) -> Iterator[Asked]:
    """Give what a command line asks for, as far as that can be known."""
    try:
        words = shlex.split(command, comments=True)
    except ValueError:
        words = command.split()
    single: list[str] = []
    for word in (*words, ";"):
        if word in SEPARATORS or word.endswith(";"):
            yield from of_single(
                [*single, *filter(None, [word.rstrip(";")] if word not in SEPARATORS else [])]
            )
            single = []
        else:
            single.append(word)


def of_single(words: Sequence[str]) -> Iterator[Asked]:
    """Give what one command asks for."""
    while words and (SETTING.fullmatch(words[0]) or words[0] in PREFIXES):
        words = words[1:]
    if not words:
        return
    first, rest = words[0], words[1:]
    if PYTHON.fullmatch(first):
        yield from of_python(rest)
    elif first == "netra":
        yield from of_netra(rest)
    elif first == "pytest":
        yield from files_among([word.partition("::")[0] for word in rest])
    else:
        yield from files_among(rest[:1] if first in SHELLS else [first])


def files_among(words: Sequence[str]) -> Iterator[Asked]:
    """Give the words that name files of the repository."""
    return (Asked(PATH, word) for word in words if is_program(word))


def of_python(words: Sequence[str]) -> Iterator[Asked]:
    """Give what Python is told to run."""
    for number, word in enumerate(words):
        if word == "-m" and number + 1 < len(words):
            module, rest = words[number + 1], words[number + 2 :]
            if module == "netra_tools":
                yield from of_netra(rest)
            elif module == "pytest":
                yield from of_single(["pytest", *rest])
            elif "." in module:
                yield Asked(MODULE, module)
            return
        if not word.startswith("-"):
            if is_program(word):
                yield Asked(PATH, word)
            return


def of_netra(words: Sequence[str]) -> Iterator[Asked]:
    """Say which command of netra does not exist."""
    path: tuple[str, ...] = ()
    for word in words:
        below = {one[len(path)] for one in COMMANDS if len(one) > len(path) and one[: len(path)] == path}
        if not below or not re.fullmatch(r"[a-z][a-z-]*", word):
            return
        if word not in below:
            meant = near_miss(word, below)
            hint = f" ({meant})" if meant.startswith("did you mean") else ""
            yield Asked("", "", f"netra has no command '{' '.join((*path, word))}'{hint}")
            return
        path = (*path, word)


def is_program(word: str) -> bool:
    """Say whether a word names a file that lies in the repository."""
    return bool(PROGRAM.fullmatch(word)) and not OPEN.search(word)
