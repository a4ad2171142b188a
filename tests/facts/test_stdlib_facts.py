"""What docs/facts.md says, in examples; both readers are held to it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from netra_tools.facts import native, stdlib
from netra_tools.facts.scan import Scan
from netra_tools.model import (
    IN_CLASS,
    IN_COLLECTION,
    IN_DECORATOR,
    IN_FUNCTION,
    IN_TRY_IMPORT,
    ROLES,
    TYPE_CHECKING,
    Definition,
    Literal,
)

Reader = Callable[[bytes, tuple[int, ...]], Scan]


@pytest.fixture(params=[stdlib.scan, native.scan], ids=["stdlib", "native"])
def reader(request: pytest.FixtureRequest) -> Reader:
    found: Reader = request.param
    return found


def definition(reader: Reader, source: str, empty: tuple[int, ...] = ()) -> Definition:
    return reader(source.encode(), empty).definitions[0]


@pytest.mark.parametrize(
    ("body", "number"),
    [
        ("pass", 1),
        ("if a: pass\n elif b: pass\n else: pass", 3),
        ("return 1 if a else 2 if b else 3", 3),
        ("for i in a: pass", 2),
        ("for i in a: pass\n else: pass", 3),
        ("while a: pass\n else: pass", 3),
        ("try: pass\n except A: pass\n except B: pass\n else: pass\n finally: pass", 4),
        ("try: pass\n finally: pass", 1),
        ("return a and b and c or d", 4),
        ("return [x for y in a if b if c for x in y]", 5),
        ("match a:\n  case 1: pass\n  case 2: pass\n  case _: pass", 3),
        ("match a:\n  case 1: pass\n  case x if x: pass", 2),
        ("assert a and b", 1),
        ("return lambda: a if b else c", 2),
        ("with a: pass", 1),
        ("def g():\n  if a: pass", 1),
        ("class C:\n  x = a or b", 1),
    ],
)
def test_complexity(reader: Reader, body: str, number: int) -> None:
    assert definition(reader, f"def f(p=a or b):\n {body}\n").complexity == number


def test_a_class_has_the_sum_of_its_methods_and_one(reader: Reader) -> None:
    source = (
        "class A:\n def f(self): return a or b\n if c:\n  def g(self): pass\n class B:\n  def h(self): pass"
    )
    assert definition(reader, source).complexity == 4


@pytest.mark.parametrize(
    ("body", "depth"),
    [
        ("pass", 0),
        ("if a: pass\n elif b: pass\n else: pass", 1),
        ("if a: pass\n else:\n  if b: pass", 2),
        ("for i in a:\n  while b:\n   with c: pass", 3),
        ("try: pass\n except A:\n  if b: pass", 2),
        ("match a:\n  case 1:\n   if b: pass", 2),
        ("def g():\n  if a: pass", 0),
    ],
)
def test_nesting(reader: Reader, body: str, depth: int) -> None:
    assert definition(reader, f"def f():\n {body}\n").nesting == depth


@pytest.mark.parametrize(
    ("source", "empty", "docstring", "body_lines", "code_lines"),
    [
        ("def f(): pass", (), None, 1, 1),
        ("def f():\n  'doc'", (), (2, 2), 0, 0),
        ("def f():\n  '''doc\n  '''\n\n  a\n\n  # b\n  c\n", (4, 6, 7), (2, 3), 4, 2),
        ("def f():\n  f'no doc'\n", (), None, 1, 1),
        ("def f():\n  b'no doc'\n", (), None, 1, 1),
        ("def f():\n  ('doc'\n   'doc')\n  a", (), (2, 3), 1, 1),
        ("def f():\n\n  x = '''\n\n'''\n", (2, 4), None, 3, 3),
        ("def f():\n  'doc'\n  @d\n  def g(): pass\n", (), (2, 2), 2, 2),
        ("class A:\n  'doc'\n  x = 1\n", (), (2, 2), 1, 1),
    ],
)
def test_sizes(
    reader: Reader,
    source: str,
    empty: tuple[int, ...],
    docstring: tuple[int, int] | None,
    body_lines: int,
    code_lines: int,
) -> None:
    found = definition(reader, source, empty)
    assert (found.docstring, found.body_lines, found.code_lines) == (docstring, body_lines, code_lines)


def test_headers(reader: Reader) -> None:
    source = "@a\n@b.c(1)\n@d[0]\nasync def f(p, /, q: int, r=1, *s, t, u: int = 2, **v) -> int:\n  await x"
    found = definition(reader, source)
    assert found[:10] == ("f", "function", True, 1, 4, 0, 5, 9, ("a", "b.c", ""), found.parameters)
    assert [tuple(parameter) for parameter in found.parameters] == [
        ("p", 0, False), ("q", 0, True), ("r", 1, False), ("s", 2, False), ("t", 3, False), ("u", 5, True),
        ("v", 4, False),
    ]  # fmt: skip
    assert found.returns


def test_classes(reader: Reader) -> None:
    source = (
        "class A(B, c.D, E[int], f(), metaclass=M):\n x = y = 1\n z: int\n x: int = 2\n (p, [q, *r]), s.t = u"
    )
    found = definition(reader, source)
    assert found.bases == ("B", "c.D", "E", "")
    names = (("x", True), ("y", False), ("z", True), ("p", False), ("q", False), ("r", False))
    assert found.fields == names


def test_qualified_names_and_kinds(reader: Reader) -> None:
    source = (
        "class A:\n if x:\n  def m(self):\n   def g():\n    class L:\n     def n(self): pass\n class B: pass"
    )
    assert [(found.name, found.kind) for found in reader(source.encode(), ()).definitions] == [
        ("A", "class"),
        ("A.m", "method"),
        ("A.m.<locals>.g", "function"),
        ("A.m.<locals>.g.<locals>.L", "class"),
        ("A.m.<locals>.g.<locals>.L.n", "method"),
        ("A.B", "class"),
    ]


@pytest.mark.parametrize(
    ("source", "flags"),
    [
        ("import a", 0),
        ("def f(): import a", IN_FUNCTION),
        ("class C: import a", IN_CLASS),
        ("class C:\n def f(self): import a", IN_FUNCTION),
        ("def f():\n class C: import a", IN_FUNCTION),
        ("if TYPE_CHECKING: import a", TYPE_CHECKING),
        ("if t.TYPE_CHECKING:\n def f(): import a", TYPE_CHECKING | IN_FUNCTION),
        ("if TYPE_CHECKING: pass\nelse: import a", 0),
        ("try: import a\nexcept ImportError: pass", IN_TRY_IMPORT),
        ("try: pass\nexcept (A, ModuleNotFoundError): import a", IN_TRY_IMPORT),
        ("try: import a\nexcept: pass", IN_TRY_IMPORT),
        ("try: import a\nexcept KeyError: pass", 0),
        ("try: pass\nexcept ImportError: pass\nelse: import a", 0),
        ("try: pass\nexcept ImportError: pass\nexcept KeyError: import a", 0),
        ("try:\n def f(): import a\nexcept ImportError: pass", IN_FUNCTION),
    ],
)
def test_import_flags(reader: Reader, source: str, flags: int) -> None:
    assert [found.flags for found in reader(source.encode(), ()).imports] == [flags]


def test_imports(reader: Reader) -> None:
    source = b"import a.b as c, d\nfrom ..e.f import g, h as i\nfrom . import *\n"
    assert [tuple(found) for found in reader(source, ()).imports] == [
        ("a.b", (), "c", 0, 0, 1, 0, 1, 18, False),
        ("d", (), None, 0, 0, 1, 0, 1, 18, False),
        ("e.f", (("g", None), ("h", "i")), None, 2, 0, 2, 0, 2, 27, True),
        ("", (("*", None),), None, 1, 0, 3, 0, 3, 15, True),
    ]


def target(reader: Reader, source: str) -> Literal:
    return next(found for found in reader(source.encode(), ()).literals if "T" in found.value)


@pytest.mark.parametrize(
    ("source", "role", "owner", "slot", "flags"),
    [
        ("'T'", "statement", "", "", 0),
        ("x.y = z = 'T'", "assigned", "x.y", "", 0),
        ("x: 'T' = 1", "annotation", "", "", 0),
        ("x: Annotated[int, Field('T', ['T'])]", "annotation", "", "", 0),
        ("x: Literal['T', 'u']", "annotation", "Literal", "", 0),
        ("def f(x: list[t.Literal['T'] | None]): pass", "annotation", "Literal", "", 0),
        ("x: Annotated[Literal['a'], 'T']", "annotation", "", "", 0),
        ("x: Annotated[Literal['T'], Field('a')]", "annotation", "Literal", "", 0),
        ("x: Annotated[int, Field(Literal['T'])]", "annotation", "Literal", "", 0),
        ("x: MyLiteral['T']", "annotation", "", "", 0),
        ("x: 'Literal[T]'", "annotation", "", "", 0),
        ("x = {'T': 1}", "key", "x", "", 0),
        ("x = {'k': 'T'}", "value", "x", "k", 0),
        ("x = {'k': ['T']}", "value", "x", "k", IN_COLLECTION),
        ("x = [{'k': 'T'}]", "value", "x", "k", 0),
        ("x = 'T' % y", "assigned", "x", "", 0),
        ("x = y % 'T'", "other", "", "", 0),
        ("x = 'T' if y else z", "assigned", "x", "", 0),
        ("f(a, 'T')", "argument", "f", "1", 0),
        ("a.f(k='T')", "keyword", "a.f", "k", 0),
        ("a().f('T')", "argument", ".f", "0", 0),
        ("a()('T')", "argument", "", "0", 0),
        ("f({'T': 1})", "key", "f", "", 0),
        ("f(1, {'T': 1}, k=2)", "key", "f", "", 0),
        ("f(1, {'l': 'T'}, k=2)", "value", "f", "l", 0),
        ("f(1, k={'T': 1})", "key", "f", "k", 0),
        ("f(1, k={'l': 'T'})", "value", "f", "k.l", 0),
        ("f(1, k=[{'l': ['T']}])", "value", "f", "k.l", IN_COLLECTION),
        ("f(k={'l': {'T': 1}})", "key", "f", "k", 0),
        ("f(k={'l': {'m': 'T'}})", "value", "f", "k.m", 0),
        ("f(k={1: 'T'})", "value", "f", "", 0),
        ("f(k={**{'l': 'T'}})", "value", "f", "k.l", 0),
        ("f(k={'l': 'T' for x in y})", "value", "f", "k.l", 0),
        ("f(k=g({'l': 'T'}))", "value", "g", "l", 0),
        ("f(k=lambda: {'T': 1})", "key", "", "", 0),
        ("f(**{'T': 1})", "key", "f", "", 0),
        ("class C(k={'T': 1}): pass", "key", "C", "", 0),
        ("f(x for x in y if x == 'T')", "compared", "x", "==", 0),
        ("'T'.join(x)", "other", "", "", 0),
        ("x.y == 'T'", "compared", "x.y", "==", 0),
        ("'T' not  in x", "compared", "x", "not in", 0),
        ("x in ('T', 'u')", "compared", "x", "in", IN_COLLECTION),
        ("None == 'T'", "compared", "", "==", 0),
        ("x['k'] == 'T'", "compared", "x.k", "==", 0),
        ("'T' == x.y['k'].z", "compared", "x.y.k.z", "==", 0),
        ("x['k']['l'] in ('T',)", "compared", "x.k.l", "in", IN_COLLECTION),
        ("x[k] == 'T'", "compared", "", "==", 0),
        ("x[''] == 'T'", "compared", "", "==", 0),
        ("x.get('k') == 'T'", "compared", "x.k", "==", 0),
        ("x['k'].get('l', f('a')) == 'T'", "compared", "x.k.l", "==", 0),
        ("x.get() == 'T'", "compared", "", "==", 0),
        ("x.got('k') == 'T'", "compared", "", "==", 0),
        ("x['get']('k') == 'T'", "compared", "", "==", 0),
        ("get('k') == 'T'", "compared", "", "==", 0),
        ("x().get('k') == 'T'", "compared", "", "==", 0),
        ("True['k'] == 'T'", "compared", "", "==", 0),
        ("x['k'] = 'T'", "assigned", "x.k", "", 0),
        ("x['k']['T']", "subscript", "x.k", "", 0),
        ("x['k'].f('T')", "argument", "x.k.f", "0", 0),
        ("x.get('k').f('T')", "argument", ".f", "0", 0),
        ("match x['k']:\n case 'T': pass", "pattern", "x.k", "", 0),
        ("x.y['T']", "subscript", "x.y", "", 0),
        ("x[0]['T']", "subscript", "", "", 0),
        ("x = frozenset({'T'})", "assigned", "x", "", IN_COLLECTION),
        ("x = tuple(['T'])", "assigned", "x", "", IN_COLLECTION),
        ("x = tuple('T' for y in z)", "assigned", "x", "", IN_COLLECTION),
        ("x = a | set(('T', 'u'))", "assigned", "x", "", IN_COLLECTION),
        ("x = list('T')", "argument", "list", "0", 0),
        ("x = set(['a'], 'T')", "argument", "set", "1", 0),
        ("x = MappingProxyType({'k': 'T'})", "value", "x", "k", 0),
        ("x = types.MappingProxyType({'T': 1})", "key", "x", "", 0),
        ("x = a.list(['T'])", "argument", "a.list", "0", IN_COLLECTION),
        ("x = dict({'T': 1})", "key", "x", "", 0),
        ("x = dict(k=['T'])", "keyword", "dict", "k", IN_COLLECTION),
        ("x = {'k': frozenset(['T'])}", "value", "x", "k", IN_COLLECTION),
        ("x in frozenset(['T'])", "compared", "x", "in", IN_COLLECTION),
        ("f(1, k=set(['T']))", "keyword", "f", "k", IN_COLLECTION),
        ("f(k=dict({'l': 'T'}))", "value", "f", "k.l", 0),
        ("f(a, tuple(['T']))", "argument", "f", "1", IN_COLLECTION),
        ("for x in set(['T']): pass", "argument", "set", "0", IN_COLLECTION),
        ("set(['T']).union(x)", "argument", "set", "0", IN_COLLECTION),
        ("def f(p='T'): pass", "default", "f", "p", 0),
        ("class C:\n def f(self, *, p='T'): pass", "default", "C.f", "p", 0),
        ("lambda p='T': 1", "default", "", "p", 0),
        ("class C:\n def f(self): return 'T'", "returned", "C.f", "", 0),
        ("raise 'T'", "raised", "", "", 0),
        ("raise E('T')", "argument", "E", "0", 0),
        ("class C(k='T'): pass", "keyword", "C", "k", 0),
        ("@d('T')\ndef f(): pass", "argument", "d", "0", IN_DECORATOR),
        ("@d(k=['T'])\nclass C: pass", "keyword", "d", "k", IN_DECORATOR | IN_COLLECTION),
        ("match a.b:\n case 'T': pass", "pattern", "a.b", "", 0),
        ("f'{x + 'T'}'".replace("'T'", '"T"'), "interpolated", "", "", 0),
        ("if 'T': pass", "other", "", "", 0),
        ("for x in ['T']: pass", "other", "", "", IN_COLLECTION),
        ("print(f'T{x}')", "argument", "print", "0", 0),
    ],
)
def test_where_a_literal_stands(
    reader: Reader, source: str, role: str, owner: str, slot: str, flags: int
) -> None:
    found = target(reader, source)
    assert (ROLES[found.role], found.owner, found.slot, found.flags) == (role, owner, slot, flags)


@pytest.mark.parametrize(
    ("source", "value", "kind", "span"),
    [
        ("x = 'a' \"b\"", "ab", 0, (1, 4, 1, 11)),
        ("x = ('a'\n  'b')", "ab", 0, (1, 5, 2, 5)),
        ("x = b'\\xff'", "\xff", 1, (1, 4, 1, 11)),
        ("x = f'a{b}{c!r:>{d}}{{'", "a{}{}{", 2, (1, 4, 1, 23)),
        ("x = 'a' f'{b}'", "a{}", 2, (1, 4, 1, 14)),
        ("'doc'", "doc", 3, (1, 0, 1, 5)),
        ("é = 'ü'", "ü", 0, (1, 5, 1, 9)),
        ("x = 'é'; y = 1", "é", 0, (1, 4, 1, 8)),
        ("x = '# type: ignore'", "# type: ignore", 0, (1, 4, 1, 20)),
        ("x = f'# type: {y}'", "# type: {}", 2, (1, 4, 1, 18)),
    ],
)
def test_what_a_literal_is(
    reader: Reader, source: str, value: str, kind: int, span: tuple[int, int, int, int]
) -> None:
    try:
        found = reader(source.encode(), ()).literals[0]
    except native.UnreadableError:
        pytest.skip("names that are not ASCII go to the fallback")
    assert (found.value, found.kind, found[7:]) == (value, kind, span)


def test_scopes(reader: Reader) -> None:
    source = b"@d('0')\nclass A(b('1')):\n 'A'\n def f(self, p='2') -> '3':\n  'f'\n  return '4'\n'5'\n"
    assert [(found.value, found.scope) for found in reader(source, ()).literals] == [
        ("0", -1), ("1", -1), ("A", 0), ("2", 0), ("3", 0), ("f", 1), ("4", 1), ("5", -1),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("source", "accesses"),
    [
        ("import os\nos.environ['A']", [("environ", "A")]),
        ("import os as o\no.environ.get('A', 'b')", [("environ", "A")]),
        ("from os import environ as e\ndef f(): return e", [("environ", "")]),
        ("import os\nos.environ[name]", [("environ", "")]),
        ("def f(): return os.getenv('A')\nimport os.path", [("getenv", "A")]),
        ("from os import getenv\ngetenv", []),
        ("environ['A']", []),
        ("import os\nx: os.environ", []),
        ("from os import environ\nenviron = {}\nx, environ = y", []),
        ("import sys\nsys.path.append(x)\nsys.path[0] = x\nprint(sys.path)", [("sys.path", "")] * 2),
        ("import sys\nx, (sys.path, *y) = z", [("sys.path", "")]),
        ("from sys import path\npath += x\npath = y", [("sys.path", "")]),
        ("eval(x)\nexec(y)\na.eval(z)", [("eval", ""), ("exec", "")]),
        ("from a import eval\neval(x)", []),
        ("eval (x)\n(exec)\n(y).env.sys\nwith evil(z): b.exec(c)", [("eval", "")]),
        ("try: pass\nexcept (A, eval('B')): pass", [("eval", "")]),
        ("import sys, os\neval(sys.path.sort)\ndef f(): os.putenv('A')", [("eval", ""), ("getenv", "A")]),
        ("def f():\n import os.path\nclass A: x = os.environ['A']", [("environ", "A")]),
        ("import os.path as os\nos.environ", []),
        ("def f():\n if x: import os.path\nos.environ", [("environ", "")]),
    ],
)
def test_accesses(reader: Reader, source: str, accesses: list[tuple[str, str]]) -> None:
    assert [found[:2] for found in reader(source.encode(), ()).accesses] == accesses


def test_names(reader: Reader) -> None:
    source = b"""
