"""One tool at work: called with what keeps it from changing or running anything, its answer read."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Sequence

from netra_tools.errors import NetraError
from netra_tools.external import mypy, ruff
from netra_tools.external.launch import Ended, Launched, Surroundings
from netra_tools.external.message import Answer, UnreadableError
from netra_tools.external.mypy_config import NONE, Sanitised, sanitise
from netra_tools.external.report import read_text

CLEAN, FOUND = 0, 1


class Running:
    """One tool that has been started."""

    def __init__(self, tool: str, paths: Sequence[str], where: Surroundings, cache: str) -> None:
        self.tool = tool
        self.config = NONE
        self.folder = ""  # where the copy of a configuration lies
        self.launched: Launched | None = None
        try:
            arguments = self.arguments(paths, where, f"{cache}/{tool}" if cache else "")
            self.launched = Launched(tool, arguments, where)
        except BaseException:
            self.close()
            raise

    def arguments(self, paths: Sequence[str], where: Surroundings, cache: str) -> list[str]:
        """Say what the tool is called with."""
        if self.tool == "ruff":
            return ruff.arguments(paths, cache)
        self.config = sanitise(where.root)
        targets = paths or (() if self.config.has_targets else (".",))
        copy = None if where.trusted else self.copy(self.config)
        return mypy.arguments(targets, cache, copy)

    def copy(self, config: Sanitised) -> str:
        """Write the copy of a configuration; mypy names the file in its messages."""
        if not config.text:
            return ""
        self.folder = tempfile.mkdtemp(prefix="netra-")
        path = os.path.join(self.folder, f"mypy{config.suffix}")
        with open(path, "w", encoding="utf-8") as file:
            file.write(config.text)
        return path

    def answer(self) -> Answer:
        """Wait for what the tool says.

        Raises: NetraError when it fails or says what cannot be understood.
        """
        assert self.launched is not None
        ended = self.launched.wait()
        if ended.code not in self.codes(ended):
            raise NetraError(f"{self.tool} failed: {ended.last_words()}", f"run {self.tool} by itself")
        try:
            answer = read_text(ended.out, self.tool)
        except (ValueError, TypeError, KeyError, AttributeError, IndexError) as error:
            raise UnreadableError(f"what {self.tool} wrote", str(error).lower()) from error
        stopped = answer.stopped or ended.code == mypy.STOPPED
        return answer._replace(stopped=stopped, notices=self.notices(ended))

    def codes(self, ended: Ended) -> tuple[int, ...]:
        """List the exit codes that come with an answer; mypy's last one only when it says why it stopped."""
        stopped = self.tool == "mypy" and ended.out.startswith("{")
        return (CLEAN, FOUND, mypy.STOPPED) if stopped else (CLEAN, FOUND)

    def notices(self, ended: Ended) -> tuple[str, ...]:
        """Say what the tool warned of, and what it was kept from."""
        warned = [line for line in ended.err.splitlines() if line.lower().startswith("warning")]
        kept = [f"{name} is not used without --trust" for name in self.config.dropped if self.folder]
        return tuple([f"{self.tool}: {text}" for text in (*kept, *warned)])

    def close(self) -> None:
        """End the tool and remove what was written for it."""
        if self.launched is not None:
            self.launched.close()
        if self.folder:
            import shutil

            shutil.rmtree(self.folder, ignore_errors=True)
