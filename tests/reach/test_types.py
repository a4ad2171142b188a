"""Names that are used as types only, in quotes or comments: what they mean is used."""

from __future__ import annotations

import pytest

from tests.reach.projects import dead_in

NODES = "class Node: pass\nclass Other: pass\n"
HEAD = "import typing as t\nfrom typing import *\nif t.TYPE_CHECKING:\n    from nodes import Node\n"
MAIN = "if __name__ == '__main__':\n    print({})\n"
USES = [
    pytest.param("X = tuple['Node', ...]", "X", id="alias"),
    pytest.param("X = list['t.Optional[Node]']", "X", id="alias of what stands in quotes"),
    pytest.param("X = Callable[['Node'], 'int']", "X", id="callable"),
    pytest.param("X = Union['Node', int]", "X", id="union"),
    pytest.param("X: t.TypeAlias = 'dict[str, Node]'", "X", id="alias in quotes"),
    pytest.param("X: TypeAlias = 'Node | None'", "X", id="alias of a union in quotes"),
    pytest.param("X = Annotated['Node', 3]", "X", id="annotated"),
    pytest.param("X = cast('Node', 3)", "X", id="cast"),
    pytest.param("X = t.cast('list[Node]', 3)", "X", id="cast to what holds it"),
    pytest.param("X = TypeVar('X', bound='Node')", "X", id="bound"),
    pytest.param("X = TypeVar('X', 'Node', int)", "X", id="constraint"),
    pytest.param("X = NewType('X', 'Node')", "X", id="new type"),
    pytest.param("X = t.NamedTuple('X', [('a', 'Node')])", "X", id="named tuple"),
    pytest.param("X = TypedDict('X', {'a': 'Node'})", "X", id="typed dictionary"),
    pytest.param("X = t.ForwardRef('Node')", "X", id="forward reference"),
    pytest.param("def f(x: 'Node'): return x", "f", id="parameter"),
    pytest.param("def f(*x: 'Node'): return x", "f", id="many parameters"),
    pytest.param("def f() -> 'list[Node]': return []", "f", id="result"),
    pytest.param("def f(x: '''\n    Node\n'''): return x", "f", id="long quotes"),
    pytest.param("def f(x: 'No' 'de'): return x\nNode", "f", id="two strings"),
    pytest.param("def f(x: '\\\nNode'): return x", "f", id="quotes over two lines"),
    pytest.param("class A:\n    x: 'Node'", "A", id="field"),
    pytest.param("class A(Generic['Node']): pass", "A", id="base"),
    pytest.param("def f(x):\n    y: 'Node' = x\n    return y", "f", id="variable of a function"),
    pytest.param("x = []  # type: List[Node]", "x", id="comment"),
    pytest.param("def f(x):\n    # type: (Node) -> int\n    return x", "f", id="comment of a function"),
    pytest.param("def f(x,  # type: Node\n      ):\n    return x", "f", id="comment of a parameter"),
]


@pytest.mark.parametrize(("code", "name"), USES)
def test_a_name_in_a_quoted_type_is_used(code: str, name: str) -> None:
    files = {"nodes.py": NODES, "a.py": f"{HEAD}{code}\n{MAIN.format(name)}"}
    assert dead_in(files) == ["nodes.py:2 class Other"]


def test_a_key_is_no_type() -> None:
    code = "X = {'Node': 1}\nprint(X['Node'])  # type: ignore\n"
    files = {"nodes.py": NODES, "a.py": f"{HEAD}{code}\n{MAIN.format('X')}"}
    assert dead_in(files) == ["a.py:4 import Node", "nodes.py:1 module nodes"]


def test_what_marks_a_type_goes_with_it() -> None:
    code = "from typing import Annotated\ndef low(x): return x\nX = Annotated[str, print(low)]\n"
    assert dead_in({"a.py": f"{code}{MAIN.format(1)}"}) == [
        "a.py:2 function low",
        "a.py:3 constant X",
    ]
