"""The gate of pytest's collection: the same tests as before, and no new error."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Collection, Iterator
from typing import Final, NamedTuple

from netra_tools.changes.gates import pytest_ids
from netra_tools.changes.gates.programs import Workshop, run_program
from netra_tools.changes.gates.site import Site
from netra_tools.errors import NetraError
from netra_tools.external.launch import find_executable
from netra_tools.model import Note

PLUGIN: Final = "netra_pytest_ids"
COLLECT: Final = ("--collect-only", "-q", "-p", "no:cacheprovider", "-p", PLUGIN)


class Collected(NamedTuple):
    """What pytest found."""

    tests: tuple[str, ...]
    errors: tuple[tuple[str, str], ...]  # where, and why


def collect(shop: Workshop) -> Collected:
    """Let pytest collect in the copy.

    Raises: NetraError when it does not come so far.
    """
    folder = shop.scratch.place("plugin")
    shutil.copyfile(os.path.splitext(pytest_ids.__file__)[0] + ".py", f"{folder}/{PLUGIN}.py")
    program = find_executable("pytest", shop.surroundings())
    variables = {"PYTHONPATH": os.pathsep.join([*shop.directories(), folder])}
    ended = run_program([program, *COLLECT], shop, variables)
    written = f"{folder}/{PLUGIN}.json"
    try:
        with open(written, encoding="utf-8") as file:
            found = json.load(file)
        os.remove(written)
    except (OSError, ValueError) as error:
        raise NetraError(f"pytest failed: {ended.last_words()}", "run pytest --collect-only") from error
    return Collected(tuple(found["tests"]), tuple((where, why) for where, why in found["errors"]))


def find_lost(before: Collected, after: Collected, site: Site) -> Iterator[Note]:
    """Yield tests that are collected no more, or only now, and new errors."""
    old = {renamed(test, site) for test in before.tests}
    failed = {renamed(where, site) for where, _ in before.errors}
    for where, why in after.errors:
        if where not in failed:
            yield Note(where.partition("::")[0], 0, f"cannot be collected: {why}")
    new = set(after.tests)
    lost = [test for test in sorted(old - new) if not is_retired(test, site.wanted.retired)]
    yield from (Note(test.partition("::")[0], 0, f"{test} is collected no more") for test in lost)
    yield from (Note(test.partition("::")[0], 0, f"{test} was no test before") for test in sorted(new - old))


def is_retired(test: str, retired: Collection[str]) -> bool:
    """Say whether a test is to go: by its name, with what stands around it, or as one of several cases."""
    name = test.partition("[")[0]
    while name and name not in retired:
        name = name.rpartition("::")[0]
    return bool(name)


def renamed(test: str, site: Site) -> str:
    """Give what a test is called afterwards."""
    path, colons, name = test.partition("::")
    return f"{site.renames.path_of(path)}{colons}{site.renames.text_of(name)}"
