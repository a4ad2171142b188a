"""Definitions that stand twice: what is united, with which imports, and what stays and why."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.fix.restoring import plan_repair, repair

RULE = "duplicates"
SHORT = "rules.duplicate-function.min_lines = 3\n"
TOTAL = '''\
import math


def total(rows):
    """Sum up."""
    result = 0
    for row in rows:
        result += math.floor(row)
    return result
'''
ADDRESS = """\
class Address:
    street: str
    city: str
    country: str
"""
TYPED = "from typing import TypedDict\n\n\n" + ADDRESS.replace("Address:", "Address(TypedDict):")
FILES = {"netra.toml": SHORT, "app/__init__.py": "", "app/a.py": TOTAL, "app/b.py": TOTAL}
TYPES = {"netra.toml": SHORT, "app/__init__.py": "", "app/a.py": ADDRESS, "app/b.py": ADDRESS}


def both(text: str, other: str = "") -> dict[str, str]:
    """Give two files the same text, or each its own."""
    return {"app/a.py": text, "app/b.py": other or text}


PRIVATE = TOTAL.replace("total", "_total")
LAYERS = SHORT + '[[rules.layer-violation.contracts]]\nname = "app"\n'
BODY = TOTAL.partition("\n\n\n")[2]  # without the import
INDENTED = "".join(f"    {line}\n" for line in BODY.splitlines())
UNITED = {
    "a function that others may import": (
        {},
        {"app/b.py": "from app.a import total as total\n"},
    ),
    "a function that its file calls": (
        {"app/b.py": TOTAL + "\n\ndef told(rows):\n    return str(total(rows))\n"},
        {"app/b.py": "from app.a import total\n\n\ndef told(rows):\n    return str(total(rows))\n"},
    ),
    "the users follow, and the most imported one stays": (
        {
            "app/c.py": "from app.b import total\n\nA = total([])\n",
            "app/d.py": "from app.b import total as t\n\nA = t([])\n",
            "app/e.py": "import app.a\n\nA = app.a.total([])\n",
        },
        {
            "app/a.py": "from app.b import total as total\n",
            "app/e.py": "import app.a\nimport app.b\n\nA = app.b.total([])\n",
        },
    ),
    "another name": (
        {"app/b.py": TOTAL.replace("total", "amount") + "\n\ndef told(rows):\n    return amount(rows)\n"},
        {"app/b.py": "from app.a import total as amount\n\n\ndef told(rows):\n    return amount(rows)\n"},
    ),
    "names of its own": (
        {"app/b.py": TOTAL.replace("result", "amount").replace("row ", "one ").replace("(row)", "(one)")},
        {"app/b.py": "from app.a import total as total\n"},
    ),
    "what is listed": (
        {"app/b.py": '__all__ = ["total"]\n' + TOTAL},
        {"app/b.py": '__all__ = ["total"]\n\nfrom app.a import total\n'},
    ),
    "one file": (
        both(TOTAL + "\n\n" + BODY.replace("total", "sum_up"), "A = 1\n"),
        {"app/a.py": TOTAL + "\n\nsum_up = total\n"},
    ),
    "a constant that both have": (
        both(TOTAL.replace("= 0", "= LEAST").replace("math\n", "math\n\nLEAST = 3\n")),
        {"app/b.py": "from app.a import total as total\n\nLEAST = 3\n"},
    ),
    "two of one file": (
        both(TOTAL + "\n\n" + BODY.replace("total", "other").replace("+=", "-=")),
        {"app/b.py": "from app.a import other as other, total as total\n"},
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", UNITED)
def test_one_stays(tmp_path: Path, name: str) -> None:
    given, expected = UNITED[name]
    found = repair(tmp_path, {**FILES, **given}, RULE)
    assert found.files == expected
    assert found.left == {}


def test_a_class(tmp_path: Path) -> None:
    user = "from app.b import Address\n\n\ndef make() -> Address:\n    return Address()\n"
    found = repair(tmp_path, {**TYPES, "app/a.py": ADDRESS, "app/c.py": user}, RULE)
    assert found.files == {"app/a.py": "from app.b import Address as Address\n"}


def test_the_lower_layer_keeps_it(tmp_path: Path) -> None:
    layers = '[[rules.layer-violation.contracts]]\nname = "app"\nlayers = ["app.a", "app.b"]\n'
    found = repair(tmp_path, {**FILES, "netra.toml": SHORT + layers}, RULE)
    assert found.files == {"app/a.py": "from app.b import total as total\n"}


def test_what_is_configured_comes_first(tmp_path: Path) -> None:
    """Who says that one is the other answers for what could tell them apart."""
    told = '[rules.canonical-import]\nreplacements = {"app.a.Address" = "app.b.Address"}\n'
    asks = "from app.a import Address\n\n\ndef ask(x):\n    return isinstance(x, Address)\n"
    files = {**TYPES, "netra.toml": SHORT + told, "app/c.py": asks}
    found = repair(tmp_path, files, RULE)
    assert found.files == {
        "app/a.py": "from app.b import Address as Address\n",
        "app/c.py": asks.replace("app.a", "app.b"),
    }


def test_a_private_function_goes_with_its_last_user(tmp_path: Path) -> None:
    private = TOTAL.replace("total", "_total")
    files = {
        "app/a.py": private,
        "app/b.py": private + "\nA = 1\n",
        "app/c.py": "from app.b import _total\n\nB = _total([])\n",
    }
    found = repair(tmp_path, {**FILES, **files, "app/d.py": "from app.a import _total\n\nB = _total([])\n",
                              "app/e.py": "from app.a import _total\n\nB = _total([])\n"}, RULE)  # fmt: skip
    assert found.files == {
        "app/b.py": "A = 1\n",
        "app/c.py": "from app.a import _total\n\nB = _total([])\n",
    }


def test_twice_is_once(tmp_path: Path) -> None:
    found = repair(tmp_path, FILES, RULE)
    for path, text in found.files.items():
        (tmp_path / path).write_text(text or "")
    again = plan_repair(tmp_path, RULE)
    assert (again.files, again.left) == ({}, {})


def test_the_type_of_a_checker_is_none_when_code_runs(tmp_path: Path) -> None:
    files = {
        "app/a.py": TYPED,
        "app/b.py": TYPED,
        "app/c.py": "from app.b import Address\n\nKINDS = [Address]\n",
    }
    found = repair(tmp_path, {**TYPES, **files}, RULE)
    assert found.files == {"app/a.py": "from app.b import Address as Address\n"}


LEFT = {
    "a name means something else": (
        {"app/b.py": TOTAL.replace("import math", "import cmath as math")},
        "`math` may mean something else there",
    ),
    "another default": (
        both(TOTAL.replace("(rows)", "(rows, a=1)"), TOTAL.replace("(rows)", "(rows, a=2)")),
        "their parameters, defaults or annotations differ",
    ),
    "a default that both would share": (
        both(TOTAL.replace("(rows)", "(rows, a=[])")),
        "`[]` would be one for both",
    ),
    "another parameter": (
        {"app/b.py": TOTAL.replace("rows", "lines")},
        "their parameters, defaults or annotations differ",
    ),
    "decorated": (
        both("from app import keep\n" + TOTAL.replace("def ", "@keep\ndef ")),
        "`@keep` may do more",
    ),
    "another docstring": (
        {"app/b.py": TOTAL.replace("Sum up", "Count")},
        "its docstring says something else",
    ),
    "another comment": (
        both(TOTAL.replace("= 0", "= 0  # in cents"), TOTAL.replace("= 0", "= 0  # in euros")),
        "its comments say something else",
    ),
    "other annotations": (
        both(TOTAL.replace("(rows)", "(rows: list)"), TOTAL.replace("(rows)", "(rows: tuple)")),
        "their parameters, defaults or annotations differ",
    ),
    "annotations are read otherwise": (
        {"app/a.py": TOTAL.replace("(rows)", "(rows: list)"),
         "app/b.py": "from __future__ import annotations\n" + TOTAL.replace("(rows)", "(rows: list)")},
        "`__future__` differs",
    ),
    "it is bound on a condition": (
        {"app/b.py": TOTAL + "\nif math.pi > 4:\n    total = None\n"},
        "`total` is bound twice",
    ),
    "a test replaces what it uses": (
        {"tests/test_b.py": 'from unittest.mock import patch\n\nwith patch("app.b.math"):\n    pass\n'},
        "`math` is replaced at tests/test_b.py:3",
    ),
    "both are handed on": (
        {"app/c.py": "from app import a, b\n\nKEEP = {a.total: 1, b.total: 2}\n"},
        "handed on at app/c.py:3: what takes it may tell it from the other, which is handed on at app/c.py:3",
    ),
    "a cycle would be closed": (
        both(f"import app.b\n{TOTAL}\nA = app.b\n", f"import app.a\n{TOTAL}\nA = app.a\n"),
        "a cycle would be closed",
    ),
    "what stays needs what is not installed": (
        both(f"import attrs\n{TOTAL}\nA = attrs\n", f"import numpy\n{TOTAL}\nA = numpy\n"),
        "needs `attrs`, and `app.b` does without",
    ),
    "modules that import one another would begin elsewhere": (
        {"app/x.py": "import app.y\n\nA = app.y\n", "app/y.py": "import app.x\n\nA = app.x\n",
         **both(f"{TOTAL}\nimport app.y\n", f"{TOTAL}\nfrom app.x import A\n")},
        "would be loaded in another order",
    ),
    "private elsewhere": (
        {**both(""), "app/x/__init__.py": "", "app/x/a.py": PRIVATE, "app/y/__init__.py": "",
         "app/y/b.py": PRIVATE},
        "`_total` is private to `app.x`",
    ),
    "a method": (
        both("class A:\n" + INDENTED.replace("(rows", "(self, rows")),
        "a method is nothing that can be imported",
    ),
    "a method is its twin": (
        {"app/a.py": "import math\n\n\nclass A:\n" + INDENTED},
        "its twin is a method",
    ),
    "the layers forbid both": (
        {"netra.toml": f'{LAYERS}layers = ["app.a | app.b"]\n'},
        "may not import `app.a` (app)",
    ),
    "it says in which module it is": (
        both(TOTAL.replace("result = 0", "result = len(__name__)")),
        "`__name__`",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", LEFT)
def test_functions_that_stay(tmp_path: Path, name: str) -> None:
    given, reason = LEFT[name]
    found = repair(tmp_path, {**FILES, **given}, RULE)
    assert found.files == {}
    assert [reason in text for text in found.left.values()] == [True], found.left


LEFT_TYPES = {
    "one is asked for": (
        {"app/c.py": "from app.b import Address\n\n\ndef ask(x):\n    return isinstance(x, Address)\n"},
        "the class is asked for at app/c.py:5",
    ),
    "one is caught": (
        {**both(ADDRESS.replace("Address:", "Address(ValueError):")),
         "app/c.py": "from app.b import Address\n\ntry:\n    pass\nexcept Address:\n    pass\n"},
        "the class is asked for at app/c.py:5",
    ),
    "equal by their values": (
        both("from dataclasses import dataclass\n\n\n@dataclass\n" + ADDRESS),
        "instances of the two are never equal, and would be",
    ),
    "members of enumerations": (
        both("from enum import Enum\n\n\nclass Kind(Enum):\n    A = 1\n    B = 2\n    C = 3\n"),
        "members of the two are never equal",
    ),
    "a base that may keep a list": (
        both("from models import Model\n\n\n" + ADDRESS.replace("Address:", "Address(Model):")),
        "its base `Model` may be told",
    ),
    "a metaclass": (
        both("from models import Meta\n\n\n" + ADDRESS.replace("Address:", "Address(metaclass=Meta):")),
        "it is made with `metaclass=Meta`",
    ),
    "a value that both would share": (
        both(ADDRESS + "    rows: list = []\n"),
        "`[]` would be one for both",
    ),
    "other annotations": ({"app/b.py": ADDRESS.replace("city: str", "city: int")}, "their statements differ"),
    "another name": (
        both(f"{ADDRESS}    zone: str\n", ADDRESS.replace("Address", "Place") + "    zone: str\n"),
        "it has another name",
    ),
    "something of it is set": (
        {"app/c.py": "from app import b\n\nb.Address.street = 1\n"},
        "something of it is set, at app/c.py:3",
    ),
    "it is decorated": (
        both("from app import table\n\n\n@table\n" + ADDRESS),
        "`@table` may do more",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", LEFT_TYPES)
def test_types_that_stay(tmp_path: Path, name: str) -> None:
    given, reason = LEFT_TYPES[name]
    found = repair(tmp_path, {**TYPES, **given}, RULE)
    assert found.files == {}
    assert [reason in text for text in found.left.values()] == [True], found.left
