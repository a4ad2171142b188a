"""`netra spec check`: the rules about files of knowledge, and no others."""

from __future__ import annotations

import os
import sys
from typing import Any

import click

from netra_tools.cli.check_command import Session
from netra_tools.config.model import KNOWLEDGE_FOLDER
from netra_tools.errors import MistakesError, NetraError
from netra_tools.report.formats import FORMATS

RULES = ("NET7",)
LOOSE = 'rules.spec-invalid.loose = ["**"]'
UNASKED: dict[str, Any] = {
    "ci": False,
    "ignore": (),
    "output": (),
    "statistics": False,
    "exit_zero": False,
    "stdin_filename": None,
    "trust": False,
    "jobs": 0,
}


@click.command(short_help="Check the files of knowledge.")
@click.argument("paths", nargs=-1, type=click.Path(readable=False))
@click.option("--loose", is_flag=True, help="Hold no file against the schema of its kind.")
@click.option("--staged", is_flag=True, help="Report only what the staged changes bring.")
@click.option(
    "--changed",
    is_flag=False,
    flag_value="HEAD",
    metavar="[BASE]",
    help="Report only what is new since BASE, a commit or branch (default: HEAD).",
)
@click.option("--strict", is_flag=True, help="Warnings count, too.")
@click.option("--format", "form", type=click.Choice(FORMATS), default="text", help="How to report.")
@click.option("--show", type=click.IntRange(0), default=5, help="Findings shown for each rule; 0 shows all.")
@click.option("--quiet", "-q", is_flag=True, help="Print the verdict only.")
@click.option("--verbose", "-v", is_flag=True, help="Say what was done and what was left out.")
@click.option("--no-baseline", is_flag=True, help="Report what the baseline knows, too.")
@click.option("--no-cache", is_flag=True, help="Neither read nor write the cache.")
@click.option("--cache-dir", type=click.Path(), help="Where the cache lies; default .netra/cache.")
@click.option("--config", type=click.Path(), help="Read this configuration instead of the repository's.")
@click.option("--set", "settings", multiple=True, metavar="KEY=VALUE", help="Set one key, as TOML.")
@click.option("--root", type=click.Path(), help="The repository; default is the one around the directory.")
def check(**options: Any) -> int:
    """Run the rules about files of knowledge, as `netra check --select NET7` does.

    A file that would end `netra check`, since rules read it, is told here as all others are.
    Exit codes: 0 clean, 1 findings, 2 something you can mend.
    """
    if options.pop("loose"):
        options["settings"] = (*options["settings"], LOOSE)
    return KnowledgeSession({**UNASKED, "select": RULES, **options}).run()


def is_known(path: str, index: str) -> bool:
    """Say whether a path may be that of knowledge."""
    return path in (index, ".") or path.partition("/")[0] == KNOWLEDGE_FOLDER


class KnowledgeSession(Session):
    """One call of `netra spec check`."""

    def request(self) -> Any:
        """Ask for the files of knowledge, or those of them that are named.

        Raises: MistakesError for paths that are none.
        """
        request = super().request()
        index = request.config.master_index.file
        strange = [path for path in request.paths if not is_known(path, index)]
        if strange:
            hint = f"that is XML in {KNOWLEDGE_FOLDER}; netra spec repair and format take any XML"
            raise MistakesError([(f"{path} is no file of knowledge", hint) for path in strange])
        paths = tuple(path for path in request.paths if path != ".")
        return request._replace(paths=paths or self.every(index))

    def every(self, index: str) -> tuple[str, ...]:
        """Give where knowledge lies."""
        found = [path for path in (KNOWLEDGE_FOLDER, index) if os.path.exists(f"{self.root}/{path}")]
        return tuple(found) or (KNOWLEDGE_FOLDER,)

    def config(self) -> Any:
        """Read the configuration, without what the folder of knowledge adds when that cannot be read."""
        from netra_tools.config.load import load_table
        from netra_tools.rules.registry import rule_specs

        options = self.options
        found = load_table(self.root, options["config"], rule_specs, options["settings"])
        try:
            return super().config()
        except NetraError as error:
            print(f"netra: exemptions in SPEC are not applied: {error.message}", file=sys.stderr)
            return found
