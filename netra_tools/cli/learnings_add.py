"""`netra learnings add`: from options, JSON or an editor to SPEC/learnings, in one step."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING, Any

import click

from netra_tools.cli.changing import FORMAT, ROOT, emit
from netra_tools.errors import CLEAN, NetraError
from netra_tools.learnings.model import SEVERITIES

if TYPE_CHECKING:
    from netra_tools.changes.learnings import Addition
    from netra_tools.check.learnings import Learned
    from netra_tools.learnings.likeness import Near
    from netra_tools.plan import Plan

TEXT = ("title", "id", "date", "category", "problem", "root_cause", "solution", "prevention", "takeaway")
MANY = {"file": "files", "commit": "commits", "keyword": "keywords"}


@click.command()
@click.argument("source", required=False, metavar="[-]")
@click.option("--title", help="What was learned, in one line.")
@click.option("--problem", help="What went wrong.")
@click.option("--root-cause", help="Why.")
@click.option("--solution", help="What put it right.")
@click.option("--prevention", help="What keeps it from happening again.")
@click.option("--takeaway", help="What to keep in mind, in one sentence.")
@click.option("--severity", type=click.Choice(SEVERITIES), help="How bad it was.  [default: medium]")
@click.option("--category", help="What it is about; also the file, unless --topic says another.")
@click.option("--topic", help="The file: SPEC/learnings/TOPIC.xml.")
@click.option("--file", multiple=True, help="A file that is concerned; may be repeated.")
@click.option("--commit", multiple=True, help="A commit; may be repeated.")
@click.option("--keyword", multiple=True, help="A word to find it by; may be repeated.")
@click.option("--id", help="What it is called; made of the title when left out.")
@click.option("--date", help="When, as 2025-12-31.  [default: today]")
@click.option("--spec", help="The specification that is to say it; see netra learnings apply.")
@click.option("--section", help="The section of that specification.")
@click.option("--forbid", multiple=True, metavar="MODULE", help="A check: nobody may import this module.")
@click.option("--within", multiple=True, metavar="MODULE", help="With --forbid: nobody in this one may.")
@click.option("--literal", metavar="VALUE", help="A check: this is the form of a literal to write,")
@click.option("--instead-of", multiple=True, metavar="OLD", help="and this one of those that it is not.")
@click.option(
    "--option", "settings", multiple=True, metavar="RULE.OPTION=VALUE", help="A check: an option of a rule."
)
@click.option("--extend", metavar="ID", help="Add to the learning with this id instead.")
@click.option(
    "--from", "given", metavar="FILE.json", help="Read one learning, or a list of them; - is standard input."
)
@click.option("--editor", is_flag=True, help="Fill a form in your editor.")
@click.option("--dry-run", is_flag=True, help="Show the diff and write nothing.")
@FORMAT
@ROOT
def add(**options: Any) -> int:
    """Write a learning down in SPEC/learnings, or with --extend add to one; `-` reads it from standard input.

    A learning needs a title, and one of problem, solution, prevention or takeaway. `netra changes undo` takes
    it back. Exit codes: 0 written, 2 something you can mend.
    """
    from netra_tools.changes.learnings import writing
    from netra_tools.check.learnings import learned
    from netra_tools.cli.learnings_given import merged, tables_of
    from netra_tools.cli.paths import cache_directory, repository

    root = repository(options["root"])
    values = [merged(table, options, root) for table in tables_of(options)]
    cache = cache_directory(root, None)
    if options["dry_run"]:
        return carry_out(root, cache, values, learned(root, cache), options)
    with writing(root):
        return carry_out(root, cache, values, learned(root, cache), options)


def carry_out(
    root: str, cache: str, values: list[dict[str, Any]], known: Learned, options: dict[str, Any]
) -> int:
    """Plan, and write unless only the diff was asked for."""
    from netra_tools.changes.journal.apply import Wish, apply
    from netra_tools.changes.learnings import PATIENCE, plan_additions
    from netra_tools.changes.tree import Tree
    from netra_tools.cli.learnings_search import tell_unread
    from netra_tools.learnings.likeness import near

    tell_unread(known)
    additions = extensions(values, known) if options["extend"] else new_ones(values, known)
    alike = [[] if one.extends else near(one.learning, known.entries) for one in additions]
    plan = plan_additions(Tree(root), additions, cache)
    if any(one.learning.checks for one in additions):
        try_checks(root, plan)
    done = ""
    if plan.edits and not options["dry_run"]:
        done = apply(root, plan, Wish(patience=PATIENCE)).name
    tell(additions, alike, (plan, done), options)
    return CLEAN


def try_checks(root: str, plan: Plan) -> None:
    """See whether the configuration can take what the learnings ask now.

    Raises: NetraError when it cannot.
    """
    from netra_tools.config.learned import add_learned
    from netra_tools.config.load import load_table
    from netra_tools.learnings.model import INDEX
    from netra_tools.rules.registry import rule_specs

    held = {edit.path: edit.after.content for edit in plan.edits if edit.after and edit.path != INDEX}
    add_learned(load_table(root, None, rule_specs), rule_specs, held)


def new_ones(values: list[dict[str, Any]], known: Learned) -> list[Addition]:
    """Make learnings that are not there yet.

    Raises: NetraError for those that say too little, or whose id is taken.
    """
    from netra_tools.changes.learnings import additions_of
    from netra_tools.learnings.given import learning_from
    from netra_tools.learnings.model import TEXTS

    wanted = []
    for table in values:
        learning = learning_from(table)
        if not learning.title:
            raise NetraError("a learning needs a title", "give --title, --from FILE.json, --editor or -")
        if not any(getattr(learning, name) for name in TEXTS):
            hint = "give one of --problem, --root-cause, --solution, --prevention and --takeaway"
            raise NetraError(f"'{learning.title}' says only its title", hint)
        wanted.append((learning, str(table.get("topic", ""))))
    return additions_of(wanted, known)


def extensions(values: list[dict[str, Any]], known: Learned) -> list[Addition]:
    """Make what is added to a learning that is there.

    Raises: NetraError when it is not, or nothing is added.
    """
    from netra_tools.changes.learnings import Addition
    from netra_tools.cli.learnings_search import hint_for
    from netra_tools.learnings.given import learning_from

    found = []
    for table in values:
        more = learning_from(table)
        old = next((one for one in known.learnings if one.id == more.id), None)
        if old is None:
            every = {one.id for one in known.learnings}
            raise NetraError(f"there is no learning '{more.id}'", hint_for(more.id, every))
        if not table.keys() - {"id", "topic"}:
            raise NetraError("nothing is added", "give what the learning is to say besides, as --solution")
        found.append(Addition(more, old.path, True))
    return found


def tell(
    additions: list[Addition], alike: list[list[Near]], done: tuple[Plan, str], options: dict[str, Any]
) -> None:
    """Say what was written, and what says nearly the same."""
    from netra_tools.report.learnings import render_added
    from netra_tools.report.plans import render_diff

    plan, name = done
    if options["form"] == "json":
        emit(json.dumps(record_of(additions, alike, done), indent=2, ensure_ascii=False) + "\n")
    elif options["dry_run"]:
        emit(render_diff(plan, visible=sys.stdout.isatty()) + "\nnothing is written\n")
    else:
        for one in additions:
            verb = ("extended" if one.extends else "added") if plan.edits else "nothing new for"
            emit(render_added(verb, one.learning._replace(path=one.path)))
    for addition, closest in zip(additions, alike, strict=True):
        warn(addition, closest, undo=name)


def warn(addition: Addition, closest: list[Near], undo: str) -> None:
    """Say which learnings say nearly the same, and how to add to one of them instead."""
    from netra_tools.cli.pending import notify

    for one, likeness in closest[:3]:
        where = f"{one.path}:{one.line}"
        notify((f"'{addition.learning.id}' is much like '{one.id}' ({likeness:.0%}, {where}): {one.title}",))
    if closest:
        name = closest[0].learning.id
        first = f"netra changes undo {undo}, then " if undo else ""
        print(f"  hint: {first}--extend {name} adds to that one instead", file=sys.stderr)


def record_of(additions: list[Addition], alike: list[list[Near]], done: tuple[Plan, str]) -> dict[str, Any]:
    """Give the answer as JSON takes it."""
    from netra_tools.report.plans import render_diff

    plan, name = done
    rows = []
    for one, closest in zip(additions, alike, strict=True):
        row: dict[str, Any] = {"id": one.learning.id, "path": one.path, "extends": one.extends}
        row["near"] = [
            {"id": n.learning.id, "path": n.learning.path, "likeness": round(n.likeness, 3)} for n in closest
        ]
        rows.append(row)
    said: dict[str, Any] = {"applied": name} if name else {"diff": render_diff(plan)}
    return {"learnings": rows} | said
