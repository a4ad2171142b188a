"""`netra spec repair`, `netra spec format` and `netra spec confirm`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from netra_tools.cli.change_options import Repository, plans_change, propose
from netra_tools.errors import CLEAN, FINDINGS

if TYPE_CHECKING:
    from netra_tools.plan import Plan


@click.command()
@click.argument("paths", nargs=-1, type=click.Path())
@plans_change
def repair(paths: tuple[str, ...], **options: Any) -> int:
    """Mend XML that is not well-formed, in all of SPEC or in PATHS. Without --apply the diff is shown.

    Text is escaped so that it is read as text; it is proved that no text and no element gets lost, added or
    moved into another. A file in which anything is ambiguous stays as it is, and is told with its lines.

    Exit codes: 0 done, or it can be; 1 refused, or something is left to mend by hand.
    """
    from netra_tools.changes.knowledge import plan_repair

    found = surroundings(options, paths)
    plan = plan_repair(found.config, found.tree, chosen(found, paths))
    return max(propose(found, plan, options), FINDINGS if plan.notes else CLEAN)


@click.command("format")
@click.argument("paths", nargs=-1, type=click.Path())
@click.option("--check", is_flag=True, help="Only say whether all is laid out: exit 1 when it is not.")
@plans_change
def lay_out(paths: tuple[str, ...], check: bool, **options: Any) -> int:
    """Lay XML out: one element to a line, indented by four. Without --apply the diff is shown.

    Only white space between elements and within tags moves. Text, comments, CDATA, instructions, and the
    order of attributes stay.

    Exit codes: 0 done, or it can be; 1 refused, or not well-formed, or with --check not laid out.
    """
    from netra_tools.changes.knowledge import plan_format

    found = surroundings(options, paths)
    plan = plan_format(found.config, found.tree, chosen(found, paths))
    if check:
        return tell(plan)
    return max(propose(found, plan, options), FINDINGS if plan.notes else CLEAN)


@click.command()
@click.argument("paths", nargs=-1, type=click.Path())
@plans_change
def confirm(paths: tuple[str, ...], **options: Any) -> int:
    """Record by content what all of SPEC, or PATHS, speaks of: what is written is true of it as it is now.

    The rule spec-drift tells what has changed since. Without --apply the diff of the record is shown.
    """
    from netra_tools.changes.knowledge import plan_record
    from netra_tools.check.knowledge import confirmed
    from netra_tools.check.request import CheckRequest

    found = surroundings(options, paths)
    request = CheckRequest(found.config, cache_dir=found.cache, paths=chosen(found, paths))
    content, count = confirmed(request)
    return propose(found, plan_record(found.tree, content, count, paths), options)


def surroundings(options: dict[str, Any], paths: tuple[str, ...]) -> Repository:
    """Find the repository; files in SPEC that rules read may be broken, so they are left out."""
    from netra_tools.changes.tree import Tree
    from netra_tools.cli.paths import cache_directory, repository
    from netra_tools.config.load import load_table
    from netra_tools.rules.registry import rule_specs

    root = repository(options["root"], paths)
    config = load_table(root, options["config"], rule_specs, options["settings"], trusted=options["trust"])
    cache = "" if options["no_cache"] else cache_directory(root, options["cache_dir"])
    return Repository(config, Tree(root), cache)


def chosen(found: Repository, paths: tuple[str, ...]) -> tuple[str, ...]:
    """Say where the paths of a command line lie in the repository."""
    from netra_tools.cli.paths import relative

    return tuple([relative(found.config.root, path) for path in paths])


def tell(plan: Plan) -> int:
    """Say which files are not laid out, and which cannot be."""
    from netra_tools.report.escape import printable

    for edit in plan.edits:
        click.echo(f"{printable(edit.path)}: not laid out")
    for note in plan.notes:
        click.echo(printable(f"{note.path}:{note.line}: {note.text}"))
    return FINDINGS if plan.edits or plan.notes else CLEAN
