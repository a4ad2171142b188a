"""`netra check`: parse the question, ask it, print the answer."""

from __future__ import annotations

import os
import sys
import time
from typing import Any, NamedTuple

import click
from click.core import ParameterSource

from netra_tools.cli.replay import CACHE, question, today
from netra_tools.errors import NetraError
from netra_tools.report.formats import FORMATS

PATIENCE = 1.0  # seconds that a run may take without showing its progress


class Target(NamedTuple):
    """Where one report goes: "" is standard output."""

    form: str
    file: str


@click.command(short_help="Check a repository and give one verdict.")
@click.argument("paths", nargs=-1, type=click.Path(readable=False))
@click.option(
    "--ci",
    is_flag=True,
    help="For pipelines: no colour, no progress, the verdict line first; in GitHub Actions also annotations.",
)
@click.option(
    "--changed",
    is_flag=False,
    flag_value="HEAD",
    metavar="[BASE]",
    help="Report only what is new since BASE, a commit or branch (default: HEAD).",
)
@click.option("--staged", is_flag=True, help="Report only what the staged changes bring.")
@click.option("--stdin-filename", type=click.Path(), help="Path of the file whose text `-` reads from stdin.")
@click.option("--strict", is_flag=True, help="Warnings count, too.")
@click.option("--select", multiple=True, metavar="RULE", help="Run these rules only: names, codes, or NET2.")
@click.option("--ignore", multiple=True, metavar="RULE", help="Do not run these rules.")
@click.option("--format", "form", type=click.Choice(FORMATS), default="text", help="How to report.")
@click.option(
    "--output",
    "-o",
    multiple=True,
    metavar="[FORMAT:]FILE",
    help="Also write a report to a file; repeatable.",
)
@click.option("--statistics", is_flag=True, help="Print counts by rule instead of findings.")
@click.option("--show", type=click.IntRange(0), default=5, help="Findings shown for each rule; 0 shows all.")
@click.option("--exit-zero", is_flag=True, help="Exit 0 even with findings.")
@click.option("--quiet", "-q", is_flag=True, help="Print the verdict only.")
@click.option("--verbose", "-v", is_flag=True, help="Say what was done and what was left out.")
@click.option("--jobs", "-j", type=click.IntRange(0), default=0, help="Processes; 0 lets netra choose.")
@click.option("--no-baseline", is_flag=True, help="Report what the baseline knows, too.")
@click.option("--no-cache", is_flag=True, help="Neither read nor write the cache.")
@click.option("--cache-dir", type=click.Path(), help="Where the cache lies; default .netra/cache.")
@click.option("--config", type=click.Path(), help="Read this configuration instead of the repository's.")
@click.option(
    "--set", "settings", multiple=True, metavar="KEY=VALUE", help="Set one key of the configuration, as TOML."
)
@click.option("--trust", is_flag=True, help="Let the repository run code: its rules, its mypy plugins.")
@click.option("--root", type=click.Path(), help="The repository; default is the one around the directory.")
@click.pass_obj
def check(seen: Any, /, **options: Any) -> int:
    """Check a repository, or only PATHS of it, and give one verdict.

    Exit codes: 0 clean, 1 findings, 2 something you can mend, 3 a bug of netra's.
    """
    source = click.get_current_context().get_parameter_source("form")
    return Session(options, seen, chose_format=source is not ParameterSource.DEFAULT).run()


