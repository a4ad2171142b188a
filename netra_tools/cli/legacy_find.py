"""`netra legacy find`: the rule `unreferenced` on all of a repository, with who changed each finding last."""

from __future__ import annotations

import time
from typing import Any

import click

from netra_tools.cli.check_command import Session
from netra_tools.cli.check_command import check as check_all
from netra_tools.reach.model import LEVELS
from netra_tools.report.formats import FORMATS

RULES = ("unreferenced", "commented-out-code")
FEW = 40  # files of findings that git is asked about without being told to
DAY = 86_400


@click.command(short_help="List what nothing needs, with the evidence and what goes with it.")
@click.argument("paths", nargs=-1, type=click.Path(readable=False))
@click.option(
    "--min-confidence",
    type=click.Choice(LEVELS),
    default="medium",
    help="How sure it must be: high, medium (default) or low.",
)
@click.option("--only-tests", is_flag=True, help="Only what tests alone use.")
@click.option("--format", "form", type=click.Choice(FORMATS), default="text", help="How to report.")
@click.option(
    "--output",
    "-o",
    multiple=True,
    metavar="[FORMAT:]FILE",
    help="Also write a report to a file; repeatable.",
)
@click.option(
    "--blame/--no-blame",
    default=None,
    help=f"Say who changed each finding last, and when; by default in up to {FEW} files.",
)
@click.option("--statistics", is_flag=True, help="Print counts by rule instead of findings.")
@click.option("--show", type=click.IntRange(0), default=0, help="Findings shown for each rule; 0 shows all.")
@click.option("--exit-zero", is_flag=True, help="Exit 0 even with findings.")
@click.option("--quiet", "-q", is_flag=True, help="Print the verdict only.")
@click.option("--jobs", "-j", type=click.IntRange(0), default=0, help="Processes; 0 lets netra choose.")
@click.option("--no-baseline", is_flag=True, help="Report what the baseline knows, too.")
@click.option("--no-cache", is_flag=True, help="Neither read nor write the cache.")
@click.option("--cache-dir", type=click.Path(), help="Where the cache lies; default .netra/cache.")
@click.option("--config", type=click.Path(), help="Read this configuration instead of the repository's.")
@click.option("--set", "settings", multiple=True, metavar="KEY=VALUE", help="Set one key, as TOML.")
@click.option("--root", type=click.Path(), help="The repository; default is the one around the directory.")
def find(**options: Any) -> int:
    """List what nothing in the repository needs, below PATHS or everywhere.

    All files are looked at in any case, since each may use what lies below PATHS.

    Exit codes: 0 nothing found, 1 findings, 2 something you can mend, 3 a bug of netra's.
    """
    return LegacySession(options).run()


class LegacySession(Session):
    """One call of `netra legacy find`."""

    def __init__(self, options: dict[str, Any]) -> None:
        self.blame = options.pop("blame")
        only_tests = options.pop("only_tests")
        rules = RULES[:1] if only_tests else RULES
        asked = {
            "rules.unreferenced.min_confidence": f'"{options.pop("min_confidence")}"',
            "rules.unreferenced.only_tests": "true" if only_tests else "false",
            **{f"rules.{rule}.severity": '"error"' for rule in rules},
        }
        options["settings"] = (*options["settings"], *[f"{key}={value}" for key, value in asked.items()])
        defaults = check_all.make_context("check", []).params
        super().__init__({**defaults, **options, "select": rules, "strict": True})

    def is_default_cache(self) -> bool:
        """Say that no answer is kept: git is asked again."""
        return False

    def report(self, result: Any) -> tuple[int, str]:
        """Add who touched the findings last, then report as a check does."""
        files = len({finding.path for finding in result.findings})
        if self.blame or (self.blame is None and files <= FEW):
            result = result._replace(findings=with_touches(self.root, result.findings, time.time()))
        return super().report(result)


def with_touches(root: str, findings: tuple[Any, ...], now: float) -> tuple[Any, ...]:
    """Say of each finding who changed it last, asking git once for each file."""
    from netra_tools.model import Note
    from netra_tools.project.blame import last_touches

    found = list(findings)
    by_path: dict[str, list[int]] = {}
    for number, finding in enumerate(findings):
        if finding.line:
            by_path.setdefault(finding.path, []).append(number)
    for path, numbers in by_path.items():
        ranges = [(findings[at].line, max(findings[at].end_line, findings[at].line)) for at in numbers]
        for at, touch in zip(numbers, last_touches(root, path, ranges), strict=True):
            if touch is not None:
                day = time.strftime("%Y-%m-%d", time.gmtime(touch.seconds))
                days = max(int((now - touch.seconds) // DAY), 0)
                text = f"last changed {day}, {days} days ago, by {touch.author}"
                found[at] = found[at]._replace(notes=(*found[at].notes, Note(path, found[at].line, text)))
    return tuple(found)
