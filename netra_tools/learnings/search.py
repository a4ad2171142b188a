"""Finding learnings by words: BM25 over title, keywords, files and text, each with its weight."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final, NamedTuple

from netra_tools.learnings.model import SEVERITIES, TEXTS, Learning, pack, unpack
from netra_tools.learnings.terms import terms_of

SEARCH_VERSION: Final = 1  # goes up when terms or weights change
# How many times a term counts where it stands.
WEIGHTS: Final = {"title": 4, "keywords": 4, "id": 3, "takeaway": 2, "category": 2, "files": 2}
SATURATION, BY_LENGTH = 1.2, 0.6  # k1 and b of BM25
PREFIX: Final = 4  # letters from which on the beginning of a term is enough
PARTIAL: Final = 0.4  # what a term counts of which only the beginning was asked for


class Entry(NamedTuple):
    """A learning, and how often each term occurs in it, with the weight of where."""

    learning: Learning
    terms: Mapping[str, int]
    length: int


class Filters(NamedTuple):
    """What is asked besides words; what is empty is not asked."""

    severities: tuple[str, ...] = ()
    category: str = ""
    path: str = ""  # a file, or a folder with all below it


ANY: Final = Filters()


class Hit(NamedTuple):
    """A learning that was found."""

    learning: Learning
    score: float


def entry_of(learning: Learning) -> Entry:
    """Count the terms of a learning."""
    counts: Counter[str] = Counter()
    for name, weight in WEIGHTS.items():
        value = getattr(learning, name)
        for term in terms_of(value if isinstance(value, str) else " ".join(value)):
            counts[term] += weight
    plain = [getattr(learning, name) for name in TEXTS if name not in WEIGHTS]
    counts.update(terms_of(" ".join([*plain, learning.rest])))
    return Entry(learning, dict(counts), sum(counts.values()))


def pack_entry(entry: Entry) -> tuple[Any, ...]:
    """Turn an entry into plain values, which marshal takes."""
    return pack(entry.learning), entry.terms, entry.length


def unpack_entry(plain: Any) -> Entry:
    """Turn plain values back into an entry."""
    return Entry(unpack(plain[0]), plain[1], plain[2])


def search(entries: Sequence[Entry], query: str, filters: Filters = ANY) -> list[Hit]:
    """Give the learnings that fit, the best first; without words those that the filters leave."""
    terms = list(dict.fromkeys(terms_of(query)))
    left = [entry for entry in entries if passes(entry.learning, filters)]
    if not query.split():
        return sorted([Hit(entry.learning, 0.0) for entry in left], key=by_weight)
    ranked = Ranked(entries)
    hits = [Hit(entry.learning, ranked.score(entry, terms)) for entry in left]
    return sorted([hit for hit in hits if hit.score > 0], key=by_score)


class Ranked:
    """All learnings as BM25 sees them."""

    def __init__(self, entries: Sequence[Entry]) -> None:
        self.entries = entries
        self.mean = sum(entry.length for entry in entries) / len(entries) if entries else 1.0
        self.known: dict[str, list[tuple[str, float]]] = {}

    def score(self, entry: Entry, terms: Iterable[str]) -> float:
        """Say how well a learning answers terms; one that holds more of them wins."""
        found, total = 0, 0.0
        for term in terms:
            best = max([self.gain(entry, *meant) for meant in self.meant(term)], default=0.0)
            found += best > 0
            total += best
        return total * found

    def gain(self, entry: Entry, term: str, weight: float) -> float:
        """Say what one term adds."""
        count = entry.terms.get(term, 0)
        if not count:
            return 0.0
        norm = SATURATION * (1 - BY_LENGTH + BY_LENGTH * entry.length / self.mean)
        return weight * count * (SATURATION + 1) / (count + norm)

    def meant(self, term: str) -> list[tuple[str, float]]:
        """Give the terms that one stands for, with what each is worth: itself, else those that begin so."""
        if term not in self.known:
            names = [term]
            holding = sum(term in entry.terms for entry in self.entries)
            if not holding and len(term) >= PREFIX:
                names = sorted({one for entry in self.entries for one in entry.terms if one.startswith(term)})
            self.known[term] = [(name, self.worth(name) * (1.0 if holding else PARTIAL)) for name in names]
        return self.known[term]

    def worth(self, term: str) -> float:
        """Say what a term is worth: the rarer, the more."""
        holding = sum(term in entry.terms for entry in self.entries)
        return math.log(1 + (len(self.entries) - holding + 0.5) / (holding + 0.5))


def passes(learning: Learning, filters: Filters) -> bool:
    """Say whether a learning is of a severity, of a category and about a path, where these were asked for."""
    if filters.severities and learning.severity not in filters.severities:
        return False
    if filters.category and learning.category.lower() != filters.category.lower():
        return False
    return not filters.path or any(is_about(file, filters.path) for file in said_files(learning))


def said_files(learning: Learning) -> Iterator[str]:
    """Give the paths that a learning names, without their lines."""
    for file in learning.files:
        path, _, line = file.rpartition(":")
        yield (path if path and line.replace("-", "").isdecimal() else file).removeprefix("/")


def is_about(file: str, path: str) -> bool:
    """Say whether what a learning names is a path, lies below it, or is a folder that holds it."""
    file, path = file.rstrip("/"), path.rstrip("/")
    return path == "." or file == path or file.startswith(f"{path}/") or path.startswith(f"{file}/")


def by_score(hit: Hit) -> tuple[object, ...]:
    """Order hits: the best first, then by weight."""
    return (-round(hit.score, 6), *by_weight(hit))


def by_weight(hit: Hit) -> tuple[object, ...]:
    """Order learnings: the most severe first, then the latest, then by name."""
    one = hit.learning
    rank = SEVERITIES.index(one.severity) if one.severity in SEVERITIES else len(SEVERITIES)
    return (rank, [-ord(letter) for letter in one.date], one.id, one.path, one.line)
