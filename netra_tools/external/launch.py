"""Start a tool beside our own reading, with nothing of the repository in its way, and collect what it says.

A stranger's repository must not choose what runs: executables are those beside the running interpreter, or
on PATH outside of the repository; the tool gets only the variables named here, none that makes Python or
the tool load code, and never finds modules in the current directory.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from typing import IO, NamedTuple

from netra_tools.errors import NetraError
from netra_tools.project.outside import holds, path_outside

KEPT = frozenset(
    (
        *("HOME", "USER", "LOGNAME", "LANG", "LC_ALL", "LC_CTYPE", "TZ", "TMPDIR", "TEMP", "TMP"),
        *("SYSTEMROOT", "COMSPEC", "USERPROFILE", "APPDATA", "LOCALAPPDATA", "PATHEXT"),
        *("LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "XDG_CACHE_HOME", "XDG_CONFIG_HOME"),
    )
)
# No module is imported from the current directory; nothing that is written needs another encoding.
SET = {"PYTHONSAFEPATH": "1", "PYTHONUTF8": "1", "PYTHONDONTWRITEBYTECODE": "1", "NO_COLOR": "1"}
CAUSE = "Cause: "  # of ruff's
OUTPUT = "RUFF_OUTPUT"  # where ruff writes, and how, is for us to say
SUFFIXES = (".exe", "") if os.name == "nt" else ("",)


class Surroundings(NamedTuple):
    """Where tools run, and what they see."""

    root: str
    variables: Mapping[str, str]  # of our own process
    trusted: bool = False  # the repository may run what it likes

    def path(self) -> list[str]:
        """List the directories to look for executables in, those of the repository left out."""
        path = self.variables.get("PATH", "")
        entries = path.split(os.pathsep) if self.trusted else path_outside(self.root, path)
        return [os.path.dirname(sys.executable), *entries]

    def environment(self) -> dict[str, str]:
        """Give the variables that a tool sees."""
        if self.trusted:
            kept = {name: value for name, value in self.variables.items() if not name.startswith(OUTPUT)}
            return {**kept, "NO_COLOR": "1"}
        kept = {name: value for name, value in self.variables.items() if name in KEPT}
        return {**kept, **SET, "PATH": os.pathsep.join(self.path())}


class Ended(NamedTuple):
    """What a tool that has ended said."""

    code: int
    out: str
    err: str

    def last_words(self) -> str:
        """Give what says best what went wrong: the chain of causes that ruff tells, or a line."""
        lines = [line.strip() for line in (self.err or self.out).splitlines()]
        causes = [line.removeprefix(CAUSE) for line in lines if line.startswith(CAUSE)]
        return ": ".join(causes) or plain(pick(lines))


def pick(lines: Sequence[str]) -> str:
    """Pick the last line that speaks of an error, else the last one that says anything."""
    said = [line for line in lines if line]
    errors = [line for line in said if "error" in line.lower()]
    return (errors or said or ["it said nothing"])[-1]


def plain(line: str) -> str:
    """Take the message out of a line that is JSON."""
    if not line.startswith("{"):
        return line
    try:
        return str(json.loads(line)["message"])
    except (ValueError, KeyError, TypeError):
        return line


class Launched:
    """A tool at work. What it says goes to files: a pipe would be full before we come to read it."""

    def __init__(self, tool: str, arguments: Sequence[str], where: Surroundings) -> None:
        command = [find_executable(tool, where), *arguments]
        self.out: IO[bytes] = tempfile.TemporaryFile()  # noqa: SIM115 `close` closes both
        self.err: IO[bytes] = tempfile.TemporaryFile()  # noqa: SIM115
        try:
            self.process = subprocess.Popen(
                command,
                cwd=where.root,
                env=where.environment(),
                stdin=subprocess.DEVNULL,
                stdout=self.out,
                stderr=self.err,
            )
        except OSError as error:
            self.forget()
            reason = (error.strerror or str(error)).lower()
            raise NetraError(f"{tool} cannot be started: {reason}", f"see {command[0]}") from error

    def wait(self) -> Ended:
        """Wait for the end."""
        code = self.process.wait()
        return Ended(code, read_stream(self.out), read_stream(self.err))

    def close(self) -> None:
        """End the tool if it is still at work, for nobody waits for it any more."""
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait()
        self.forget()

    def forget(self) -> None:
        """Let go of the files."""
        self.out.close()
        self.err.close()


def read_stream(stream: IO[bytes]) -> str:
    """Read all that was written."""
    stream.seek(0)
    return stream.read().decode("utf-8", "replace")


def find_executable(tool: str, where: Surroundings) -> str:
    """Find a tool that the configuration asks for.

    Raises: NetraError.
    """
    found = look_for(tool, where)
    if found is None:
        hint = f"install {tool} beside netra, or remove [tool.netra.external.{tool}]"
        raise NetraError(f"{tool} is not installed, and the configuration asks for it", hint)
    return found


def look_for(tool: str, where: Surroundings) -> str | None:
    """Find a tool: beside the running interpreter, then on PATH; never in the repository."""
    own = os.path.dirname(sys.executable)
    for directory in where.path():
        for suffix in SUFFIXES:
            found = os.path.join(directory, tool + suffix)
            ours = directory == own or where.trusted or not holds(where.root, found)
            if ours and os.path.isfile(found) and os.access(found, os.X_OK):
                return found
    return None
