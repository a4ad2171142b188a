"""The reader of files that define keys: where each key stands, and never what its value is.

Values may be secrets. Nothing of one leaves this package, not even in what is said of a mistake.
"""

from __future__ import annotations

from collections.abc import Callable

from netra_tools.facts.key_files import COMPOSE, ENV, JSON, TOML, YAML
from netra_tools.facts.keys_found import Keys, LimitError
from netra_tools.facts.read import Reading
from netra_tools.model import Facts, LineCounts, Problem


def read_keys(data: bytes, dialect: str) -> Reading:
    """Read the keys of a file from its bytes, whatever they are; what is wrong is a problem in its facts.

    `dialect` is what `dialect_of_keys` says of the file's name.
    """
    text, problem = decode(data)
    keys = Keys(text)
    if problem is not None:
        keys.problems.append(problem)
    try:
        reader_of(dialect)(keys)
    except LimitError as error:
        keys.fail("size", str(error), keys.end)
    problems = tuple(keys.problems)
    facts = Facts(count_lines(text), (), (), (), (), (), (), (), None, (), problems)
    return Reading(facts, keys.literals)


def reader_of(dialect: str) -> Callable[[Keys], None]:
    """Give what reads a dialect; nobody imports the others for it."""
    if dialect == JSON:
        from netra_tools.facts.keys_json import read_json as reader
    elif dialect == TOML:
        from netra_tools.facts.keys_toml import read_toml as reader
    elif dialect == ENV:
        from netra_tools.facts.keys_env import read_env as reader
    else:
        assert dialect in (YAML, COMPOSE), dialect
        from netra_tools.facts.keys_yaml import read_compose, read_yaml

        reader = read_compose if dialect == COMPOSE else read_yaml
    return reader


def decode(data: bytes) -> tuple[str, Problem | None]:
    """Decode by a byte order mark, else as UTF-8, and give plain newlines; lines and columns stay."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        data = data.decode("utf-16", "replace").encode("utf-8", "replace")
    data = data.removeprefix(b"\xef\xbb\xbf")
    if b"\r" in data:
        data = data.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    try:
        return data.decode("utf-8"), None
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        column = error.start - (data.rfind(b"\n", 0, error.start) + 1)
        return data.decode("utf-8", "replace"), Problem("encoding", "not UTF-8", line, column)


def count_lines(text: str) -> LineCounts:
    """Count lines; which of them are comments is left to the dialects, and no one asks."""
    lines = text.split("\n")
    if not lines[-1]:
        lines.pop()
    blank = sum(not line or line.isspace() for line in lines)
    return LineCounts(len(lines), len(lines) - blank, 0, blank)
