"""The index of string literals of a repository, brought up to date as a check would."""

from __future__ import annotations

from typing import NamedTuple

from netra_tools.check.remember import remember
from netra_tools.check.request import CheckRequest
from netra_tools.check.run import begin, read_changed
from netra_tools.config.model import Config
from netra_tools.errors import NetraError
from netra_tools.literals.store import Store


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
