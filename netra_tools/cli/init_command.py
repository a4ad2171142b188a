"""`netra init`: show the configuration that would be written, and why, and write it when told to."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from netra_tools.errors import MistakesError, NetraError

if TYPE_CHECKING:
    from netra_tools.adopt.draft import Draft
    from netra_tools.adopt.insertion import Insertion
    from netra_tools.adopt.trial import Trial
    from netra_tools.graph.model import ImportGraph
    from netra_tools.report.result import CheckResult


@click.command()
@click.option(
    "--from", "tool", type=click.Choice(["import-linter", "tach"]), help="Convert this tool's configuration."
)
@click.option("--apply", "is_applied", is_flag=True, help="Write what is shown.")
@click.option("--root", type=click.Path(), help="The repository; default is the one around the directory.")
def init(tool: str | None, is_applied: bool, root: str | None) -> int:
    """Look at a repository and propose a configuration.

    It is shown as a diff, with the reasons, and what netra check would say under it. Nothing is written
    without --apply, and a configuration that is there is never touched.
    """
    from netra_tools.adopt.draft import Table
    from netra_tools.adopt.insertion import apply, diff, insert
    from netra_tools.adopt.trial import trial

    place = find_place(root)
    insert(place, (Table("", (), why=("nothing yet",)),))  # refuses before anything is read
    with trial(place) as attempt:
        draft = make_draft(attempt, tool)
        insertion = insert(place, draft.tables)
        result = attempt.check(attempt.config(draft.tables), *selected(tool))
    for line in (*said_before(draft), diff(insertion).rstrip("\n"), *said_after(draft, result, tool)):
        click.echo(line)
    if is_applied:
        apply(insertion)
    click.echo("\n".join(next_steps(insertion, is_applied=is_applied, tool=tool, result=result)))
    return 0


def find_place(root: str | None) -> str:
    """Find the repository that is meant."""
    from netra_tools.project.root import find_root

    if root is None:
        return find_root(os.getcwd())
    if not os.path.isdir(root):
        raise NetraError(f"no such directory: {root}", "--root takes the directory of a repository")
    return os.path.realpath(root)


def make_draft(attempt: Trial, tool: str | None) -> Draft:
    """Propose a configuration, or convert another tool's."""
    from netra_tools.config.model import Config

    if tool is None:
        from netra_tools.adopt.propose import propose

        return propose(attempt)
    from netra_tools.adopt.convert import TOOLS

    def graph_of(roots: tuple[str, ...]) -> ImportGraph:
        return attempt.graph(Config(attempt.root, roots=roots))

    draft = TOOLS[tool](attempt.root, graph_of)
    if not draft.tables:
        raise MistakesError(
            [(f"nothing of {tool}'s configuration can be converted", ""), *with_no_hints(draft)]
        )
    return draft


def with_no_hints(draft: Draft) -> list[tuple[str, str]]:
    """Give what is lost as mistakes that nobody can mend."""
    return [(loss, "") for loss in draft.losses]


def selected(tool: str | None) -> tuple[str, ...]:
    """Give the rules that a configuration is tried with: all, or those that were converted to."""
    from netra_tools.adopt.convert import RULES

    return () if tool is None else RULES


def said_before(draft: Draft) -> Iterator[str]:
    """Say why the configuration is as it is."""
    from netra_tools.report.escape import printable

    width = max((len(title) for title, _ in draft.reasons), default=0)
    for title, why in draft.reasons:
        first, *rest = why.split("\n")
        yield f"{title:<{width}}  {printable(first)}"
        yield from [f"{'':<{width}}  {printable(line)}" for line in rest]
    yield ""


def said_after(draft: Draft, result: CheckResult, tool: str | None) -> Iterator[str]:
    """Say what is lost, and what netra makes of the repository."""
    from netra_tools.report.escape import printable
    from netra_tools.report.result import split_by_rule, verdict

    if draft.losses:
        yield "\nnot converted:"
        yield from [f"  {printable(loss)}" for loss in draft.losses]
    asked = "netra check" if tool is None else f"netra check --select {','.join(selected(tool))}"
    yield f"\nunder it, {asked} says: {verdict(result)[1]}"
    groups = sorted([summary for summary, _ in split_by_rule(result)], key=lambda one: (-one.total, one.code))
    yield from [f"  {summary.total:>7,}  {summary.slug}" for summary in groups]


def next_steps(
    insertion: Insertion, *, is_applied: bool, tool: str | None, result: CheckResult
) -> Iterator[str]:
    """Say what was done, and what to do next."""
    from netra_tools.cli.main import COMMANDS

    command = "netra init" if tool is None else f"netra init --from {tool}"
    if not is_applied:
        yield f"\nnothing is written; {command} --apply writes {insertion.name}"
        return
    yield f"\nwrote {insertion.name}"
    if result.findings and "baseline" in COMMANDS:
        yield "next: netra baseline record accepts what is there today, so that only what is new fails"
