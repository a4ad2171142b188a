"""The index of string literals of a repository, brought up to date as a check would."""

from __future__ import annotations

import sqlite3
from typing import NamedTuple

from netra_tools.check.remember import remember
from netra_tools.check.request import CheckRequest
from netra_tools.check.run import Run, begin, read_changed
from netra_tools.config.model import Config
from netra_tools.errors import NetraError
from netra_tools.facts.database import is_busy
from netra_tools.literals.store import Store
from netra_tools.literals.write import MovedError


class Indexed(NamedTuple):
    """The index, true of the tree as it is now, and what is to be said about the reading."""

    store: Store
    config: Config
    notices: tuple[str, ...]


def index_strings(request: CheckRequest) -> Indexed:
    """Read what has changed since the index was last right, and give it.

    A damaged index, or one that another process has begun anew, is made again once.

    Raises: NetraError when the index cannot be written.
    """
    request = request._replace(strings=True)
    run, failure = bring_up(request)
    if failure is not None and not is_busy(failure):
        if not isinstance(failure, MovedError) and run.strings is not None:
            run.strings.store.replace()
            run.strings.store.close()
        run, failure = bring_up(request)
    if run.strings is None or failure is not None:
        reason = f": {failure}" if failure else ""
        raise NetraError(
            f"cannot write the index below {request.cache_dir}{reason}",
            "wait for the other netra, make the directory writable, or give --cache-dir",
        )
    return Indexed(run.strings.store, run.config, (*run.scope.notes, *run.notices()))


def bring_up(request: CheckRequest) -> tuple[Run, sqlite3.DatabaseError | None]:
    """Bring the index up to date; give the run, and what went wrong."""
    run = begin(request, None)
    try:
        if run.strings is not None:
            read_changed(run, None)
            remember(run)
        return run, None if run.strings is None else run.strings.failure
    finally:
        run.memory.close()
