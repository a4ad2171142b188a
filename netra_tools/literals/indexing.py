"""Keeping the index that finds candidates: values come and go, and it costs what the change costs."""

from __future__ import annotations

import sqlite3
from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence

from netra_tools.literals.lexicon import (
    LENGTHS,
    LONGEST,
    Lexicon,
    Word,
    create_tables,
    spelling,
    unpack_ids,
)
from netra_tools.literals.words import HOLE, singular, split_words

_VALUES = """
create table lexicon_value (id integer not null, value text, weight integer, category text);
create index lexicon_value_id on lexicon_value (id);
"""

Holders = dict[str, dict[int, list[int]]]  # the values that hold a word, by how many words they have


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
    """Index values by their ids, each of which is new to the index."""
    holders = _holders(values)
    last: int = connection.execute("select coalesce(max(id), 0) from lexicon_word").fetchone()[0]
    rows = _rows(connection, holders) if last else {}
    fresh: list[Word] = []
    for word in holders:
        if word not in rows:
            rows[word] = Word(last + 1 + len(fresh), word, 0)
            fresh.append(rows[word])
    connection.executemany(
        "insert or replace into lexicon_word values (?, ?, ?)",
        [(rows[w].id, w, rows[w].held + sum(map(len, lengths.values()))) for w, lengths in holders.items()],
    )
    for table, ids in (("held", _keyed(holders, rows)), ("gram", _grams(fresh))):
        query = f"insert or replace into lexicon_{table} values (?, ?)"
        connection.executemany(query, _joined(connection, table, ids) if last else _packed(ids))


def remove(connection: sqlite3.Connection, values: Iterable[tuple[int, str]]) -> None:
    """Take values out of the index, each with the id and the text it was added with."""
    holders = _holders(values)
    rows = _rows(connection, holders)
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


def _rows(connection: sqlite3.Connection, holders: Holders) -> dict[str, Word]:
    return {word.word: word for word in Lexicon(connection).find("word", list(holders))}


def _holders(values: Iterable[tuple[int, str]]) -> Holders:
    """Give for each word the values that hold it, by how many words they have."""
    holders: Holders = {}
    singulars = {HOLE: ""}  # most words are met many times
    for number, value in values:
        if len(value) > LONGEST:
            continue
        words = set()
        for word in split_words(value):
            one = singulars.get(word)
            if one is None:
                one = singulars[word] = singular(word)
            words.add(one)
        words.discard("")
        length = min(len(words), LENGTHS - 1)
        for word in words:
            lengths = holders.get(word)
            if lengths is None:
                lengths = holders[word] = {}
            lengths.setdefault(length, []).append(number)
    return holders


def _keyed(holders: Holders, rows: Mapping[str, Word]) -> dict[int | str, list[int]]:
    found: dict[int | str, list[int]] = {}
    for word, lengths in holders.items():
        first = rows[word].id * LENGTHS
        for length, ids in lengths.items():
            found[first + length] = ids
    return found


def _grams(words: Iterable[Word]) -> dict[int | str, list[int]]:
    grams: dict[int | str, list[int]] = {}
    for word in words:
        for gram in spelling(word.word):
            grams.setdefault(gram, []).append(word.id)
    return grams


def _joined(
    connection: sqlite3.Connection, table: str, found: Mapping[int | str, Sequence[int]]
) -> Iterator[tuple[int | str, int | bytes]]:
    for key, ids in found.items():
        yield key, _pack(sorted({*_stored(connection, table, key), *ids}))


def _packed(found: Mapping[int | str, Sequence[int]]) -> Iterator[tuple[int | str, int | bytes]]:
    for key in sorted(found):
        yield key, _pack(sorted(found[key]))


def _stored(connection: sqlite3.Connection, table: str, key: int | str) -> Sequence[int]:
    column = "id" if table == "held" else "gram"
    row = connection.execute(f"select ids from lexicon_{table} where {column} = ?", (key,)).fetchone()
    return unpack_ids(row[0]) if row else ()


def _store(connection: sqlite3.Connection, table: str, key: int | str, ids: Sequence[int]) -> None:
    if ids:
        connection.execute(f"insert or replace into lexicon_{table} values (?, ?)", (key, _pack(ids)))
    else:
        column = "id" if table == "held" else "gram"
        connection.execute(f"delete from lexicon_{table} where {column} = ?", (key,))


def _pack(ids: Sequence[int]) -> int | bytes:
    return ids[0] if len(ids) == 1 else array("I", ids).tobytes()
