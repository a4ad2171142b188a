"""NET206."""

from __future__ import annotations

import pytest

from netra_tools.rules.too_many_parameters import TooManyParameters
from tests.trees import file_of, run, told

SIGNATURES = [
    pytest.param("def f(a, b, c): ...", 3, id="positional"),
    pytest.param("def f(a, /, b, c=1): ...", 3, id="positional-only and default"),
    pytest.param("def f(a, *, b, c=1): ...", 3, id="keyword-only"),
    pytest.param("def f(a, b, c, *args, **kwargs): ...", 3, id="the rest"),
    pytest.param("class A:\n    def f(self, a, b, c): ...", 3, id="self"),
    pytest.param("class A:\n    def f(this, a, /, b, c): ...", 3, id="self by any name"),
    pytest.param("class A:\n    @classmethod\n    def f(cls, a, b, c): ...", 3, id="cls"),
    pytest.param("class A:\n    def f(*args, a, b, c): ...", 3, id="no self"),
    pytest.param("class A:\n    @staticmethod\n    def f(a, b, c, d): ...", 4, id="static"),
    pytest.param("def g():\n    def f(a, b, c, d): ...", 4, id="nested"),
    pytest.param("class A:\n    def m(self):\n        def f(a, b, c, d): ...", 4, id="nested in a method"),
]


@pytest.mark.parametrize(("source", "count"), SIGNATURES)
def test_what_counts(source: str, count: int) -> None:
    file = file_of("app.py", source)
    (finding,) = run(TooManyParameters(max_parameters=count - 1), [file])
    assert (finding.value, finding.limit) == (count, count - 1)
    assert finding.subject.endswith("f")
    assert run(TooManyParameters(max_parameters=count), [file]) == []


def test_keyword_only_ones_may_be_free() -> None:
    file = file_of("app.py", "def f(a, b, c, d, *, e, g): ...")
    assert told(TooManyParameters(), [file]) == ["app.py:1 `f` has 6 parameters, limit 5"]
    assert run(TooManyParameters(count_keyword_only=False), [file]) == []


MANY = "(a, b, c, d, e, f): ..."
FREE = [
    ("app/core.py", f"def test_it{MANY}", 1),
    ("tests/test_core.py", f"def test_it{MANY}", 0),
    ("tests/test_core.py", f"class TestIt:\n    def test_it{MANY}", 0),
    ("tests/test_core.py", f"def make{MANY}", 1),
    ("tests/test_core.py", f"@pytest.fixture\ndef make{MANY}", 0),
    ("app/core.py", f"@overload\ndef f{MANY}", 0),
    ("app/core.py", f"@typing.override\ndef f{MANY}", 0),
    ("app/core.py", f"@click.option('--a')\ndef f{MANY}", 0),
    ("app/core.py", f"@app.command()\ndef f{MANY}", 0),
    ("app/core.py", f"@commander\ndef f{MANY}", 1),
]


@pytest.mark.parametrize(("path", "source", "count"), FREE)
def test_signatures_that_are_not_free_to_choose(path: str, source: str, count: int) -> None:
    assert len(run(TooManyParameters(), [file_of(path, source)])) == count


def test_the_decorators_can_be_chosen() -> None:
    file = file_of("app.py", f"@fixture\ndef f{MANY}\n@mine\ndef g{MANY}")
    found = run(TooManyParameters(ignore_decorators=("mine",)), [file])
    assert [finding.subject for finding in found] == ["f"]
