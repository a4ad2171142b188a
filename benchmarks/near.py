"""Measure how often the value that was meant comes first, or among the first five.

usage: python -m benchmarks.near CORPUS [--pairs FILE] [--misses] [--values N]

CORPUS is a checkout of Home Assistant; its vocabulary are the values without white space, of at most 120
characters and with two letters in a row. `near_pairs.jsonl` holds a question, what was wanted, also what is
as right, and the kind of mistake. The kinds up to "separator" were made by a seeded procedure from values
that occur three times or more, leaving out a question to which another value is nearer in letters or that is
another value in another style; "misspelling" puts well-known misspellings into values that hold the word; the
rest was written by hand before the first measurement.

`--values` fills the vocabulary up with made values, to see what a larger one costs.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import resource
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from netra_tools.facts.read import read_source
from netra_tools.literals.indexing import in_memory
from netra_tools.literals.lexicon import LONGEST, Lexicon
from netra_tools.literals.near import suggest
from netra_tools.literals.words import split_words

PAIRS = Path(__file__).with_name("near_pairs.jsonl")


def main() -> int:
    """Print the share of right answers by kind, and what a question costs."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--pairs", type=Path, default=PAIRS)
    parser.add_argument("--misses", action="store_true", help="print what did not come first")
    parser.add_argument("--values", type=int, default=0)
    options = parser.parse_args()
    counts = vocabulary(options.corpus)
    values = [(value, count, "") for value, count in sorted(counts.items())]
    values.extend((value, 1, "") for value in made(list(counts), options.values))
    started = time.process_time()
    lexicon = in_memory(values)
    size = sum(row[0] for row in lexicon.connection.execute(
        "select sum(pgsize) from dbstat where name like 'lexicon_%' and name not like 'lexicon_value%' "
        "or name like 'sqlite_auto%'"))  # fmt: skip
    print(f"{len(values)} values, built in {time.process_time() - started:.2f} s, index {size / 1e6:.2f} MB")
    pairs = [json.loads(line) for line in options.pairs.read_text().splitlines()]
    usable = [pair for pair in pairs if pair["wanted"] in counts and pair["query"] not in counts]
    print(f"{len(pairs)} pairs, {len(usable)} of this corpus")
    report(usable, lexicon, options.misses)
    print(f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")
    return 0


def vocabulary(corpus: Path) -> Counter[str]:
    """Count the values of a checkout that look like vocabulary."""
    counts: Counter[str] = Counter()
    for path in sorted(corpus.rglob("*.py")):
        counts.update(literal.value for literal in read_source(path.read_bytes()).literals)
    return Counter({value: count for value, count in counts.items() if is_vocabulary(value)})


def is_vocabulary(value: str) -> bool:
    """Whether a value may be a candidate."""
    return len(value) <= LONGEST and not re.search(r"\s", value) and bool(re.search("[A-Za-z]{2}", value))


def made(values: list[str], wanted: int) -> Iterator[str]:
    """Make values from the words of others until there are as many as wanted."""
    chance = random.Random(1)
    words = [word for value in values for word in split_words(value)]
    for _ in range(wanted - len(values)):
        yield "_".join(chance.choice(words) for _ in range(chance.randrange(2, 7)))


def report(pairs: list[dict[str, Any]], lexicon: Lexicon, misses: bool) -> None:
    """Print the shares by kind and over all, then the time of a question."""
    kinds: dict[str, list[tuple[bool, bool]]] = defaultdict(list)
    spent = []
    for pair in pairs:
        started = time.process_time()
        found = [suggestion.value for suggestion in suggest(pair["query"], lexicon)]
        spent.append(1000 * (time.process_time() - started))
        right = {pair["wanted"], *pair.get("also", ())}
        kinds[pair["kind"]].append((bool(right & {*found[:1]}), bool(right & {*found})))
        if misses and not right & {*found[:1]}:
            print(f"{pair['kind']}: {pair['query']} -> {pair['wanted']}, found {found}")
    print(f"{'kind':14} pairs  top 1  top 5")
    everything = [each for found in kinds.values() for each in found]
    for kind, found in [*kinds.items(), ("all", everything)]:
        first, among = (sum(column) / len(found) for column in zip(*found, strict=True))
        print(f"{kind:14} {len(found):5}  {first:.3f}  {among:.3f}")
    spent.sort()
    print(f"a question: median {spent[len(spent) // 2]:.1f} ms, p99 {spent[len(spent) * 99 // 100]:.1f} ms")


if __name__ == "__main__":
    sys.exit(main())
