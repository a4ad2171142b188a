"""Measure and check changes of one corpus, beside libcst and rope; print the tables of docs/performance.md.

usage: python -m benchmarks.changes CORPUS [--runs N] [--with-peers]

CORPUS is a git repository of Home Assistant; nothing is written into it: each run that writes gets a fresh
copy in a temporary directory. Two jobs: `homeassistant.util.dt` becomes `homeassistant.util.clock`, and
`homeassistant/util` becomes `homeassistant/toolbox`. After each, all files must parse and all imports lead
where they led, as grimp sees it; a second run must change nothing, and undo give every byte back; if not,
this exits 1. Of netra's own gates all run but those that other programs are for.

Figures are medians of CPU seconds (user and system, children included), the memory is that of the largest
process. Peers take minutes and are asked for with --with-peers; they run once, each on a copy of the tree,
and at low priority. pip install '.[benchmarks]' brings them, and the compiled netra.
"""

from __future__ import annotations

import argparse
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from benchmarks.change_checks import Difference, ask, contents
from benchmarks.figures import Bench, Figure, compile_programs, forget

NETRA = [sys.executable, "-m", "netra_tools"]


class Job(NamedTuple):
    """What is done, and what is called differently afterwards."""

    name: str
    old: str
    new: str
    command: list[str]


RENAME = Job(
    "rename",
    "homeassistant.util.dt",
    "homeassistant.util.clock",
    [*NETRA, "structure", "move", "homeassistant.util.dt", "homeassistant.util.clock", "--no-diff"],
)
MOVE = Job(
    "move",
    "homeassistant.util",
    "homeassistant.toolbox",
    [*NETRA, "structure", "move", "homeassistant/util", "homeassistant/toolbox", "--no-diff"],
)
UNDO = [*NETRA, "changes", "undo"]
# What is called so already: to find that out takes a look at every file.
NOTHING = [*NETRA, "imports", "migrate", "homeassistant.util.gone", "homeassistant.util.dt", "--no-diff"]
GREP = ["git", "grep", "-l", "--text", "--fixed-strings", "homeassistant.util.gone"]
SEARCH = """
import pathlib
found = [path for path in pathlib.Path("homeassistant").rglob("*.py") if b"gone" in path.read_bytes()]
"""
PEER = Path(__file__).with_name("change_peers.py")
PEERS = {
    "libcst RenameCommand, the files that mention it": "command",
    "libcst parse and print, the same files": "print",
    "rope rename, the whole tree": "rope",
}
PLANNED = "rename, plan and gates, warm cache"
SEARCHED, GREPPED = "read all Python files and search their bytes", "git grep -l, all files"
UNTOUCHED = "migration that touches nothing"
LONGEST = 3600  # CPU seconds for a peer
TRUSTED_AFTER = 2.5  # seconds: what was written just now is not trusted yet


