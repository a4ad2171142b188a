"""What a file uses: chains and imports with the places of their parts, and the scopes of names."""

from __future__ import annotations

import pytest

from netra_tools.facts import native_uses, stdlib_uses
from netra_tools.facts.read_uses import read_uses
from netra_tools.facts.uses import (
    CALLED,
    DELETE,
    IN_ANNOTATION,
    LOAD,
    QUOTED,
    STORE,
    TYPE_CHECKING,
    Bound,
    Uses,
)
from netra_tools.model import Problem


def uses_of(source: str) -> Uses:
    """Read a source that has no problem."""
    found = read_uses(source.encode())
    assert isinstance(found, Uses)
    return found


def shown(source: str) -> list[str]:
    """Show each chain with the kind of scope that it belongs to."""
    found = uses_of(source)
    kinds = ["module", "class", "function", "comprehension", "types"]
    lines = source.split("\n")
    for chain in found.chains:
        for part, (line, column) in zip(chain.parts, chain.starts, strict=True):
            assert lines[line - 1].encode()[column:].startswith(part.encode())
    return [
        f"{'.'.join(chain.parts)} {kinds[found.scopes[chain.home].kind] if chain.home >= 0 else '-'}"
        for chain in found.chains
    ]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        pytest.param("a.b(c).d\n", ["a.b -", "c -"], id="what follows a call is no chain"),
        pytest.param("(a\n  .b) . \\\n c\n", ["a.b.c -"], id="over lines"),
        pytest.param("import a.b\na.b.c()\n", ["a.b.c module"], id="imported"),
        pytest.param(
            "class A:\n    x = 1\n    def f(self): return x\n",
            ["x class", "x -"],
            id="names of classes are not seen in methods",
        ),
        pytest.param(
            "def f(x):\n    return [x for x in x]\n",
            ["x comprehension"] * 2 + ["x function"],
            id="first iterable",
        ),
        pytest.param("def f(x: \"List['A.b']\"): pass\n", ["List -", "A.b -"], id="quoted in quoted"),
        pytest.param("x = 'A.b'\n", ["x module"], id="no annotation"),
        pytest.param("x: 'A' 'b'; y: 'A\\x2eb'\n", ["x module", "y module"], id="quoted, not plainly"),
        pytest.param("x: Literal['A'] | 'B'\n", ["x module", "Literal -", "B -"], id="Literal"),
        pytest.param(
            "x: t.Annotated['A', 'B', C]\n", ["x module", "t.Annotated -", "A -", "C -"], id="Annotated"
        ),
        pytest.param("cast('A.b', 'C')\n", ["cast -", "A.b -"], id="cast"),
        pytest.param("db.cast('a', b)\n", ["db.cast -", "b -"], id="another cast"),
        pytest.param(
            "TypeVar('T', bound='A')\nNewType('N', 'B')\n",
            ["TypeVar -", "A -", "NewType -", "B -"],
            id="TypeVar",
        ),
        pytest.param("x: 'not a name'; y: 'for'\n", ["x module", "y module"], id="quoted, no expression"),
        pytest.param(
            "[y := x for x in z]\n", ["y module", "x comprehension", "x comprehension", "z -"], id="walrus"
        ),
        pytest.param("def f():\n    global a\n    a = 1\n", ["a module"], id="global"),
        pytest.param(
            "def f():\n    a = 1\n    def g():\n        nonlocal a\n        del a\n",
            ["a function", "a function"],
            id="nonlocal",
        ),
        pytest.param(
            "def f(a, b=a, *c: a): pass\n", ["a -", "a -"], id="defaults and annotations are evaluated around"
        ),
        pytest.param(
            "class A(b, c=d.e): b = 1\n", ["b -", "d.e -", "b class"], id="bases are evaluated around"
        ),
        pytest.param("try: pass\nexcept A.b as e: e.c\n", ["A.b -", "e.c module"], id="handlers"),
        pytest.param(
            "match a:\n    case A.b(c=d, e=[*f]): d, f\n",
            ["a -", "A.b -", "d module", "f module"],
            id="patterns",
        ),
        pytest.param("from a import *\nb.c\n", ["b.c -"], id="a star import brings nothing that is known"),
        pytest.param("é = 'ä'; é.ö.b\n", ["é module", "é.ö.b module"], id="not ASCII"),
        pytest.param("x: 'é.ö'\n", ["x module", "é.ö -"], id="quoted, not ASCII"),
        pytest.param(
            "x = 'é' + a.b; f'''é\n{c.d:{e}}'''\n", ["x module", "a.b -", "c.d -", "e -"], id="templates"
        ),
        pytest.param(
            "def f[T: A.b](x: T) -> 'T': T\n",
            ["A.b -", "T types", "T types", "T types"],
            id="type parameters",
        ),
        pytest.param(
            "class A[T](B[T], **k.w): pass\n", ["B -", "T types", "k.w -"], id="keywords of classes"
        ),
        pytest.param(
            "class A:\n    b = 1\n    type X = b\n    def f[T](self, x: b): b\n",
            ["b class", "b class", "b class", "b -"],
            id="type parameters see the class around",
        ),
        pytest.param(
            "import sys\nassert sys.platform == 'x'\na.b\n", ["sys.platform module", "a.b -"], id="assert"
        ),
    ],
)
def test_chains(source: str, expected: list[str]) -> None:
    assert shown(source) == expected


