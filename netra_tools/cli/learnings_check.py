"""`netra learnings check`: the rules of knowledge on the files of learnings, and what takes all of them."""

from __future__ import annotations

from collections.abc import Container
from typing import Any

import click

from netra_tools.cli.spec_check import RULES, UNASKED, KnowledgeSession
from netra_tools.errors import CLEAN
from netra_tools.learnings.model import ENDING, FOLDER, INDEX
from netra_tools.report.formats import FORMATS


@click.command()
@click.option("--strict", is_flag=True, help="Warnings count, too.")
@click.option("--format", "form", type=click.Choice(FORMATS), default="text", help="How to report.")
@click.option("--show", type=click.IntRange(0), default=5, help="Findings shown for each rule; 0 shows all.")
@click.option("--quiet", "-q", is_flag=True, help="Print the verdict only.")
@click.option("--no-baseline", is_flag=True, help="Report what the baseline knows, too.")
@click.option("--no-cache", is_flag=True, help="Neither read nor write the cache.")
@click.option("--cache-dir", type=click.Path(), help="Where the cache lies; default .netra/cache.")
@click.option("--config", type=click.Path(), help="Read this configuration instead of the repository's.")
@click.option("--set", "settings", multiple=True, metavar="KEY=VALUE", help="Set one key, as TOML.")
@click.option("--root", type=click.Path(), help="The repository; default is the one around the directory.")
def check(**options: Any) -> int:
    """Check learnings: what cannot be read or leads nowhere, ids that stand twice, twins, the index.

    Exit codes: 0 clean, 1 findings, 2 something you can mend.
    """
    asked = {"paths": (), "verbose": False, "changed": None, "staged": False, "select": RULES}
    return LearningsSession({**UNASKED, **asked, **options}).run()


class LearningsSession(KnowledgeSession):
    """One call of `netra learnings check`."""

    def run(self) -> int:
        """Check, report, and give the exit code."""
        from netra_tools.check.check import run_check
        from netra_tools.check.learnings import learned, shared
        from netra_tools.learnings.judging import HINTS, judged
        from netra_tools.project.discover import list_everything
        from netra_tools.report.result import RuleInfo

        listed = list_everything(self.root)[0]
        if not any(path.startswith(f"{FOLDER}/") and path.endswith(ENDING) for path in listed):
            click.echo(f"there are no learnings yet in {FOLDER}")
            return CLEAN
        request = self.request()
        result = run_check(request._replace(paths=(FOLDER,))).result
        more = judged(shared(learned(self.root, request.cache_dir), listed), self.index(listed))
        findings = sorted([*result.findings, *more], key=lambda one: (one.path, one.line, one.code))
        rules = [RuleInfo(code, code, "warning", "", hint, "") for code, hint in HINTS.items()]
        code, _ = self.report(result._replace(findings=tuple(findings), rules=(*result.rules, *rules)))
        return code

    def index(self, listed: Container[str]) -> bytes | None:
        """Read the index; None when there is none that others have."""
        from netra_tools.changes.tree import Tree

        state = Tree(self.root).state(INDEX) if INDEX in listed else None
        return None if state is None else state.content
