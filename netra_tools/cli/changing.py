"""How every command that writes goes about it: show the plan, ask the gates, and with --apply do it."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

import click

from netra_tools.errors import CLEAN, FINDINGS, NetraError

if TYPE_CHECKING:
    from netra_tools.changes.journal.apply import Applied
    from netra_tools.plan import Plan

Command = TypeVar("Command", bound=Callable[..., Any])
FORMAT = click.option(
    "--format", "form", type=click.Choice(["text", "json"]), default="text", help="How to print."
)
ROOT = click.option(
    "--root", type=click.Path(), help="The repository; default is the one around the directory."
)
DIFF = click.option("--diff/--no-diff", default=None, help="Show the diff; by default only a small one.")
STAGE = click.option("--stage", is_flag=True, help="Stage all of it in git, not moved files alone.")
PARTIAL = click.option(
    "--force-partial", is_flag=True, help="Do the rest when some files cannot be changed; they are named."
)
CHANGING = (
    click.option("--apply", "applying", is_flag=True, help="Do it; without this nothing is written."),
    STAGE,
    PARTIAL,
    click.option("--save", type=click.Path(), metavar="PLAN.json", help="Write the plan, to apply it later."),
    DIFF,
    FORMAT,
)


class Judged(NamedTuple):
    """What the gates say of a plan."""

    text: str = ""
    records: tuple[dict[str, Any], ...] = ()
    refused: bool = False


Judge = Callable[["Plan"], Judged]
Record = Mapping[str, Any]
NOTHING: Record = MappingProxyType({})


def takes_changing(command: Command) -> Command:
    """Give a command the options of all commands that write."""
    for decorate in reversed(CHANGING):
        command = decorate(command)
    return command


def carry_out(
    root: str, plan: Plan, options: dict[str, Any], judge: Judge | None = None, about: Record = NOTHING
) -> int:
    """Show a plan, ask the gates, apply it where that was asked for, and give the exit code.

    0: done, or it could be; 1: refused, by a gate or because it does not fit the tree. `about` is what JSON
    says besides.
    """
    judged = Judged()
    record = dict(about)
    as_json = options["form"] == "json"
    if not as_json:
        show_plan(plan, options["diff"])
    if options["save"]:
        save(plan, options["save"])
    from netra_tools.changes.journal.refused import note_refusal

    try:
        if judge is not None and plan.edits:
            judged = weigh(root, plan, options, judge)
            record["gates"] = list(judged.records)
            if judged.refused:
                note_refusal(root, plan, judged.records)
            emit("" if as_json else judged.text)
        record |= decide(root, plan, options, judged)
        code = FINDINGS if judged.refused else CLEAN
    except NetraError as error:
        code = tell_refusal(error, record)
    if as_json:
        from netra_tools.report.plans import plan_record

        emit(json.dumps(plan_record(plan) | record, indent=2) + "\n")
    return code


def weigh(root: str, plan: Plan, options: dict[str, Any], judge: Judge) -> Judged:
    """Ask the gates of a plan, once it is known to fit the tree: what they say of another is no use.

    Raises: RefusedError.
    """
    from netra_tools.changes.journal.apply import Wish, try_out

    try_out(root, plan, Wish(options["stage"], options["force_partial"]))
    return judge(plan)


def decide(root: str, plan: Plan, options: dict[str, Any], judged: Judged) -> dict[str, Any]:
    """Apply a plan, or see whether it could be; say what was done.

    Raises: RefusedError.
    """
    from netra_tools.changes.journal.apply import Wish, apply, try_out

    said = "" if options["form"] == "json" else "\n"
    if not plan.edits and not plan.failed:
        return {}
    if judged.refused:
        emit(said and f"{said}refused: nothing is written\n")
        return {}
    wish = Wish(options["stage"], options["force_partial"])
    if not options["applying"]:
        try_out(root, plan, wish)
        emit(said and f"{said}nothing is written; --apply does it\n")
        return {}
    return tell_done(apply(root, plan, wish), said)


def tell_done(done: Applied, said: str) -> dict[str, Any]:
    """Say what was done, and what was left out."""
    from netra_tools.cli.pending import notify
    from netra_tools.report.plans import describe_done

    left_out = tuple(sorted({f"{problem.path}: {problem.text}" for problem in done.left_out}))
    notify((*done.said, *[f"left out: {line}" for line in left_out]))
    emit(said and said + describe_done(done.name, len(done.plan.edits)))
    return {"applied": done.name, "left_out": list(left_out)}


def tell_refusal(error: NetraError, record: dict[str, Any]) -> int:
    """Say why a change is refused, and give the exit code; another mistake goes to the door.

    Raises: NetraError.
    """
    from netra_tools.changes.journal.refusal import RefusedError
    from netra_tools.cli.door import explain

    if not isinstance(error, RefusedError):
        raise error
    record["refused"] = [message for message, _ in error.problems]
    sys.stdout.flush()
    explain(error)
    return FINDINGS


def show_plan(plan: Plan, diff: bool | None, *, every: bool = False) -> None:
    """Print a plan, with its diff if that is wanted, or small."""
    from netra_tools.report.plans import is_small, render_diff, render_summary

    emit(render_summary(plan, every=every))
    if diff or (diff is None and is_small(plan)):
        emit("\n" + render_diff(plan, visible=sys.stdout.isatty()))


def save(plan: Plan, path: str) -> None:
    """Write a plan to a file.

    Raises: NetraError when that cannot be.
    """
    from netra_tools.changes.journal.plan_file import dump
    from netra_tools.project.write import write_whole

    try:
        write_whole(path, dump(plan))
    except OSError as error:
        reason = (error.strerror or "unknown error").lower()
        raise NetraError(f"cannot write {path}: {reason}", "give --save a file in a directory") from error


def emit(text: str) -> None:
    """Print text that may hold bytes which are no UTF-8."""
    sys.stdout.flush()
    sys.stdout.buffer.write(text.encode("utf-8", "surrogateescape"))
    sys.stdout.buffer.flush()
