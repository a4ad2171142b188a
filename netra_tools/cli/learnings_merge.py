"""`netra learnings merge`: a driver for git, and a way out of a merge that stopped."""

from __future__ import annotations

import os
import subprocess

import click

from netra_tools.cli.changing import ROOT
from netra_tools.errors import CLEAN, FINDINGS, NetraError

NO_SIDES = "give the three files that git gives a driver, or none"


@click.command()
@click.argument("files", nargs=-1, metavar="[BASE OURS THEIRS]", type=click.Path())
@ROOT
def merge(files: tuple[str, ...], root: str | None) -> int:
    """Join files of learnings that two branches changed, learning by learning.

    Without files it takes those in SPEC/learnings that a merge has left in conflict, and `git add` says that
    they are joined. With files it is a driver for git: it writes to OURS.

    Exit codes: 0 joined, 1 something is left to people.
    """
    if not files:
        return settle(root)
    if len(files) != 3:
        raise NetraError(f"{len(files)} files were given", NO_SIDES)
    from netra_tools.learnings.merging import merged
    from netra_tools.project.write import write_whole

    base, ours, theirs = files
    try:
        data = merged(ours, *[read(path) for path in files])
    except NetraError as error:
        click.echo(f"netra: {error.message}", err=True)
        marks = ("-L", "ours", "-L", "base", "-L", "theirs")
        subprocess.run(["git", "merge-file", *marks, ours, base, theirs], check=False)
        return FINDINGS
    write_whole(os.path.realpath(ours), data)
    return CLEAN


def read(path: str) -> bytes:
    """Read a file that git made.

    Raises: NetraError when that cannot be.
    """
    try:
        with open(path, "rb") as file:
            return file.read()
    except OSError as error:
        raise NetraError(
            f"cannot read {path}: {(error.strerror or 'unknown error').lower()}", NO_SIDES
        ) from error


def settle(root: str | None) -> int:
    """Join the files that a merge has left in conflict."""
    from netra_tools.changes.learnings import writing
    from netra_tools.cli.paths import repository
    from netra_tools.learnings.merging import merged
    from netra_tools.learnings.model import INDEX
    from netra_tools.project.write import write_whole

    place, code = repository(root), CLEAN
    found = {path: sides for path, sides in conflicts(place).items() if path != INDEX}
    with writing(place):
        for path, sides in found.items():
            try:
                write_whole(f"{place}/{path}", merged(path, *sides))
                click.echo(f"joined {path}; git add it, then netra learnings index")
            except NetraError as error:
                click.echo(f"left {error.message}: {error.hint}")
                code = FINDINGS
    if not found:
        click.echo("no file of learnings is in conflict")
    return code


def conflicts(root: str) -> dict[str, tuple[bytes, bytes, bytes]]:
    """Give the files in conflict, as they were before and as both sides have them.

    Raises: NetraError without git.
    """
    from netra_tools.learnings.model import FOLDER
    from netra_tools.project.git import NoGitError, run_git, run_git_bytes

    stages: dict[str, dict[str, bytes]] = {}
    try:
        for row in run_git(root, "ls-files", "-z", "--unmerged", "--", FOLDER, notes=set()).split("\0")[:-1]:
            told, path = row.split("\t")
            _, blob, stage = told.split()
            stages.setdefault(path, {})[stage] = run_git_bytes(root, "cat-file", "blob", blob, notes=set())
    except NoGitError as error:
        raise NetraError(f"git cannot say what is in conflict: {error}", NO_SIDES) from error
    whole = {path: sides for path, sides in stages.items() if {"2", "3"} <= sides.keys()}
    return {path: (sides.get("1", b""), sides["2"], sides["3"]) for path, sides in whole.items()}
