"""The reports of other programs that a status reads: which there are, how old, and whether they are stale.

They are found by what the command line says, else by the configuration, whose default are the usual names.
"""

from __future__ import annotations

import glob
import os
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Final, NamedTuple, TypeVar

from netra_tools.errors import NetraError
from netra_tools.model import Problem
from netra_tools.project.read import read_source
from netra_tools.report.escape import encodable
from netra_tools.status.model import Source
from netra_tools.status.paths import PathMap
from netra_tools.status.repository import iso, modified

if TYPE_CHECKING:
    from netra_tools.config.model import Config

MOST_FILES: Final = 500
MOST_BYTES: Final = 128_000_000  # of one report
MILLISECONDS: Final = 100_000_000_000  # what is more than this counts no seconds since 1970
Read = TypeVar("Read")


class Wish(NamedTuple):
    """Reports that the command line names; () leaves it to the configuration."""

    coverage: tuple[str, ...] = ()
    results: tuple[str, ...] = ()


class Report(NamedTuple):
    """A file that another program wrote."""

    path: str  # as it is told: relative to the repository where it lies there
    full: str
    asked: bool  # the command line names it: what is wrong with it is an error


class Inputs(NamedTuple):
    """The reports, and what they are held against."""

    coverage: tuple[Report, ...]
    results: tuple[Report, ...]
    changed: float | None  # when the code last changed
    paths: PathMap


class UnfitError(Exception):
    """A report cannot be used; the text says why."""


def find_inputs(config: Config, wish: Wish, changed: float | None, files: frozenset[str]) -> Inputs:
    """Find the reports of a repository.

    Raises: NetraError for one that the command line names and that does not exist.
    """
    status = config.status
    return Inputs(
        tuple(find(config, wish.coverage, status.coverage)),
        tuple(find(config, wish.results, status.results)),
        changed,
        PathMap(config.root, files, status.paths),
    )


def find(config: Config, asked: Sequence[str], globs: Sequence[str]) -> list[Report]:
    """List the reports that the command line names, else those that the globs match."""
    root = config.root
    if asked:
        return [named(root, path) for path in asked]
    folders = dict.fromkeys(["", *[f"{service.root}/" for service in config.services]])
    names = {name for folder in folders for pattern in globs for name in matches(root, folder + pattern)}
    return [Report(name, f"{root}/{name}", False) for name in sorted(names)[:MOST_FILES]]


def matches(root: str, pattern: str) -> list[str]:
    """List the files that a glob matches."""
    names = glob.glob(pattern, root_dir=root, recursive=True)
    return [name.replace(os.sep, "/") for name in names if os.path.isfile(f"{root}/{name}")]


def named(root: str, path: str) -> Report:
    """Give the report that the command line names.

    Raises: NetraError when there is none.
    """
    if not os.path.isfile(path):
        raise NetraError(f"no such report: {path}", "give the file that the tests wrote")
    full = os.path.realpath(path)
    return Report(told(root, full), full, True)


def told(root: str, full: str) -> str:
    """Write a path relative to the repository, where it lies there, else by its name alone."""
    return os.path.relpath(full, root) if full.startswith(f"{root}/") else os.path.basename(full)


def read_all(
    reports: Sequence[Report], read: Callable[[bytes], Read]
) -> tuple[list[tuple[Report, Read]], list[str]]:
    """Read reports; give those that could be used, and what was wrong with the others.

    Raises: NetraError for one that the command line names.
    """
    found, problems = [], []
    for report in reports:
        folder, _, name = report.full.rpartition("/")
        data = read_source(folder or "/", name, MOST_BYTES)
        try:
            if isinstance(data, Problem):
                raise UnfitError(data.message)
            found.append((report, read(data)))
        except UnfitError as error:
            if report.asked:
                raise NetraError(f"cannot use {report.path}: {error}", "give a report of tests") from error
            problems.append(f"{encodable(report.path)}: {encodable(str(error))}")
    return found, problems


def source_of(what: str, dated: Sequence[tuple[Report, float | None]], changed: float | None) -> Source:
    """Say what several reports of one kind say where they come from; the oldest decides how old they are."""
    times = [modified("", report.full) if at is None else at for report, at in dated]
    oldest = min(times)
    stale = None
    if changed is not None and int(oldest) < int(changed):
        stale = f"older than the code, which changed {iso(changed)}"
    return Source(what, ", ".join(encodable(report.path) for report, _ in dated), iso(oldest), stale)


def seconds_of(text: object) -> float | None:
    """Read a time as reports write it: a number, or ISO 8601, which is local where it names no zone."""
    if isinstance(text, str):
        try:
            number = float(text)
        except ValueError:
            return moment(text)
        number = number / 1000 if number > MILLISECONDS else number
        return number if 0 < number < MILLISECONDS else None
    return None


def moment(text: str) -> float | None:
    """Read ISO 8601."""
    try:
        return datetime.fromisoformat(text).timestamp()
    except (ValueError, OverflowError, OSError):
        return None
