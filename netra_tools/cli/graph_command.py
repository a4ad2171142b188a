"""`netra graph`: draw the imports, explain one dependency, or find what to cut."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import click

from netra_tools.errors import NetraError
from netra_tools.report.drawings import DRAWINGS
from netra_tools.report.escape import printable

if TYPE_CHECKING:
    from netra_tools.check.sight import Sight

MERMAID_LINKS = 500  # its default for maxEdges: https://mermaid.js.org/config/schema-docs/config.html
TAKES = {"why": ("on_load",), "cut": ("depth",)}  # question -> what it may be narrowed by
NARROWING = ("why", "cut", "focus", "depth", "on_load", "no_tests")


@click.command(short_help="Draw the imports, explain one, or find what to cut.")
@click.option("--format", "form", type=click.Choice(DRAWINGS), default="text", help="How to print.")
@click.option(
    "--depth", type=click.IntRange(1), help="Parts of a name to show; default: as many as stay readable."
)
@click.option("--focus", metavar="MODULE", help="Only what MODULE imports and what imports it.")
@click.option(
    "--why",
    nargs=2,
    metavar="A B",
    help="Print the shortest chain of imports from A to B; exit 1 without one.",
)
@click.option("--cut", is_flag=True, help="Print which imports to remove so that no cycle is left.")
@click.option("--on-load", is_flag=True, help="Leave out imports in functions and for type checkers.")
@click.option("--no-tests", is_flag=True, help="Leave out test files.")
@click.option("--jobs", "-j", type=click.IntRange(0), default=0, help="Processes; 0 lets netra choose.")
@click.option("--no-cache", is_flag=True, help="Neither read nor write the cache.")
@click.option("--cache-dir", type=click.Path(), help="Where the cache lies; default .netra/cache.")
@click.option("--config", type=click.Path(), help="Read this configuration instead of the repository's.")
@click.option(
    "--set", "settings", multiple=True, metavar="KEY=VALUE", help="Set one key of the configuration, as TOML."
)
@click.option("--root", type=click.Path(), help="The repository; default is the one around the directory.")
def graph(**options: Any) -> int:
    """Draw the imports of a repository, folded to packages, with cycles and broken layers marked.

    With --why, explain why A depends on B; both are modules or packages, B may be from outside.
    With --cut, find the fewest imports to remove so that no cycle of modules is left, or with --depth
    no cycle of packages.

    Exit codes: 0 done, 1 no chain from A to B, 2 something you can mend, 3 a bug of netra's.
    """
    refuse_mixtures(options)
    seen = see(options)
    for notice in seen.notices:
        print(f"netra: {printable(notice)}", file=sys.stderr)
    code, text = answer(seen, options)
    sys.stdout.write(text)
    return code


def refuse_mixtures(options: dict[str, Any]) -> None:
    """Refuse options that do not go together: none is ignored in silence."""
    for question, takes in TAKES.items():
        if not options[question]:
            continue
        wrong = [name for name in NARROWING if options[name] and name not in (question, *takes)]
        if wrong:
            names = ", ".join(f"--{name.replace('_', '-')}" for name in wrong)
            raise NetraError(f"--{question} does not go with {names}", "ask one question at a time")
        if options["form"] not in ("text", "json"):
            raise NetraError(f"--{question} has no drawing", "use --format text or --format json")


def see(options: dict[str, Any]) -> Sight:
    """Read the repository that is meant."""
    from netra_tools.check.request import CheckRequest
    from netra_tools.check.sight import see_graph
    from netra_tools.cli.paths import cache_directory, repository
    from netra_tools.config.load import load_config
    from netra_tools.rules.registry import rule_specs

    root = repository(options["root"])
    config = load_config(root, options["config"], rule_specs, options["settings"])
    cache = "" if options["no_cache"] else cache_directory(root, options["cache_dir"])
    return see_graph(CheckRequest(config, jobs=options["jobs"], cache_dir=cache))


def answer(seen: Sight, options: dict[str, Any]) -> tuple[int, str]:
    """Give the exit code and the text of what was asked."""
    if options["why"]:
        return explain(seen, options)
    return 0, cut(seen, options) if options["cut"] else draw(seen, options)


def explain(seen: Sight, options: dict[str, Any]) -> tuple[int, str]:
    """Give the chain from one module to another; exit 1 when there is none."""
    from netra_tools.errors import CLEAN, FINDINGS
    from netra_tools.graph.why import shortest_chain
    from netra_tools.report.chains import render_chain

    chain = shortest_chain(seen.graph, *options["why"], on_load=options["on_load"])
    return (FINDINGS if chain is None else CLEAN), render_chain(
        options["form"], seen.graph, options["why"], chain
    )


def cut(seen: Sight, options: dict[str, Any]) -> str:
    """Give the imports to remove."""
    from netra_tools.graph.cut import cheapest_cut
    from netra_tools.report.chains import render_cut

    depth = options["depth"] or 0
    return render_cut(options["form"], seen.graph, depth, cheapest_cut(seen.graph, depth, barred(seen)))


def draw(seen: Sight, options: dict[str, Any]) -> str:
    """Give the drawing."""
    from netra_tools.graph import drawing
    from netra_tools.report.drawings import render_drawing
    from netra_tools.rules.layer_violation import LayerViolation

    view = drawing.View(
        depth=options["depth"] or 0,
        focus=options["focus"] or "",
        tests=not options["no_tests"],
        on_load=options["on_load"],
        barred=barred(seen),
    )
    rule = seen.rules.get(LayerViolation.slug)
    broken = {}
    if isinstance(rule, LayerViolation):
        broken = drawing.broken_imports(seen.graph, rule.contracts, typing=rule.include_typing)
    drawn = drawing.draw(seen.graph, view, broken)
    if options["form"] == "mermaid" and len(drawn.links) > MERMAID_LINKS:
        print(
            f"netra: Mermaid draws {MERMAID_LINKS} links unless its maxEdges is raised, these are "
            f"{len(drawn.links):,}: --depth, --focus and --no-tests leave fewer",
            file=sys.stderr,
        )
    return render_drawing(options["form"], drawn)


def barred(seen: Sight) -> int:
    """Give the flags of the imports that close no cycle: those that the rule about cycles does not count."""
    from netra_tools.graph.circles import DEFERRED
    from netra_tools.rules.import_cycle import ImportCycle

    rule = seen.rules.get(ImportCycle.slug)
    return rule.barred() if isinstance(rule, ImportCycle) else DEFERRED
