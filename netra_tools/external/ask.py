"""Ask the configured tools: start those that are to be run, read what others wrote, and give findings."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterator, Mapping, Sequence
from typing import NamedTuple

from netra_tools.config.model import Config
from netra_tools.errors import NetraError
from netra_tools.external.findings import Source, make_findings, place_in
from netra_tools.external.launch import Surroundings
from netra_tools.external.message import PREFIXES, Answer, Message
from netra_tools.external.report import read_report
from netra_tools.external.running import Running
from netra_tools.model import Finding

MOST_NAMED = 3  # files in one notice


class Told(NamedTuple):
    """What the tools found, and what is to be said of it."""

    findings: tuple[Finding, ...] = ()
    notices: tuple[str, ...] = ()
    asked: Mapping[str, bool] = {}  # how the names of a tool's rules begin -> whether it was asked


class Asked:
    """The tools of one run. Those that are to be run begin at once."""

    def __init__(self, config: Config, where: Surroundings, cache: str = "") -> None:
        self.config = config
        self.running: dict[str, Running] = {}
        try:
            for tool, wish in sorted(config.external.items()):
                if wish.run:
                    self.running[tool] = Running(tool, wish.paths, where, cache)
        except BaseException:
            self.close()
            raise

    def hear(self, wanted: Container[str], source_of: Callable[[str], Source]) -> Told:
        """Wait for the tools, and give their findings in the wanted files.

        Raises: NetraError when one is missing, fails, or says what cannot be understood.
        """
        findings: list[Finding] = []
        notices: list[str] = []
        for tool, answer in self.answers():
            ours = [(place_in(self.config.root, message.path), message) for message in answer.messages]
            inside = [(path, message) for path, message in ours if path in wanted]
            check_reach(tool, answer, [path for path, _ in ours], len(inside))
            findings += make_findings(tool, inside, source_of)
            notices += [*answer.notices, *name_others(tool, ours, wanted)]
        return Told(tuple(findings), tuple(notices), dict.fromkeys(prefixes(self.config), True))

    def answers(self) -> Iterator[tuple[str, Answer]]:
        """Give what each tool said."""
        for tool, wish in sorted(self.config.external.items()):
            if wish.run:
                yield tool, self.running[tool].answer()
            else:
                yield tool, read_report(self.config.root, wish.report, tool)

    def close(self) -> None:
        """End what is still at work."""
        for running in self.running.values():
            running.close()


def prefixes(config: Config) -> list[str]:
    """Give what begins the names of the configured tools' rules."""
    return [PREFIXES[tool] for tool in config.external]


def check_reach(tool: str, answer: Answer, paths: Sequence[str], inside: int) -> None:
    """See that what a tool said can be taken for an answer about the files that were asked for.

    Raises: NetraError when all of it is of another place, or the tool stopped where nobody looks.
    """
    if answer.stopped and not inside:
        first = answer.messages[0] if answer.messages else None
        where = f" at {first.path}:{first.line}: {first.text}" if first else ""
        raise NetraError(f"{tool} stopped{where}", "it has not looked at the files that were asked for")
    if paths and not any(paths):
        message = f"{tool} speaks of {answer.messages[0].path}, and of nothing in the repository"
        raise NetraError(message, "was the report written in another directory?")


def name_others(tool: str, ours: Sequence[tuple[str, Message]], wanted: Container[str]) -> Iterator[str]:
    """Say of which files a tool spoke that are not ours to check."""
    others = sorted({path or message.path for path, message in ours if path not in wanted})
    count = sum(path not in wanted for path, _ in ours)
    if others:
        named = ", ".join(others[:MOST_NAMED]) + (", ..." if len(others) > MOST_NAMED else "")
        yield f"{tool}: {count} left out, in files that are not checked: {named}"
