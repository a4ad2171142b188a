"""What does nothing is told from what does: bodies of functions, handlers, tests."""

from __future__ import annotations

import pytest

from netra_tools.facts.read import read_source
from netra_tools.model import (
    GOES_ON,
    NOT_IMPLEMENTED,
    PASSES,
    RETURNS_DATA,
    RETURNS_EMPTY,
    RETURNS_NOTHING,
    RETURNS_VALUE,
    UNFINISHED,
)

BODIES = [
    ("pass", PASSES),
    ("...", PASSES),
    ("'''doc'''", PASSES),
    ("'''doc'''; pass", PASSES),
    ("return", RETURNS_NOTHING),
    ("return None", RETURNS_NOTHING),
    ("return -1", RETURNS_VALUE),
    ("return 'a'", RETURNS_VALUE),
    ("return {}", RETURNS_EMPTY),
    ("return {'a': [1, None]}", RETURNS_DATA),
    ("raise NotImplementedError('a')", NOT_IMPLEMENTED),
    ("pass  # TODO: write it", PASSES | UNFINISHED),
    ("return 1  # a stub", RETURNS_VALUE | UNFINISHED),
    ("pass\n    # not yet implemented", PASSES | UNFINISHED),
    ("pass\n# TODO: something else", PASSES),
    ("return '# of them'", RETURNS_VALUE),
    ("return a", 0),
    ("return [a]", 0),
    ("return {**{}}", 0),
    ("return f(1)  # TODO", 0),
    ("raise ValueError", 0),
    ("pass; a = 1", 0),
    ("'''doc'''; 'text'", 0),
]


@pytest.mark.parametrize(("body", "idle"), BODIES, ids=[body for body, _ in BODIES])
def test_what_a_body_amounts_to(body: str, idle: int) -> None:
    facts = read_source(f"def f():\n    {body}\n".encode()).facts
    assert [found.idle for found in facts.definitions] == [idle]


HANDLERS = [
    ("except: pass", [((), PASSES, 3, 0)]),
    ("except A as e:\n    continue", [(("A",), GOES_ON, 3, 0)]),
    ("except (\n    A,\n    b.C,\n    d(),\n):\n    return 1", [(("A", "b.C", ""), RETURNS_VALUE, 3, 0)]),
    ("except A: pass\nexcept B: pass", [(("A",), PASSES, 3, 0), (("B",), PASSES, 4, 0)]),
    ("except A:  # noqa: BLE001\n    pass", [(("A",), PASSES, 3, 0)]),
    ("except A: pass\n\n# unrelated", [(("A",), PASSES, 3, 0)]),
    ("except A:  # it may be missing\n    pass", []),
    ("except A:  # noqa: BLE001, it may be missing\n    pass", []),
    ("except A:\n    # it may be missing\n    pass", []),
    ("except A:\n    pass  # it may be missing", []),
    ("except A:\n    pass\n    # it may be missing", []),
    ("    # it may fail\nexcept A: pass", []),
    ("except A:\n    log()\n    pass", []),
    ("except A: return a", []),
    ("except A: 'why'", []),
]


@pytest.mark.parametrize(("handlers", "expected"), HANDLERS, ids=[handlers for handlers, _ in HANDLERS])
def test_handlers_without_a_word(handlers: str, expected: list[tuple[object, ...]]) -> None:
    found = read_source(f"try:\n    a\n{handlers}\n".encode()).facts.handlers
    assert [(item.caught, item.idle, item.line, item.column) for item in found] == expected


TESTS = [
    ("def test(): f(a.b(), c()())", [("b", "c", "f")]),
    ("def test(): pass", [()]),
    ("def test():\n    def f(): assert a\n    f()", []),
    ("def test(): self.assertEqual(1)", []),
    ("def test(): f()\ndef f(): assert a", []),
    ("def other(): f()", []),
    ("class A:\n    def test(self): f()\n    def test_b(self): assert a", [("f",)]),
]


@pytest.mark.parametrize(("source", "expected"), TESTS, ids=[source for source, _ in TESTS])
def test_tests_that_assert_nothing(source: str, expected: list[tuple[str, ...]]) -> None:
    assert [found.calls for found in read_source(source.encode()).facts.bare_tests] == expected


IMPORTS = "from unittest import mock\nfrom unittest.mock import patch as p, Mock\n\n"
MOCKS = [
    ("p.object(a, 'b')", ["patch.object"]),
    ("with mock.patch('a'), Mock() as b: pass", ["patch", "Mock"]),
    ("def f(monkeypatch): monkeypatch.setenv('A', 'b')", ["monkeypatch.setenv"]),
    ("monkeypatch.setenv('A', 'b')", []),
    ("patch('a')", []),
    ("p", []),
    ("mock.call(1)", []),
    ("p('a')  # it takes an hour", []),
    ("# it takes an hour\nb = 1\np('a')", []),
    ("# it takes an hour\n\np('a')", ["patch"]),
    ("p('a')  # type: ignore", ["patch"]),
    ("p('a')\n# below", ["patch"]),
]


@pytest.mark.parametrize(("source", "expected"), MOCKS, ids=[source for source, _ in MOCKS])
def test_mocks_that_nothing_explains(source: str, expected: list[str]) -> None:
    found = read_source((IMPORTS + source).encode()).facts.accesses
    assert [access.argument for access in found if access.kind == "mock"] == expected
