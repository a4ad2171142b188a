"""NET403."""

from __future__ import annotations

import pytest

from netra_tools.rules.misplaced_test import MisplacedTest
from tests.trees import files_of, told

CODE = {
    "services/api/api/app.py": "",
    "services/api/tests/data.py": "",
    "services/worker/worker/jobs.py": "",
    "services/lib/lib/text.py": "",
    "tool.py": "",
}
INSIDE = "services/worker/tests/test_it.py"
OUTSIDE = "tests/test_it.py"
MISPLACED = "imports code of service `api` only, but stands outside of it"

CASES = [
    pytest.param(OUTSIDE, "import os\nfrom api.app import x", [f"{OUTSIDE}:2 {MISPLACED}"], id="in none"),
    pytest.param(INSIDE, "import api.app", [f"{INSIDE}:1 {MISPLACED}"], id="in another"),
    pytest.param(INSIDE, "def test():\n    import api.app", [f"{INSIDE}:2 {MISPLACED}"], id="late"),
    pytest.param(
        INSIDE, "import lib.text\nimport api.app", [f"{INSIDE}:2 {MISPLACED}"], id="with shared code"
    ),
    pytest.param("services/api/tests/test_it.py", "import api.app", [], id="in its own"),
    pytest.param(INSIDE, "import api.app, worker.jobs", [], id="with code of its own service"),
    pytest.param(OUTSIDE, "import api.app, worker.jobs", [], id="of two services"),
    pytest.param(OUTSIDE, "import api.app, tool", [], id="with code of none"),
    pytest.param(OUTSIDE, "import tool", [], id="of no service"),
    pytest.param(OUTSIDE, "import os, requests", [], id="of nothing here"),
    pytest.param(INSIDE, "import lib.text", [], id="of shared code"),
    pytest.param("services/lib/tests/test_it.py", "import lib.text, api.app", [], id="of shared code, there"),
    pytest.param("services/worker/worker/jobs2.py", "import api.app", [], id="not a test"),
]


@pytest.mark.parametrize(("path", "source", "expected"), CASES)
def test_where_tests_stand(path: str, source: str, expected: list[str]) -> None:
    assert told(MisplacedTest(shared=("lib",)), files_of({**CODE, path: source})) == expected


def test_material_of_other_tests_says_nothing() -> None:
    files = files_of({**CODE, "services/worker/tests/test_it.py": "import tests.data"})
    assert told(MisplacedTest(), files) == []


def test_each_service_counts_unless_it_is_shared() -> None:
    files = files_of({**CODE, INSIDE: "import lib.text"})
    assert len(told(MisplacedTest(), files)) == 1
    files = files_of({**CODE, INSIDE: "import lib.text, api.app"})
    assert told(MisplacedTest(), files) == []


def test_without_services_nothing_is_misplaced() -> None:
    assert told(MisplacedTest(), files_of({"api/app.py": "", "tests/test_it.py": "import api.app"})) == []
