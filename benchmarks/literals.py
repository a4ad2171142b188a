"""Measure the index of string literals on one corpus, and print the figures of docs/literals.md.

usage: python -m benchmarks.literals CORPUS [--runs N]

CORPUS is a git repository of Home Assistant; it is copied first. Figures are medians of CPU seconds (user and
system, children included). Questions in process are asked of an index that is open: 500 values that exist and
500 of which one letter has been dropped. Larger vocabularies: benchmarks.large.
"""

from __future__ import annotations

import argparse
import random
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
from itertools import count
from pathlib import Path

from benchmarks.figures import Bench, edit, forget, prepare
from netra_tools.literals.postings import INDEX
from netra_tools.literals.question import Question
from netra_tools.literals.store import Store
from netra_tools.literals.validate import Index

ASKED = 500
KNOWN = "entity_id"
SLIP = "entity_idd"


def main() -> None:
    """Copy the corpus, measure, print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--runs", type=int, default=5)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        root = Path(scratch) / "corpus"
        shutil.copytree(
            arguments.corpus, root, symlinks=True, ignore=shutil.ignore_patterns(".netra", "*_cache")
        )
        prepare(root)
        subprocess.run(["git", "status"], cwd=root, check=True, stdout=subprocess.DEVNULL)
        bench = Bench(root, arguments.runs)
        print("| command | CPU s | wall s | memory MB |\n|---|---|---|---|")
        measure(bench)
        print("\n| ratio | measured | limit |\n|---|---|---|")
        bench.ratio("scan, cold", "check, cold", "1.3")
        bench.ratio("validate, known", "python -c pass", "5")
        bench.ratio("validate, near", "python -c pass", "10")
        print()
        tell_size(root / ".netra/cache" / INDEX)
        tell_warm(root)


def measure(bench: Bench) -> None:
    """Measure the commands."""
    netra = [sys.executable, "-m", "netra_tools"]
    files = sorted(bench.root.glob("homeassistant/components/*/sensor.py"))
    numbers = count()
    bench.measure("python -c pass", [sys.executable, "-c", "pass"])
    bench.measure("check, cold", [*netra, "check", "--statistics"], lambda: forget(bench.root))
    scan = [*netra, "literals", "scan"]
    bench.measure("scan, cold", scan, lambda: forget(bench.root))
    bench.measure("scan, 10 files changed", scan, lambda: edit(files[:10], next(numbers)))
    time.sleep(2.5)  # what was written just now is not trusted yet
    bench.measure("scan, nothing changed", scan)
    validate = [*netra, "literals", "validate"]
    bench.measure("validate, 10 files changed", [*validate, KNOWN], lambda: edit(files[:10], next(numbers)))
    time.sleep(2.5)
    bench.measure("validate, known", [*validate, KNOWN])
    bench.measure("validate, near", [*validate, SLIP])


def tell_size(path: Path) -> None:
    """Print how large the index is, and what it holds."""
    with sqlite3.connect(path) as connection:
        (values,) = connection.execute("select count(*) from texts").fetchone()
        (places,) = connection.execute("select sum(length(postings)) / 4 from texts").fetchone()
        (words,) = connection.execute("select count(*) from texts where weight > 0").fetchone()
    connection.close()
    size = path.stat().st_size / 1e6
    print(f"index: {size:.1f} MB for {places:,} places of {values:,} values, {words:,} of the vocabulary")


def tell_warm(root: Path) -> None:
    """Print how long questions take in a process that has the index open."""
    store = Store(str(root / ".netra/cache"))
    chosen = [text.value for text in store.texts() if 6 < len(text.value) < 40 and text.value.isidentifier()]
    known = random.Random(1).sample(sorted(chosen), ASKED)
    index = Index(store, str(root))
    for name, values in (
        ("known", known),
        ("one letter dropped", [value[:3] + value[4:] for value in known]),
    ):
        times = sorted(ask(index, value) for value in values)
        print(f"in process, {name}: median {times[ASKED // 2]:.1f} ms, p99 {times[ASKED * 99 // 100]:.1f} ms")
    store.close()


def ask(index: Index, value: str) -> float:
    """Ask one question; give the milliseconds of CPU it took."""
    started = time.process_time()
    index.answer(Question(value))
    return (time.process_time() - started) * 1000


if __name__ == "__main__":
    main()
