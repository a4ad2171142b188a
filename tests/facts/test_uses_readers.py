"""Both readers of uses say the same, Python's `symtable` agrees, and places are true."""

from __future__ import annotations

import sys
import sysconfig
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.oracle_uses import compare
from netra_tools.facts import native, native_uses, stdlib_uses
from netra_tools.facts.read import to_utf8
from netra_tools.facts.uses import Uses

ROOT = Path(__file__).parents[2]
STDLIB = Path(sysconfig.get_path("stdlib"))
SAMPLE = sorted([*STDLIB.glob("*.py"), *STDLIB.glob("typing*.py")])[::4]
OWN = sorted([*ROOT.glob("netra_tools/facts/*.py"), *ROOT.glob("tests/facts/*.py")])[::4]
FILES = pytest.mark.parametrize("path", [*SAMPLE, *OWN], ids=lambda path: path.name)

NAMES = st.sampled_from(["a", "b", "c", "_d", "None", "É"])
BINDABLE = st.sampled_from(["a", "b", "c", "_d", "É"])
DOTS = st.sampled_from([".", " . ", ".\n  ", ". # ( x\n", ".\\\n"])
CHAINS = st.builds(
    lambda first, rest: first + "".join(dot + name for dot, name in rest),
    BINDABLE,
    st.lists(st.tuples(DOTS, BINDABLE), max_size=3),
)
STRINGS = ["'a.b'", '"c[a]"', "'a' 'b'", r"'a\x62'", "'not a name'", "'a | None'", "'''a\n.b'''", "r'É'"]
TEMPLATES = ["f'{a.b}'", "f'x{a!r:>{b.c}}{{c}}'", 'f"{a[0]}" "{b}"']


def compounds(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """Make expressions of expressions."""
    forms = [
        "({0}).b({1}, k={2})",
        "({0})[{1}, {2}]",
        "Literal[{0}]",
        "Optional[{0}]",
        "t.Annotated[{0}, {1}]",
        "cast({0}, {1})",
        "TypeVar('T', {0}, bound={1}, **{2})",
        "(lambda a, *b, c={0}: {1})",
        "[a for a in {0} if {1}]",
        "{{{0}: b for b in {1} for c in {2}}}",
        "(({0}) for a, *b in {1})",
        "(a := {0})",
        "({0} if {1} else {2})",
        "{0} + {1} | {2}",
        "not {0} < {1}",
        "(*{0}, {1})",
        "{{{0}: {1}, **{2}}}",
        "[{0}, (yield {1})]",
    ]
    return st.builds(lambda form, *parts: form.format(*parts), st.sampled_from(forms), inner, inner, inner)


EXPRESSIONS = st.recursive(
    CHAINS | NAMES | st.sampled_from([*STRINGS, *TEMPLATES, "1", "2.5", "...", "b'x'", "1j", "10**40"]),
    compounds,
    max_leaves=6,
).map(lambda text: f"({text})")
SIMPLE = [
    "{e}",
    "a = b[{e}].c = {e}",
    "a.b: {e} = {e}",
    "c: {e}",
    "a += {e}",
    "del b, c.a",
    "global a, \\\n b",
    "import a . b as c, b.c",
    "from . .a import (b, # x\n  c as a,)",
    "from a import *",
    "return {e}",
    "assert {e}, {e}",
    "raise {e} from {e}",
]
BLOCKS = [
    "@{e}\ndef a(b: {e}, c={e}, *É: {e}, **_d) -> {e}:",
    "async  def  c(a, /, b: 'a.b' = {e}, *, c):",
    "class \\\n b({e}, a={e}):",
    "if {e}:",
    "if t.TYPE_CHECKING:",
    "for a, b.c in {e}:",
    "while {e}:",
    "with {e} as a, {e} as (b, c[{e}]):",
    "try:\n import a\nexcept (ImportError, a.b)  as  c: pass\nelse:",
    "match {e}:\n case a.b(c, b=[*a]) | {{'k': c.a, **b}} as _d if {e}: pass\nif a:",
]


def indented(text: str) -> str:
    """Put a block one level deeper."""
    return "".join(f" {line}\n" for line in text.splitlines())


def filled(form: str, expressions: list[str]) -> str:
    """Put expressions in a form."""
    for expression in expressions * form.count("{e}"):
        form = form.replace("{e}", expression, 1)
    return form.replace("{{", "{").replace("}}", "}")


LINES = st.builds(filled, st.sampled_from(SIMPLE), st.lists(EXPRESSIONS, min_size=1, max_size=3))
HEADS = st.builds(filled, st.sampled_from(BLOCKS), st.lists(EXPRESSIONS, min_size=1, max_size=3))
NESTED = st.recursive(
    LINES,
    lambda inner: st.builds(
        lambda head, body: head + "\n" + indented("\n".join(body)),
        HEADS,
        st.lists(inner, min_size=1, max_size=3),
    ),
    max_leaves=5,
)
PROGRAMS = st.lists(NESTED, min_size=1, max_size=4).map("\n".join)
native.allow_depth()  # hypothesis wants nobody to change it later


def assert_true_places(source: bytes, uses: Uses) -> None:
    """Check that every place is where the name is written."""
    lines = source.split(b"\n")
    for chain in uses.chains:
        for part, (line, column) in zip(chain.parts, chain.starts, strict=True):
            assert lines[line - 1][column:].startswith(part.encode())
        assert lines[chain.end[0] - 1][: chain.end[1]].endswith(chain.parts[-1].encode())
    for bound in uses.bound:
        assert lines[bound.start[0] - 1][bound.start[1] :].startswith(bound.name.encode())
    for start, end in uses.quoted:
        assert lines[start[0] - 1][start[1] :][:1] in (b"'", b'"', b"r", b"u")
        assert lines[end[0] - 1][end[1] - 1 : end[1]] in (b"'", b'"')


@settings(max_examples=150, deadline=None)
@given(PROGRAMS)
def test_readers_agree_on_what_is_generated(text: str) -> None:
    source = text.encode()
    expected = stdlib_uses.find_uses(source)
    found = native_uses.find_uses(source)
    if isinstance(found, Uses) and isinstance(expected, Uses):
        assert found == expected
        assert_true_places(source, found)


@FILES
def test_readers_agree_on_a_file(path: Path) -> None:
    source, _ = to_utf8(path.read_bytes())
    found = native_uses.find_uses(source)
    assert isinstance(found, Uses)
    assert found == stdlib_uses.find_uses(source)
    assert_true_places(source, found)


@FILES
def test_symtable_agrees_on_a_file(path: Path) -> None:
    source, _ = to_utf8(path.read_bytes())
    compared, different = compare(source)
    assert different == []
    assert compared > 0 or source.count(b"\n") < 100


@pytest.mark.skipif(sys.version_info < (3, 12), reason="the standard library does not know it")
@pytest.mark.parametrize(
    "source",
    [
        "def f[T: (a.b, 'c'), *U, **P](x: T = a) -> U:\n    return T\n",
        "class A[T: 'list[b]' = c](B[T], metaclass=T, **a.b):\n    x: T\n",
        "type X[T] = list['T'] | a.b\n",
        "f'{a.b + f\"{'c'}{d.e}\"}'\n",
    ],
)
def test_readers_agree_on_new_syntax(source: str) -> None:
    assert native_uses.find_uses(source.encode()) == stdlib_uses.find_uses(source.encode())