class Session:
    """One call of `netra check`."""

    def __init__(self, options: dict[str, Any], seen: Any = None, *, chose_format: bool = False) -> None:
        self.options = options
        self.chose_format = chose_format
        self.seen = seen  # what was looked at to see that no answer holds
        self.started = time.perf_counter()
        self.targets = [Target(options["form"], ""), *map(self.target, options["output"])]
        self.root = self.find_root()
        self.progress_shown = False
        self.talks = sys.stderr.isatty() and not options["ci"] and not options["quiet"]

    def target(self, text: str) -> Target:
        """Read FORMAT:FILE, or FILE in the format of `--format`."""
        form, colon, file = text.partition(":")
        return Target(form, file) if colon and form in FORMATS else Target(self.options["form"], text)

    def find_root(self) -> str:
        """Find the repository that is meant: the one around the directory, or the first path's."""
        from netra_tools.cli.paths import repository

        return repository(self.options["root"], self.options["paths"][:1])

    def run(self) -> int:
        """Check, report, and give the exit code."""
        import gc

        from netra_tools.check.check import run_change, run_check

        gc.disable()  # a run makes no cycles worth looking for; this saves a tenth of it
        asked = question(sys.argv[1:])
        request = self.request()
        known = self.seen is not None and self.seen.directory == request.cache_dir
        seen = self.seen if known else None
        base = self.base()
        checked = run_change(request, base, seen) if base else run_check(request, seen)
        self.wipe_progress()
        code, text = self.report(checked.result)
        if asked is not None and self.is_default_cache():
            self.keep(asked, checked.look, (text, code))
        for warning in checked.warnings:
            print(f"netra: {warning}", file=sys.stderr)
        self.say_more(checked.result, checked.notices)
        return code

    def request(self) -> Any:
        """Turn the options into a request."""
        from netra_tools.check.request import CheckRequest, tell_nobody
        from netra_tools.cli.paths import relative

        options = self.options
        overlay = self.overlay()
        paths = tuple(overlay) or tuple([relative(self.root, path) for path in options["paths"]])
        words = (split_words(options["select"]), split_words(options["ignore"]))
        progress = self.progress if self.talks else tell_nobody
        strict, jobs, cache = options["strict"], options["jobs"], self.cache_directory()
        day, held = today(), not options["no_baseline"]
        return CheckRequest(
            self.config(), paths, *words, strict, jobs, cache, os.environ, overlay, progress, day, held
        )

    def base(self) -> str:
        """Give what to compare with: a commit, STAGED, or nothing."""
        from netra_tools.check.check import STAGED

        if self.options["changed"] and self.options["staged"]:
            raise NetraError("--changed and --staged say two things", "give one of them")
        return STAGED if self.options["staged"] else self.options["changed"] or ""

    def overlay(self) -> dict[str, bytes]:
        """Read the text of an unsaved file from standard input when `-` asks for it."""
        from netra_tools.cli.paths import relative

        name, paths = self.options["stdin_filename"], self.options["paths"]
        if not name and "-" not in paths:
            return {}
        if not name or paths != ("-",):
            raise NetraError(
                "`-` and --stdin-filename go together", "netra check - --stdin-filename path/of/the/file.py"
            )
        return {relative(self.root, name): sys.stdin.buffer.read()}

    def config(self) -> Any:
        """Read the configuration."""
        from netra_tools.config.load import load_config
        from netra_tools.rules.registry import rule_specs

        options = self.options
        return load_config(
            self.root, options["config"], rule_specs, options["settings"], trusted=options["trust"]
        )

    def cache_directory(self) -> str:
        """Give the directory of the cache; "" for none."""
        if self.options["no_cache"]:
            return ""
        from netra_tools.cli.paths import cache_directory

        return cache_directory(self.root, self.options["cache_dir"])

    def is_default_cache(self) -> bool:
        """Say whether the cache lies where a later call looks for answers."""
        return not self.options["no_cache"] and not self.options["cache_dir"] and not self.options["output"]

    def report(self, result: Any) -> tuple[int, str]:
        """Print and write the reports; give the exit code and what was printed."""
        from netra_tools.report.formats import render
        from netra_tools.report.result import exit_code

        printed = ""
        for target in self.targets:
            text = render(target.form, result, self.render_options(target))
            if self.annotates(target):
                from netra_tools.report.github import render_annotations

                text += render_annotations(result)
            if target.file:
                write_report(target.file, text)
            else:
                printed = text
                sys.stdout.write(text)
                sys.stdout.flush()
        return (0 if self.options["exit_zero"] else exit_code(result)), printed

    def annotates(self, target: Target) -> bool:
        """Say whether annotations follow what is printed: in GitHub Actions, with no format chosen."""
        options = self.options
        wanted = options["ci"] and not (self.chose_format or options["quiet"] or options["statistics"])
        return wanted and not target.file and os.environ.get("GITHUB_ACTIONS") == "true"

    def render_options(self, target: Target) -> Any:
        """Say how one report is to look."""
        from netra_tools import __version__
        from netra_tools.report.options import RenderOptions

        options = self.options
        return RenderOptions(
            color=not target.file and not options["ci"] and wants_color(),
            width=terminal_width(),
            show=options["show"],
            ci=options["ci"],
            statistics=options["statistics"],
            quiet=options["quiet"],
            version=__version__,
        )

    def keep(self, asked: str, look: bytes, answer: tuple[str, int]) -> None:
        """Save the answer for the same question, should nothing move."""
        from netra_tools.check.answer import save_answer

        if look:
            save_answer(f"{self.root}/{CACHE}", look, asked, answer)

    def progress(self, done: int, total: int) -> None:
        """Show on a terminal how far a long run is; the line is wiped at the end."""
        if time.perf_counter() - self.started > PATIENCE:
            print(f"\r  reading {done:,} of {total:,} files", end="", file=sys.stderr, flush=True)
            self.progress_shown = True

    def wipe_progress(self) -> None:
        """Wipe the line that shows the progress."""
        if self.progress_shown:
            print("\r\x1b[K", end="", file=sys.stderr, flush=True)

    def say_more(self, result: Any, notices: tuple[str, ...]) -> None:
        """Say on standard error how long it took and, when asked, what was left out."""
        from netra_tools.report.result import plural

        options = self.options
        if options["verbose"]:
            told = () if options["form"] == "text" else result.notices  # the text report says them itself
            for notice in (*told, *notices):
                print(f"netra: {notice}", file=sys.stderr)
        if options["verbose"] or self.talks:
            seconds = time.perf_counter() - self.started
            print(f"checked {plural(result.files, 'file')} in {seconds:.2f} s", file=sys.stderr)


def terminal_width() -> int:
    """Give the columns of the terminal. `shutil` would say the same, and load three compressors first."""
    wish = os.environ.get("COLUMNS", "")
    if wish.isdigit() and int(wish):
        return int(wish)
    try:
        return os.get_terminal_size(sys.__stdout__.fileno() if sys.__stdout__ else 1).columns or 100
    except (OSError, ValueError):
        return 100


def split_words(values: tuple[str, ...]) -> tuple[str, ...]:
    """Split `--select a,b --select c` into words."""
    return tuple([word.strip() for value in values for word in value.split(",") if word.strip()])


def wants_color() -> bool:
    """Say whether standard output takes colour: https://no-color.org and FORCE_COLOR."""
    if os.environ.get("NO_COLOR"):
        return False
    return bool(os.environ.get("FORCE_COLOR")) or (sys.stdout.isatty() and os.environ.get("TERM") != "dumb")


def write_report(file: str, text: str) -> None:
    """Write a report to a file, whole or not at all; a device or a pipe is written to, never replaced."""
    from netra_tools.project.write import write_whole

    replaced = not os.path.exists(file) or os.path.isfile(file)
    data = text.encode("utf-8", "surrogateescape")
    try:
        if replaced:
            write_whole(os.path.realpath(file), data)
        else:
            with open(file, "wb") as stream:
                stream.write(data)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise NetraError(
            f"cannot write {file}: {reason}", "give --output a file in a directory that exists"
        ) from error
