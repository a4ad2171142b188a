"""What is united does the same: random twins are used before and after, by who could tell them apart."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from netra_tools.facts.read import read_source
from tests.fix.restoring import repair
from tests.fix.splitting import importable

read_source(b"")  # the reader raises the recursion limit at its first use, which hypothesis minds

Files = dict[str, str]
HEADS = (
    "import math\n\nLEAST = 2\nSEEN = []\n",
    "import math\n\nLEAST = 2\nSEEN = []\n",
    "import math\n\nLEAST = 2\nSEEN = []\n",
    "import math\n\nLEAST = 3\nSEEN = []\n",
    "import cmath as math\n\nLEAST = 2\nSEEN = []\n",
    "from __future__ import annotations\n\nimport math\n\nLEAST = 2\nSEEN = []\n",
)
PARAMETERS = ("rows", "rows", "rows, most=4", "rows, kept=[]", "rows: 'list[int]'")
LINES = (
    "result += 2 * len(rows)",
    "result += sum(rows) if rows else 1",
    "result += max(rows, default=0)",
    "result += len(rows)",
    "result += LEAST",
    "SEEN.append(result)",
    "result += len(SEEN)",
    "result += math.sqrt(4).real",
    "result += len(__name__)",
    "result += sum(value for value in rows)",
    "result += total.__code__.co_firstlineno * 0",
)
DECORATORS = ("", "", "", "", "@functools.lru_cache\n", "@keep\n")
BASES = ("", "", "", "(ValueError)", "(Base)", "(NamedTuple)", "(TypedDict)", "(Enum)")
CLASS_LINES = (
    "four: int",
    "five: int",
    "one: int",
    "two: int",
    "three: int",
    "one = 1",
    "two = 2",
    "three = 3",
    "rows: list = []",
)
USES = (
    "OUT.append(a.total((1, 2)))",
    "OUT.append(b.total((1, 2)))",
    "OUT.append(total((3,)))",
    "OUT.append(len({a.total, b.total}))",
    "OUT.append(a.total is b.total)",
    "OUT.append([first(()) for first in (a.total,)])",
    "OUT.append(b.total.__name__)",
    "OUT.append(isinstance(made(a.Place), b.Place) if isinstance(b.Place, type) else 0)",
    "OUT.append(made(a.Place) == made(b.Place))",
    "OUT.append(made(b.Place) is None)",
    "a.Place.street = 4",
    "OUT.append(getattr(b.Place, 'street', 0))",
    "OUT.append(a.SEEN == b.SEEN)",
    "OUT.append(sorted(name for name in dir(b) if name[0] != '_'))",
    "a.total.kept = 1",
    "OUT.append(hasattr(b.total, 'kept'))",
)
MAIN = """\
from pkg import a, b
from pkg.b import Place, total

OUT = []


def made(kind):
    try:
        return kind(1, 2, 3)
    except Exception as error:
        try:
            return kind()
        except Exception as error:
            return type(error).__name__


"""
FRONT = """\
import functools
from enum import Enum
from typing import NamedTuple, TypedDict

from pkg.base import Base, keep
"""
BASE = """\
KEPT = []


class Base:
    def __init_subclass__(cls):
        KEPT.append(cls)


def keep(one):
    KEPT.append(one)
    return one
"""


@st.composite
def packages(draw: Callable[..., Any]) -> Files:
    """Write two modules that are mostly the same, and one that uses both."""
    twins = [written(draw, draw(st.sampled_from(HEADS)))] * 2
    if draw(st.booleans()):
        twins[1] = twins[1].replace("LEAST = 2", "LEAST = 5")
    if draw(st.integers(0, 3)) == 0:
        twins[1] = written(draw, draw(st.sampled_from(HEADS)))
    uses = draw(st.lists(st.sampled_from(USES), min_size=2, max_size=6))
    main = MAIN + "\n".join([*uses, "OUT.append(b.total((1, 2)))"]) + "\n"
    return {
        "netra.toml": "rules.duplicate-function.min_lines = 3\n",
        "pkg/__init__.py": "",
        "pkg/base.py": BASE,
        "pkg/a.py": twins[0],
        "pkg/b.py": twins[1],
        "pkg/mod.py": main,
    }


def written(draw: Callable[..., Any], head: str) -> str:
    """Write one module."""
    lines = draw(st.lists(st.sampled_from(LINES), min_size=2, max_size=4))
    body = "".join(f"    {line}\n" for line in ["result = 0", *lines, "return result"])
    function = f"{draw(st.sampled_from(DECORATORS))}def total({draw(st.sampled_from(PARAMETERS))}):\n{body}"
    fields = draw(st.lists(st.sampled_from(CLASS_LINES), min_size=3, max_size=4, unique=True))
    kind = "".join(f"    {line}\n" for line in fields)
    future, _, rest = head.rpartition("import math\n") if "annotations" in head else ("", "", head)
    rest = f"import math\n{rest}" if future else rest
    return f"{future}{FRONT}{rest}\n\n{function}\n\nclass Place{draw(st.sampled_from(BASES))}:\n{kind}"


def output(files: Files) -> list[object]:
    """Give what the module that uses both has seen, or how it failed."""
    try:
        with importable(files) as module:
            return [repr(one) for one in module.OUT]
    except Exception as error:
        return [type(error).__name__]


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(packages())
def test_who_uses_both_sees_no_difference(files: Files) -> None:
    with tempfile.TemporaryDirectory() as folder:
        found = repair(Path(folder), files, "duplicates")
    after = {**files, **{path: text or "" for path, text in found.files.items()}}
    assert output(after) == output(files)
