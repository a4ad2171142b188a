"""`netra learnings suggest`: what happened here that somebody might write down."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from netra_tools.cli.changing import ROOT
from netra_tools.errors import CLEAN

if TYPE_CHECKING:
    from netra_tools.changes.journal.record import Journal
    from netra_tools.learnings.suggesting import Refused, Returned, Undone

OURS = "learnings"  # that somebody took back what he wrote down teaches nothing


@click.command()
@ROOT
def suggest(root: str | None) -> int:
    """Print learnings that may be worth writing, as JSON that `netra learnings add --from FILE` takes.

    They come from changes that were taken back, from gates that refused, and from findings that were gone
    from the baseline and came back. Nothing is written: who knows the cause fills it in and adds it.
    """
    from netra_tools.check.learnings import learned
    from netra_tools.cli.learnings_search import tell_unread
    from netra_tools.cli.paths import cache_directory, repository
    from netra_tools.learnings.suggesting import suggestions

    place = repository(root)
    known = learned(place, cache_directory(place, None))
    tell_unread(known)
    taken = {one.id for one in known.learnings}
    found = suggestions(undone(place), refused(place), returned(place), taken)
    click.echo(json.dumps(found, indent=2, ensure_ascii=False))
    return CLEAN


def undone(root: str) -> Iterator[Undone]:
    """Give the changes that were taken back and not made again, the latest first."""
    from netra_tools.changes.journal.record import DONE, journals
    from netra_tools.learnings.suggesting import Undone

    kept = {journal.name: journal for journal in journals(root) if journal.state()}
    back = {journal.record().undoes for journal in kept.values() if journal.state() == DONE}
    for journal in [kept[name] for name in sorted(back & kept.keys(), reverse=True)]:
        plan = journal.plan()
        if not journal.record().undoes and not plan.author.name.startswith(OURS):
            files = [edit.path for edit in plan.edits]
            yield Undone(journal.name, plan.title, plan.author.name, day_of(journal), files)


def day_of(journal: Journal) -> str:
    """Give the day of a change, in UTC."""
    return time.strftime("%Y-%m-%d", time.gmtime(journal.record().when))


def refused(root: str) -> Iterator[Refused]:
    """Give what gates refused."""
    from netra_tools.changes.journal.refused import refusals
    from netra_tools.learnings.suggesting import Refused

    for one in refusals(root):
        yield Refused(one.author, one.gate, one.title, one.when, one.problems, one.files)


def returned(root: str) -> Iterator[Returned]:
    """Give the findings that came back."""
    from netra_tools.check.request import CheckRequest
    from netra_tools.check.returned import returned
    from netra_tools.cli.paths import cache_directory
    from netra_tools.cli.replay import today
    from netra_tools.config.load import load_config
    from netra_tools.learnings.suggesting import Returned
    from netra_tools.rules.registry import rule_specs

    config = load_config(root, None, rule_specs)
    request = CheckRequest(config, cache_dir=cache_directory(root, None), today=today())
    for (path, rule, subject), left, back in returned(request):
        yield Returned(rule, path, subject, left, back)
