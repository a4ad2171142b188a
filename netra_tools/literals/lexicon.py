"""The index that finds candidates: which words there are, which values hold them, how words are spelt.

    lexicon_word     id, word, held                 held: how many values hold it
    lexicon_held     id * LENGTHS + length, ids     the values of `length` different words that hold a word
    lexicon_gram     gram, ids                      the words that hold three letters in a row
    lexicon_value    id, value, weight, category    the owner's table or view; a value may have several rows

One id is kept as an integer, more as 32-bit integers in their order. The words are singular, so the
thesaurus is no part of the index: it widens the question. A connection to ":memory:" is the form
that works without a file.
"""

from __future__ import annotations

import heapq
import sqlite3
from array import array
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Final, NamedTuple

from netra_tools.literals.thesaurus import Thesaurus
from netra_tools.literals.words import HOLE, singular, split_words

LENGTHS: Final = 8  # values of seven words and more are one class
LONGEST: Final = 120  # a longer value is no candidate
_SHORTEST_SPELT: Final = 4
_LONGEST_SPELT: Final = 32  # a longer "word" is a digest or the like
_SCHEMA = """
create table if not exists lexicon_word
    (id integer primary key, word text not null unique, held integer not null);
create table if not exists lexicon_held (id integer primary key, ids not null);
create table if not exists lexicon_gram (gram text primary key, ids not null) without rowid;
"""
_IN_ONE = 30_000  # SQLite takes 32,766 parameters
_MANY: Final = 20_000  # words asked for beyond which it pays to read all there are
_MOST_KEPT: Final = 200_000  # of them; they take about 200 bytes each


class Word(NamedTuple):
    """A word that values hold, and how many of them."""

    id: int
    word: str
    held: int


class Entry(NamedTuple):
    """One row of a value: in one category, found so many times."""

    id: int
    value: str
    weight: int
    category: str


class Lexicon:
    """Reads the index; each method asks for all it needs at once."""

    def __init__(self, connection: sqlite3.Connection, thesaurus: Thesaurus | None = None) -> None:
        self.connection = connection
        self.thesaurus = thesaurus or Thesaurus()
        self._asked = 0
        self._kept: dict[str, Word] = {}
        self._kept_of: object = None

    def words(self, words: Iterable[str]) -> dict[str, Word]:
        """Give those of some words that are known."""
        keys = list(words)
        self._asked += len(keys)
        if self._asked > _MANY and self._keep():
            return {key: self._kept[key] for key in keys if key in self._kept}
        return {row[1]: row for row in self.find("word", keys)}

    def _keep(self) -> bool:
        """Keep all words as they are now, unless there are too many: a lookup then asks no database."""
        last: int = self.connection.execute("select coalesce(max(id), 0) from lexicon_word").fetchone()[0]
        state = self.connection.execute("pragma data_version").fetchone(), self.connection.total_changes
        if last <= _MOST_KEPT and state != self._kept_of:
            rows = self.connection.execute("select id, word, held from lexicon_word")
            self._kept = {row[1]: Word(*row) for row in rows}
            self._kept_of = state
        return last <= _MOST_KEPT

    def spelt(self, ids: Iterable[int]) -> list[Word]:
        """Give words by their ids."""
        return self.find("id", list(ids))

    def find(self, column: str, keys: Sequence[object]) -> list[Word]:
        """Give words by their ids, or as they are spelt."""
        rows: list[Word] = []
        for at in range(0, len(keys), _IN_ONE):
            part = keys[at : at + _IN_ONE]
            found = self.connection.execute(
                f"select id, word, held from lexicon_word where {column} in ({_marks(part)})", part
            )
            rows.extend(map(Word._make, found))
        return rows

    def like(self, pattern: str) -> list[Word]:
        """Give the words that a glob matches; one that begins with letters reads only those words."""
        found = self.connection.execute(
            "select id, word, held from lexicon_word where word glob ?", (pattern,)
        )
        return list(map(Word._make, found))

    def sharing(self, word: str) -> Counter[int]:
        """Count for each word how many letter triples it shares with one."""
        grams = sorted(spelling(word))
        shared: Counter[int] = Counter()
        for row in self.connection.execute(
            f"select ids from lexicon_gram where gram in ({_marks(grams)})", grams
        ):
            shared.update(unpack_ids(row[0]))
        return shared

    def holding(self, words: Iterable[int]) -> list[tuple[int, int, Sequence[int]]]:
        """Give the values that hold words: a word, how many words a value has, the values."""
        keys = [word * LENGTHS + length for word in words for length in range(1, LENGTHS)]
        found = self.connection.execute(
            f"select id, ids from lexicon_held where id in ({_marks(keys)})", keys
        )
        return [(*divmod(key, LENGTHS), unpack_ids(ids)) for key, ids in found]

    def entries(self, ids: Iterable[int]) -> list[Entry]:
        """Give the rows of some values."""
        keys = list(ids)
        found = self.connection.execute(
            f"select id, value, weight, category from lexicon_value where id in ({_marks(keys)})", keys
        )
        return list(map(Entry._make, found))


def create_tables(connection: sqlite3.Connection) -> None:
    """Make the tables of the index where they are missing; `lexicon_value` is the owner's."""
    for statement in _SCHEMA.split(";"):
        connection.execute(statement)


def indexed_words(value: str) -> frozenset[str]:
    """Return the different singular words of a value, without its holes."""
    return frozenset(singular(word) for word in split_words(value) if word != HOLE)


def highest(scores: Mapping[int, float], most: int) -> list[int]:
    """Return the keys of the highest scores, all or none of those that are equal as far as can be.

    What is found then does not hang on ids, which differ between an index built anew and one kept up.
    """
    if len(scores) <= most:
        return list(scores)
    least = heapq.nlargest(most, scores.values())[-1]
    first = [key for key, score in scores.items() if score >= least]
    if len(first) <= 2 * most:
        return first
    return [key for key in first if scores[key] > least] or sorted(first)[:most]


def spelling(word: str) -> frozenset[str]:
    """Return the letters of a word by threes, its ends marked; empty for numbers and for short words."""
    if word.isdigit() or not _SHORTEST_SPELT <= len(word) <= _LONGEST_SPELT:
        return frozenset()
    marked = f"^{word}$"
    return frozenset(marked[at : at + 3] for at in range(len(word)))


def unpack_ids(ids: int | bytes) -> Sequence[int]:
    """Read ids as they are kept."""
    if isinstance(ids, int):
        return (ids,)
    unpacked = array("I")
    unpacked.frombytes(ids)
    return unpacked


def _marks(keys: Sequence[object]) -> str:
    return ",".join("?" * len(keys))
