"""What parsed before parses after."""

from __future__ import annotations

from pathlib import Path

import pytest

from netra_tools.plan import ANYTHING
from tests.changes.gates.plans import failures, judged, plan_of

CASES = {
    "python": ("m.py", "x = 1\n", "x = (\n"),
    "script": ("run", "#!/usr/bin/env python3\nx = 1\n", "#!/usr/bin/env python3\nx = (\n"),
    "doubled alias": ("m.py", "from a import X as A\n", "from a import X as A as B\n"),
    "block in parentheses": (
        "m.py",
        "from a import (\n    b,\n)\n",
        "from a import (\nimport c\n    b,\n)\n",
    ),
    "toml": ("a.toml", "[a]\nb = 1\n", "[a\nb = 1\n"),
    "json": ("a.json", '{"a": 1}\n', '{"a": 1,}\n'),
    "yaml": ("a.yml", "a: [1]\n", "a: [1\n"),
    "ini": ("a.cfg", "[a]\nb = 1\n", "b = 1\n"),
}


@pytest.mark.parametrize("name", CASES)
def test_a_file_that_parses_no_longer_is_refused(tmp_path: Path, name: str) -> None:
    path, good, bad = CASES[name]
    plan = plan_of({path: good}, {path: bad}, keeps=ANYTHING)
    found = judged(tmp_path, {path: good}, plan, findings=False)
    assert [note.path for note in found["parse"].problems] == [path]


@pytest.mark.parametrize("name", CASES)
def test_one_that_never_did_may_change(tmp_path: Path, name: str) -> None:
    path, _, bad = CASES[name]
    plan = plan_of({path: bad}, {path: f"{bad}\n"}, keeps=ANYTHING)
    assert failures(judged(tmp_path, {path: bad}, plan, findings=False)) == {}


def test_one_that_cannot_be_read_is_not_changed_by_a_plan_that_keeps_code(tmp_path: Path) -> None:
    plan = plan_of({"m.py": "x = (\n"}, {"m.py": "x = (\n\n"})
    found = failures(judged(tmp_path, {"m.py": "x = (\n"}, plan, findings=False))
    assert [note.text for note in found["unchanged"]] == ["it cannot be read in full, and was changed"]


def test_a_new_file_parses(tmp_path: Path) -> None:
    plan = plan_of({"m.py": ""}, {"n.py": "x = (\n"}, keeps=ANYTHING)
    assert failures(judged(tmp_path, {"m.py": ""}, plan, findings=False)).keys() == {"parse"}
