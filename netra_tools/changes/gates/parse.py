"""The gate "every changed file still parses if it did before"."""

from __future__ import annotations

import configparser
import json
import stat
import tomllib
from collections.abc import Callable, Iterable, Iterator
from typing import Final

from netra_tools.changes.gates.site import Site, is_python
from netra_tools.facts.key_files import YAML
from netra_tools.facts.keys import read_keys
from netra_tools.model import Note
from netra_tools.plan import Edit, State


def find_unparsed(site: Site) -> Iterator[Note]:
    """Yield the changed files that parse no longer, and the new ones that do not."""
    site.read_ahead(versions(site.plan.edits))
    for edit in site.plan.edits:
        after = edit.after
        if after is None or stat.S_ISLNK(after.mode):
            continue
        if edit.before is not None and same_reading(edit, edit.before, after):
            continue
        wrong = mistake(edit.target, after, site)
        if wrong and not (edit.before is not None and mistake(edit.path, edit.before, site)):
            yield Note(edit.target, *wrong)
    site.keep_facts()


def versions(edits: Iterable[Edit]) -> Iterator[bytes]:
    """Yield the contents of Python files that change, before and after."""
    for edit in edits:
        if edit.before is None or edit.after is None or edit.before.content == edit.after.content:
            continue
        both = ((edit.path, edit.before), (edit.target, edit.after))
        yield from (state.content for path, state in both if is_python(path, state))


def same_reading(edit: Edit, before: State, after: State) -> bool:
    """Say whether a file holds the same text in the same language."""
    return before.content == after.content and edit.path.rpartition(".")[2] == edit.target.rpartition(".")[2]


def mistake(path: str, state: State, site: Site) -> tuple[int, str] | None:
    """Give the line and the text of what keeps a file from being read; None when nothing does."""
    if is_python(path, state):
        problems = site.facts(state.content).problems
        return (problems[0].line, problems[0].message) if problems else None
    reader = READERS.get(path[path.rfind(".") :]) if "." in path else None
    return None if reader is None else reader(state.content)


def read_toml(data: bytes) -> tuple[int, str] | None:
    """Read TOML."""
    try:
        tomllib.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        return 0, f"not TOML: {first_line(error)}"
    return None


def read_json(data: bytes) -> tuple[int, str] | None:
    """Read JSON."""
    try:
        json.loads(data.decode("utf-8-sig"))
    except json.JSONDecodeError as error:
        return error.lineno, f"not JSON: {error.msg.lower()}"
    except (ValueError, RecursionError) as error:
        return 0, f"not JSON: {first_line(error)}"
    return None


def read_ini(data: bytes) -> tuple[int, str] | None:
    """Read an INI file as the tools that are configured by one do."""
    try:
        configparser.RawConfigParser().read_string(data.decode("utf-8-sig"))
    except (configparser.Error, UnicodeDecodeError) as error:
        return int(getattr(error, "lineno", 0) or 0), f"not INI: {first_line(error)}"
    return None


def read_yaml(data: bytes) -> tuple[int, str] | None:
    """Read YAML."""
    problems = [one for one in read_keys(data, YAML).facts.problems if one.kind == "syntax"]
    return (problems[0].line, problems[0].message) if problems else None


def first_line(error: Exception) -> str:
    """Give the first line of what an error says."""
    return (str(error).splitlines() or ["it is nested too deep"])[0].lower()


READERS: Final[dict[str, Callable[[bytes], tuple[int, str] | None]]] = {
    ".toml": read_toml,
    ".json": read_json,
    ".ini": read_ini,
    ".cfg": read_ini,
    ".yaml": read_yaml,
    ".yml": read_yaml,
}
