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
from collections import Counter, defaultdict
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
_VALUES = """
create table lexicon_value (id integer not null, value text, weight integer, category text);
create index lexicon_value_id on lexicon_value (id);
"""
_IN_ONE = 30_000  # SQLite takes 32,766 parameters


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

    def words(self, words: Iterable[str]) -> dict[str, Word]:
        """Give those of some words that are known."""
        return {row[1]: row for row in self._words("word", list(words))}

    def spelt(self, ids: Iterable[int]) -> list[Word]:
        """Give words by their ids."""
        return self._words("id", list(ids))

    def _words(self, column: str, keys: Sequence[object]) -> list[Word]:
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
            shared.update(_unpack(row[0]))
        return shared

    def holding(self, words: Iterable[int]) -> list[tuple[int, int, Sequence[int]]]:
        """Give the values that hold words: a word, how many words a value has, the values."""
        keys = [word * LENGTHS + length for word in words for length in range(1, LENGTHS)]
        found = self.connection.execute(
            f"select id, ids from lexicon_held where id in ({_marks(keys)})", keys
        )
        return [(*divmod(key, LENGTHS), _unpack(ids)) for key, ids in found]

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


def in_memory(values: Iterable[tuple[str, int, str]]) -> Lexicon:
    """Build a lexicon of (value, weight, category) that lives as long as the process."""
    connection = sqlite3.connect(":memory:")
    create_tables(connection)
    connection.executescript(_VALUES)
    ids: dict[str, int] = {}
    rows = [(ids.setdefault(value, len(ids) + 1), value, *others) for value, *others in values]
    connection.executemany("insert into lexicon_value values (?, ?, ?, ?)", rows)
    add(connection, [(number, value) for value, number in ids.items()])
    return Lexicon(connection)


def add(connection: sqlite3.Connection, values: Iterable[tuple[int, str]]) -> None:
    """Index values by their ids, each of which is new to the index; costs what the change costs."""
    holders = _holders(values)
    known = {word.word: word for word in Lexicon(connection)._words("word", list(holders))}
    last = connection.execute("select coalesce(max(id), 0) from lexicon_word").fetchone()[0]
    unknown = [word for word in holders if word not in known]
    fresh = {word: Word(last + at, word, 0) for at, word in enumerate(unknown, 1)}
    rows = {**known, **fresh}
    connection.executemany(
        "insert or replace into lexicon_word values (?, ?, ?)",
        [(rows[w].id, w, rows[w].held + sum(map(len, lengths.values()))) for w, lengths in holders.items()],
    )
    for key, ids in _keyed(holders, rows).items():
        _store(connection, "held", key, sorted({*_stored(connection, "held", key), *ids}))
    for gram, ids in _grams(fresh.values()).items():
        _store(connection, "gram", gram, sorted({*_stored(connection, "gram", gram), *ids}))


def remove(connection: sqlite3.Connection, values: Iterable[tuple[int, str]]) -> None:
    """Take values out of the index, each with the id and the text it was added with."""
    holders = _holders(values)
    rows = {word.word: word for word in Lexicon(connection)._words("word", list(holders))}
    gone = []
    for word, lengths in holders.items():
        left = rows[word].held - sum(map(len, lengths.values()))
        if left:
            connection.execute("update lexicon_word set held = ? where id = ?", (left, rows[word].id))
        else:
            connection.execute("delete from lexicon_word where id = ?", (rows[word].id,))
            gone.append(rows[word])
    for key, ids in _keyed(holders, rows).items():
        _store(connection, "held", key, sorted({*_stored(connection, "held", key)} - {*ids}))
    for gram, ids in _grams(gone).items():
        _store(connection, "gram", gram, sorted({*_stored(connection, "gram", gram)} - {*ids}))


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


def _holders(values: Iterable[tuple[int, str]]) -> dict[str, dict[int, list[int]]]:
    """Give for each word the values that hold it, by how many words they have."""
    holders: dict[str, dict[int, list[int]]] = defaultdict(lambda: defaultdict(list))
    for number, value in values:
        if len(value) <= LONGEST:
            words = indexed_words(value)
            for word in words:
                holders[word][min(len(words), LENGTHS - 1)].append(number)
    return holders


def _keyed(holders: dict[str, dict[int, list[int]]], rows: dict[str, Word]) -> dict[int, list[int]]:
    return {
        rows[word].id * LENGTHS + length: ids
        for word, lengths in holders.items()
        for length, ids in lengths.items()
    }


def _grams(words: Iterable[Word]) -> dict[str, list[int]]:
    grams: dict[str, list[int]] = defaultdict(list)
    for word in words:
        for gram in spelling(word.word):
            grams[gram].append(word.id)
    return grams


def _stored(connection: sqlite3.Connection, table: str, key: int | str) -> Sequence[int]:
    column = "id" if table == "held" else "gram"
    row = connection.execute(f"select ids from lexicon_{table} where {column} = ?", (key,)).fetchone()
    return _unpack(row[0]) if row else ()


def _store(connection: sqlite3.Connection, table: str, key: int | str, ids: Sequence[int]) -> None:
    if ids:
        packed = ids[0] if len(ids) == 1 else array("I", ids).tobytes()
        connection.execute(f"insert or replace into lexicon_{table} values (?, ?)", (key, packed))
    else:
        column = "id" if table == "held" else "gram"
        connection.execute(f"delete from lexicon_{table} where {column} = ?", (key,))


def _unpack(ids: int | bytes) -> Sequence[int]:
    if isinstance(ids, int):
        return (ids,)
    unpacked = array("I")
    unpacked.frombytes(ids)
    return unpacked


def _marks(keys: Sequence[object]) -> str:
    return ",".join("?" * len(keys))
