"""`netra structure`: move files and folders with every reference to them."""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING, Any

import click

from netra_tools.cli.change_options import plans_change, propose, repository_of
from netra_tools.cli.changing import emit
from netra_tools.errors import CLEAN, NetraError

if TYPE_CHECKING:
    from netra_tools.plan import Plan


@click.group(no_args_is_help=True)
def structure() -> None:
    """Move files and folders with every reference to them."""


@structure.command()
@click.argument("paths", nargs=-1, metavar="[SRC DST]...")
@click.option("--from", "sources", multiple=True, metavar="SRC", help="The same as SRC; goes with --to.")
@click.option("--to", "targets", multiple=True, metavar="DST", help="The same as DST; goes with --from.")
@click.option("--shim", is_flag=True, help="Leave modules under the old names that warn.")
@click.option("--with-tests", is_flag=True, help="Move the tests that mirror what moves, too.")
@click.option("--docs", is_flag=True, help="Rewrite documentation and examples in docstrings, too.")
@click.option("--plan-only", is_flag=True, help="Print the matrix: file, from, to, references changed.")
@plans_change
def move(paths: tuple[str, ...], **options: Any) -> int:
    """Move SRC to DST, both a path or the dotted name of a module or package.

    Imports, names, strings, configuration and file paths follow. Several pairs are one move; the longest SRC
    decides. Without --apply the plan is shown.

    Exit codes: 0 done, or it could be; 1 refused by a gate; 2 it cannot be moved so.
    """
    from netra_tools.changes.moves.structure import Request, Structure
    from netra_tools.plan import Author

    found = repository_of(options)
    pairs = tuple(placed(found.config.root, pair) for pair in pairs_of(paths, options))
    request = Request(pairs, options["shim"], options["with_tests"], options["docs"])
    words = tuple(word for pair in pairs for word in pair)
    plan = Structure(found.config, found.tree, request).plan(Author("structure move", words))
    if options["plan_only"]:
        return print_matrix(plan, options["form"])
    return propose(found, plan, options)


def pairs_of(paths: tuple[str, ...], options: dict[str, Any]) -> tuple[tuple[str, str], ...]:
    """Collect the pairs of a command line.

    Raises: NetraError when one is not whole, or there is none.
    """
    sources, targets = [*paths[::2], *options["sources"]], [*paths[1::2], *options["targets"]]
    if len(sources) != len(targets):
        raise NetraError("a source has no target", "give them in pairs: SRC DST")
    if not sources:
        raise NetraError("nothing to move is given", "give SRC DST")
    return tuple(zip(sources, targets, strict=True))


def placed(root: str, pair: tuple[str, str]) -> tuple[str, str]:
    """Write the paths of a pair relative to the repository; they are given from the current directory.

    Names of modules stay; the target of a path is a path, too, unless it has dots as only a name has.
    """
    from netra_tools.cli.paths import relative

    source, target = pair
    if not os.path.lexists(source):
        return pair
    is_path = "/" in target or target.endswith((".py", ".pyi")) or target in (".", "..")
    end = "/" if target.endswith("/") else ""
    return relative(root, source), target if "." in target and not is_path else relative(root, target) + end


def print_matrix(plan: Plan, form: str) -> int:
    """Print what moves where, and how many lines of references change in each file."""
    from netra_tools.report.plans import matrix, render_matrix

    rows = matrix(plan)
    emit(json.dumps(rows, indent=2) + "\n" if form == "json" else render_matrix(rows))
    return CLEAN
