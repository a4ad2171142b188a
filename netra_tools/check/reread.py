"""Reads one file again, for questions that the index does not answer by itself."""

from __future__ import annotations

from netra_tools.check.gather import read_in
from netra_tools.config.model import Config
from netra_tools.facts.key_files import dialect_of_keys
from netra_tools.facts.languages import dialect_of
from netra_tools.facts.read import Reading
from netra_tools.model import Problem
from netra_tools.project.read import read_source


def reading_of(config: Config, path: str) -> Reading:
    """Read a file again, as an empty one when it cannot be read any more."""
    data = content_of(config, path)
    dialect = dialect_of_keys(path)
    if dialect:
        from netra_tools.facts.keys import read_keys

        return read_keys(data, dialect)
    return read_in(dialect_of(path), data)


def content_of(config: Config, path: str) -> bytes:
    """Give the content of a file; nothing when it cannot be read any more."""
    data = read_source(config.root, path, config.max_file_bytes)
    return b"" if isinstance(data, Problem) else data
