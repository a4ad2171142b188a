"""The index of maintainability, against radon's on the same files."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from radon.metrics import mi_rank, mi_visit

from netra_tools.facts.maintainability import maintainability, rank

HERE = Path(__file__).parents[1]
OLD_STRINGS = sys.version_info < (3, 12)  # later, radon sees colons within f-strings

CASES = {
    "empty": "",
    "nothing to measure": "import os\n",
    "one operator": "a = 1 + 2\n",
    "equal constants": "a = 1 + 1.0\nb = True == 1\n",
    "names, attributes and texts that look alike": "def f(x):\n    return x + self.x + 'x'\n",
    "the same name in two functions": "def f(a):\n    return a + 1\ndef g(a):\n    return a + 1\n",
    "functions in functions": "def f(a):\n    def g(b):\n        return b + 1 if b else a\n    return g\n",
    "classes in classes": (
        "class A:\n    class B:\n        def f(self):\n            return 1 if self else 2 * 3\n"
    ),
    "methods": (
        "class A(B if C else D, x=1 + 2):\n    y = 1 if z else 2\n    def f(self):\n"
        "        assert self and 1\n"
    ),
    "assertions": "assert a and b, c + d\n",
    "defaults and decorators are headers": "@d(1 + 2)\ndef f(a=1 + 2, b: int | str = 3):\n    return -a\n",
    "annotations": "a: int | None = 1\n",
    "chained comparison": "a = 1 < b <= c\n",
    "augmented": "a += 1\na -= b * c\n",
    "match": "match a + 1:\n    case 1: pass\n    case {'x': y} if y > 2: pass\n    case _: pass\n",
    "try": "try:\n    a + b\nexcept A:\n    pass\nexcept B:\n    pass\nelse:\n    c = 1\n",
    "loops": "for a in b + c:\n    pass\nelse:\n    d = 1\nwhile a < 1:\n    pass\n",
    "comprehensions": "a = [b * 2 for b in c if b > 1 if b]\n",
    "lambda": "a = lambda b: b + 1 if b else 2\n",
    "semicolons": (
        "a = 1; b = a + 2;\nif a: b = 1; c = 2\nif a: b(1)\nx = 1; y: int\nfor a in b: c; d: int = 1 + 2\n"
    ),
    "colons": "a = {1: 2 + 3}\nb = a[1:2]\nif (c := a + b): pass\nd: int\nif a:\n    pass\n",
    "documentation": '"""One."""\ndef f():\n    """Two\n\n    lines."""\n    return 1 + 2\n',
    "prefixed documentation": 'def f():\n    r"""Two\n    lines."""\n    return 1 + 2\n',
    "two strings are no documentation": "def f():\n    'a' 'b'\n    return 1 + 2\n",
    "a string in brackets": "a = (\n    'x'\n    # why\n\n    'y'\n) + '''\n# no comment\n'''\n",
    "comments": "# one\na = 1 + 2  # two\n# three\n",
    "backslashes": "a = 1 + \\\n    2\nb = 'x\\\n# y' + c\n",
    "quotes in comments": "# don't\na = b + c  # it's \"so\n",
    "async": (
        "async def f():\n    async with a as b:\n        return b + 1\n    async for c in d:\n        pass\n"
    ),
    "tabs and form feeds": "if a:\n\tb = 1 + 2\n\x0c\nc = 3\n",
    "carriage returns": "a = 1 + 2\r\nb = a\r\n",
    "bytes and raw": "a = rb'x' + b\"y\" + Rb'''\nz'''\n",
}


@pytest.mark.parametrize("source", CASES.values(), ids=CASES)
def test_cases(source: str) -> None:
    assert maintainability(source.encode()) == pytest.approx(mi_visit(source, True), abs=1e-9)


def sample() -> list[Path]:
    """Choose files of this repository and of the standard library."""
    library = Path(pytest.__file__).parents[1] / "_pytest"
    found = [*sorted(HERE.rglob("*.py"))[::23], *sorted(library.rglob("*.py"))[::5]]
    return found if OLD_STRINGS else [path for path in found if not has_templates(path)]


def has_templates(path: Path) -> bool:
    """Say whether a file may hold f-strings."""
    text = path.read_text(encoding="utf-8")
    return 'f"' in text or "f'" in text


def test_files() -> None:
    paths = sample()
    assert len(paths) > (20 if OLD_STRINGS else 4)
    for path in paths:
        data = path.read_bytes()
        assert maintainability(data) == pytest.approx(mi_visit(data.decode(), True), abs=1e-9), path


@pytest.mark.parametrize("source", [b"def f(:\n", b"a = 'x\n", b"\xff\xfe", b"# coding: nothing\n"])
def test_what_cannot_be_parsed_has_no_index(source: bytes) -> None:
    assert maintainability(source) is None


@pytest.mark.parametrize("value", [0, 9, 9.01, 19, 19.01, 100])
def test_ranks(value: float) -> None:
    assert rank(value) == mi_rank(value)
