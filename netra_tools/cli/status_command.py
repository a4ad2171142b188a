"""`netra status`: how a repository is, with a source for each number."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, Any

import click

from netra_tools.cli.replay import today
from netra_tools.errors import CLEAN, FINDINGS, NetraError
from netra_tools.status.render import FORMATS

if TYPE_CHECKING:
    from netra_tools.status.collect import Question

UPDATE = "run netra status and commit what it writes"


@click.command(short_help="Tell how a repository is: scores, findings, tests, coverage; nothing is made up.")
@click.argument("paths", nargs=-1, type=click.Path(readable=False))
@click.option(
    "--format", "form", type=click.Choice(FORMATS), help="Print it in this format; no file is written."
)
@click.option(
    "--output", "-o", type=click.Path(), help="Write it to this file, in the format that its name tells."
)
@click.option(
    "--base",
    metavar="REF",
    default="",
    help="Tell first what has changed since REF was left: a commit or branch.",
)
@click.option("--check", is_flag=True, help="Write nothing; exit 1 when the file is not what it should be.")
@click.option(
    "--coverage", multiple=True, type=click.Path(), help="Read this report of coverage; repeatable."
)
@click.option("--results", multiple=True, type=click.Path(), help="Read this report of tests; repeatable.")
@click.option(
    "--record/--no-record", default=True, help="Keep the numbers of a commit for the trend; default yes."
)
@click.option("--jobs", "-j", type=click.IntRange(0), default=0, help="Processes; 0 lets netra choose.")
@click.option("--no-baseline", is_flag=True, help="Hold the findings against no baseline.")
@click.option("--no-cache", is_flag=True, help="Neither read nor write the cache.")
@click.option("--cache-dir", type=click.Path(), help="Where the cache lies; default .netra/cache.")
@click.option("--config", type=click.Path(), help="Read this configuration instead of the repository's.")
@click.option("--set", "settings", multiple=True, metavar="KEY=VALUE", help="Set one key, as TOML.")
@click.option("--trust", is_flag=True, help="Let the repository run code: its rules, its mypy plugins.")
@click.option("--root", type=click.Path(), help="The repository; default is the one around the directory.")
def status(**options: Any) -> int:
    """Tell how a repository is, or PATHS of it: print a summary and write MASTER_WIP_STATUS.md.

    With --format it is printed and no file is written, nor with PATHS or --base, unless --output says so.
    What could not be measured is unknown, and how to provide it is said.
    Exit codes: 0 told, 1 with --check when the file is out of date, 2 something you can mend.
    """
    return StatusSession(options).run()


class StatusSession:
    """One call of `netra status`."""

    def __init__(self, options: dict[str, Any]) -> None:
        from netra_tools.cli.paths import repository

        self.options = options
        self.root = repository(options["root"], options["paths"][:1])
        self.config: Any = self.configure()

    def configure(self) -> Any:
        """Read the configuration."""
        from netra_tools.config.load import load_config
        from netra_tools.rules.registry import rule_specs

        options = self.options
        return load_config(
            self.root, options["config"], rule_specs, options["settings"], trusted=options["trust"]
        )

    def run(self) -> int:
        """Look, tell, and give the exit code."""
        import gc

        from netra_tools.status.collect import collect

        if self.options["check"] and any(self.options[name] for name in ("form", "paths", "base")):
            raise NetraError("--check is about the whole file", "leave out --format, --base and PATHS")
        gc.disable()  # a run makes no cycles worth looking for
        document = collect(self.question())
        if self.options["check"]:
            return self.compare(document)
        return self.tell(document)

    def question(self) -> Question:
        """Say what is to be told."""
        from netra_tools.check.request import CheckRequest
        from netra_tools.cli.paths import cache_directory, relative
        from netra_tools.status.collect import Question
        from netra_tools.status.inputs import Wish

        options = self.options
        paths = tuple([relative(self.root, path) for path in options["paths"]])
        cache = "" if options["no_cache"] else cache_directory(self.root, options["cache_dir"])
        request = CheckRequest(
            self.config,
            paths,
            jobs=options["jobs"],
            cache_dir=cache,
            variables=os.environ,
            today=today(),
            baseline=not options["no_baseline"],
        )
        wish = Wish(tuple(options["coverage"]), tuple(options["results"]))
        lines = self.form() in ("json", "html")
        return Question(request, wish, lines, options["base"], self.records(), self.outputs())

    def records(self) -> bool:
        """Say whether the numbers are kept for the trend: those of all, as it is configured."""
        others = ("check", "paths", "config", "settings", "no_baseline")
        return bool(self.options["record"]) and not any(self.options[name] for name in others)

    def outputs(self) -> tuple[str, ...]:
        """Give the path of what is written, in the repository."""
        from netra_tools.cli.paths import relative

        return (relative(self.root, self.options["output"]),) if self.options["output"] else ()

    def form(self) -> str:
        """Give the format: the one that is asked for, else what the name of the file tells."""
        if self.options["form"]:
            return str(self.options["form"])
        ending = os.path.splitext(self.options["output"] or "")[1].lower()
        return {".json": "json", ".html": "html", ".htm": "html", ".txt": "text"}.get(ending, "markdown")

    def tell(self, document: Any) -> int:
        """Print it, or write it and print a summary."""
        from netra_tools.status.render import render

        options = self.options
        if options["form"] and not options["output"]:
            sys.stdout.write(render(options["form"], document))
            return CLEAN
        sys.stdout.write(render("text", document))
        if options["output"] or not (options["paths"] or options["base"]):
            self.write(render(self.form(), document))
        return CLEAN

    def target(self) -> str:
        """Give the path of the file."""
        return self.options["output"] or f"{self.root}/{self.config.status.output}"

    def write(self, text: str) -> None:
        """Write the file, unless it is so already."""
        from netra_tools.cli.check_command import write_report

        target = self.target()
        write_report(target, text)
        print(f"\nwrote {os.path.relpath(target)}")

    def compare(self, document: Any) -> int:
        """Say whether the file is what it should be, times apart."""
        from netra_tools.status.differences import differing
        from netra_tools.status.render import render

        target = self.target()
        name = os.path.relpath(target)
        try:
            with open(target, encoding="utf-8", errors="surrogateescape") as file:
                before = file.read()
        except FileNotFoundError:
            print(f"{name} does not exist: {UPDATE}")
            return FINDINGS
        lines = differing(before, render("markdown", document))
        if not lines:
            print(f"{name} is up to date")
            return CLEAN
        print("\n".join([f"{name} is out of date: {UPDATE}", *lines]))
        return FINDINGS
