"""NET302."""

from __future__ import annotations

import pytest

from netra_tools.rules.missing_annotations import MissingAnnotations
from tests.trees import file_of, run, told

LACKING = [
    pytest.param("def f(a): ...", "`f` lacks an annotation of `a`, its return", id="both"),
    pytest.param("def f(): ...", "`f` lacks an annotation of its return", id="the return"),
    pytest.param("async def f(): ...", "`f` lacks an annotation of its return", id="async"),
    pytest.param("def f(a: int, b=1) -> int: ...", "`f` lacks an annotation of `b`", id="one of two"),
    pytest.param(
        "def f(*a, b, **c) -> int: ...", "`f` lacks an annotation of `a`, `b`, `c`", id="every kind"
    ),
    pytest.param("class A:\n    def f(self, a) -> int: ...", "`A.f` lacks an annotation of `a`", id="method"),
    pytest.param(
        "class A:\n    @staticmethod\n    def f(a) -> int: ...",
        "`A.f` lacks an annotation of `a`",
        id="static",
    ),
    pytest.param(
        "class A:\n    def __init__(self, a): ...", "`A.__init__` lacks an annotation of `a`", id="init"
    ),
    pytest.param(
        "class A:\n    def __call__(self): ...", "`A.__call__` lacks an annotation of its return", id="dunder"
    ),
    pytest.param(
        "@overload\ndef f(a) -> int: ...\ndef g(a) -> int: ...",
        "`g` lacks an annotation of `a`",
        id="without an overload",
    ),
]


@pytest.mark.parametrize(("source", "message"), LACKING)
def test_what_lacks(source: str, message: str) -> None:
    found = run(MissingAnnotations(), [file_of("app/core.py", source)])
    assert [finding.message for finding in found] == [message]


COMPLETE = [
    pytest.param("def f(a: int, *b: int, c: int = 1, **d: int) -> None: ...", id="all"),
    pytest.param("class A:\n    def f(self, a: int) -> int: ...", id="self"),
    pytest.param("class A:\n    @classmethod\n    def f(cls, a: int) -> int: ...", id="cls"),
    pytest.param("class A:\n    def __init__(self, a: int): ...", id="the return of __init__"),
    pytest.param("class A:\n    def __init_subclass__(cls): ...", id="the return of __init_subclass__"),
    pytest.param("def _f(a): ...", id="private"),
    pytest.param("class _A:\n    def f(self, a): ...", id="in something private"),
    pytest.param("class A:\n    def __f(self, a): ...", id="mangled"),
    pytest.param("def f() -> int:\n    def g(a): ...", id="nested"),
    pytest.param("f = lambda a: a", id="lambda"),
    pytest.param("@t.overload\ndef f(a: int) -> int: ...\ndef f(a): ...", id="what overloads speak for"),
]


@pytest.mark.parametrize("source", COMPLETE)
def test_what_does_not(source: str) -> None:
    assert run(MissingAnnotations(), [file_of("app/core.py", source)]) == []


PLACES = [
    ("app/core.py", MissingAnnotations(), ["f"]),
    ("app/_core.py", MissingAnnotations(), []),
    ("app/_core/part.py", MissingAnnotations(), []),
    ("app/__main__.py", MissingAnnotations(), ["f"]),
    ("app/tests/test_core.py", MissingAnnotations(), []),
    ("app/tests/test_core.py", MissingAnnotations(include_tests=True), ["f"]),
    ("app/_core.py", MissingAnnotations(include_private=True), ["f", "_g"]),
]


@pytest.mark.parametrize(("path", "rule", "expected"), PLACES)
def test_what_is_public(path: str, rule: MissingAnnotations, expected: list[str]) -> None:
    found = run(rule, [file_of(path, "def f(): ...\ndef _g(): ...")])
    assert [finding.subject for finding in found] == expected


def test_a_finding_counts_what_lacks() -> None:
    (finding,) = run(MissingAnnotations(), [file_of("app/core.py", "\nasync def fetch(a, b): ...")])
    assert (finding.value, finding.limit, finding.subject) == (3, 0, "fetch")
    assert finding[4:8] == (2, 0, 2, 15)


def test_functions_of_one_name_are_told_apart() -> None:
    file = file_of("app.py", "if A:\n    def f(a): ...\nelse:\n    def f(a, b): ...")
    assert told(MissingAnnotations(), [file]) == [
        "app.py:2 `f` lacks an annotation of `a`, its return",
        "app.py:4 `f` lacks an annotation of `a`, `b`, its return",
    ]
    assert [finding.subject for finding in run(MissingAnnotations(), [file])] == ["f", "f#2"]
