"""NET110. What changes `sys.path` is said, and tested, with the facts."""

from __future__ import annotations

import pytest

from netra_tools.rules.path_manipulation import PathManipulation
from tests.trees import file_of, run, told

SOURCE = """
import sys
sys.path.insert(0, ".")
def f():
    sys.path += ["lib"]
    del sys.path[0]
"""


def test_each_change_is_told() -> None:
    file = file_of("app/core.py", SOURCE)
    assert told(PathManipulation(), [file]) == [
        "app/core.py:3 `sys.path` is changed here",
        "app/core.py:5 `sys.path` is changed here",
        "app/core.py:6 `sys.path` is changed here",
    ]
    assert [finding.subject for finding in run(PathManipulation(), [file])] == ["module", "f", "f#2"]


HARMLESS = [
    "import sys\nprint(sys.path)\nfor place in sys.path:\n    print(place)",
    "import os\nos.environ['PYTHONPATH'] = 'lib'\nprint(os.getenv('PATH'))",
    "path = []\npath.append('lib')",
]


@pytest.mark.parametrize("source", HARMLESS)
def test_reading_is_not_changing(source: str) -> None:
    assert run(PathManipulation(), [file_of("app/core.py", source)]) == []


PLACES = [
    ("app/core.py", PathManipulation(), 3),
    ("tests/conftest.py", PathManipulation(), 3),
    ("tests/conftest.py", PathManipulation(include_tests=False), 0),
    ("app/core.py", PathManipulation(include_tests=False), 3),
    ("app/plugins/load.py", PathManipulation(modules=("app.plugins",)), 0),
    ("app/plugins_of_old.py", PathManipulation(modules=("app.plugins",)), 3),
    ("app/plugins/load.py", PathManipulation(modules=("**.load",)), 0),
]


@pytest.mark.parametrize(("path", "rule", "count"), PLACES)
def test_where_it_is_allowed(path: str, rule: PathManipulation, count: int) -> None:
    assert len(run(rule, [file_of(path, SOURCE)])) == count