@pytest.mark.parametrize(
    ("source", "flags"),
    [
        ("a()", [CALLED]),
        ("a.b[c]()", [0, 0]),
        ("(a.b)()", [CALLED]),
        ("x: a", [0, IN_ANNOTATION]),
        ("x: 'a'", [0, IN_ANNOTATION | QUOTED]),
        ("if TYPE_CHECKING: a\nelse: b", [0, TYPE_CHECKING, 0]),
        ("x: a[b(c)]", [0, IN_ANNOTATION, IN_ANNOTATION | CALLED, 0]),
    ],
)
def test_flags(source: str, flags: list[int]) -> None:
    assert [chain.flags for chain in uses_of(source).chains] == flags


@pytest.mark.parametrize(
    ("source", "actions"),
    [
        ("a.b = c", [STORE, LOAD]),
        ("a[b] = c", [LOAD, LOAD, LOAD]),
        ("a().b, *c = d", [LOAD, STORE, LOAD]),
        ("a += b", [STORE, LOAD]),
        ("del a.b, c[d]", [DELETE, LOAD, LOAD]),
        ("for a.b in c: pass", [STORE, LOAD]),
        ("with a as (b, c): pass", [LOAD, STORE, STORE]),
        ("a: b", [STORE, LOAD]),
    ],
)
def test_actions(source: str, actions: list[int]) -> None:
    assert [chain.action for chain in uses_of(source).chains] == actions


def test_what_binds_besides() -> None:
    found = uses_of("async  def f(a, *b):\n    global c, d\n    try: pass\n    except E as e: pass\n")
    assert found.bound == (
        Bound("f", (1, 11), 0),
        Bound("a", (1, 13), 1),
        Bound("b", (1, 17), 1),
        Bound("c", (2, 11), 0),
        Bound("d", (2, 14), 0),
        Bound("e", (4, 16), 1),
    )


def test_newlines_and_encodings_leave_places_as_they_are() -> None:
    for source in (b"\xef\xbb\xbfa.b\r\nc\r\n", b"a.b\rc"):
        found = read_uses(source)
        assert isinstance(found, Uses)
        assert [chain.starts for chain in found.chains] == [((1, 0), (1, 2)), ((2, 0),)]
    found = read_uses(b"# coding: latin-1\nx = '\xe9'; a.b\n")
    assert isinstance(found, Uses)
    assert found.chains[1].starts == ((2, 10), (2, 12))


def test_a_place_that_python_misplaces_is_a_problem() -> None:
    source = b"if x:\n    y = f'''\n{x} {x.y} {\n x}'''\n"
    found = stdlib_uses.find_uses(source)
    assert isinstance(found, Problem) or found == native_uses.find_uses(source)


def test_parts_of_imports() -> None:
    (found,) = uses_of("from . .  a \\\n . b import (  # c\n    x as y,\n    z,\n)\n").imports
    assert (found.module, found.level, found.module_start, found.module_end) == ("a.b", 2, (1, 5), (2, 4))
    assert [(name.name, name.start, name.end, name.alias, name.alias_start) for name in found.names] == [
        ("x", (3, 4), (3, 5), "y", (3, 9)),
        ("z", (4, 4), (4, 5), None, (0, 0)),
    ]


def test_what_cannot_be_read_is_a_problem() -> None:
    assert isinstance(read_uses(b"def f(:\n"), Problem)
    assert isinstance(read_uses(b"\xff\n"), Problem)
