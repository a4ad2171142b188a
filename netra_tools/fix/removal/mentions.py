"""Where documentation, configuration and strings still speak of what goes: a person must look there."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from typing import Final, NamedTuple

from netra_tools.changes.tree import Tree
from netra_tools.facts.read import read_source
from netra_tools.fix.removal.records import WHOLE_FILES, Gone
from netra_tools.model import Note
from netra_tools.project.git import NoGitError
from netra_tools.project.search import files_with

PROSE: Final = (".md", ".rst", ".txt", ".adoc", ".mdx", ".html", ".xml", ".ipynb")
CONFIGURED: Final = (
    *(".yaml", ".yml", ".toml", ".ini", ".cfg", ".conf", ".json", ".sh", ".service", ".mk", ".tf", ".env"),
    "Dockerfile", "Makefile", "Procfile", "CODEOWNERS",
)  # fmt: skip
PYTHON: Final = (".py", ".pyi")
WORDS: Final = re.compile(r"[A-Za-z_][\w./:-]*\w|[A-Za-z_]")
QUOTED: Final = re.compile(r"`+([^`\n]+?)`+")
MOST_BYTES: Final = 2_000_000
ASKED_AT_ONCE: Final = 200
LONG: Final = 5  # letters of a name that stands for itself


class Called(NamedTuple):
    """How things that go may be called."""

    exact: frozenset[str]  # dotted names and paths
    names: frozenset[str]  # that count where code is quoted, and alone when they look like no word


def find_mentions(tree: Tree, gone: Iterable[Gone], modules: dict[str, str]) -> tuple[Note, ...]:
    """List the lines that speak of what goes. `modules` says what the files are called."""
    called = called_by(gone, modules)
    if not called.exact:
        return ()
    found: list[Note] = []
    for path in sorted(candidates(tree, called)):
        state = tree.state(path)
        if state is not None and len(state.content) <= MOST_BYTES and b"\0" not in state.content:
            found += in_file(path, state.content, called)
    return tuple(found)


def called_by(gone: Iterable[Gone], modules: dict[str, str]) -> Called:
    """Collect the names of what goes."""
    exact: set[str] = set()
    names: set[str] = set()
    for one in gone:
        module = modules.get(one.path, "")
        if one.kind in WHOLE_FILES:
            exact |= {one.path, module}
        elif one.kind in ("function", "class", "method", "constant", "variable", "fixture"):
            name = one.name
            exact |= {f"{module}.{name}", f"{module}:{name}", name if "." in name else ""}
            names.add(name.rpartition(".")[2])
    return Called(frozenset(filter(is_telling, exact)), frozenset(names))


def is_telling(name: str) -> bool:
    """Say whether a name has more than one part, so that it is no word like any other."""
    return "." in name.strip(".") or ":" in name or "/" in name


def candidates(tree: Tree, called: Called) -> set[str]:
    """Name the files that may speak of what goes."""
    suffixes = (*PROSE, *CONFIGURED, *PYTHON)
    there = {path for path in tree.paths() if path.endswith(suffixes)}
    words = sorted({last_part(one) for one in called.exact} | called.names)
    try:
        held: set[str] = set()
        for start in range(0, len(words), ASKED_AT_ONCE):
            part = words[start : start + ASKED_AT_ONCE]
            held |= files_with(tree.root, [word.encode() for word in part])
    except NoGitError:
        return there
    return there & (held | tree.held.keys())


def last_part(name: str) -> str:
    """Give the last part of a dotted name or a path."""
    return re.split(r"[.:/]", name.removesuffix(".py"))[-1]


def in_file(path: str, content: bytes, called: Called) -> Iterator[Note]:
    """Yield the lines of one file that speak of what goes."""
    if path.endswith(PYTHON):
        yield from in_strings(path, content, called)
        return
    prose = path.endswith(PROSE)
    for number, line in enumerate(content.decode("utf-8", "replace").splitlines(), 1):
        names = sorted(said_in(line, called, prose=prose))
        if names:
            kind = "documentation" if prose else "configuration"
            yield Note(path, number, f"{kind} speaks of {quoted(names)}")


def in_strings(path: str, content: bytes, called: Called) -> Iterator[Note]:
    """Yield the strings and docstrings of Python that speak of what goes."""
    seen: set[int] = set()
    for literal in read_source(content).literals:
        for row, line in enumerate(literal.value.split("\n")):
            names = sorted(said_in(line, called, prose=False))
            number = min(literal.line + row, literal.end_line)
            if names and number not in seen:
                seen.add(number)
                yield Note(path, number, f"a string speaks of {quoted(names)}")


def said_in(line: str, called: Called, *, prose: bool) -> set[str]:
    """Give what a line says of what goes."""
    words = {word.rstrip(".:/-") for word in WORDS.findall(line)}
    found = (
        {one for one in called.exact if one in line and is_said(one, line)} if has_telling(words) else set()
    )
    if prose and not found:
        found = {word for word in words & called.names if looks_made(word)}
        found |= in_code(line, called.names)
    return found


def has_telling(words: Collection[str]) -> bool:
    """Say whether any word may be a dotted name or a path."""
    return any(map(is_telling, words))


def is_said(name: str, line: str) -> bool:
    """Say whether a line holds a whole name."""
    return re.search(rf"(?<![\w/.]){re.escape(name)}(?![\w])", line) is not None


def looks_made(word: str) -> bool:
    """Say whether nobody would write a word but as a name."""
    inner = word.strip("_")
    return len(inner) >= LONG and ("_" in inner or inner[1:] != inner[1:].lower()) and not inner.isupper()


def in_code(line: str, names: Collection[str]) -> set[str]:
    """Give the names that stand in quoted code."""
    quoted = [part for code in QUOTED.findall(line) for part in re.findall(r"[A-Za-z_]\w*", code)]
    return set(quoted) & set(names)


def quoted(names: Collection[str]) -> str:
    """Write names in a row."""
    return ", ".join(f"`{name}`" for name in names)
