"""`netra baseline`: accept what is there, and keep it from growing."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import click

from netra_tools.errors import CLEAN, FINDINGS

Command = TypeVar("Command", bound=Callable[..., Any])
SHARED = (
    click.argument("paths", nargs=-1, type=click.Path(readable=False)),
    click.option("--select", multiple=True, metavar="RULE", help="Only these rules: names, codes, or NET2."),
    click.option("--ignore", multiple=True, metavar="RULE", help="Not these rules."),
    click.option("--jobs", "-j", type=click.IntRange(0), default=0, help="Processes; 0 lets netra choose."),
    click.option("--no-cache", is_flag=True, help="Neither read nor write the cache."),
    click.option("--cache-dir", type=click.Path(), help="Where the cache lies; default .netra/cache."),
    click.option("--config", type=click.Path(), help="Read this configuration instead of the repository's."),
    click.option("--set", "settings", multiple=True, metavar="KEY=VALUE", help="Set one key, as TOML."),
    click.option("--trust", is_flag=True, help="Let the repository run code: its rules, its mypy plugins."),
    click.option(
        "--root", type=click.Path(), help="The repository; default is the one around the directory."
    ),
)
# What `netra check` is asked besides: to report, and to leave out what the baseline knows.
UNASKED = {
    "form": "text",
    "output": (),
    "ci": False,
    "quiet": False,
    "strict": False,
    "no_baseline": True,
    "changed": None,
    "staged": False,
    "stdin_filename": None,
    "trust": False,
}


def takes_shared(command: Command) -> Command:
    """Give a command the options that say what is checked."""
    for decorate in reversed(SHARED):
        command = decorate(command)
    return command


@click.group(no_args_is_help=True)
def baseline() -> None:
    """Accept the findings of today, so that a check reports only new ones.

    They are kept in netra-baseline.tsv, one a line; commit it. Exit codes are those of `netra check`.
    """


@baseline.command()
@takes_shared
@click.option("--grow", is_flag=True, help="Accept what is new, too, into a baseline that exists.")
def record(grow: bool, **options: Any) -> int:
    """Write the baseline; one that exists only shrinks, unless --grow is given.

    With PATHS or a selection of rules, what lies outside stays as it is.
    Exit codes: 0 all that was found is accepted, 1 something new is not.
    """
    from netra_tools.check.baseline_change import record as write

    config, found = check(options)
    change = write(config, found, growing=grow)
    left = 0 if grow or change.before is None else len(change.held.new)
    say([tell(config.baseline, change)])
    if left:
        hint = "'netra baseline diff' lists what is new, --grow accepts it"
        say([f"{plural(left, 'new finding')} not accepted: {hint}"])
    return FINDINGS if left else CLEAN


@baseline.command()
@takes_shared
def prune(**options: Any) -> int:
    """Take out entries that are stale, and lower the numbers that are lower now."""
    from netra_tools.check.baseline_change import prune as write

    config, found = check(options)
    say([tell(config.baseline, write(config, found))])
    return CLEAN


@baseline.command()
@takes_shared
def diff(**options: Any) -> int:
    """List what is new (+), stale (-) or lower (~) beside the baseline. Nothing is written.

    Exit codes: 0 nothing is new, 1 something is.
    """
    from netra_tools.check.accepted import delta_of
    from netra_tools.check.baseline_change import compare

    config, found = check(options)
    held = compare(config, found).held
    lines = [f"+ {item.path}:{item.line or 1}: {item.slug} {item.message}" for item in held.new]
    lines += [f"- {describe(entry)}" for entry in held.stale]
    lines += [f"~ {describe(entry)} -> {entry.now}" for entry in held.lowered]
    say([*sorted(lines, key=after_sign), delta_of(config.baseline, held).counts()])
    return FINDINGS if held.new else CLEAN


@baseline.command()
@click.option("--by", type=click.Choice(["rule", "path"]), default="rule", help="What to count by.")
@click.option("--config", type=click.Path(), help="Read this configuration instead of the repository's.")
@click.option("--set", "settings", multiple=True, metavar="KEY=VALUE", help="Set one key, as TOML.")
@click.option("--root", type=click.Path(), help="The repository; default is the one around the directory.")
def show(by: str, **options: Any) -> int:
    """Count what the baseline holds, by rule or by path. Nothing is checked."""
    from netra_tools.check.baseline_change import load_existing

    config = session(options).config()
    counts: dict[str, int] = {}
    for key, values in load_existing(config).groups.items():
        name = key[1] if by == "rule" else key[0]
        counts[name] = counts.get(name, 0) + len(values)
    width = max((len(f"{count:,}") for count in counts.values()), default=0)
    ordered = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
    say([f"{count:>{width},}  {name}" for name, count in ordered])
    say([f"{plural(sum(counts.values()), 'finding')} accepted in {config.baseline}"])
    return CLEAN


def session(options: dict[str, Any]) -> Any:
    """Ask as `netra check` does."""
    from netra_tools.cli.check_command import Session

    return Session({"paths": (), **UNASKED, **options})


def check(options: dict[str, Any]) -> tuple[Any, Any]:
    """Check without the baseline; give the configuration and what was found."""
    from netra_tools.check.check import run_check

    request = session(options).request()
    return request.config, run_check(request).accepted


def tell(name: str, change: Any) -> str:
    """Say what a baseline holds now and what became of it."""
    after, held = change.after, change.held
    count = plural(sum(map(len, after.groups.values())), "finding")
    whole = f"{name}: {count} in {plural(len({key[0] for key in after.groups}), 'file')}"
    if change.before is None:
        return whole
    counts = {"taken out": held.stale, "lowered": held.lowered, "renamed": held.moved}
    done = [f"{len(found):,} {word}" for word, found in counts.items() if found]
    return f"{whole}: {', '.join(done)}" if done else whole


def describe(entry: Any) -> str:
    """Write one entry of a baseline in a line."""
    path, rule, subject = entry.key
    return f"{path}: {rule} {subject}" + ("" if entry.value is None else f" {entry.value}")


def after_sign(line: str) -> str:
    """Give what a line of a difference is sorted by: all but its sign."""
    return line[2:]


def plural(count: int, noun: str) -> str:
    """Write a count with its noun."""
    from netra_tools.report.result import plural as write

    return write(count, noun)


def say(lines: list[str]) -> None:
    """Print lines, safe for a terminal."""
    from netra_tools.report.escape import printable

    for line in lines:
        click.echo(printable(line))
