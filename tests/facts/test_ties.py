"""What a file defines and relies on is read as Python would look the names up."""

from __future__ import annotations

import pytest

from netra_tools.facts.read_ties import read_ties
from netra_tools.facts.ties import Tied, Ties, pack_ties, unpack_ties

SOURCE = """\
import os
from a import b as c, d
X = 3
Y = c.f(X)
@app.route("/x")
def go(a, b=X, *args, k: "d.T" = None):
    import json
    z = json.loads(a)
    q = getattr(a, f"do_{a}_x")
    def inner(): return os.path.join(q)
    return inner()
    print(3)
class A(c.B, metaclass=M):
    F = 3
    field: int = d.e
    def m(self, v, w):
        self.x = self.y.z() + self.k()
        first().bar.baz(v)
        super().quux
"""


def ties_of(source: str) -> Ties:
    """Read a source that can be read."""
    found = read_ties(source.encode())
    assert isinstance(found, Ties)
    return found


def named(ties: Ties, name: str) -> Tied:
    """Give the definition with a name."""
    return next(one for one in ties.definitions if one.name == name)


EXPECTED = [
    ("X", "references", ()),
    ("Y", "references", ()),
    ("", "references", ("X", "c.f()")),
    ("go", "references", ("#4()", "3.loads()", "X", "app.route()", "d.T")),
    ("go", "decorators", ("app.route",)),
    ("go", "words", ("do_{}_x",)),
    ("go", "parameters", (("b", 6, 10), ("k", 6, 22))),
    ("inner", "references", ("os.path.join()",)),
    ("A", "bases", ("c.B", "M")),
    ("A", "references", ("M", "c.B", "d.e")),
    ("m", "references", ("first()",)),
    ("m", "own", ("k()", "y")),
    ("m", "attributes", ("bar", "baz()", "quux", "z()")),
    ("m", "stored", ("x",)),
    ("m", "parameters", (("w", 16, 19),)),
]


@pytest.mark.parametrize(("name", "field", "expected"), EXPECTED)
def test_what_a_definition_relies_on(name: str, field: str, expected: object) -> None:
    assert getattr(named(ties_of(SOURCE), name), field) == expected


def test_what_a_function_leaves_over() -> None:
    ties = ties_of(SOURCE)
    assert ties.unread == ((3, "z", 8, 4),)
    assert ties.unreachable == ((3, 12, 12),)
    assert [(row.module, row.name, row.local, row.owner) for row in ties.imports] == [
        ("os", "", "os", 0),
        ("a", "b", "c", 0),
        ("a", "d", "d", 0),
        ("json", "", "json", 3),
    ]


def test_ties_survive_being_packed() -> None:
    ties = ties_of(SOURCE)
    assert unpack_ties(pack_ties(ties)) == ties


def test_a_file_that_cannot_be_read_has_none() -> None:
    assert not isinstance(read_ties(b"def f(:\n"), Ties)
