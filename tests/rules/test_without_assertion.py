"""NET307. What counts as an assertion is also in tests/facts/test_bodies.py."""

from __future__ import annotations

import pytest

from netra_tools.rules.without_assertion import WithoutAssertion
from tests.trees import file_of, run, told

BARE = [
    pytest.param("def test_a(): f()", "test_a", id="function"),
    pytest.param("async def test_a(): await f()", "test_a", id="async"),
    pytest.param("def test_a(): pass", "test_a", id="empty"),
    pytest.param("class TestA:\n    def test_b(self): f()", "TestA.test_b", id="pytest"),
    pytest.param("class A(unittest.TestCase):\n    def test_b(self): f()", "A.test_b", id="unittest"),
    pytest.param("@pytest.mark.parametrize('a', [])\ndef test_a(a): f()", "test_a", id="parametrized"),
]


@pytest.mark.parametrize(("source", "name"), BARE)
def test_what_asserts_nothing(source: str, name: str) -> None:
    found = run(WithoutAssertion(), [file_of("tests/test_core.py", source)])
    assert [(finding.subject, finding.message) for finding in found] == [(name, f"`{name}` asserts nothing")]


SURE = [
    pytest.param("def test_a(): assert f()", id="assert"),
    pytest.param("class TestA:\n    def test_b(self): self.assertEqual(a, b)", id="of unittest"),
    pytest.param("def test_a():\n    with pytest.raises(A): f()", id="raises"),
    pytest.param("def test_a(): check_totals()", id="a word"),
    pytest.param("def test_a(): m.assert_called_once_with(1)", id="of a mock"),
    pytest.param("def test_a(): compare()\ndef compare():\n    assert a", id="of the file"),
    pytest.param("def test_a(): super().test_a()", id="another test"),
    pytest.param("@pytest.mark.skip\ndef test_a(): f()", id="skipped"),
    pytest.param("@pytest.mark.xfail(reason='b')\ndef test_a(): f()", id="expected to fail"),
    pytest.param("def test_a(): raise NotImplementedError", id="it fails"),
    pytest.param("class A:\n    def test_b(self): f()", id="no class of tests"),
    pytest.param("def a():\n    def test_b(): f()", id="within a function"),
    pytest.param("class TestA:\n    @property\n    def test_b(self): return f()", id="no function"),
    pytest.param("def a(): f()", id="no test"),
]


@pytest.mark.parametrize("source", SURE)
def test_what_is_fine(source: str) -> None:
    assert run(WithoutAssertion(), [file_of("tests/test_core.py", source)]) == []


PLACES = [
    ("tests/test_core.py", ["tests/test_core.py:1 `test_a` asserts nothing"]),
    ("tests/core_test.py", ["tests/core_test.py:1 `test_a` asserts nothing"]),
    ("tests/conftest.py", ["tests/conftest.py:1 `test_a` asserts nothing"]),
    ("tests/runner.py", []),
    ("app/test_core.py", []),
]


@pytest.mark.parametrize(("path", "expected"), PLACES, ids=[path for path, _ in PLACES])
def test_where_tests_are_looked_for(path: str, expected: list[str]) -> None:
    assert told(WithoutAssertion(), [file_of(path, "def test_a(): f()")]) == expected


@pytest.mark.parametrize(("words", "count"), [(("verify",), 0), (("check",), 1)])
def test_words_are_what_the_project_says(words: tuple[str, ...], count: int) -> None:
    files = [file_of("tests/test_core.py", "def test_a(): verify_all()")]
    assert len(run(WithoutAssertion(words=words), files)) == count
