"""NET303. What bodies amount to is in tests/facts/test_bodies.py."""

from __future__ import annotations

import pytest

from netra_tools.rules.production_stub import ProductionStub
from tests.trees import file_of, run

EVERY = ProductionStub(kinds=("todo", "not-implemented", "pass", "constant", "data"))
METHODS = ProductionStub(kinds=EVERY.kinds, methods=True)

UNFINISHED = ", and a comment says that it is unfinished"
STUBS = [
    ("def f(): pass  # TODO", "`f` does nothing" + UNFINISHED),
    ("def f():\n    # FIXME\n    return []", "`f` only returns an empty container" + UNFINISHED),
    ("class A:\n    def f(self): return 1  # a stub", "`A.f` only returns a constant" + UNFINISHED),
    ("def f(): raise NotImplementedError", "`f` only raises NotImplementedError"),
]


@pytest.mark.parametrize(("source", "message"), STUBS, ids=[message for _, message in STUBS])
def test_stubs(source: str, message: str) -> None:
    found = run(ProductionStub(), [file_of("app/core.py", source)])
    assert [finding.message for finding in found] == [message]


MORE = [
    ("def f(a): pass", "`f` does nothing"),
    ("def f(a): return None", "`f` only returns"),
    ("def f(a): return True", "`f` only returns a constant"),
    ("def f(a): return {'name': 'Ann'}", "`f` only returns made-up data"),
]


@pytest.mark.parametrize(("source", "message"), MORE, ids=[source for source, _ in MORE])
def test_what_is_reported_when_asked_for(source: str, message: str) -> None:
    files = [file_of("app/core.py", source)]
    assert [finding.message for finding in run(EVERY, files)] == [message]
    assert run(ProductionStub(), files) == []


FINISHED = [
    pytest.param("def f(): return 1", id="without parameters"),
    pytest.param("def f(a): return a", id="it does something"),
    pytest.param("class A:\n    def f(self, a): pass", id="a method"),
    pytest.param("class A:\n    def f(self, a): raise NotImplementedError", id="for subclasses"),
    pytest.param("@overload\ndef f(a): ...", id="overload"),
    pytest.param("@functools.singledispatch\ndef f(a): raise NotImplementedError", id="dispatch"),
    pytest.param("def f(a):\n    def g(): raise NotImplementedError\n    return g", id="within a function"),
    pytest.param("class A: pass  # TODO", id="a class"),
]


@pytest.mark.parametrize("source", FINISHED)
def test_what_is_no_stub(source: str) -> None:
    assert run(EVERY, [file_of("app/core.py", source)]) == []


BODIES = [
    ("class A:\n    def f(self, a): pass", ["A.f"]),
    ("class A:\n    def f(self): pass", []),
    ("class A(ABC):\n    def f(self, a): pass  # TODO", []),
    ("class A(Protocol[T]):\n    def f(self, a): pass", []),
    ("class A:\n    @abstractmethod\n    def f(self, a): pass\n    def g(self, a): pass", []),
]


@pytest.mark.parametrize(("source", "subjects"), BODIES, ids=[source for source, _ in BODIES])
def test_methods_when_asked_for(source: str, subjects: list[str]) -> None:
    assert [finding.subject for finding in run(METHODS, [file_of("app/core.py", source)])] == subjects


@pytest.mark.parametrize(("path", "count"), [("app/a.py", 1), ("app/a.pyi", 0), ("tests/a.py", 0)])
def test_where_stubs_are_looked_for(path: str, count: int) -> None:
    assert len(run(ProductionStub(), [file_of(path, "def f(): pass  # TODO")])) == count
