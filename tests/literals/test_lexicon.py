"""The index says the same in memory and on disk, and however it came to hold what it holds."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from netra_tools.literals.indexing import add, in_memory, remove
from netra_tools.literals.lexicon import LONGEST, Lexicon, create_tables
from netra_tools.literals.near import suggest

VALUES = [
    "redis_url",
    "redisUrls",
    "url_error",
    "database_url",
    "temperature",
    "/api/v3/users",
    "agent:{}:{}",
]
VALUE = st.lists(st.sampled_from(["redis", "urls", "error", "state", "7"]), min_size=1, max_size=4).map(
    "_".join
)
TABLES = ("lexicon_word", "lexicon_held", "lexicon_gram")


def index(values: list[tuple[int, str]]) -> sqlite3.Connection:
    connection = sqlite3.connect(":memory:")
    create_tables(connection)
    add(connection, values)
    return connection


def contents(connection: sqlite3.Connection) -> dict[str, object]:
    """Everything in the index by words, not by their ids, which depend on the order of arrival."""
    lexicon = Lexicon(connection)
    words = lexicon.spelt(row[0] for row in connection.execute("select id from lexicon_word"))
    grams = [row[0] for row in connection.execute("select gram from lexicon_gram")]
    return {
        "held": {word.word: word.held for word in words},
        "holding": {word.word: [(at, list(ids)) for _, at, ids in lexicon.holding([word.id])]
                    for word in words},
        "alike": {word.word: sorted(other.word for other in lexicon.spelt(lexicon.sharing(word.word)))
                  for word in words},
        "grams": sorted(grams),
    }  # fmt: skip


def test_words_are_singular_and_counted_by_value() -> None:
    lexicon = Lexicon(index(list(enumerate(VALUES, 1))))
    known = lexicon.words(["url", "urls", "agent", "{}", "nothing"])
    assert {word: row.held for word, row in known.items()} == {"url": 4, "agent": 1}
    assert [(length, list(ids)) for _, length, ids in lexicon.holding([known["url"].id])] == [
        (2, [1, 2, 3, 4])
    ]


def test_many_questions_are_answered_as_one_is_also_after_a_change() -> None:
    connection = index(list(enumerate(VALUES, 1)))
    lexicon = Lexicon(connection)
    first = lexicon.words(["url", "redis", "nothing"])
    many = [f"nothing{number}" for number in range(30_000)]
    assert lexicon.words(many) == {} and lexicon.words(["url", "redis", "nothing"]) == first
    add(connection, [(100, "url_nothing")])
    assert {word: row.held for word, row in lexicon.words(["url", "nothing"]).items()} == {
        "url": 5,
        "nothing": 1,
    }


def test_a_long_value_is_no_candidate() -> None:
    assert Lexicon(index([(1, "word_" * LONGEST)])).words(["word"]) == {}


@settings(deadline=None, max_examples=40)
@given(st.lists(VALUE, max_size=8), st.lists(VALUE, max_size=8))
def test_what_was_added_and_removed_leaves_no_trace(kept: list[str], gone: list[str]) -> None:
    rows = list(enumerate([*gone, *kept], 1))
    connection = index(rows[: len(gone)])
    add(connection, rows[len(gone) :])
    remove(connection, rows[: len(gone)])
    assert contents(connection) == contents(index(rows[len(gone) :]))


def test_nothing_is_left_of_an_emptied_index() -> None:
    rows = list(enumerate(VALUES, 1))
    connection = index(rows)
    remove(connection, rows)
    assert [connection.execute(f"select count(*) from {table}").fetchone() for table in TABLES] == [(0,)] * 3


def test_a_file_answers_as_memory_does(tmp_path: Path) -> None:
    rows = [(value, at, "fields") for at, value in enumerate(VALUES)]
    file = tmp_path / "index.sqlite"
    with sqlite3.connect(file) as connection:
        create_tables(connection)
        connection.execute("create table texts (id integer primary key, text text)")
        connection.executemany("insert into texts values (?, ?)", enumerate(VALUES, 1))
        connection.execute(
            "create view lexicon_value as "
            "select id, text as value, id - 1 as weight, 'fields' as category from texts"
        )
        for row in reversed(list(enumerate(VALUES, 1))):
            add(connection, [row])
    connection.close()
    reader = sqlite3.connect(file)
    memory, disk = in_memory(rows), Lexicon(reader)
    for asked in ("url_redis", "temprature", "agent:7:x", "redisurl", "api/v3/user", "url_errors"):
        assert suggest(asked, disk) == suggest(asked, memory) != []
    reader.close()
    memory.connection.close()
