"""`netra imports migrate`: call modules, and what is in them, differently wherever they are spoken of."""

from __future__ import annotations

from typing import Any

import click

from netra_tools.cli.change_options import plans_change, propose, repository_of
from netra_tools.errors import NetraError


@click.command()
@click.argument("names", nargs=-1, metavar="[OLD NEW]...")
@click.option("--map", "mapping", type=click.Path(), metavar="FILE", help="Read pairs from TOML or JSON.")
@click.option("--from", "sources", multiple=True, metavar="OLD", help="The same as OLD; goes with --to.")
@click.option("--to", "targets", multiple=True, metavar="NEW", help="The same as NEW; goes with --from.")
@click.option("--old-pattern", multiple=True, metavar='"from OLD."', help="The same, as it is imported.")
@click.option(
    "--new-pattern", multiple=True, metavar='"from NEW."', help="The same, as it is to be imported."
)
@click.option("--allow-missing", is_flag=True, help="Do it though nothing has the new name.")
@click.option("--docs", is_flag=True, help="Rewrite documentation and examples in docstrings, too.")
@click.option("--validate", is_flag=True, help="The same as --collect: hold the tests that pytest finds.")
@plans_change
def migrate(names: tuple[str, ...], **options: Any) -> int:
    """Call OLD modules NEW in all imports, names, strings and configuration. No file moves.

    Names are as in an import: pkg.mod, or pkg.mod:Name for one thing in it. The files lie where the new names
    say already; to move them as well there is `netra structure move`. Without --apply the plan is shown.

    Exit codes: 0 done, or it could be; 1 refused by a gate; 2 a mistake in the names.
    """
    from netra_tools.changes.renaming.rename import Request, explain_nothing, plan_renaming
    from netra_tools.plan import Author

    found = repository_of(options)
    pairs = pairs_of(names, options)
    request = Request(pairs, options["allow_missing"], options["docs"])
    words = tuple(word for pair in pairs for word in pair)
    plan = plan_renaming(found.config, found.tree, request, Author("imports migrate", words))
    if not plan.edits and not plan.failed:
        plan = plan._replace(title=f"{plan.title}: {explain_nothing(found.config, found.tree, request)}")
    options["collect"] = options["collect"] or options["validate"]
    return propose(found, plan, options)


def pairs_of(names: tuple[str, ...], options: dict[str, Any]) -> tuple[tuple[str, str], ...]:
    """Collect the pairs of a command line, however they are written.

    Raises: NetraError when one is not whole, or there is none.
    """
    from netra_tools.changes.renaming.rename import strip_pattern

    sources = [*names[::2], *options["sources"], *map(strip_pattern, options["old_pattern"])]
    targets = [*names[1::2], *options["targets"], *map(strip_pattern, options["new_pattern"])]
    if len(sources) != len(targets):
        raise NetraError("an old name has no new one", "give names in pairs: OLD NEW")
    pairs = (*zip(sources, targets, strict=True), *mapped(options["mapping"]))
    if not pairs:
        raise NetraError("no names are given", "give OLD NEW, or --map FILE")
    return pairs


def mapped(path: str | None) -> tuple[tuple[str, str], ...]:
    """Read the pairs of a file.

    Raises: NetraError when it cannot be read.
    """
    from netra_tools.changes.renaming.rename import read_map

    if path is None:
        return ()
    try:
        with open(path, encoding="utf-8") as file:
            return read_map(path, file.read())
    except (OSError, UnicodeError) as error:
        reason = getattr(error, "strerror", None) or "not UTF-8"
        raise NetraError(
            f"cannot read {path}: {reason.lower()}", "--map takes a TOML or JSON file"
        ) from error
