"""Divide modules of the standard library, and let CPython's own tests judge; count refusals on other code.

Usage: python benchmarks/splits.py library FOLDER [share of its lines that each module may keep, 0.65]
       python benchmarks/splits.py corpus REPOSITORY [one file of how many, 1 [FOLDER]]

`library` copies the library of the running Python into FOLDER, once as it is and once divided; both shadow
the installed one, which is never written to. Every plan passes netra's gates first. Tests of CPython run on
both: what passed before and does not afterwards is a breakage. `corpus` divides the files over the limit of
the rule as one plan after the other, in memory, and reads what would be there; with FOLDER it writes the
result there beside a copy, and imports every module of both.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import time
import xml.etree.ElementTree as ElementTree
from collections import Counter
from functools import reduce
from pathlib import Path
from typing import NamedTuple

from netra_tools.changes.codebase import Codebase
from netra_tools.changes.gates.judge import judge
from netra_tools.changes.gates.wanted import Wanted
from netra_tools.changes.renaming.pairs import Renaming
from netra_tools.changes.tree import Tree
from netra_tools.check.request import CheckRequest
from netra_tools.config.model import Config
from netra_tools.facts.read_uses import read_uses
from netra_tools.facts.uses import Uses
from netra_tools.fix.split import Refusal, Request, plan_split
from netra_tools.fix.split_readings import Readings
from netra_tools.plan import Plan, compose
from netra_tools.report.verdicts import FAILED

LEFT_OUT = ("site-packages", "__pycache__", "config-*", "idlelib", "turtledemo", "lib2to3", "ensurepip")
NO_SUBJECT = re.compile(r"(^|/)(tests?|idle_test)/")
FEWEST = 60  # lines that a module is at least divided to
BATCH = 16  # plans that the gates judge together
TIMEOUT = 300  # seconds for one test file
# Tests of the network, of windows and of long runs say nothing of a division.
UNWANTED = frozenset(
    [
        *("test_tix", "test_tk", "test_ttk_guionly", "test_idle", "test_turtle", "test_concurrent_futures"),
        *(
            "test_multiprocessing_main_handling",
            "test_multiprocessing_fork",
            "test_multiprocessing_forkserver",
        ),
        *("test_multiprocessing_spawn", "test_asyncio", "test_regrtest", "test_venv", "test_ensurepip"),
        *(
            "test_lib2to3",
            "test_socket",
            "test_ssl",
            "test_tools",
            "test_subprocess",
            "test_gdb",
            "test_peg_generator",
        ),
    ]
)


class Outcome(NamedTuple):
    """What became of the files that were to be divided."""

    plans: dict[str, Plan]
    refused: dict[str, str]
    gated: dict[str, str]
    tree: Tree


def divide(root: Path, wanted: dict[str, int], cache: str = "") -> Outcome:
    """Plan each file on the result of those before it, and hold the plans against the gates."""
    outcome = Outcome({}, {}, {}, Tree(str(root)))
    config, readings = Config(root=str(root)), Readings()
    paths = list(wanted)
    for start in range(0, len(paths), BATCH):
        outcome = batch(
            outcome, config, {path: wanted[path] for path in paths[start : start + BATCH]}, (readings, cache)
        )
    return outcome


def batch(outcome: Outcome, config: Config, wanted: dict[str, int], shared: tuple[Readings, str]) -> Outcome:
    """Divide some files; when a gate is against all of it together, each is asked about alone."""
    readings, cache = shared
    tree, plans = outcome.tree, {}
    for path, limit in wanted.items():
        found = plan_split(config, tree, Request(path, limit), readings)
        if isinstance(found, Refusal):
            outcome.refused[path] = found.reason
        else:
            plans[path] = found
            tree = tree.after(found.edits)
    failed = (
        complaints(config, outcome.tree, reduce(compose, plans.values()), cache) if cache and plans else ""
    )
    if not failed:
        outcome.plans.update(plans)
        return outcome._replace(tree=tree)
    if len(wanted) == 1:
        outcome.gated.update(dict.fromkeys(wanted, failed))
        return outcome
    for path, limit in wanted.items():
        if path in plans:
            outcome = batch(outcome, config, {path: limit}, shared)
    return outcome


def complaints(config: Config, tree: Tree, plan: Plan, cache: str) -> str:
    """Say what the gates say against a plan, or ""."""
    request = CheckRequest(config, cache_dir=cache, overlay=tree.overlay())
    verdicts = judge(tree, plan, Wanted(request))
    notes = [note for one in verdicts if one.outcome == FAILED for note in one.problems]
    return f"{notes[0].path}:{notes[0].line} {notes[0].text}" if notes else ""


def library(folder: Path, share: float) -> int:
    """Divide the standard library."""
    before, after = folder / "before", folder / "after"
    for place in (before, after):
        shutil.rmtree(place, ignore_errors=True)
        shutil.copytree(os.path.dirname(os.__file__), place, ignore=shutil.ignore_patterns(*LEFT_OUT))
    wanted = {}
    for path in sorted(str(one.relative_to(before)) for one in before.rglob("*.py")):
        count = (before / path).read_bytes().count(b"\n")
        limit = max(FEWEST, int(count * share))
        if count > limit and not NO_SUBJECT.search(path):
            wanted[path] = limit
    started = time.perf_counter()
    outcome = divide(before, wanted, str(folder / "cache"))
    report(wanted, outcome, time.perf_counter() - started)
    for path, state in outcome.tree.held.items():
        assert state is not None
        (after / path).write_bytes(state.content)
    return compare(before, after, folder, tests_for(before, outcome.plans))


def tests_for(root: Path, plans: dict[str, Plan]) -> list[str]:
    """List the tests that speak of what was divided: of the module itself, or of its package."""
    modules = {path.removesuffix(".py").removesuffix("/__init__").replace("/", ".") for path in plans}
    found = set()
    for place in sorted((root / "test").glob("test_*")):
        name = place.name.removesuffix(".py")
        files = [place] if place.suffix == ".py" else list(place.rglob("*.py"))
        text = "\n".join(one.read_text("utf-8", "replace") for one in files)
        if name not in UNWANTED and any(speaks_of(text, name, module) for module in modules):
            found.add(name)
    return sorted(found)


def speaks_of(text: str, name: str, module: str) -> bool:
    """Say whether a test is about a module: it is called so, or imports it."""
    top = module.partition(".")[0].strip("_")
    if name == f"test_{top}" or name.startswith(f"test_{top}_"):
        return True
    head, _, last = module.rpartition(".")
    forms = [rf"import {re.escape(module)}\b", rf"from {re.escape(module)} import"]
    forms += [rf"from {re.escape(head)} import .*\b{re.escape(last)}\b"] if head else []
    return re.search("|".join(forms), text) is not None


def compare(before: Path, after: Path, folder: Path, tests: list[str]) -> int:
    """Run tests on both libraries, and tell what passed before and does not afterwards."""
    print(f"{len(tests)} test files of CPython", flush=True)
    old, new = (run_tests(place, tests, folder / f"{place.name}.xml") for place in (before, after))
    passed = {name for name, good in old.items() if good}
    broken = sorted(name for name in passed if not new.get(name, False))
    # What fails now and then is asked again: a breakage fails each time.
    again = sorted({name.partition(" ")[0] for name in broken})
    if again:
        second = run_tests(after, again, folder / "again.xml")
        broken = [name for name in broken if not second.get(name, False)]
    print(f"{len(passed)} tests pass before, {len(passed) - len(broken)} of them afterwards")
    for name in broken:
        print(f"  broken: {name}")
    return int(bool(broken))


def run_tests(place: Path, tests: list[str], log: Path) -> dict[str, bool]:
    """Run test files one by one; give each test by name, and whether it passed."""
    found: dict[str, bool] = {}
    scratch = place.parent / "scratch"
    environment = {
        "PATH": os.environ["PATH"],
        "PYTHONPATH": str(place),
        "HOME": str(scratch),
        "TMPDIR": str(scratch),
    }
    for test in tests:
        shutil.rmtree(scratch, ignore_errors=True)
        scratch.mkdir(parents=True)
        log.unlink(missing_ok=True)
        command = [sys.executable, "-X", "frozen_modules=off", "-m", "test", f"--junit-xml={log}", test]
        try:
            ended = subprocess.run(
                command, cwd=scratch, env=environment, capture_output=True, timeout=TIMEOUT, check=False
            )
            found[f"{test} as a whole"] = ended.returncode == 0
        except subprocess.TimeoutExpired:
            found[f"{test} as a whole"] = False
        for case in ElementTree.parse(log).iter("testcase") if log.exists() else ():
            good = not any(case.find(word) is not None for word in ("failure", "error"))
            found[f"{test} {case.get('name')}"] = good and case.find("skipped") is None
    return found


def report(wanted: dict[str, int], outcome: Outcome, seconds: float) -> None:
    """Print how many files were divided, and why others were not."""
    made = sum(len(plan.edits) - 1 for plan in outcome.plans.values())
    print(f"{len(wanted)} files, {len(outcome.plans)} divided, into {made} more; {seconds:.0f} s")
    print(f"{len(outcome.refused)} refused, {len(outcome.gated)} held back by a gate")
    examples = {plain(reason): f"{path}: {reason}" for path, reason in outcome.refused.items()}
    for reason, count in Counter(map(plain, outcome.refused.values())).most_common():
        print(f"  {count:4} {reason}  ({examples[reason]})")
    for path, text in sorted(outcome.gated.items()):
        print(f"  gate: {path}: {text}")


def plain(reason: str) -> str:
    """Write a reason without what is different in each file."""
    reason = re.sub(r"`[^`]*`", "`...`", reason)
    reason = re.sub(r"\S+:\d+", "...", reason)
    return re.sub(r"\d+|\bline \d+", "N", reason.partition(": `...`, `")[0])


def corpus(root: Path, every: int, folder: Path | None) -> int:
    """Divide the files of a repository that are over the limit."""
    tree, limit = Tree(str(root)), 450
    long = [
        path
        for path in sorted(tree.paths())
        if path.endswith(".py") and len(tree.read(path).splitlines()) > limit
    ]
    wanted = dict.fromkeys(long[::every], limit)
    started = time.perf_counter()
    outcome = divide(root, wanted)
    report(wanted, outcome, time.perf_counter() - started)
    unread = [
        path
        for path, state in outcome.tree.held.items()
        if state and not isinstance(read_uses(state.content), Uses)
    ]
    longer = [
        path for path, state in outcome.tree.held.items() if state and len(state.content.splitlines()) > limit
    ]
    print(f"{len(unread)} files do not parse afterwards, {len(set(longer) - set(long))} more are too long")
    return int(bool(unread)) or (import_both(root, outcome, folder) if folder is not None else 0)


IMPORTING = """
import importlib, json, os, sys, warnings
warnings.simplefilter("ignore")
root, found = sys.argv[1], {}
sys.path.insert(0, root)
try:
    from django.conf import settings
    settings.configure(INSTALLED_APPS=["django.contrib.contenttypes", "django.contrib.auth"])
    __import__("django").setup()
