"""NET601."""

from __future__ import annotations

from pathlib import Path

import pytest

from netra_tools.rules.literal_near_miss import LiteralNearMiss
from tests.literals.views import commit, findings, told

KEYS = 'KEYS = ["temperature", "temperature_low", "temperature_high", "min_temperature", "max_temperature"]\n'
OLD = {"app/keys.py": KEYS, "app/ui.py": 'x["humidity"]\n'}
SLIP = "`tempreature` stands in no other literal, `temperature` in 5: two letters swapped: re -> er"

NEW = [
    pytest.param({"app/a.py": 'x["tempreature_unit"]\n'}, [f"app/a.py:1 {SLIP}"], id="swapped"),
    pytest.param(
        {"app/a.py": 'x["temprature"]\n'},
        ["app/a.py:1 `temprature` stands in no other literal, `temperature` in 5: one letter missing: e"],
        id="dropped",
    ),
    pytest.param(
        {"app/b.py": 'x["tempreature_b"]\n', "app/a.py": '\nx["tempreature_a"]\n'},
        [f"app/a.py:2 {SLIP}"],
        id="a word is told once, at its first place",
    ),
    pytest.param({"app/ui.py": 'x["humidity"], x["tempreature"]\n'}, [f"app/ui.py:1 {SLIP}"], id="old file"),
    pytest.param({"app/a.py": 'x["temperature_unit"]\n'}, [], id="known words"),
    pytest.param({"app/a.py": 'x["temperance"]\n'}, [], id="English"),
    pytest.param({"app/a.py": 'x["quuxification"]\n'}, [], id="near to nothing"),
    pytest.param({"app/a.py": 'x["humidty"]\n'}, [], id="near to a word that is not frequent"),
    pytest.param({"app/a.py": 'raise E("no tempreature")\n'}, [], id="message"),
    pytest.param({"tests/test_a.py": 'x["tempreature"]\n'}, [], id="test"),
    pytest.param({"tempreature/a.py": 'x["tempreature"]\n'}, [], id="what a directory is called"),
]


@pytest.mark.parametrize(("files", "expected"), NEW)
def test_new_literals(tmp_path: Path, files: dict[str, str], expected: list[str]) -> None:
    commit(tmp_path, OLD)
    assert told(LiteralNearMiss(), tmp_path, files) == expected


def test_what_is_committed_is_not_new(tmp_path: Path) -> None:
    files = {**OLD, "app/a.py": 'x["tempreature"]\n'}
    commit(tmp_path, files)
    assert told(LiteralNearMiss(), tmp_path, files) == []


def test_without_a_vocabulary_nothing_is_new(tmp_path: Path) -> None:
    assert told(LiteralNearMiss(), tmp_path, {**OLD, "app/a.py": 'x["tempreature"]\n'}) == []


def test_other_places_are_notes(tmp_path: Path) -> None:
    commit(tmp_path, OLD)
    files = {f"app/m{number}.py": 'x["tempreature"]\n' for number in range(9)}
    found = findings(LiteralNearMiss(), tmp_path, files)
    assert [item.subject for item in found] == ["tempreature"]
    assert [note.path for note in found[0].notes] == ["app/m1.py", "app/m2.py", "app/m3.py"]
