"""What is found dead in small projects, kind by kind, and what looks dead and is not."""

from __future__ import annotations

import pytest

from tests.reach.projects import dead_in

MAIN = "if __name__ == '__main__':\n    main()\n"
SETTER = """class A:
    @property
    def x(self): return 1
    @x.setter
    def x(self, value): print(value)
def main(): A().x = 1
"""
JOINED = """class A:
    def on_red(self): pass
    def off_red(self): pass
def call(it, name, colour): getattr(it, f"{name}_{colour}")()
def main(): call(A(), "on", input())
"""
QUERY = """def main(table):
    low, high = 1, 2
    top = 3
    return table.query("x < @top")
"""
SUBCLASSES = """class A:
    @classmethod
    def all(cls): return cls.__subclasses__()
class B(A): pass
def main(): A.all()
"""
DUCKS = """class A:
    def f(self, x): return A
class B:
    def f(self, x): return x
    def g(self, y): return B
def main():
    for one in A(), B(): one.f(1)
    B().g(1)
"""
NONLOCAL = """def f(g):
    def h():
        nonlocal g
        def g(): pass
        return g
    return h
def main(): f(1)
"""
META = """from django import forms
class Form(forms.ModelForm):
    class Meta:
        model = 1
    class Other:
        model = 1
def main(): Form()
"""
OVERLOADS = """from typing import overload
class A:
    @overload
    def f(self, x: int) -> int: ...
    @overload
    def f(self, x: str) -> str: ...
    def f(self, x): return x
def main(): A()
"""
NUMBA = """from numba.extending import overload
@overload(len)
def length(x): return x
def main(): pass
"""
COMMANDS = """import click
@click.group()
def main(): pass
@main.command()
def added(): pass
@click.command()
def lost(): pass
"""
DEAD = [
    pytest.param({"a.py": DUCKS + MAIN}, ["a.py:5 parameter B.g.y"], id="parameter of one of two alike"),
    pytest.param(
        {"a.py": f"def main(): pass\n{MAIN}", "data/my-code/b.py": "import os\nx = 1\nprint(2)\n"},
        [],
        id="file that no import can name",
    ),
    pytest.param(
        {
            "data/my-code/b.py": "import os\nx = 1\nprint(2)\n",
            "Makefile": "x:\n\tpython data/my-code/b.py\n",
        },
        ["data/my-code/b.py:1 import os", "data/my-code/b.py:2 variable x"],
        id="file that no import can name, and that is run",
    ),
    pytest.param({"a.py": META + MAIN}, ["a.py:5 class Form.Other"], id="what a framework looks into"),
    pytest.param({"a.py": OVERLOADS + MAIN}, ["a.py:7 method A.f"], id="overloads are told once"),
    pytest.param({"a.py": NUMBA + MAIN}, [], id="overload that registers"),
    pytest.param({"a.py": COMMANDS + MAIN}, ["a.py:7 function lost"], id="command that nobody adds"),
    pytest.param(
        {
            "a.py": f"def main(): pass\n{MAIN}",
            "b.py": "def f(): pass\n",
            "shop/tests.py": "import b\ndef test_f(): b.f()\ndef check(): pass\n",
        },
        ["b.py:1 module b", "shop/tests.py:3 function check"],
        id="tests of an application of Django",
    ),
    pytest.param({"a.py": f"import os\ndef main(): pass\n{MAIN}"}, ["a.py:1 import os"], id="import"),
    pytest.param(
        {"a.py": f"def main(): pass\ndef f(): g()\ndef g(): f()\n{MAIN}"},
        ["a.py:2 function f", "a.py:3 function g"],
        id="circle",
    ),
    pytest.param(
        {"a.py": f"class A:\n    def f(self): pass\n    def g(self): pass\ndef main(): A().f()\n{MAIN}"},
        ["a.py:3 method A.g"],
        id="method",
    ),
    pytest.param(
        {"a.py": f"X = 1\ny = 2\ndef main(): pass\n{MAIN}"},
        ["a.py:1 constant X", "a.py:2 variable y"],
        id="names",
    ),
    pytest.param(
        {"a.py": f"def f(a, b): return a\ndef main(): f(1, 2)\n{MAIN}"},
        ["a.py:1 parameter f.b"],
        id="parameter",
    ),
    pytest.param(
        {"a.py": f"def f(a, b): return a\ndef main(): print(f)\n{MAIN}"}, [], id="parameter of a callback"
    ),
    pytest.param(
        {"a.py": f"def main():\n    x = print()\n    y = 1\n    return y\n{MAIN}"},
        ["a.py:2 variable main.x"],
        id="local",
    ),
    pytest.param({"a.py": QUERY + MAIN}, [], id="local that a query names"),
    pytest.param(
        {"a.py": JOINED.replace("on_", "switch_").replace('"on"', '"switch"') + MAIN},
        ["a.py:3 method A.off_red"],
        id="method whose name is put together",
    ),
    pytest.param({"a.py": SETTER + MAIN}, [], id="property that is only assigned"),
    pytest.param({"a.py": NONLOCAL + MAIN}, [], id="function that is bound from within"),
    pytest.param(
        {
            "a.py": JOINED.replace('A(), "on"', 'input(), "switch"') + MAIN,
            "tests/test_b.py": "class B:\n    def switch_it(self): pass\ndef test_b(): B()\n",
        },
        ["a.py:1 class A"],
        id="method of a test whose name is put together",
    ),
    pytest.param(
        {"a.py": f"def main():\n    x = 1\n    return locals()\n{MAIN}"}, [], id="local that locals() shows"
    ),
    pytest.param(
        {"a.py": f"def main():\n    return 1\n    print(2)\n    print(3)\n{MAIN}"},
        ["a.py:3 unreachable code main"],
        id="behind return",
    ),
    pytest.param(
        {"a.py": f"def main():\n    return\n    yield\n{MAIN}"}, [], id="yield that makes a generator"
    ),
    pytest.param(
        {"a.py": f"def main(): pass\n{MAIN}", "b.py": "def f(): pass\n"}, ["b.py:1 module b"], id="module"
    ),
    pytest.param(
        {"a.py": f"import b\ndef main(): pass\n{MAIN}", "b.py": "def f(): pass\n"},
        ["a.py:1 import b", "b.py:1 module b"],
        id="module that an unused import loads for nothing",
    ),
    pytest.param(
        {"a.py": f"import b\ndef main(): pass\n{MAIN}", "b.py": "print(1)\n"},
        [],
        id="module that does something",
    ),
    pytest.param(
        {
            "a.py": f"def main(): pass\n{MAIN}",
            "b.py": "def f(): pass\n",
            "tests/test_b.py": "import b\ndef test_f(): b.f()\n",
        },
        ["b.py:1 module b"],
        id="module that only tests use",
    ),
    pytest.param(
        {"a.py": f"try:\n    import x\nexcept ImportError:\n    x = None\ndef main(): pass\n{MAIN}"},
        ["a.py:4 variable x"],
        id="import that is tried",
    ),
    pytest.param(
        {"a.py": f"import os  # noqa: F401\ndef main(): pass\n{MAIN}"}, [], id="import that is silenced"
    ),
    pytest.param(
        {
            "p/__init__.py": "from p import q\n",
            "p/q.py": "X = 1\n",
            "a.py": f"import p\ndef main(): p.q.X\n{MAIN}",
        },
        [],
        id="module by its package",
    ),
    pytest.param(
        {
            "a.py": f"import b\ndef main(): vars(b)\n{MAIN}",
            "b.py": "from c import *\n",
            "c.py": "def f(): pass\n_g = 1\n",
        },
        ["c.py:1 module c"],
        id="nothing of a star",
    ),
    pytest.param(
        {"a.py": f"from b import *\ndef main(): f()\n{MAIN}", "b.py": "def f(): pass\ndef g(): pass\n"},
        ["b.py:2 function g"],
        id="star",
    ),
    pytest.param(
        {"a.py": SUBCLASSES + MAIN},
        [],
        id="subclasses that are asked for",
    ),
    pytest.param(
        {"a.py": f"def f(): pass\ndef main(): globals()['f']()\n{MAIN}"}, [], id="global that is looked up"
    ),
    pytest.param(
        {"a.py": f"def f(:\nimport b\nb.f()\n{MAIN}", "b.py": "def f(): pass\ndef g(): pass\n"},
        ["b.py:2 function g"],
        id="file that cannot be read",
    ),
    pytest.param(
        {
            "a.py": "def main(): pass\ndef other(): pass\n",
            "Dockerfile": "CMD python -c 'from a import main; main()'\n",
        },
        ["a.py:2 function other"],
        id="named in a Dockerfile",
    ),
    pytest.param(
        {
            "a.py": "print(1)\n",
            "ruff.toml": 'x = "a.b"\n',
            "b.py": "X = 1\n",
            "Makefile": "x:\n\tpython a.py\n",
        },
        ["b.py:1 module b"],
        id="Makefile",
    ),
]


@pytest.mark.parametrize(("files", "expected"), DEAD)
def test_what_is_dead(files: dict[str, str], expected: list[str]) -> None:
    assert dead_in(files) == expected


def test_public_names_of_what_others_can_install_stay() -> None:
    project = {"pyproject.toml": '[build-system]\n[project]\nname = "p"\n', "p/__init__.py": ""}
    source = {
        "p/a.py": "def f(): pass\ndef _g(): pass\nclass A:\n    def h(self): pass\n    def _i(self): pass\n"
    }
    assert dead_in(project | source) == ["p/a.py:2 function _g", "p/a.py:5 method A._i"]
    private = (
        project["pyproject.toml"] + 'classifiers = ["Private :: Do Not Upload"]\nscripts = {x = "p.a:f"}\n'
    )
    expected = ["p/a.py:2 function _g", "p/a.py:3 class A"]
    assert dead_in(project | source | {"pyproject.toml": private}) == expected
