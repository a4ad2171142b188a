"""Measure and check changes of one corpus, beside libcst and rope; print the table of docs/performance.md.

usage: python -m benchmarks.changes CORPUS [--runs N] [--with-peers]

CORPUS is a git repository of Home Assistant; nothing is written into it: each run that writes gets a fresh
copy in a temporary directory. Two jobs: `homeassistant.util.dt` becomes `homeassistant.util.clock`, and
`homeassistant/util` becomes `homeassistant/toolbox`. Of the second is checked that every file parses, that a
second run changes nothing and that undo gives every byte back; if not, this exits 1. That no import is broken
and no old name left is the word of netra's own gates, all of which run but those that other programs are for.

Figures are medians of CPU seconds (user and system, children included), the memory is that of the largest
process. Peers take minutes and are asked for with --with-peers; they run once, each on a copy of the tree.
pip install '.[benchmarks]' brings them, and the compiled netra.
"""

from __future__ import annotations

import argparse
import ast
import hashlib
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from benchmarks.figures import Bench, Figure, compile_programs, forget

NETRA = [sys.executable, "-m", "netra_tools"]
RENAME = [*NETRA, "structure", "move", "homeassistant.util.dt", "homeassistant.util.clock", "--no-diff"]
MOVE = [*NETRA, "structure", "move", "homeassistant/util", "homeassistant/toolbox", "--no-diff"]
UNDO = [*NETRA, "changes", "undo"]
# What is called so already: to find that out takes a look at every file.
NOTHING = [*NETRA, "imports", "migrate", "homeassistant.util.gone", "homeassistant.util.dt", "--no-diff"]
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
COLD, WARM = "rename, cold cache", "rename, warm cache"
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
        copies = Copies(arguments.corpus, Path(scratch))
        bench = Bench(copies.fresh(), arguments.runs)
        compile_programs()
        print("| command | CPU s | wall s | memory MB |\n|---|---|---|---|")
        measure_plans(bench)
        copies.drop(bench.root)
        wrong = measure_writes(bench, copies)
        if arguments.with_peers:
            measure_peers(bench, copies)
        print("\n| ratio | measured | limit |\n|---|---|---|")
        print_ratios(bench)
    for problem in wrong:
        print(f"WRONG: {problem}")
    raise SystemExit(bool(wrong))


class Copies:
    """Makes copies of the corpus, as git has them."""

    def __init__(self, corpus: Path, scratch: Path) -> None:
        self.corpus = corpus
        self.scratch = scratch
        self.count = 0

    def fresh(self) -> Path:
        """Make one; without git, and what others left in the corpus."""
        self.count += 1
        root = self.scratch / f"corpus{self.count}"
        command = ["git", "clone", "--quiet", "--no-hardlinks", str(self.corpus.resolve()), str(root)]
        subprocess.run(command, check=True)
        return root

    def drop(self, root: Path) -> None:
        """Remove one."""
        shutil.rmtree(root)


def measure_plans(bench: Bench) -> None:
    """Measure what writes nothing but the cache."""
    bench.measure("read all files and search their bytes", [sys.executable, "-c", SEARCH])
    bench.measure("git grep -l", ["git", "grep", "-l", "--fixed-strings", "gone", "--", "*.py"])
    bench.measure("netra check, cold cache", [*NETRA, "check", "--statistics"], lambda: forget(bench.root))
    bench.measure(COLD, RENAME, lambda: forget(bench.root))
    time.sleep(TRUSTED_AFTER)
    bench.measure(WARM, RENAME)
    bench.measure("migration that touches nothing", NOTHING)
    bench.measure("move, warm cache", MOVE)


def measure_writes(bench: Bench, copies: Copies) -> list[str]:
    """Measure what writes, each time on a copy; say what is not as it should be."""
    wrong: list[str] = []
    found: dict[str, list[Figure]] = {}
    for number in range(bench.runs):
        for job, command in (("rename", RENAME), ("move", MOVE)):
            root = copies.fresh()
            with inside(bench, root):
                write(bench, job, command, found, check=wrong if number == 0 else None)
            copies.drop(root)
    for name, figures in found.items():
        bench.keep(name, figures)
    return wrong


def write(
    bench: Bench, job: str, command: list[str], found: dict[str, list[Figure]], check: list[str] | None
) -> None:
    """Do one job with --apply, do it again, and undo it; look at the files in between where asked."""
    before = contents(bench.root) if check is not None else {}
    found.setdefault(f"{job}, --apply, cold cache", []).append(bench.once([*command, "--apply"]))
    if check is not None:
        check += [f"{job}: {problem}" for problem in compare(bench, command, before)]
    found.setdefault(f"{job}, undo", []).append(bench.once(UNDO))
    if check is not None and contents(bench.root) != before:
        check.append(f"{job}: undo gives other files than there were")


def compare(bench: Bench, command: list[str], before: dict[str, str]) -> Iterator[str]:
    """Say what is wrong with the files after a job was done."""
    after = contents(bench.root)
    print(f"{command[5]}: {len(set(after.items()) - set(before.items()))} files differ", file=sys.stderr)
    if after == before:
        yield "nothing was done"
    yield from unparsed(bench.root, set(after))
    again = subprocess.run([*command, "--apply"], cwd=bench.root, capture_output=True, check=False)
    if contents(bench.root) != after:
        yield f"a second run changes something: {again.stdout[:200]!r}"


def contents(root: Path) -> dict[str, str]:
    """Give the digest and the mode of every file that is not git's or netra's own."""
    found = {}
    for folder, folders, names in os.walk(root):
        folders[:] = [name for name in folders if name not in (".git", ".netra")]
        for name in names:
            path = Path(folder, name)
            digest = hashlib.sha256(path.read_bytes()).hexdigest()
            found[str(path.relative_to(root))] = f"{digest} {path.stat().st_mode:o}"
    return found


def unparsed(root: Path, paths: set[str]) -> Iterator[str]:
    """Name the files that do not parse, as this Python's own parser or, for what is newer, netra's says."""
    from netra_tools.facts.read import read_source

    for path in sorted(path for path in paths if path.endswith(".py")):
        data = (root / path).read_bytes()
        try:
            ast.parse(data)
        except (SyntaxError, ValueError) as error:
            if read_source(data).problems:
                yield f"{path} does not parse: {error}"


@contextmanager
def inside(bench: Bench, root: Path) -> Iterator[None]:
    """Let a bench measure in another copy."""
    kept, bench.root = bench.root, root
    subprocess.run(["git", "status"], cwd=root, check=True, stdout=subprocess.DEVNULL)
    try:
        yield
    finally:
        bench.root = kept


def measure_peers(bench: Bench, copies: Copies) -> None:
    """Measure the peers once each: they take minutes."""
    for name, peer in PEERS.items():
        root = copies.fresh()
        with inside(bench, root), at_most(LONGEST):
            bench.keep(name, [bench.once([sys.executable, str(PEER), peer, str(root)])])
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
    for ours in (COLD, WARM):
        bench.ratio(command, ours, "at least 40")
        bench.ratio(rope, ours, "at least 15")
    bench.ratio("migration that touches nothing", "read all files and search their bytes", "about 1")
    for job in ("rename", "move"):
        memory = bench.figures[f"{job}, --apply, cold cache"].memory
        print(f"| memory of {job}, --apply (MB) | {memory:.0f} | 300 |")


if __name__ == "__main__":
    main()
