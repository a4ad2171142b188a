"""Measure the index of string literals with millions of values: time, memory, size, cost of a question.

usage: python -m benchmarks.large CORPUS [--values N] [--batch N] [--keep DIRECTORY]

CORPUS is a checkout of Home Assistant. Values are made in the forms of those that it holds (words, style and
separators), of its words as often as they occur there; one word in fifty is a new one, so that the number of
words grows with the values as in a larger repository. A value stands at two places on average, a file holds
sixty. They are written by what a scan writes with, in one update, or in several of N values with `--batch`.
Making values is not in the figures, nor is reading and judging sources. A question is timed in a process of
its own, with the file in memory and with its pages dropped, and in a process that has the index open.
"""

from __future__ import annotations

import argparse
import os
import random
import re
import sqlite3
import subprocess
import sys
import tempfile
import time
from array import array
from collections.abc import Iterator
from contextlib import closing
from itertools import accumulate, chain, count, islice
from pathlib import Path
from statistics import median

from benchmarks.near import vocabulary
from netra_tools.literals.categories import VOCABULARY
from netra_tools.literals.postings import INDEX, REASON_SHIFT
from netra_tools.literals.question import Question
from netra_tools.literals.store import Store
from netra_tools.literals.validate import Index
from netra_tools.literals.write import Entry, Taken, update

PER_FILE = 30  # values that are new; as many places repeat one
REPEATED = 100_000  # values of which those are taken
NEW_WORD = 0.02
ASKED = 300
PEAK = re.compile(r"VmHWM:\s+(\d+)")  # getrusage would count what the parent had
WORD = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+")
ASK = """
import sys, time
started = time.perf_counter()
from netra_tools.literals.question import Question
from netra_tools.literals.store import Store
from netra_tools.literals.validate import Index
Index(Store(sys.argv[1]), "").answer(Question(sys.argv[2]))
print(time.perf_counter() - started, open("/proc/self/status").read().partition("VmHWM:")[2].split()[0])
"""


