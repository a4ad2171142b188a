"""What makes functions alike after renaming, and what does not, whichever reader looks."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from netra_tools.facts import native, stdlib
from netra_tools.facts.scan import Scan
from netra_tools.model import Definition

Reader = Callable[[bytes, tuple[int, ...]], Scan]
READERS = pytest.mark.parametrize("reader", [stdlib.scan, native.scan], ids=["stdlib", "native"])
BODY = """
def f(first, *rest, key=None):
    import json as j
    global shared
    shared = first
    with opened(first) as file, other(key):
        for row, (one, *many) in zip(file, rest):
            total = [cell.text for cell in row if cell]
            total += j.loads(one, many=many)
    try:
        found = lambda value: value + shared
    except (ValueError, KeyError) as error:
        raise Wrong(f"{error}: {first}") from error
    def inner(deep):
        nonlocal found
        found = deep
        return seen(found)
    match total:
        case [head, *tail] if (size := len(tail)):
            return head, size
        case {"a": held, **left}:
            return held, left
    class Local:
        field = first
        def method(this):
            return this.field
    return inner, Local, total
"""


def read(reader: Reader, source: str) -> Definition:
    return reader(source.encode(), ()).definitions[0]


def renamed(old: str, new: str) -> str:
    assert BODY.count(old) > 0
    return BODY.replace(old, new)


@READERS
@pytest.mark.parametrize(
    "name",
    [
        *("first", "rest", "file", "row", "one", "total", "cell", "value", "error", "inner", "deep"),
        *("found", "head", "tail", "size", "held", "left", "Local", "this"),
    ],
)
def test_a_name_that_the_body_binds_may_be_another(reader: Reader, name: str) -> None:
    before, after = read(reader, BODY), read(reader, renamed(name, "x9"))
    assert after.alike == before.alike
    assert after.structure != before.structure


@READERS
@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("shared", "x9"),
        ("opened", "x9"),
        ("seen", "x9"),
        (".text", ".x9"),
        (".field", ".x9"),
        ("field = ", "x9 = "),
        ("j.loads", "k.loads"),
        ("json as j", "json as k"),
        ("many=many", "x9=many"),
        ("def method", "def x9"),
        ("Wrong", "x9"),
        ("zip(file, rest)", "zip(rest, file)"),
        ("return head, size", "return size, head"),
        ("for cell in row", "for row in row"),
        ("opened(first)", "opened(1)"),
        ("total +=", "total -="),
    ],
)
def test_all_else_has_to_be_the_same(reader: Reader, old: str, new: str) -> None:
    assert read(reader, renamed(old, new)).alike != read(reader, BODY).alike


ORDER = """
def f(self, low, high):
    if low < high and self.a(low) and self.b(high) and self.c(low):
        return low, high
"""


@READERS
def test_parameters_keep_their_places(reader: Reader) -> None:
    before = read(reader, ORDER)
    assert read(reader, ORDER.replace("low, high):", "high, low):")).alike != before.alike
    assert read(reader, ORDER.replace("low", "a").replace("high", "low")).alike == before.alike
    assert read(reader, ORDER.replace("(self,", "(unused, self,")).alike == before.alike


@READERS
def test_with_few_names_nothing_is_left_open(reader: Reader) -> None:
    short = "def f(a, b):\n    return a + b\n"
    found = read(reader, short)
    assert found.alike == found.structure != read(reader, short.replace("b", "c")).alike


@READERS
def test_names_of_one_definition_are_not_those_of_another(reader: Reader) -> None:
    two = "def g(total):\n    return total\n" + BODY.replace("total =", "pass #").replace(
        "total +=", "pass #"
    )
    apart = reader(two.encode(), ()).definitions[1]
    assert apart.alike != read(reader, two.partition("\n    return total\n")[2].replace("total", "x9")).alike
