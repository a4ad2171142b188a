"""`netra legacy remove`: what nothing needs goes as one change, with its tests, imports and exports."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import click

from netra_tools.cli.change_options import Repository, plans_change, repository_of
from netra_tools.cli.changing import Judged, carry_out, emit
from netra_tools.cli.gate_options import wanted_gates
from netra_tools.errors import FINDINGS, NetraError
from netra_tools.reach.model import LEVELS

if TYPE_CHECKING:
    from netra_tools.changes.gates.wanted import Wanted
    from netra_tools.fix.removal.records import Removal
    from netra_tools.fix.removal.remove import Wish
    from netra_tools.fix.removal.safest import Safe
    from netra_tools.report.verdicts import Verdict

SWITCHED_ON = ('rules.unreferenced.severity="error"', 'rules.unreferenced.min_confidence="low"')


@click.command(short_help="Remove what nothing needs, with its tests, imports and exports, as one change.")
@click.argument("paths", nargs=-1, type=click.Path())
@click.option(
    "--symbol", "names", multiple=True, metavar="NAME", help="Only this thing and what goes with it."
)
@click.option("--group", "groups", multiple=True, metavar="ID", help="Only this group, as it is printed.")
@click.option("--without", multiple=True, metavar="ID", help="Leave this group or thing alone; repeatable.")
@click.option(
    "--min-confidence",
    type=click.Choice(LEVELS),
    default="medium",
    help="How sure it must be that nothing needs it: high, medium (default) or low.",
)
@click.option("--only-tests", is_flag=True, help="Only what tests alone use.")
@click.option("--dry-run", is_flag=True, help="Show what would be done; this is the default.")
@click.option("--execute", is_flag=True, help="Do it: the same as --apply.")
@click.option("--keep-going", is_flag=True, help="Do the largest part that passes when a gate refuses.")
@click.option("--all", "every", is_flag=True, help="Name all that stays and all mentions.")
@plans_change
def remove(paths: tuple[str, ...], **options: Any) -> int:
    """Remove what nothing in the repository needs, below PATHS or everywhere.

    What `netra legacy find` tells goes group by group: with decorators, comments, imports that are left
    unused, names in `__all__`, tests that test nothing else, and files of which nothing is left. What
    something still points at stays, and is named with the reason. Where documentation, configuration or
    strings speak of it is listed. Without --execute nothing is written.

    Exit codes: 0 done, it could be, or there is nothing to remove; 1 refused; 2 something you can mend; 3 a
    bug of netra's.
    """
    from netra_tools.fix.removal.remove import plan_removal

    options["applying"] = applies(options)
    found = repository_of(options, paths)
    wish = make_wish(found, paths, options)
    try:
        removal = plan_removal(wish)
        return Removing(found, wish, options).run(removal)
    finally:
        wish.survey.close()


def applies(options: dict[str, Any]) -> bool:
    """Say whether to write.

    Raises: NetraError for words that contradict one another.
    """
    applying = bool(options["applying"] or options["execute"])
    if applying and options["dry_run"]:
        raise NetraError("--dry-run and --execute contradict one another", "give one of them")
    return applying


def make_wish(found: Repository, paths: tuple[str, ...], options: dict[str, Any]) -> Wish:
    """Say what is to be removed.

    Raises: NetraError for a path that is not there.
    """
    from netra_tools.changes.tidying.chosen import choose_files
    from netra_tools.cli.paths import relative
    from netra_tools.config.load import load_config
    from netra_tools.fix.removal.records import Selection
    from netra_tools.fix.removal.remove import Wish
    from netra_tools.fix.removal.survey import Filter, Survey
    from netra_tools.rules.registry import rule_specs

    config = found.config
    inside = tuple([relative(config.root, path) for path in paths])
    if inside:
        choose_files(config, found.tree, inside)
    settings = (*options["settings"], *SWITCHED_ON)
    asking = load_config(config.root, options["config"], rule_specs, settings, trusted=options["trust"])
    request = wanted_gates(options, asking, found.cache).request
    selection = Selection(inside, options["names"], options["groups"], options["without"])
    wanted = Filter(options["min_confidence"], options["only_tests"])
    return Wish(found.tree, Survey(request), wanted, selection)


class Removing:
    """Shows a removal, asks the gates, and does it where that was asked for."""

    def __init__(self, found: Repository, wish: Wish, options: dict[str, Any]) -> None:
        self.found = found
        self.wish = wish
        self.options = options
        self.gates: Wanted = wanted_gates(options, found.config, found.cache)
        self.goes_on = bool(options["keep_going"])

    def run(self, removal: Removal) -> int:
        """Carry out a removal, or the part of it that passes; give the exit code."""
        from netra_tools.fix.removal.account import render_refused

        verdicts = self.ask(removal)
        safe = self.search(removal, verdicts) if refused(verdicts) else None
        if safe is not None and self.goes_on:
            self.say(render_refused(verdicts, safe))
            return self.show(safe.removal, self.ask(safe.removal))
        code = self.show(removal, verdicts, safe)
        return FINDINGS if removal.held and not self.goes_on else code

    def ask(self, removal: Removal) -> Sequence[Verdict]:
        """Ask the gates."""
        from netra_tools.changes.gates.judge import judge

        gates = self.gates._replace(retired=removal.retired)
        return judge(self.found.tree, removal.plan, gates) if removal.plan.edits else ()

    def search(self, removal: Removal, verdicts: Sequence[Verdict]) -> Safe | None:
        """Look for the largest part that passes."""
        from netra_tools.fix.removal.safest import Safest

        return Safest(removal, self.without, self.ask).find(verdicts)

    def without(self, groups: Sequence[str]) -> Removal:
        """Plan the removal without some groups."""
        from netra_tools.fix.removal.remove import plan_removal

        selection = self.wish.selection
        left = selection._replace(without=(*selection.without, *groups))
        return plan_removal(self.wish._replace(selection=left))

    def show(self, removal: Removal, verdicts: Sequence[Verdict], safe: Safe | None = None) -> int:
        """Show a removal with what the gates say, and carry it out where that was asked for."""
        from netra_tools.fix.removal.account import account_record, render_account, render_offer
        from netra_tools.report.verdicts import render_verdicts, verdict_records

        removal = self.with_mentions(removal)
        self.say(render_account(removal, every=self.options["every"]))
        is_refused = refused(verdicts) or (bool(removal.held) and not self.goes_on)
        records = tuple(verdict_records(verdicts))
        judged = Judged("\n" + render_verdicts(verdicts), records, is_refused)
        about = account_record(removal, safe)
        options = self.shown() if removal.plan.edits else self.options | {"diff": False}
        code = carry_out(self.found.config.root, removal.plan, options, lambda _: judged, about)
        if is_refused:
            self.say(render_offer(removal, safe, self.words()))
        return code

    def with_mentions(self, removal: Removal) -> Removal:
        """Add where it is still spoken of what goes."""
        from netra_tools.fix.removal.mentions import find_mentions

        modules = {path: source.module for path, source in self.wish.survey.sources.items()}
        tree = self.found.tree.after(removal.plan.edits)
        return removal._replace(mentions=find_mentions(tree, removal.gone, modules))

    def shown(self) -> dict[str, Any]:
        """Show the diff unless it is done, or not wanted."""
        diff = self.options["diff"]
        return self.options | {"diff": True if diff is None and not self.options["applying"] else diff}

    def words(self) -> list[str]:
        """Write the command again, without what it is to do in the end."""
        given, selection = self.options, self.wish.selection
        words = [*selection.paths]
        for flag, values in (("--symbol", selection.names), ("--group", selection.groups)):
            words += [word for value in values for word in (flag, value)]
        words += [word for value in selection.without for word in ("--without", value)]
        words += [] if given["min_confidence"] == "medium" else ["--min-confidence", given["min_confidence"]]
        return words + (["--only-tests"] if given["only_tests"] else [])

    def say(self, text: str) -> None:
        """Print something for people."""
        if self.options["form"] != "json":
            emit(text)


def refused(verdicts: Sequence[Verdict]) -> bool:
    """Say whether a gate failed."""
    from netra_tools.report.verdicts import refused as is_refused

    return is_refused(verdicts)