def main() -> None:
    """Measure, check, print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--with-peers", action="store_true")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        wrong = measure(Copies(arguments.corpus, Path(scratch)), arguments.runs, peers=arguments.with_peers)
    for problem in wrong:
        print(f"WRONG: {problem}")
    raise SystemExit(bool(wrong))


def measure(copies: Copies, runs: int, *, peers: bool) -> list[str]:
    """Measure and print all; say what is not as it should be."""
    bench = Bench(copies.fresh(), runs)
    compile_programs()
    results = Results(copies.fresh())
    print("| command | CPU s | wall s | memory MB |\n|---|---|---|---|")
    measure_plans(bench)
    copies.drop(bench.root)
    measure_writes(bench, copies, results)
    if peers:
        measure_peers(bench, copies, results)
    print("\n| ratio | measured | limit |\n|---|---|---|")
    print_ratios(bench)
    results.show()
    return results.wrong


class Copies:
    """Makes copies of the corpus, as git has them."""

    def __init__(self, corpus: Path, scratch: Path) -> None:
        self.corpus = corpus
        self.scratch = scratch
        self.count = 0

    def fresh(self) -> Path:
        """Make one, of what git has alone."""
        self.count += 1
        root = self.scratch / f"corpus{self.count}"
        command = ["git", "clone", "--quiet", "--no-hardlinks", str(self.corpus.resolve()), str(root)]
        subprocess.run(command, check=True)
        return root

    def drop(self, root: Path) -> None:
        """Remove one."""
        shutil.rmtree(root)


class Results:
    """What the jobs left, beside what there was."""

    def __init__(self, before: Path) -> None:
        self.before = before
        self.files = contents(before)
        self.differences: dict[str, Difference] = {}
        self.wrong: list[str] = []

    def take(self, name: str, job: Job, root: Path) -> Difference | None:
        """Look at what somebody made of the tree; None when it is no tree that parses."""
        found = ask(self.before, root, job.old, job.new)
        if found is not None:
            self.differences[name] = found
        return found

    def show(self) -> None:
        """Print what each of them did."""
        print("\n| by | files that differ | imports that lead where they led | lost | new |")
        print("|---|---|---|---|---|")
        for name, (changed, kept, lost, found, examples) in self.differences.items():
            print(f"| {name} | {changed} | {kept} | {lost} | {found} |")
            for example in examples:
                print(f"{name}: {example}", file=sys.stderr)


def measure_plans(bench: Bench) -> None:
    """Measure what writes nothing but the cache."""
    bench.measure(SEARCHED, [sys.executable, "-c", SEARCH])
    bench.measure("git grep -l, Python files", [*GREP, "--", "*.py"])
    bench.measure(GREPPED, GREP)
    bench.measure("netra check, cold cache", [*NETRA, "check", "--statistics"], lambda: forget(bench.root))
    time.sleep(TRUSTED_AFTER)
    bench.measure(PLANNED, RENAME.command)
    bench.measure(UNTOUCHED, NOTHING)
    bench.measure("move, plan and gates, warm cache", MOVE.command)


def measure_writes(bench: Bench, copies: Copies, results: Results) -> None:
    """Measure what writes: each run has its own copy, and takes back what it did."""
    found: dict[str, list[Figure]] = {}
    for number in range(bench.runs):
        for job in (RENAME, MOVE):
            root = copies.fresh()
            with inside(bench, root):
                for name, figure in write(bench, job, results if number == 0 else None):
                    found.setdefault(name, []).append(figure)
            copies.drop(root)
    for name, figures in found.items():
        bench.keep(name, figures)


def write(bench: Bench, job: Job, results: Results | None) -> Iterator[tuple[str, Figure]]:
    """Do one job in a tree that netra has not seen, and undo it; then both again, as it is known by then."""
    for known in ("cold", "warm"):
        yield f"{job.name}, --apply, {known} cache", bench.once([*job.command, "--apply"])
        if results is not None and known == "cold":
            results.wrong += examine(bench, job, results)
        yield f"{job.name}, undo", bench.once(UNDO)
        if results is not None and contents(bench.root) != results.files:
            results.wrong.append(f"{job.name}: undo gives other files than there were")


def examine(bench: Bench, job: Job, results: Results) -> Iterator[str]:
    """Say what is wrong with the tree after a job was done."""
    found = results.take(f"netra, {job.name}", job, bench.root)
    if found is None:
        yield f"{job.name}: a file does not parse"
    elif found.lost or found.found or not found.changed:
        yield f"{job.name}: {found.lost} imports are lost and {found.found} new"
    before = contents(bench.root)
    again = subprocess.run([*job.command, "--apply"], cwd=bench.root, capture_output=True, check=False)
    print(f"{job.name}, a second time: {again.stderr.decode().partition(chr(10))[0]}", file=sys.stderr)
    if contents(bench.root) != before:
        yield f"{job.name}: a second run changes something"


@contextmanager
def inside(bench: Bench, root: Path) -> Iterator[None]:
    """Let a bench measure in another copy."""
    kept, bench.root = bench.root, root
    # Of a copy git knows no file by its stat until it has looked.
    subprocess.run(["git", "status"], cwd=root, check=True, stdout=subprocess.DEVNULL)
    try:
        yield
    finally:
        bench.root = kept


def measure_peers(bench: Bench, copies: Copies, results: Results) -> None:
    """Measure the peers once each: they take minutes."""
    for name, peer in PEERS.items():
        root = copies.fresh()
        with inside(bench, root):
            try:
                with at_most(LONGEST):
                    figure = bench.once(["nice", "-n", "10", sys.executable, str(PEER), peer, str(root)])
            except SystemExit as error:
                print(f"{name}: {error}", file=sys.stderr)
            else:
                bench.keep(name, [figure])
                if peer != "print":
                    results.take(name, RENAME, root)
        copies.drop(root)


@contextmanager
def at_most(seconds: int) -> Iterator[None]:
    """Let no program run longer, in CPU seconds."""
    kept = resource.getrlimit(resource.RLIMIT_CPU)
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, kept[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_CPU, kept)


def print_ratios(bench: Bench) -> None:
    """Print what docs/performance.md promises."""
    command, _, rope = PEERS
    for ours in (PLANNED, "rename, --apply, warm cache", "rename, --apply, cold cache"):
        bench.ratio(command, ours, "at least 40")
        bench.ratio(rope, ours, "at least 15")
    bench.ratio(UNTOUCHED, SEARCHED, "about 1")
    bench.ratio(UNTOUCHED, GREPPED, "about 1")
    for job in (RENAME, MOVE):
        memory = bench.figures[f"{job.name}, --apply, cold cache"].memory
        print(f"| memory of {job.name}, --apply, cold cache (MB) | {memory:.0f} | 300 |")


if __name__ == "__main__":
    main()
