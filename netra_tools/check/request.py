"""What one run of `check` is asked to do."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import NamedTuple

from netra_tools.config.model import Config
from netra_tools.project.change import Overlay


def tell_nobody(done: int, total: int) -> None:
    """Leave the progress of a run unsaid."""


class CheckRequest(NamedTuple):
    """The question: which repository, which files of it, which rules, how to work."""

    config: Config
    paths: tuple[str, ...] = ()  # relative files and directories; () is everything
    select: tuple[str, ...] = ()  # from the command line, instead of the configuration's
    ignore: tuple[str, ...] = ()  # from the command line, besides the configuration's
    strict: bool = False
    jobs: int = 0  # processes; 0 lets netra choose
    cache_dir: str = ""  # absolute; "" is no cache
    variables: Mapping[str, str] = MappingProxyType({})  # of the environment, for other tools
    overlay: Overlay = MappingProxyType({})  # what files are to hold instead of what is on disk
    progress: Callable[[int, int], None] = tell_nobody  # told how many files of how many have been read
    today: str = ""  # YYYY-MM-DD; without it nothing expires
    baseline: bool = True  # hold findings against the baseline, when there is one
    strings: bool = False  # make the index of string literals when there is none
    measures: bool = False  # gather what a status tells besides findings
