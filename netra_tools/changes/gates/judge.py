"""The gates of a plan, the cheapest first, and what each of them says."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from typing import Final

from netra_tools.changes.gates.findings import find_findings
from netra_tools.changes.gates.outside import judge_outside
from netra_tools.changes.gates.parse import find_unparsed
from netra_tools.changes.gates.resolve import find_broken
from netra_tools.changes.gates.site import Site
from netra_tools.changes.gates.unchanged import find_changes
from netra_tools.changes.gates.wanted import Wanted
from netra_tools.changes.tree import Tree
from netra_tools.errors import NetraError
from netra_tools.model import Note
from netra_tools.plan import CODE, Plan
from netra_tools.project.tree import PYTHON
from netra_tools.report.result import plural
from netra_tools.report.verdicts import FAILED, PASSED, SKIPPED, Verdict

Find = Callable[[Site], Iterable[Note]]
# What each gate is called, what it looks for, and what it says when it finds nothing.
CHEAP: Final[tuple[tuple[str, Find, str], ...]] = (
    ("parse", find_unparsed, "what parsed before parses still"),
    ("unchanged", find_changes, "nothing but imports and renamed references differs"),
    ("resolve", find_broken, "imports lead where they led"),
    ("findings", find_findings, "no new error of netra check"),
)


def judge(tree: Tree, plan: Plan, wanted: Wanted) -> tuple[Verdict, ...]:
    """Hold a plan against its gates; those that run other programs stop at the first that fails."""
    site = Site(tree, plan, wanted)
    try:
        verdicts = [examine(name, find, good, site) for name, find, good in CHEAP]
    finally:
        site.close()
    return (*verdicts, *judge_outside(site, verdicts))


def examine(name: str, find: Find, good: str, site: Site) -> Verdict:
    """Let one gate look."""
    if why := why_skipped(name, site):
        return Verdict(name, SKIPPED, why)
    started = time.perf_counter()
    try:
        problems = tuple(find(site))
    except NetraError as error:
        if not has_python(site):
            return Verdict(name, SKIPPED, "there is no Python to check")
        # The repository of afterwards cannot be checked at all: a root is gone, the configuration is wrong.
        problems = (Note("", 0, error.message),)
    seconds = time.perf_counter() - started
    summary = plural(len(problems), "problem") if problems else good
    return Verdict(name, FAILED if problems else PASSED, summary, problems, seconds)


def has_python(site: Site) -> bool:
    """Say whether there is anything to check."""
    return any(path.endswith(PYTHON) for path in site.before.paths() | site.after.paths())


def why_skipped(name: str, site: Site) -> str:
    """Say why a gate does not look."""
    if name == "unchanged" and site.plan.keeps != CODE:
        return "the plan does not promise to leave code as it is"
    return "not wanted" if name == "findings" and not site.wanted.findings else ""
