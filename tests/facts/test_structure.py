"""The structural hash of a body: what changes it and what does not, whichever reader makes it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netra_tools.facts import native, stdlib
from netra_tools.facts.native_cursor import HASH_MASK, PRIME, digest_text
from netra_tools.facts.scan import Scan

Reader = Callable[[bytes, tuple[int, ...]], Scan]
READERS = pytest.mark.parametrize("reader", [stdlib.scan, native.scan], ids=["stdlib", "native"])

BODY = """
def f(a, b):
    '''Doc.'''
    x = a + b * 2
    if x > 1 and a.y:
        return [g(x, k='v') for x in b]
    def inner():
        '''Inner doc.'''
        return f'{a}-'
    return None
"""


def structure(reader: Reader, source: str) -> int:
    return reader(source.encode(), ()).definitions[0].structure


@READERS
@pytest.mark.parametrize(
    "same",
    [
        "\n\n# moved\n" + BODY,
        BODY.replace("'''Doc.'''", "'''Other\n    words.'''"),
        BODY.replace("    '''Doc.'''\n", ""),
        BODY.replace("Inner doc.", "Changed."),
        BODY.replace("a + b * 2", "(a +   # why\n        (b * 2))"),
        BODY.replace("'v'", '"v"'),
        BODY.replace("\n    ", "\n        "),
        BODY.replace("    x =", "    # comment\n\n    x ="),
        "class A:\n" + BODY.replace("\n", "\n    "),
        BODY.replace("def f", "@decorated\ndef other"),
    ],
    ids=[
        "moved",
        "docstring",
        "no docstring",
        "inner docstring",
        "layout",
        "quotes",
        "indent",
        "comment",
        "method",
        "name",
    ],
)
def test_the_hash_stays(reader: Reader, same: str) -> None:
    definitions = reader(same.encode(), ()).definitions
    found = next(definition for definition in definitions if definition.kind != "class")
    assert found.structure == structure(reader, BODY)


@READERS
@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("x = a", "z = a"),
        ("a + b", "a - b"),
        ("* 2", "* 3"),
        ("x > 1", "x >= 1"),
        (" and ", " or "),
        ("a.y", "a.z"),
        ("g(x", "h(x"),
        ("k='v'", "j='v'"),
        ("'v'", "'w'"),
        ("'v'", "b'v'"),
        ("{a}-", "{b}-"),
        ("{a}-", "{a}+"),
        ("return None", "return True"),
        ("return None", "return"),
        ("return None", "pass"),
        ("a + b * 2", "(a + b) * 2"),
        ("[g(x, k='v') for x in b]", "(g(x, k='v') for x in b)"),
        ("[g(x, k='v') for x in b]", "[g(x, k='v') for x in b if b]"),
        ("[g(x, k='v') for x in b]", "g(x, k='v')"),
        ("g(x, k='v')", "g(x, *k)"),
        ("x = a", "x += a"),
        ("x = a", "x: int = a"),
        ("if x", "while x"),
        ("    x = a + b * 2\n", ""),
        ("'v'", "1"),
        ("* 2", "* 2.0"),
        ("a + b * 2", "-(a + b)"),
        ("a + b * 2", "a - (b - a)"),
        ("a + b * 2", "a - b - a"),
        ("a + b * 2", "a[b][a]"),
        ("a + b * 2", "[a, [b], 2]"),
        ("def inner():", "def inner(p):"),
        ("inner", "outer"),
    ],
)
def test_the_hash_changes(reader: Reader, old: str, new: str) -> None:
    assert old in BODY
    assert structure(reader, BODY.replace(old, new)) != structure(reader, BODY)


@READERS
def test_statements_out_of_a_block_change_the_hash(reader: Reader) -> None:
    inside = "def f():\n if a:\n  b()\n  c()\n"
    assert structure(reader, inside) != structure(reader, inside.replace("  c()", " c()"))


@READERS
def test_a_class_has_a_hash_of_its_body(reader: Reader) -> None:
    first = structure(reader, "class A:\n    x = 1\n    def f(self): return 1\n")
    assert first == structure(
        reader, "class B(C):\n    'doc'\n    x = 1\n\n    def f(self):\n        return 1\n"
    )
    assert first != structure(reader, "class A:\n    x = 1\n    def f(self): return 2\n")


@READERS
@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("a - (b - c)", "a - b - c"),
        ("-(a + b)", "-a + b"),
        ("a[b][c]", "a[b[c]]"),
        ("[a, [b], c]", "[a, [b, c]]"),
        ("f(a, g(b), c)", "f(a, g(b, c))"),
        ("not a and b", "not (a and b)"),
        ("a < b < c", "a < (b < c)"),
        ("lambda x: y", "lambda x=y: y"),
        ("x[a:]", "x[:a]"),
        ("10000000000000", "10000000000001"),
        ("1.25", "1.5"),
        ("f(*a)", "f(**a)"),
    ],
)
def test_grouping_counts(reader: Reader, left: str, right: str) -> None:
    assert structure(reader, f"def f(): return {left}") != structure(reader, f"def f(): return {right}")


@given(st.integers(0, HASH_MASK), st.binary(min_size=1))
def test_the_hash_of_a_text_is_the_same_compiled_or_not(before: int, text: bytes) -> None:
    number = (before << 8 * len(text)) + int.from_bytes(text, "big")
    assert digest_text(before, b"(" + text + b")", 1, len(text) + 1) == number % PRIME
