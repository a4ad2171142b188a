"""Run a program of the repository in a copy of it, with few variables, no home, and an end."""

from __future__ import annotations

import contextlib
import os
import re
import signal
import site
import subprocess
import tempfile
from collections.abc import Mapping, Sequence
from typing import IO, Final, NamedTuple

from netra_tools.changes.gates.scratch import Scratch
from netra_tools.changes.gates.wanted import Wanted
from netra_tools.errors import NetraError
from netra_tools.external.launch import Ended, Surroundings, read_stream
from netra_tools.project.outside import path_outside

# Whatever a variable is called for, one with such a name is passed to nobody.
SECRET = re.compile(r"TOKEN|KEY|SECRET|PASSW|CREDENTIAL|AUTH|COOKIE|SESSION|PRIVATE", re.IGNORECASE)
HOMES: Final = ("HOME", "USERPROFILE", "APPDATA", "LOCALAPPDATA", "XDG_CACHE_HOME", "XDG_CONFIG_HOME")
TEMPORARY: Final = ("TMPDIR", "TEMP", "TMP")


class Workshop(NamedTuple):
    """Where programs run, and what they are given."""

    scratch: Scratch
    wanted: Wanted
    roots: tuple[str, ...]  # directories of the repository from which modules are imported

    def surroundings(self) -> Surroundings:
        """Give what a tool that runs nothing of the repository sees; it is never taken from there."""
        given = self.wanted.request.variables
        outside = path_outside(self.wanted.request.config.root, given.get("PATH", ""))
        homes = dict.fromkeys(HOMES, self.scratch.place("home"))
        variables = {**given, **homes, "PATH": os.pathsep.join(outside)}
        return Surroundings(self.scratch.root, variables)

    def environment(self) -> dict[str, str]:
        """Give the variables that the repository's own code sees."""
        found = self.surroundings().environment()
        del found["PYTHONSAFEPATH"]  # `python manage.py test` finds modules beside the script
        found.update(dict.fromkeys(TEMPORARY, self.scratch.place("tmp")))
        # The copy is imported, not what an editable install points to; HOME is empty, but what the user
        # has installed for himself can be imported.
        found["PYTHONPATH"] = os.pathsep.join(self.directories())
        found["PYTHONUSERBASE"] = site.getuserbase()
        return {**found, **passed(self.wanted)}

    def directories(self) -> list[str]:
        """List the directories from which modules of the copy are imported."""
        return [os.path.normpath(f"{self.scratch.root}/{root}") for root in self.roots]


def passed(wanted: Wanted) -> Mapping[str, str]:
    """Give the variables that the configuration names, but for those that may be secrets."""
    given = wanted.request.variables
    return {name: given[name] for name in wanted.variables if name in given and not SECRET.search(name)}


def run_program(words: Sequence[str], shop: Workshop, more: Mapping[str, str] | None = None) -> Ended:
    """Run a program to its end, or to the end of our patience.

    Raises: NetraError when there is no such program, or it takes too long.
    """
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        process = start(words, shop, {**shop.environment(), **(more or {})}, (out, err))
        try:
            code = process.wait(shop.wanted.timeout)
        except subprocess.TimeoutExpired as error:
            message = f"{words[0]} was ended after {shop.wanted.timeout} s"
            raise NetraError(message, "set timeout in [tool.netra.changes]") from error
        finally:
            end_group(process)
        return Ended(code, read_stream(out), read_stream(err))


def start(
    words: Sequence[str], shop: Workshop, variables: Mapping[str, str], streams: tuple[IO[bytes], IO[bytes]]
) -> subprocess.Popen[bytes]:
    """Start a program in a group of its own, so that nothing that it starts outlives it."""
    try:
        return subprocess.Popen(
            list(words),
            cwd=shop.scratch.root,
            env=dict(variables),
            stdin=subprocess.DEVNULL,
            stdout=streams[0],
            stderr=streams[1],
            start_new_session=True,
        )
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise NetraError(f"{words[0]} cannot be started: {reason}") from error


def end_group(process: subprocess.Popen[bytes]) -> None:
    """End a program and all that it started."""
    if os.name == "posix":
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
    elif process.poll() is None:
        process.kill()
    process.wait()