import a.b, c as d
from e import f as g, h
from i import *
j = k = (l, [m, *n]) = x
o: int
for p in x: q = 1
with r as s: pass
try: pass
except (E, (E2 := F)) as t: pass
def u():
    global v
    w = 1
class X: y = 1
if (z := 1): pass
match x:
    case [aa, *bb]: pass
    case {'k': cc, **dd}: pass
"""
    names = "* E2 X a aa bb cc d dd g h j k l m n o p q s t u v z"
    assert " ".join(reader(source, ()).names) == names


@pytest.mark.parametrize(
    ("source", "exports"),
    [
        ("x = 1", None),
        ("__all__ = ['a', 'b']", ("a", "b")),
        ("__all__ = ()", ()),
        ("__all__: list[str] = ['b' 'a']", ("ba",)),
        (
            "__all__ = ['a']\n__all__ += ['b']\n__all__.extend(['c'])\n__all__.append('d')",
            ("a", "b", "c", "d"),
        ),
        ("__all__ = ['a'] + x.__all__", None),
        ("__all__ = ['a']\n__all__ += x.__all__", None),
        ("__all__ = ['a', b]", None),
        ("__all__ = x\n__all__ = ['a']", ("a",)),
        ("__all__ += ['a']", None),
        ("def f(): __all__ = ['a']", None),
    ],
)
def test_exports(reader: Reader, source: str, exports: tuple[str, ...] | None) -> None:
    assert reader(source.encode(), ()).exports == exports
