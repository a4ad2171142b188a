"""Levels of tests: by marker, folder, name of the file, and by what is configured."""

from __future__ import annotations

import pytest

from netra_tools.check.gather import Place
from netra_tools.facts.measure import measure
from netra_tools.facts.read import read_source
from netra_tools.status import inventory
from netra_tools.status.inventory import UNPLACED, level_of_path
from netra_tools.status.model import Data, Source

PATHS = {
    "tests/unit/test_a.py": "unit",
    "tests/integration/api/test_a.py": "integration",
    "tests/integration/unit/test_a.py": "unit",
    "app/e2e/test_a.py": "e2e",
    "tests/end_to_end/test_a.py": "e2e",
    "tests/end-to-end/test_a.py": "e2e",
    "integration_tests/test_a.py": "integration",
    "tests/system/test_a.py": "e2e",
    "tests/staging/test_a.py": "production",
    "tests/performance/test_a.py": "performance",
    "tests/L3/test_a.py": "integration",
    "tests/test_integration.py": "integration",
    "tests/test_unit_of_work.py": "unit",
    "tests/test_login_e2e.py": "e2e",
    "tests/login_smoke_test.py": "production",
    "tests/test_a.py": UNPLACED,
    "physics/units/tests/test_a.py": UNPLACED,
    "tests/integrations/test_slack.py": UNPLACED,
    "tests/test_production_stub.py": UNPLACED,
    "tests/test_system_clock.py": UNPLACED,
    "tests/test_the_integration_of_x.py": UNPLACED,
    "tests/load/test_a.py": UNPLACED,
}
MARKED = """
import pytest

pytestmark = [
    pytest.mark.integration,
]

def test_a(): pass

@pytest.mark.unit
def test_b(): pass

@pytest.mark.e2e(reason="x")
class TestC:
    def test_d(self): pass
    @pytest.mark.smoke
    async def test_e(self): pass
    def helper(self): pass

class Base(TestCase):
    def test_f(self): pass

class Mixin:
    def test_g(self): pass

def outer():
    def test_h(): pass
"""


@pytest.mark.parametrize(("path", "level"), PATHS.items(), ids=PATHS)
def test_paths(path: str, level: str) -> None:
    assert level_of_path(path) == level


def told(files: dict[str, str], **levels: tuple[str, ...]) -> Data:
    """Tell the tests of some files."""
    places = [Place(path, "", False, "", True, ()) for path in files]
    found = {path: measure(read_source(text.encode()).facts, text.encode()) for path, text in files.items()}
    return inventory.tests_of(places, found, levels, Source("x"))


def counts(data: Data) -> dict[str, int | None]:
    """Give the tests of each level."""
    return {one["name"]: one["count"]["value"] for one in data["levels"]}


def test_markers_outweigh_paths_and_the_nearest_counts() -> None:
    data = told({"tests/unit/test_a.py": MARKED})
    assert counts(data) == {"unit": 1, "integration": 2, "e2e": 1, "production": 1}
    assert data["total"]["value"] == 5


def test_configured_globs_outweigh_all() -> None:
    data = told({"tests/unit/test_a.py": MARKED}, integration=("tests/unit/**",), nightly=("none/**",))
    assert counts(data) == {"unit": 0, "integration": 5, "e2e": 0, "production": 0}


def test_other_levels_are_told_and_not_judged() -> None:
    data = told(
        {"tests/perf/test_a.py": "def test_a(): pass\n", "tests/unit/test_b.py": "def test_b(): pass\n"}
    )
    assert counts(data) == {"unit": 1, "integration": 0, "e2e": 0, "production": 0, "performance": 1}
    assert data["levels"][-1]["target"] is None
    assert data["score"]["value"] == 20.0


def test_shares_and_score() -> None:
    text = "def test_a(): pass\ndef test_b(): pass\n"
    data = told({"tests/unit/test_a.py": text, "tests/integration/test_a.py": text, "tests/test_c.py": text})
    assert [one["ratio"]["value"] for one in data["levels"]] == [0.33, 0.33, 0, 0, 0.33]
    assert data["score"]["value"] == 70.0


@pytest.mark.parametrize(
    ("files", "how"),
    [
        ({"tests/test_a.py": "def test_a(): pass\n"}, "too few tests say their level"),
        ({"tests/test_a.py": "x = 1\n"}, "no test functions were found"),
        ({"tests/conftest.py": "def test_a(): pass\n"}, "no test functions were found"),
        ({}, "no test functions were found"),
    ],
)
def test_what_nobody_says_is_unknown(files: dict[str, str], how: str) -> None:
    score = told(files)["score"]
    assert score["value"] is None
    assert score["missing"].startswith(how)
