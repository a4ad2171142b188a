"""What netra would say under a configuration that nobody has written yet."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from typing import NamedTuple

from netra_tools.adopt.draft import Table, render
from netra_tools.check.check import run_check
from netra_tools.check.request import CheckRequest
from netra_tools.check.sight import see_graph
from netra_tools.config.load import OWN, load_config
from netra_tools.config.model import Config
from netra_tools.graph.model import ImportGraph
from netra_tools.model import Finding
from netra_tools.report.result import CheckResult
from netra_tools.rules.registry import rule_specs


class Trial(NamedTuple):
    """One repository, and a directory for what is known of it while questions are asked."""

    root: str
    directory: str

    def config(self, tables: tuple[Table, ...]) -> Config:
        """Load tables as if they were the repository's configuration."""
        path = os.path.join(self.directory, OWN)
        with open(path, "w", encoding="utf-8", newline="\n") as file:
            file.write(render(tables))
        return load_config(self.root, path, rule_specs)

    def graph(self, config: Config) -> ImportGraph:
        """Read the imports."""
        return see_graph(self.request(config, ())).graph

    def check(self, config: Config, *rules: str) -> CheckResult:
        """Run some rules, or all that are on."""
        return run_check(self.request(config, rules)).result

    def findings(self, config: Config, *rules: str) -> tuple[Finding, ...]:
        """Run some rules, and give their findings."""
        return self.check(config, *rules).findings

    def request(self, config: Config, rules: tuple[str, ...]) -> CheckRequest:
        """Ask without touching the repository's own cache."""
        return CheckRequest(config, select=rules, cache_dir=f"{self.directory}/cache", baseline=False)


@contextmanager
def trial(root: str) -> Iterator[Trial]:
    """Make a trial; what it kept is removed afterwards."""
    with tempfile.TemporaryDirectory(prefix="netra-init-") as directory:
        yield Trial(root, directory)
