"""What a status is told of the past, from commits and from the document itself."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from netra_tools.config.model import DEFAULT_HISTORY, HistorySettings
from netra_tools.status.history import read
from netra_tools.status.past import Past, add_past
from netra_tools.status.series import values_of
from tests.repository import make
from tests.status.commits import commit


def number(value: float | None, unit: str = "findings") -> dict[str, Any]:
    """Give a number as the document of a status holds it."""
    return {"value": value, "unit": unit, "source": None, "missing": None}


def document(findings: int, score: float | None = 80) -> dict[str, Any]:
    """Give a status of one area."""
    dimension = {"name": "limits", "title": "Limits", "score": number(score)}
    return {
        "scores": {"system": number(score), "mean": number(None), "dimensions": [dimension]},
        "areas": [{"name": "app", "path": "app", "lines": number(400)}],
        "rules": [{"new": number(findings), "known": number(2)}],
        "failures": [],
        "coverage": {"lines": number(None)},
        "complexity": {"mean": number(3.25), "maintainability": {"mean": number(71)}},
    }


VALUES = {
    "all that is there": (
        document(10),
        {
            "score": 80,
            "score.limits": 80,
            "findings": 12,
            "new": 10,
            "density": 30,
            "failures": 0,
            "complexity": 3.25,
            "maintainability": 71,
        },
    ),
    "no rules": ({"rules": [], "areas": [{"lines": number(0)}]}, {"findings": 0, "new": 0}),
    "no baseline": ({"rules": [{"new": number(1), "known": number(None)}]}, {"findings": 1, "new": 1}),
    "a part is no sum": ({"rules": [{"new": number(1)}, {"new": number(None)}]}, {}),
    "dead code": ({"dead_code": {"lines": number(9, "lines")}}, {"dead_code": 9}),
    "nothing": ({}, {}),
    "other shapes": ({"scores": 3, "rules": None, "areas": {}, "failures": None, "coverage": [1]}, {}),
}


@pytest.mark.parametrize("name", VALUES)
def test_values(name: str) -> None:
    plain, expected = VALUES[name]
    assert values_of(plain) == expected


def told(root: Path, findings: int, *, record: bool = True, version: str = "1") -> dict[str, Any]:
    """Give a status with its past."""
    settings = HistorySettings(window_days=30)
    return add_past(document(findings), Past(str(root), settings, version, "f" * 64, {"app/a.py": 7}, record))


def test_a_trajectory_of_eight_commits(tmp_path: Path) -> None:
    verdicts = []
    for week in range(8):
        commit(tmp_path, {"app/a.py": f"A = {week}\n"}, day=7 * week)
        found = told(tmp_path, 40 - 3 * week)
        verdicts.append({one["name"]: one["verdict"] for one in found["trend"]["series"]}["findings"])
    assert verdicts == ["too little data"] * 7 + ["improving"]
    assert told(tmp_path, 0)["trend"] == found["trend"]
    series = {one["name"]: one for one in found["trend"]["series"]}
    kept = [series["findings"][name] for name in ("slope", "low", "high", "per", "better")]
    assert kept == [-3, -3, -3, "week", "less"]
    first = series["findings"]["points"][0]
    assert (first["at"], first["value"], len(series["findings"]["points"])) == ("2023-11-14T22:13:20Z", 42, 8)
    assert series["score"]["verdict"] == "steady"
    assert "coverage" not in series
    assert (found["trend"]["missing"], found["trend"]["notes"]) == (None, [])
    assert found["hot_spots"] == [
        {"path": "app/a.py", "changes": 5, "complexity": 7, "heat": 1.0, "owner": "Ada"}
    ]
    assert found["owners"] == [{"area": "app", "author": "Ada", "share": 1.0, "authors": 1}]
    assert [found["churn"][name]["value"] for name in ("commits", "days")] == [5, 30]


def test_what_differs_from_a_commit_is_not_recorded(tmp_path: Path) -> None:
    commit(tmp_path, {"app/a.py": "A = 1\n"})
    make(tmp_path, {"app/b.py": "", "app/c.py": ""})
    trend = told(tmp_path, 1)["trend"]
    assert trend["notes"] == ["not recorded: app/b.py and 1 more differs from the last commit"]
    assert trend["missing"] == f"run netra status on commits; each adds its numbers to {DEFAULT_HISTORY}"
    assert not (tmp_path / DEFAULT_HISTORY).exists()


def test_nothing_is_recorded_when_nobody_wants_it(tmp_path: Path) -> None:
    commit(tmp_path, {"app/a.py": "A = 1\n"})
    assert told(tmp_path, 1, record=False)["trend"]["notes"] == []
    assert not (tmp_path / ".netra").exists()


def test_without_git_all_is_unknown(tmp_path: Path) -> None:
    make(tmp_path, {"app/a.py": ""}, git=False)
    found = told(tmp_path, 1)
    assert found["trend"]["series"] == found["hot_spots"] == found["owners"] == []
    assert found["trend"]["missing"].startswith("git knows no commit here")
    assert {one["value"] for one in found["churn"].values()} == {None}


def test_numbers_of_other_rules_are_told_apart(tmp_path: Path) -> None:
    commit(tmp_path, {"app/a.py": "A = 1\n"})
    told(tmp_path, 1, version="0")
    commit(tmp_path, {"app/a.py": "A = 2\n"}, day=1)
    assert told(tmp_path, 1)["trend"]["notes"] == ["1 snapshot of another version or configuration of netra"]


def test_a_file_that_cannot_be_written_spoils_no_status(tmp_path: Path) -> None:
    commit(tmp_path, {"app/a.py": "A = 1\n", ".gitignore": ".netra\n"})
    (tmp_path / ".netra").write_text("no folder")
    found = told(tmp_path, 1)["trend"]
    assert found["notes"][0].startswith(f"not recorded: cannot write {DEFAULT_HISTORY}")


def test_lines_that_are_no_snapshots_are_kept_and_counted(tmp_path: Path) -> None:
    commit(tmp_path, {"app/a.py": "A = 1\n", ".gitignore": ".netra\n"})
    make(tmp_path, {DEFAULT_HISTORY: "nonsense\n"})
    assert told(tmp_path, 1)["trend"]["notes"] == [f"1 line of {DEFAULT_HISTORY} is no snapshot"]
    assert (tmp_path / DEFAULT_HISTORY).read_bytes().startswith(b"nonsense\n{")
    assert len(read(str(tmp_path), DEFAULT_HISTORY).snapshots) == 1