def main() -> None:
    """Make the index, and ask it."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--values", type=int, default=5_000_000)
    parser.add_argument("--batch", type=int, default=0)
    parser.add_argument("--keep", help="make the index here, or ask the one that is there")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        directory = options.keep or scratch
        os.makedirs(directory, exist_ok=True)
        if not Path(directory, INDEX).exists():
            build(directory, Maker(options.corpus), options.values, options.batch or options.values)
        tell_size(directory)
        asked = sample(directory)
        tell_cold(directory, asked[:10])
        tell_warm(directory, asked)


class Maker:
    """Makes values that look like those of a corpus."""

    def __init__(self, corpus: Path) -> None:
        self.chance = random.Random(1)
        self.forms = sorted(vocabulary(corpus))
        self.words: list[str] = [word.lower() for form in self.forms for word in WORD.findall(form)]

    def values(self) -> Iterator[str]:
        """Make values without end, each once."""
        seen: set[int] = set()  # hashes: the values would take three times as much
        while True:
            value = WORD.sub(self.word, self.chance.choice(self.forms))
            if hash(value) not in seen:
                seen.add(hash(value))
                yield value

    def word(self, match: re.Match[str]) -> str:
        """Give a word in the case of another."""
        word = self.chance.choice(self.words)
        if self.chance.random() < NEW_WORD:
            other = self.chance.choice(self.words)
            word = word[: 1 + len(word) // 2] + other[len(other) // 2 :]
            self.words.append(word)
        like: str = match[0]
        if like.islower():
            return word
        return word.upper() if like.isupper() and len(like) > 1 else word.capitalize()

    def entries(self) -> Iterator[Entry]:
        """Make files without end."""
        values = self.values()
        old: list[str] = []
        for number in count(1):
            fresh = list(islice(values, PER_FILE))
            repeated = self.chance.choices(old or fresh, k=PER_FILE)
            old += fresh
            if len(old) > REPEATED:
                old = self.chance.sample(old, REPEATED // 2)
            module = f"package_{number % 997}.module_{number}"
            taken = self.taken([*fresh, *repeated])
            yield Entry(module.replace(".", "/") + ".py", self.chance.randbytes(20), module, 0, taken)

    def taken(self, values: list[str]) -> Taken:
        """Say where values stand in a file."""
        numbers = {value: at for at, value in enumerate(dict.fromkeys(values))}
        codes = [
            number << REASON_SHIFT | number % VOCABULARY
            for number in self.chance.choices(range(40), k=len(values))
        ]
        lines = list(accumulate(self.chance.choices(range(1, 8), k=len(values))))
        starts = self.chance.choices(range(4, 60), k=len(values))
        columns = (
            [numbers[value] for value in values],
            codes,
            lines,
            starts,
            lines,
            [start + len(value) for start, value in zip(starts, values, strict=True)],
        )
        return Taken(tuple(numbers), array("I", chain(*columns)).tobytes(), b"")


def build(directory: str, maker: Maker, values: int, batch: int) -> None:
    """Make the index, and print what it took."""
    store = Store(directory)
    generation = store.begin("large")
    store.commit()
    entries = maker.entries()
    for at in range(0, values, batch):
        made = Timed(islice(entries, min(batch, values - at) // PER_FILE))
        started = time.process_time()
        update(store, made, (), generation)
        spent = time.process_time() - started - made.seconds
        print(f"from value {at:,}: {spent:.1f} s of CPU, memory {memory():.0f} MB", flush=True)
    store.close()


class Timed:
    """Hands on files, and counts the seconds of CPU that it took to make them."""

    def __init__(self, entries: Iterator[Entry]) -> None:
        self.entries = entries
        self.seconds = 0.0

    def __iter__(self) -> Iterator[Entry]:
        while True:
            started = time.process_time()
            entry = next(self.entries, None)
            self.seconds += time.process_time() - started
            if entry is None:
                return
            yield entry


def memory() -> float:
    """Give the most memory that this process has had, in MB."""
    return int(PEAK.findall(Path("/proc/self/status").read_text())[0]) / 1024


def tell_size(directory: str) -> None:
    """Print how large the index is, and its parts."""
    path = Path(directory, INDEX)
    with closing(sqlite3.connect(path)) as connection:
        counts = [
            connection.execute(f"select count(*) from {table}").fetchone()[0]
            for table in ("texts", "lexicon_word", "files")
        ]
        parts = connection.execute(
            "select name, sum(pgsize) / 1e6 from dbstat group by name order by 2 desc limit 6"
        ).fetchall()
    print("{:,} values, {:,} words, {:,} files".format(*counts))
    print(f"{path.stat().st_size / 1e6:.0f} MB:", ", ".join(f"{name} {size:.0f}" for name, size in parts))


def sample(directory: str) -> list[str]:
    """Give values of the index, the same each time."""
    chance = random.Random(1)
    with closing(Store(directory)) as store:
        last = store.ask("select max(id) from texts").fetchone()[0]
        texts = [store.text(chance.randint(1, last)) for _ in range(20 * ASKED)]
    values = [text.value for text in texts if text is not None]
    return [value for value in values if 6 < len(value) < 40 and value.isidentifier()][:ASKED]


def slipped(value: str) -> str:
    """Drop a letter."""
    return value[:3] + value[4:]


def tell_cold(directory: str, values: list[str]) -> None:
    """Print how long a question takes in a process of its own, without the start of Python."""
    for name, asked in (("known", values), ("one letter dropped", [slipped(value) for value in values])):
        for drop in (True, False):
            found = [ask_cold(directory, value, drop) for value in asked]
            state = "pages dropped" if drop else "pages in memory"
            seconds, most = median(row[0] for row in found), max(row[1] for row in found)
            print(f"own process, {name}, {state}: median {1000 * seconds:.0f} ms, memory {most:.0f} MB")


def ask_cold(directory: str, value: str, drop: bool) -> tuple[float, float]:
    """Ask one question in a process of its own: seconds and MB."""
    if drop:
        with open(Path(directory, INDEX), "rb") as file:
            os.fsync(file.fileno())
            os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
    command = [sys.executable, "-c", ASK, directory, value]
    seconds, most = subprocess.run(command, check=True, capture_output=True, text=True).stdout.split()
    return float(seconds), int(most) / 1024


def tell_warm(directory: str, values: list[str]) -> None:
    """Print how long questions take in a process that has the index open, and how often they are right."""
    with closing(Store(directory)) as store:
        index = Index(store, "")
        tell_times("known", [ask(index, value)[0] for value in values])
        answers = [ask(index, slipped(value)) for value in values]
        tell_times("one letter dropped", [milliseconds for milliseconds, _ in answers])
    right = [
        (found[:1] == [value], value in found) for value, (_, found) in zip(values, answers, strict=True)
    ]
    first, among = (sum(column) / len(right) for column in zip(*right, strict=True))
    print(f"found first {first:.3f}, among five {among:.3f}; memory {memory():.0f} MB")


def ask(index: Index, value: str) -> tuple[float, list[str]]:
    """Ask one question: milliseconds of CPU, and what may have been meant."""
    started = time.process_time()
    answer = index.answer(Question(value))
    return 1000 * (time.process_time() - started), [meant.value for meant in answer.suggestions]


def tell_times(name: str, times: list[float]) -> None:
    """Print the middle and the highest of some times."""
    times.sort()
    middle, high = times[len(times) // 2], times[len(times) * 99 // 100]
    print(f"open, {name}: median {middle:.1f} ms, p99 {high:.1f} ms")


if __name__ == "__main__":
    main()
