"""`netra learnings search` and `netra learnings show`."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import click

from netra_tools.cli.changing import FORMAT, ROOT
from netra_tools.errors import CLEAN, FINDINGS, MistakesError, near_miss
from netra_tools.learnings.model import SEVERITIES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from netra_tools.check.learnings import Learned
    from netra_tools.learnings.model import Learning


@click.command()
@click.argument("words", nargs=-1)
@click.option(
    "--severity", multiple=True, type=click.Choice(SEVERITIES), help="Of this severity; may be repeated."
)
@click.option("--category", default="", help="Of this category.")
@click.option("--path", default="", help="About this file, or what lies in this folder.")
@click.option(
    "--limit", type=click.IntRange(0), default=10, help="How many to show; 0 shows all.  [default: 10]"
)
@FORMAT
@ROOT
def search(words: tuple[str, ...], path: str, form: str, root: str | None, **options: Any) -> int:
    """Find learnings by WORDS, the best first; without words all that the options leave.

    Forms of a word count as one, and parts of identifiers as words.
    Exit codes: 0 something was found, 1 nothing was.
    """
    from netra_tools.learnings.search import Filters, search

    place, known = look(root)
    filters = Filters(options["severity"], options["category"], within(place, path))
    hits = search(known.entries, " ".join(words), filters)
    shown = hits[: options["limit"] or None]
    if form == "json":
        from netra_tools.learnings.model import public

        rows = [public(hit.learning) | {"score": round(hit.score, 3)} for hit in shown]
        click.echo(json.dumps({"found": len(hits), "learnings": rows}, indent=2, ensure_ascii=False))
    else:
        from netra_tools.report.learnings import render_hits

        click.echo(render_hits([hit.learning for hit in shown], len(hits), len(known.entries)), nl=False)
    return CLEAN if hits else FINDINGS


@click.command()
@click.argument("ids", nargs=-1, required=True, metavar="ID...")
@FORMAT
@ROOT
def show(ids: tuple[str, ...], form: str, root: str | None) -> int:
    """Show learnings whole, by their ids."""
    chosen = chosen_of(look(root)[1], ids)
    if form == "json":
        from netra_tools.learnings.model import public

        click.echo(json.dumps([public(one) for one in chosen], indent=2, ensure_ascii=False))
    else:
        from netra_tools.report.learnings import render_whole

        click.echo("\n".join([render_whole(one) for one in chosen]), nl=False)
    return CLEAN


def chosen_of(known: Learned, ids: Sequence[str]) -> list[Learning]:
    """Give the learnings with some ids, in the order of these.

    Raises: MistakesError for ids that there are not.
    """
    found: dict[str, list[Learning]] = {}
    for one in known.learnings:
        found.setdefault(one.id, []).append(one)
    missing = [name for name in ids if name not in found]
    if missing:
        every = set(found)
        raise MistakesError([(f"there is no learning '{name}'", hint_for(name, every)) for name in missing])
    return [one for name in dict.fromkeys(ids) for one in found[name]]


def hint_for(name: str, every: set[str]) -> str:
    """Say which learning was probably meant."""
    hint = near_miss(name, every)
    return hint if hint.startswith("did") else "netra learnings search WORDS finds one"


def look(root: str | None) -> tuple[str, Learned]:
    """Give the repository that is meant, and its learnings; say which files could not be read."""
    import gc

    from netra_tools.check.learnings import learned
    from netra_tools.cli.paths import cache_directory, locate

    gc.disable()  # what is loaded makes no cycles
    place = locate(root)
    known = learned(place, cache_directory(place, None))
    tell_unread(known)
    return place, known


def tell_unread(known: Learned) -> None:
    """Say which files could not be read: what they hold is not found."""
    from netra_tools.cli.pending import notify

    notify(tuple(f"{note.path}:{note.line} is not read: {note.text}" for note in known.unread))


def within(root: str, path: str) -> str:
    """Say where a path lies in the repository; one that is nowhere is taken as it is written."""
    import os

    from netra_tools.cli.paths import relative

    if not path or (not os.path.lexists(path) and os.path.lexists(f"{root}/{path}")):
        return path
    return relative(root, path)
