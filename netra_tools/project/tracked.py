"""The names that git tracks below a root: one question for all who want to know, which may be asked ahead."""

from __future__ import annotations

import os
from collections.abc import Iterable
from functools import cached_property

from netra_tools.digests import digest_of
from netra_tools.project.git import NoGitError, Question


class Tracked:
    """What git tracks as a run sees it from the first time that somebody asks."""

    def __init__(self, root: str) -> None:
        self.root = root
        self.notes: set[str] = set()
        self.question: Question | None = None

    def ask(self) -> None:
        """Let git begin."""
        if self.question is None:
            self.question = Question(self.root, "ls-files", "-z", "--cached")

    @cached_property
    def _heard(self) -> bytes | NoGitError:
        self.ask()
        assert self.question is not None
        try:
            return self.question.answer(self.notes)
        except NoGitError as error:
            return error

    def digest(self) -> bytes:
        """Digest the names; empty when git cannot say."""
        return b"" if isinstance(self._heard, NoGitError) else digest_of(self._heard)

    def holds(self, path: str) -> bool:
        """Say whether git tracks what lies at or below `path`, or a link or a repository in its place.

        A file system may not tell `.Netra` from `.netra`. Where git refuses to say, it may.
        """
        if isinstance(self._heard, NoGitError):
            return bool(str(self._heard))
        names = f"\0{os.fsdecode(self._heard)}"
        # Of ASCII both are the same, and `lower` is eight times as fast.
        known, wanted = names.lower() if names.isascii() else names.casefold(), path.casefold()
        above = [wanted[:at] for at, letter in enumerate(wanted) if letter == "/"]
        return f"\0{wanted}/" in known or any(f"\0{name}\0" in known for name in (wanted, *above))

    def others(self, paths: Iterable[str]) -> list[str]:
        """List the files that git does not track.

        Raises: NoGitError when it cannot say.
        """
        if isinstance(self._heard, NoGitError):
            raise self._heard
        known = frozenset(os.fsdecode(self._heard).split("\0"))
        return [path for path in paths if path not in known]

    def drop(self) -> None:
        """Stop git, if nobody has heard the answer."""
        if self.question is not None:
            self.question.drop()
