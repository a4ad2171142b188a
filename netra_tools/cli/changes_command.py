"""`netra changes`: the changes that were made, and the way back."""

from __future__ import annotations

import json
import os
import time
from typing import TYPE_CHECKING, Any

import click

from netra_tools.cli.change_options import passes_gates, propose, repository_of
from netra_tools.cli.changing import (
    DIFF,
    FORMAT,
    PARTIAL,
    ROOT,
    STAGE,
    emit,
    show_plan,
    tell_done,
    tell_refusal,
)
from netra_tools.errors import CLEAN, NetraError

if TYPE_CHECKING:
    from netra_tools.changes.journal.record import Journal
    from netra_tools.plan import Plan


@click.group(no_args_is_help=True)
def changes() -> None:
    """List the changes that netra made to the tree, and take them back.

    Each is journaled in .netra/changes, which git ignores. One that is stopped in the middle is finished or
    undone by the next command.
    """


@changes.command("list")
@FORMAT
@ROOT
def list_changes(form: str, root: str | None) -> int:
    """List the changes that are kept, the latest first."""
    from netra_tools.changes.journal.record import journals
    from netra_tools.cli.paths import locate

    kept = [journal for journal in reversed(journals(locate(root))) if journal.state()]
    records = [describe(journal) for journal in kept]
    if form == "json":
        emit(json.dumps(records, indent=2) + "\n")
        return CLEAN
    for line in table(records):
        click.echo(line)
    if not records:
        click.echo("no changes are kept here")
    return CLEAN


def table(records: list[dict[str, Any]]) -> list[str]:
    """Write changes as lines, in columns."""
    from netra_tools.report.escape import printable
    from netra_tools.report.result import plural

    counts = [plural(record["files"], "file") for record in records]
    width = max(map(len, counts), default=0)
    lines = []
    for record, count in zip(records, counts, strict=True):
        when = time.strftime("%Y-%m-%d %H:%M", time.localtime(record["when"]))
        lines.append(
            f"{record['id']}  {when}  {count:>{width}}  {record['state']:<6}  {printable(record['title'])}"
        )
    return lines


def describe(journal: Journal) -> dict[str, Any]:
    """Give what the list says of a change."""
    record = journal.record()
    known = {"id": journal.name, "when": round(record.when, 3), "state": journal.state()}
    return known | {"title": record.title, "files": record.files, "undoes": record.undoes}


@changes.command()
@click.argument("change", metavar="ID|PLAN.json")
@click.option(
    "--diff/--stat", default=None, help="Show the diff, or the summary alone; default: a small diff."
)
@FORMAT
@ROOT
def show(change: str, diff: bool | None, form: str, root: str | None) -> int:
    """Show a change that was made, or a plan that was saved: every file, and what becomes of it."""
    from netra_tools.changes.journal.undo import find
    from netra_tools.cli.paths import locate

    if is_file(change):
        plan, known = read_plan(change), {}
    else:
        journal = find(locate(root), change)
        plan, known = journal.plan(), describe(journal)
    if form == "json":
        from netra_tools.report.plans import plan_record

        emit(json.dumps(known | plan_record(plan), indent=2) + "\n")
        return CLEAN
    for line in table([known] if known else []):
        click.echo(f"{line}\n")
    show_plan(plan, diff, every=True)
    return CLEAN


def is_file(name: str) -> bool:
    """Say whether a word names a file, not a change."""
    return name.endswith(".json") or os.path.isfile(name)


def read_plan(path: str) -> Plan:
    """Read a plan that was saved.

    Raises: NetraError when it cannot be read.
    """
    from netra_tools.changes.journal.plan_file import load

    try:
        with open(path, "rb") as file:
            return load(file.read(), path)
    except OSError as error:
        reason = (error.strerror or "unknown error").lower()
        raise NetraError(f"cannot read {path}: {reason}", "--save PLAN.json writes a plan") from error


@changes.command()
@click.argument("change", required=False, metavar="[ID]")
@ROOT
def undo(change: str | None, root: str | None) -> int:
    """Give every file of a change, by default the last, its bytes, mode and place from before.

    An undo is a change, too: undo it, by its ID, to have the first one again.
    Exit codes: 0 undone, 1 refused: files have moved on since, 2 there is no such change.
    """
    from netra_tools.changes.journal.recover import recover as finish
    from netra_tools.changes.journal.undo import undo as take_back
    from netra_tools.cli.paths import locate
    from netra_tools.cli.pending import notify
    from netra_tools.report.escape import printable
    from netra_tools.report.plans import describe_undone

    try:
        notify(finish(locate(root)))
        done = take_back(locate(root), change)
    except NetraError as error:
        return tell_refusal(error, {})
    click.echo(printable(done.plan.title))
    tell_done(done, "")
    emit(describe_undone(done.name, len(done.plan.edits)))
    return CLEAN


@changes.command()
@click.option("--keep", "keeping", is_flag=True, help="Take the files as they are, and end the change.")
@ROOT
def recover(keeping: bool, root: str | None) -> int:
    """Finish or undo a change that was stopped in the middle; other commands do so by themselves.

    Exit codes: 0 nothing is under way any more, 2 files have changed since, and it takes a decision.
    """
    from netra_tools.changes.journal.recover import keep
    from netra_tools.changes.journal.recover import recover as finish
    from netra_tools.cli.paths import locate
    from netra_tools.report.escape import printable

    place = locate(root)
    for line in keep(place) if keeping else finish(place) or ("nothing is under way",):
        click.echo(printable(line))
    return CLEAN


@changes.command()
@click.argument("plan", metavar="PLAN.json", type=click.Path())
@passes_gates
@STAGE
@PARTIAL
@DIFF
@FORMAT
def apply(plan: str, **options: Any) -> int:
    """Carry out a plan that was saved. Refused when a file is not as it was when that was planned.

    Exit codes: 0 done, 1 refused, nothing is changed, 2 the plan cannot be read.
    """
    saved = read_plan(plan)
    return propose(repository_of(options), saved, {"applying": True, "save": None, **options})
