"""What a file uses: chains and imports with the places of their parts, and the scopes of names."""

from __future__ import annotations

import pytest

from netra_tools.facts.read_uses import read_uses
from netra_tools.facts.uses import Uses
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
    ],
)
def test_chains(source: str, expected: list[str]) -> None:
    assert shown(source) == expected


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