except ImportError:
    pass
for line in sys.stdin:
    try:
        names = dir(importlib.import_module(line.strip()))
        found[line.strip()] = sorted(name for name in names if name[:2] != "__")
    except BaseException as error:
        found[line.strip()] = type(error).__name__
json.dump(found, open(sys.argv[2], "w"))
"""


def import_both(root: Path, outcome: Outcome, folder: Path) -> int:
    """Import all modules before and after, and tell which have lost a name or cannot be imported any more."""
    places = folder / "before", folder / "after"
    for place in places:
        shutil.rmtree(place, ignore_errors=True)
        shutil.copytree(root, place, ignore=shutil.ignore_patterns(".git", "__pycache__", "tests"))
    for path, state in outcome.tree.held.items():
        if state is not None and (places[1] / path).parent.is_dir():
            (places[1] / path).write_bytes(state.content)
    codebase = Codebase(Config(root=str(places[0])), Tree(str(places[0])), Renaming(()))
    modules = [one.module for one in codebase.names.values()]
    old, new = (
        names_in(place, "\n".join(filter(None, modules)), folder / f"{place.name}.json") for place in places
    )
    worse = [
        name for name, found in old.items() if isinstance(found, list) and not isinstance(new[name], list)
    ]
    lost = {
        name: sorted(set(found) - set(new[name]))
        for name, found in old.items()
        if isinstance(found, list) and isinstance(new[name], list) and set(found) - set(new[name])
    }
    good = sum(isinstance(found, list) for found in old.values())
    print(f"{good} of {len(old)} modules load before, {good - len(worse)} of them afterwards: {worse}")
    print(f"{len(lost)} modules have lost names, all of them imported: {lost}")
    return int(bool(worse))


def names_in(place: Path, modules: str, log: Path) -> dict[str, list[str] | str]:
    """Import modules in a process of their own; give the names of each, or the error."""
    command = [sys.executable, "-c", IMPORTING, str(place), str(log)]
    subprocess.run(
        command, cwd=log.parent, input=modules, text=True, capture_output=True, timeout=900, check=True
    )
    found: dict[str, list[str] | str] = json.loads(log.read_text())
    return found


def main() -> int:
    """Run what is asked for."""
    what, place, *more = sys.argv[1:]
    if what == "library":
        return library(Path(place).resolve(), float(more[0]) if more else 0.65)
    folder = Path(more[1]).resolve() if len(more) > 1 else None
    return corpus(Path(place).resolve(), int(more[0]) if more else 1, folder)


if __name__ == "__main__":
    sys.exit(main())
