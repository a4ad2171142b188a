"""The options that the commands of `netra literals` share, and the index that they ask."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any, TypeVar

import click

from netra_tools.errors import NetraError, near_miss
from netra_tools.literals.categories import CATEGORIES

if TYPE_CHECKING:
    from netra_tools.check.literals import Indexed
    from netra_tools.config.model import Config

Command = TypeVar("Command", bound=Callable[..., Any])


class OneOf(click.Choice[str]):
    """One of some words; says which one was probably meant."""

    def __init__(self, what: str, known: Iterable[str]) -> None:
        super().__init__(tuple(known))
        self.what = what

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Take a word.

        Raises: NetraError for one that is not known.
        """
        if value not in self.choices:
            raise NetraError(f"there is no {self.what} '{value}'", near_miss(value, self.choices))
        return value


CATEGORY = OneOf("category", CATEGORIES)
SHARED = (
    click.option("--jobs", "-j", type=click.IntRange(0), default=0, help="Processes; 0 lets netra choose."),
    click.option("--no-cache", is_flag=True, help="Neither read nor write the index in .netra."),
    click.option("--cache-dir", type=click.Path(), help="Where the index lies; default .netra/cache."),
    click.option("--config", type=click.Path(), help="Read this configuration instead of the repository's."),
    click.option("--set", "settings", multiple=True, metavar="KEY=VALUE", help="Set one key, as TOML."),
    click.option(
        "--root", type=click.Path(), help="The repository; default is the one around the directory."
    ),
)


def takes_shared(command: Command) -> Command:
    """Give a command the options that say what is indexed, and where."""
    for decorate in reversed(SHARED):
        command = decorate(command)
    return command


def configure(options: dict[str, Any]) -> tuple[Config, str]:
    """Read the configuration; give it and the directory of the cache, "" for none."""
    from netra_tools.cli.paths import cache_directory, repository
    from netra_tools.config.load import load_config
    from netra_tools.rules.registry import rule_specs

    root = repository(options["root"])
    config = load_config(root, options["config"], rule_specs, options["settings"])
    return config, "" if options["no_cache"] else cache_directory(root, options["cache_dir"])


def index(options: dict[str, Any]) -> Indexed:
    """Bring the index up to date, and give it."""
    import gc

    from netra_tools.check.literals import index_strings
    from netra_tools.check.request import CheckRequest

    gc.disable()  # a run makes no cycles worth looking for
    config, cache = configure(options)
    indexed = index_strings(CheckRequest(config, jobs=options["jobs"], cache_dir=cache))
    gc.freeze()  # nor does the end of the process
    return indexed


def notify(notices: Iterable[str]) -> None:
    """Say on standard error what is to be said about the reading."""
    from netra_tools.report.escape import printable

    for notice in notices:
        print(f"netra: {printable(notice)}", file=sys.stderr)
