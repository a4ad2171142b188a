"""Who asks in his own words finds the learning that is meant, first."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netra_tools.learnings.likeness import near
from netra_tools.learnings.model import Learning
from netra_tools.learnings.search import Filters, entry_of, pack_entry, search, unpack_entry
from netra_tools.learnings.terms import terms_of

WRITTEN = """
cache-key high caching app/cache.py
Cache keys must hold the configuration: findings of an old limit were shown

cache-torn low caching app/store/
A cache file was read while it was written: half a table was loaded

lock-order critical concurrency app/worker.py:12
Two locks taken in different order: builds blocked one another for ever

lock-file medium concurrency app/lock.py
A lock file that outlives its process: nobody could write after a crash

retry-storm high network app/http/client.py
Retries without a pause: the server was flooded with requests

timeout-none medium network app/http/client.py
Requests without a timeout hang: a worker waited for a dead server

regex-slow high parsing app/lexer.py
A regular expression took quadratic time: a line of 40 KB took minutes

encoding-latin medium parsing app/read.py
Files that are no UTF-8 were skipped: umlauts broke the reader

crlf low parsing app/write.py
Windows line ends were doubled: the diff showed each line

import-cycle medium imports app/__init__.py
A circular import that shows only in production: the module was half initialised

lazy-import low imports app/cli.py
Start-up was slow because of lxml: each command imported the XML parser

undo-mode medium changes app/journal.py
Undo lost the executable bit: scripts could not run after undoing a change

sql-injection critical databases app/db/raw_query.py
User input reached getRawQuery unescaped: a table was dropped

migration-lock high databases migrations/0007.py
Migrating a large table locked it for an hour: all writes timed out
"""


def of_block(block: str, day: int) -> Learning:
    """Make a learning of two lines: id, severity, category and file; title and problem."""
    head, _, text = block.strip().partition("\n")
    name, severity, category, file = head.split()
    title, _, problem = text.partition(": ")
    return Learning(name, severity, f"2025-01-{day:02}", category, title, problem, files=(file,))


EVERY = [entry_of(of_block(block, day)) for day, block in enumerate(WRITTEN.split("\n\n"), 1)]


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("cache configuration", "cache-key"),
        ("caching keys", "cache-key"),
        ("limits config", "cache-key"),
        ("torn cache write", "cache-torn"),
        ("deadlock", ""),
        ("lock order", "lock-order"),
        ("blocking builds", "lock-order"),
        ("stale lock file", "lock-file"),
        ("locks outliving processes", "lock-file"),
        ("retry", "retry-storm"),
        ("flooding the server with retries", "retry-storm"),
        ("request timeouts", "timeout-none"),
        ("hanging", "timeout-none"),
        ("slow regex", "regex-slow"),
        ("regular expressions quadratic", "regex-slow"),
        ("utf-8", "encoding-latin"),
        ("UTF8 umlaut reader", "encoding-latin"),
        ("crlf", "crlf"),
        ("line endings on windows", "crlf"),
        ("circular imports", "import-cycle"),
        ("why is start-up slow", "lazy-import"),
        ("lxml", "lazy-import"),
        ("undone change not executable", "undo-mode"),
        ("get_raw_query", "sql-injection"),
        ("raw query", "sql-injection"),
        ("GetRawQuery", "sql-injection"),
        ("app/http/client.py", "retry-storm"),
        ("migration", "migration-lock"),
        ("table locked", "migration-lock"),
        ("migra", "migration-lock"),
        ("the of and", ""),
        ("!?", ""),
    ],
)
def test_what_is_meant_comes_first(query: str, first: str) -> None:
    hits = search(EVERY, query)
    assert (hits[0].learning.id if hits else "") == first, [hit.learning.id for hit in hits]


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        (Filters(severities=("critical",)), ["sql-injection", "lock-order"]),
        (Filters(category="Parsing"), ["regex-slow", "encoding-latin", "crlf"]),
        (Filters(path="app/worker.py"), ["lock-order"]),
        (Filters(path="app/store/disk.py"), ["cache-torn"]),
        (Filters(path="app/http/"), ["retry-storm", "timeout-none"]),
        (Filters(path="app/http/client.py", severities=("medium",)), ["timeout-none"]),
        (Filters(path="app/work"), []),
        (Filters(severities=("info",)), []),
    ],
)
def test_filters_leave_the_most_severe_first(filters: Filters, found: list[str]) -> None:
    assert [hit.learning.id for hit in search(EVERY, "", filters)] == found


def test_filters_do_not_change_what_words_are_worth() -> None:
    every = search(EVERY, "lock table")
    left = search(EVERY, "lock table", Filters(category="databases"))
    assert left == [hit for hit in every if hit.learning.category == "databases"]


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("caches cached caching Cache", ["cach"] * 4),
        ("the a of", []),
        ("parseConfig", ["parseconfig", "pars", "configur"]),
        ("HTTPServer2", ["httpserver2", "http", "serv", "2"]),
        ("read_file", ["read_file", "read", "fil"]),
        ("app/read.py", ["app", "read", "py"]),
        ("dependencies dependency", ["dependenci"] * 2),
        ("Größe größe", ["größe"] * 2),
        ("was left undone, is undoing", ["leav", "undo", "undo"]),
        ("", []),
    ],
)
def test_terms(text: str, terms: list[str]) -> None:
    assert terms_of(text) == terms


@given(st.text(max_size=60))
def test_any_text_has_terms_and_finds_itself(text: str) -> None:
    entry = entry_of(Learning("x", title=text))
    assert unpack_entry(json.loads(json.dumps(pack_entry(entry)))).terms == entry.terms
    assert bool(search([entry, EVERY[0]], text)) == bool(terms_of(text) or not text.split())


SAID = Learning(
    title="Retries need a pause", problem="the server was flooded", solution="wait twice as long each time"
)


@pytest.mark.parametrize(
    ("other", "is_near"),
    [
        pytest.param(SAID, True, id="the same"),
        pytest.param(
            SAID._replace(title="Retry with a pause", problem="the servers were flooded"), True, id="forms"
        ),
        pytest.param(
            SAID._replace(problem="", solution="", title="Without a pause"), False, id="a part of it"
        ),
        pytest.param(Learning(title="Wait for the server"), False, id="a few of the words"),
        pytest.param(Learning(title="Locks", problem="two builds"), False, id="something else"),
    ],
)
def test_what_is_much_alike(other: Learning, is_near: bool) -> None:
    assert bool(near(other, [*EVERY, entry_of(SAID)])) == is_near
