"""A thousand learnings, the same in every run, and what adding, indexing and searching them takes.

python -m benchmarks.learnings [COUNT]
"""

from __future__ import annotations

import random
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from netra_tools.learnings.fragment import fragment_of, indented
from netra_tools.learnings.model import FOLDER, SEVERITIES, Learning
from netra_tools.learnings.wording import natural

COUNT = 1000
RUNS = 9
TOPICS = ("builds", "caching", "concurrency", "configuration", "databases", "imports", "network", "parsing")
_PARTS = "cache lock queue parser session index token worker journal graph schema router config client"
PARTS = _PARTS.split()
_FAULTS = "stale lost doubled blocked leaked truncated reordered misread swallowed delayed corrupted"
FAULTS = _FAULTS.split()
_CAUSES = "retry timeout race encoding offset default fallback signal boundary rollback threshold"
CAUSES = _CAUSES.split()
_VERBS = "flushes reads merges copies compares releases counts splits writes resolves validates"
VERBS = _VERBS.split()
QUERIES = ("stale cache", "what blocked the worker", "parser_offset", "validating schemas", "nonsense")


def learnings(count: int = COUNT) -> list[Learning]:
    """Make learnings."""
    chance = random.Random(7)
    return [learning(chance, number) for number in range(count)]


def learning(chance: random.Random, number: int) -> Learning:
    """Make one learning of about 150 words."""
    part, fault, cause = chance.choice(PARTS), chance.choice(FAULTS), chance.choice(CAUSES)
    return Learning(
        f"L-{number:04}",
        chance.choice(SEVERITIES),
        f"2025-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}",
        TOPICS[number % len(TOPICS)],
        f"The {part} of `{chance.choice(PARTS)}_{cause}` was {fault} after a {cause} ({number})",
        sentences(chance, 4),
        sentences(chance, 3),
        sentences(chance, 4),
        sentences(chance, 2),
        files=tuple(f"app/{chance.choice(PARTS)}/{chance.choice(PARTS)}.py" for _ in range(2)),
        commits=(f"{chance.getrandbits(28):07x}",),
        keywords=(part, fault, cause),
    )


def sentences(chance: random.Random, count: int) -> str:
    """Write sentences."""
    return " ".join(
        f"When the {chance.choice(PARTS)} {chance.choice(VERBS)} {chance.choice(FAULTS)} entries, the"
        f" {chance.choice(PARTS)}{chance.randint(1, 400)} {chance.choice(VERBS)} one {chance.choice(CAUSES)}."
        for _ in range(count)
    )


def write(root: Path, every: list[Learning]) -> None:
    """Write learnings into the files of their topics, in the order in which they would be added."""
    (root / FOLDER).mkdir(parents=True)
    for topic in TOPICS:
        members = sorted([one for one in every if one.category == topic], key=lambda one: natural(one.id))
        blocks = ["\n".join(indented(fragment_of(one).split("\n"))) for one in members]
        text = "\n".join(
            ['<?xml version="1.0" encoding="UTF-8"?>', "<learnings>", *blocks, "</learnings>", ""]
        )
        (root / FOLDER / f"{topic}.xml").write_text(text, encoding="utf-8")


def took(root: Path, *words: str, runs: int = 1) -> str:
    """Run netra as a process of its own, and say how long it took."""
    wall, cpu = [], []
    for _ in range(runs):
        before, started = used(), time.perf_counter()
        command = [sys.executable, "-m", "netra_tools", "learnings", *words]
        subprocess.run(command, cwd=root, check=False, capture_output=True)
        wall.append(time.perf_counter() - started)
        cpu.append(used() - before)
    return f"{statistics.median(wall) * 1000:.0f} ms, of these {statistics.median(cpu) * 1000:.0f} ms CPU"


def used() -> float:
    """Give the CPU seconds of all that was run so far."""
    found = resource.getrusage(resource.RUSAGE_CHILDREN)
    return found.ru_utime + found.ru_stime


def main() -> None:
    """Print the figures."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else COUNT
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        subprocess.run(["git", "init", "-q", folder], check=True)
        write(root, learnings(count))
        size = sum(file.stat().st_size for file in (root / FOLDER).iterdir())
        print(f"{count} learnings, {size:,} bytes in {len(TOPICS)} files")
        print(f"first search, nothing is kept yet: {took(root, 'search', 'stale')}")
        for query in QUERIES:
            print(f"search {query!r}: {took(root, 'search', query, runs=RUNS)}")
        print(f"search --path: {took(root, 'search', '--path', 'app/cache', runs=RUNS)}")
        print(f"index: {took(root, 'index')}; --check: {took(root, 'index', '--check', runs=RUNS)}")
        print(f"add, with the index: {took(root, 'add', '--title', 'One more', '--problem', 'it was late')}")


if __name__ == "__main__":
    main()
