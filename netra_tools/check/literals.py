"""The index of string literals of a repository, brought up to date as a check would."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from netra_tools.check.gather import read_in
from netra_tools.check.remember import remember
from netra_tools.check.request import CheckRequest
from netra_tools.check.run import begin, read_changed
from netra_tools.config.model import Config
from netra_tools.errors import NetraError
from netra_tools.facts.key_files import dialect_of_keys
from netra_tools.facts.languages import dialect_of
from netra_tools.literals.store import Store
from netra_tools.model import Literal, Problem
from netra_tools.project.read import read_source


class Indexed(NamedTuple):
    """The index, true of the tree as it is now, and what is to be said about the reading."""

    store: Store
    config: Config
    notices: tuple[str, ...]


def index_strings(request: CheckRequest) -> Indexed:
    """Read what has changed since the index was last right, and give it.

    Raises: NetraError when the index cannot be written.
    """
    run = begin(request._replace(strings=True), None)
    try:
        if run.strings is None:
            raise NetraError(f"cannot write an index below {request.cache_dir}", "see --cache-dir")
        read_changed(run, None)
        remember(run)
        return Indexed(run.strings.store, run.config, (*run.scope.notes, *run.memory.notices()))
    finally:
        run.memory.close()


def literals_of(config: Config, path: str) -> Sequence[Literal]:
    """Read the strings of a file again; none when it cannot be read any more."""
    data = content_of(config, path)
    dialect = dialect_of_keys(path)
    if dialect:
        from netra_tools.facts.keys import read_keys

        return read_keys(data, dialect).literals
    return read_in(dialect_of(path), data).literals


def content_of(config: Config, path: str) -> bytes:
    """Give the content of a file; nothing when it cannot be read any more."""
    data = read_source(config.root, path, config.max_file_bytes)
    return b"" if isinstance(data, Problem) else data
