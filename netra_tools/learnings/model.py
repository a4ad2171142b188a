"""What a learning is: something that went wrong once, why, and what keeps it from happening again."""

from __future__ import annotations

from typing import Any, Final, NamedTuple

from netra_tools.config.learning_files import ENDING, FOLDER, INDEX

__all__ = ["ENDING", "FOLDER", "INDEX", "Learning"]

SEVERITIES: Final = ("critical", "high", "medium", "low", "info")
USUAL_SEVERITY: Final = "medium"
USUAL_CATEGORY: Final = "general"
# What is one word or line, what is a text and what is a list, in the order in which all is written.
SHORT: Final = ("id", "severity", "date", "category", "title")
TEXTS: Final = ("problem", "root_cause", "solution", "prevention", "takeaway")
LISTS: Final = ("files", "commits", "keywords")


class Applied(NamedTuple):
    """A specification that says what was learned, and where in it."""

    spec: str
    section: str


class Learning(NamedTuple):
    """One learning; what nothing is known of is empty."""

    id: str = ""
    severity: str = ""
    date: str = ""
    category: str = ""
    title: str = ""
    problem: str = ""
    root_cause: str = ""
    solution: str = ""
    prevention: str = ""
    takeaway: str = ""  # in one sentence what to keep in mind
    files: tuple[str, ...] = ()  # paths, some with `:line`
    commits: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()
    spec: str = ""  # the specification that is to say it, and where
    section: str = ""
    checks: tuple[str, ...] = ()  # as elements: see `netra_tools.config.learned`
    applied: tuple[Applied, ...] = ()
    rest: str = ""  # what else its element says
    path: str = ""  # the file that it stands in
    line: int = 0

    @property
    def gist(self) -> str:
        """Give the one sentence to keep in mind, as far as somebody wrote any."""
        text = self.takeaway or self.prevention or self.solution or self.problem
        return " ".join(text.split())


def pack(learning: Learning) -> tuple[Any, ...]:
    """Turn a learning into plain tuples, which marshal takes."""
    return tuple(learning._replace(applied=tuple(map(tuple, learning.applied))))  # type: ignore[arg-type]  # plain is the aim


def unpack(plain: Any) -> Learning:
    """Turn plain tuples back into a learning."""
    learning = Learning._make(plain)
    return (
        learning._replace(applied=tuple(map(Applied._make, learning.applied)))
        if learning.applied
        else learning
    )


def public(learning: Learning) -> dict[str, Any]:
    """Give a learning as JSON shows it: what it says, and where it stands."""
    found = learning._asdict() | {"applied": [one._asdict() for one in learning.applied]}
    return {name: value for name, value in found.items() if value or name in ("id", "title", "path", "line")}
