"""References stand among the literals, where a literal could stand; both readers are held to it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.oracle_facts import verdict
from netra_tools.facts import native, stdlib
from netra_tools.facts.read import read_source
from netra_tools.facts.scan import Scan
from netra_tools.model import IN_COLLECTION, IN_DECORATOR, REFERENCE, ROLES, Literal

Reader = Callable[[bytes, tuple[int, ...]], Scan]


@pytest.fixture(params=[stdlib.scan, native.scan], ids=["stdlib", "native"])
def reader(request: pytest.FixtureRequest) -> Reader:
    found: Reader = request.param
    return found


def references(reader: Reader, source: str) -> list[Literal]:
    return [found for found in reader(source.encode(), ()).literals if found.kind == REFERENCE]


@pytest.mark.parametrize(
    ("source", "value", "role", "owner", "slot", "flags"),
    [
        ("bus.fire(EVENT_X)", "EVENT_X", "argument", "bus.fire", "0", 0),
        ("bus.fire(1, const.EVENT_X)", "const.EVENT_X", "argument", "bus.fire", "1", 0),
        ("f()(a, *ARGS)", "ARGS", "argument", "", "1", 0),
        ("a().get(self.KEY)", "self.KEY", "argument", ".get", "0", 0),
        ("f(k=Kind.START)", "Kind.START", "keyword", "f", "k", 0),
        ("f(1, k=[_KEY2])", "_KEY2", "keyword", "f", "k", IN_COLLECTION),
        ("f(KEY.encode(KEY2))", "KEY2", "argument", "KEY.encode", "0", 0),
        ("config[CONF_HOST]", "CONF_HOST", "subscript", "config", "", 0),
        ("config[CONF_HOST] = 1", "CONF_HOST", "subscript", "config", "", 0),
        ("CONFIG[CONF_HOST]['a']", "CONF_HOST", "subscript", "CONFIG", "", 0),
        ("x = {CONF_HOST: 1}", "CONF_HOST", "key", "x", "", 0),
        ("x = {'k': CONF_HOST}", "CONF_HOST", "value", "x", "k", 0),
        ("x = {c.CONF_HOST: 1 for a in b}", "c.CONF_HOST", "key", "x", "", 0),
        ("x == STATE_ON", "STATE_ON", "compared", "x", "==", 0),
        ("STATE_ON in x", "STATE_ON", "compared", "x", "in", 0),
        ("x.y in (c.ON,)", "c.ON", "compared", "x.y", "in", IN_COLLECTION),
        ("x.y = KEY", "KEY", "assigned", "x.y", "", 0),
        ("x = KEY + y", "KEY", "assigned", "x", "", 0),
        ("x = y + a.KEY", "a.KEY", "assigned", "x", "", 0),
        ("x = a.KEY + y", "a.KEY", "assigned", "x", "", 0),
        ("x = a.KEY % y", "a.KEY", "assigned", "x", "", 0),
        ("x = (a \n .KEY)", "a.KEY", "assigned", "x", "", 0),
        ("def f(p=KEY): pass", "KEY", "default", "f", "p", 0),
        ("def f(): return KEY", "KEY", "returned", "f", "", 0),
        ("match x:\n case c.KEY: pass", "c.KEY", "pattern", "x", "", 0),
        ("match x:\n case C(k=c.KEY): pass", "c.KEY", "pattern", "x", "", 0),
        ("@d(KEY)\ndef f(): pass", "KEY", "argument", "d", "0", IN_DECORATOR),
        ("class A(k=KEY): pass", "KEY", "keyword", "A", "k", 0),
        ("def f(name): return environ.get(name)", "name", "argument", "environ.get", "0", 0),
        ("def f(name): return environ[name]", "name", "subscript", "environ", "", 0),
        ("def f(*, name): g(k=name)", "name", "keyword", "g", "k", 0),
        ("def f(name): return {name: 1}", "name", "key", "f", "", 0),
        ("def f(name): return x == name", "name", "compared", "x", "==", 0),
        ("def f(name):\n if x: g(lambda: h(name))", "name", "argument", "h", "0", 0),
        (f"def f({'n' * 200}): g({'n' * 200})", "n" * 200, "argument", "g", "0", 0),
        (f"f({'N' * 9000})", "N" * 9000, "argument", "f", "0", 0),
    ],
)
def test_a_name_stands_where_a_literal_could(
    reader: Reader, source: str, value: str, role: str, owner: str, slot: str, flags: int
) -> None:
    found = [(f.value, ROLES[f.role], f.owner, f.slot, f.flags) for f in references(reader, source)]
    assert found == [(value, role, owner, slot, flags)]


@pytest.mark.parametrize(
    "source",
    [
        "f(name, Name, N, aB.Cd, x.N)",
        "EVENT_X",
        "EVENT_X.fire()",
        "EVENT_X()",
        "KEY = a.KEY = 1",
        "for KEY in KEYS: pass",
        "with A_B as C_D: pass",
        "raise A_B",
        "if A_B and not C_D: assert E_F",
        "f'{KEY}'",
        "x = y % KEY",
        "x = a().KEY + b[0].KEY",
        "x = (a + KEY).b",
        "def f(p: KEY) -> KEY: x: a[KEY]",
        "type X = f(KEY)",
        "class A(KEY): pass",
        "@KEY\ndef f(): pass",
        "match x:\n case KEY(): pass",
        "del KEY",
        "lambda: KEY",
        "def f(name): x = name; return name",
        "def f(name): return {'k': name}",
        "def f(name): g(name.key, name())",
        "def f(name):\n def g(): h(name)",
        "def f(name):\n class A: h(name)",
        "def f(name): pass\ng(name)",
        "def f(name, x=g(name)): pass",
    ],
)
def test_other_names_are_no_references(reader: Reader, source: str) -> None:
    assert references(reader, source) == []


def test_references_stand_in_order_among_the_literals(reader: Reader) -> None:
    source = "def f(a):\n x[a] = g('b', c.KEY, k=KEY2, **{KEY3: 'd'})\n"
    found = reader(source.encode(), ()).literals
    assert [(item.value, item.kind, item.scope, item[7:]) for item in found] == [
        ("a", REFERENCE, 0, (2, 3, 2, 4)),
        ("b", 0, 0, (2, 10, 2, 13)),
        ("c.KEY", REFERENCE, 0, (2, 15, 2, 20)),
        ("KEY2", REFERENCE, 0, (2, 24, 2, 28)),
        ("KEY3", REFERENCE, 0, (2, 33, 2, 37)),
        ("d", 0, 0, (2, 39, 2, 42)),
    ]


def test_comments_and_blank_lines_within_a_reference_are_no_text() -> None:
    source = b"f((a\n\n # netra: ignore[x] why\n .KEY))\n"
    assert [found.value for found in read_source(source).literals] == ["a.KEY"]
    facts = read_source(source).facts
    assert (facts.lines.code, facts.lines.comment, facts.lines.blank) == (2, 1, 1)
    assert [found.rules for found in facts.suppressions] == [("x",)]


NAMES = st.sampled_from(["KEY", "a.KEY", "KEY.b", "p", "q", "self.x.KEY_2", "None", "'t'", "1", "C"])
FORMS = st.sampled_from(
    [
        "{}[{}]", "f({}, k={})", "{}.f(*{}, **{})", "[{}, {}]", "{{{}: {}, **{}}}", "({} + {})", "({} % {})",
        "({}).KEY", "({} == {} in {})", "({} if {} else {})", "(x := {})", "(lambda p={}: {})", "(not {})",
        "[{} for y in {} if {}]", "{{{}: {} for y in {}}}", "f'{{{}}}'", "{}({})({})", "(yield {})",
    ]
)  # fmt: skip


def filled(pair: tuple[str, list[str]]) -> str:
    return pair[0].format(*pair[1])


EXPRESSIONS = st.recursive(
    NAMES, lambda inner: st.tuples(FORMS, st.lists(inner, min_size=3, max_size=3)).map(filled), max_leaves=12
)
STATEMENTS = st.sampled_from(
    [
        "x = {}",
        "{}",
        "return {}",
        "if {}: pass",
        "@f({})\n def g(q): h({})",
        "x[{}] += 1",
        "class A(k={}): {}",
    ]
)


@settings(max_examples=200, deadline=None)
@given(STATEMENTS, EXPRESSIONS)
def test_readers_agree_on_any_expression(statement: str, expression: str) -> None:
    source = f"def f(p, *q):\n {statement.replace('{}', expression)}\n"
    found = list(verdict(source.encode()))
    assert found in ([("compared", "")], [("not parsed by ast", "")])
