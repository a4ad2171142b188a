"""Reports of coverage and of tests: their forms, their paths, their times, and what is wrong with them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from netra_tools.config.model import Config, Service, StatusSettings
from netra_tools.errors import NetraError
from netra_tools.status.coverage import coverage_of
from netra_tools.status.inputs import Wish, find_inputs, seconds_of
from netra_tools.status.model import Data
from netra_tools.status.results import results_of

FILES = frozenset(("app/a.py", "app/b.py", "services/x/x/a.py"))
XML = """<?xml version="1.0" ?>
<coverage version="7" timestamp="{time}" line-rate="0.9">
  <sources><source>{source}</source></sources>
  <packages><package name="app"><classes>
    <class name="a.py" filename="{name}"><methods/><lines>
      <line number="1" hits="1"/><line number="2" hits="0"/>
      <line number="3" hits="7" branch="true" condition-coverage="50% (1/2)" missing-branches="4"/>
      <line number="4" hits="2"/>
    </lines></class>
  </classes></package></packages>
</coverage>
"""
JSON = {
    "meta": {"timestamp": "2026-01-02T03:04:05+00:00"},
    "files": {
        "app/b.py": {
            "executed_lines": [1, 2],
            "missing_lines": [3, 4],
            "summary": {"num_branches": 4, "covered_branches": 1},
        }
    },
}
SUITE = """<?xml version="1.0" encoding="utf-8"?>
<testsuites><testsuite name="pytest" timestamp="2026-01-02T03:04:05+00:00" tests="5">
<testcase classname="t.a" name="test_1" time="0.5"/>
<testcase classname="t.a" name="test_2" time="1.0"><failure message="x">why</failure></testcase>
<testcase classname="t.a" name="test_3"><skipped/></testcase>
<testcase classname="t.a" name="test_4"/>
<testcase classname="t.a" name="test_4"><error/></testcase>
</testsuite></testsuites>
"""


def write(root: Path, name: str, text: str) -> None:
    """Write a file."""
    (root / name).parent.mkdir(parents=True, exist_ok=True)
    (root / name).write_text(text, encoding="utf-8")


def xml(name: str = "app/a.py", source: str = "", time: str = "1767323045000") -> str:
    """Make a report of coverage."""
    return XML.format(name=name, source=source, time=time)


def covered(root: Path, changed: float = 0.0, wish: Wish = Wish(), **settings: object) -> Data:  # noqa: B008 frozen
    """Tell the coverage of a folder."""
    config = Config(str(root), services=(Service("x", "services/x"),))
    config = config._replace(status=StatusSettings(**settings))  # type: ignore[arg-type]  # given by name
    return coverage_of(find_inputs(config, wish, changed, FILES))


def results(root: Path, changed: float = 0.0, wish: Wish = Wish()) -> Data:  # noqa: B008 frozen
    """Tell the results in a folder."""
    return results_of(find_inputs(Config(str(root)), wish, changed, FILES))


def test_cobertura(tmp_path: Path) -> None:
    write(tmp_path, "coverage.xml", xml())
    found = covered(tmp_path)
    assert (found["lines"]["value"], found["branches"]["value"]) == (75.0, 50.0)
    assert found["files"] == [{"path": "app/a.py", "rate": 0.75}]
    assert found["lines"]["source"] == {
        "what": "coverage",
        "path": "coverage.xml",
        "at": "2026-01-02T03:04:05Z",
        "stale": None,
    }


def test_json_and_several_reports_are_put_together(tmp_path: Path) -> None:
    write(tmp_path, "coverage.json", json.dumps(JSON))
    write(tmp_path, "services/x/coverage.xml", xml("x/a.py"))
    found = covered(tmp_path)
    assert (found["lines"]["value"], found["branches"]["value"]) == (62.5, 33.33)
    assert [one["path"] for one in found["files"]] == ["app/b.py", "services/x/x/a.py"]


def test_a_line_is_covered_when_one_report_says_so(tmp_path: Path) -> None:
    write(tmp_path, "coverage.xml", xml())
    other = xml().replace('number="2" hits="0"', 'number="2" hits="3"').replace("(1/2)", "(2/2)")
    write(tmp_path, "cobertura.xml", other)
    found = covered(tmp_path)
    assert (found["lines"]["value"], found["branches"]["value"]) == (100.0, 100.0)


@pytest.mark.parametrize(
    ("name", "source"),
    [
        ("app/a.py", "/build/src"),
        ("a.py", "/build/src/app"),
        ("a.py", "{root}/app"),
        ("{root}/app/a.py", ""),
        ("app\\a.py", "C:\\work"),
        ("/app/src/a.py", ""),
    ],
)
def test_paths_of_elsewhere(tmp_path: Path, name: str, source: str) -> None:
    write(tmp_path, "coverage.xml", xml(name.format(root=tmp_path), source.format(root=tmp_path)))
    found = covered(tmp_path, paths=(("/app/src", "app"),))
    assert [one["path"] for one in found["files"]] == ["app/a.py"]


def test_a_name_alone_is_not_taken_for_a_file(tmp_path: Path) -> None:
    write(tmp_path, "coverage.xml", xml("/elsewhere/a.py"))
    found = covered(tmp_path)
    assert found["unmatched"] == ["/elsewhere/a.py"]
    assert found["lines"]["value"] is None
    assert "names no file of this repository" in found["lines"]["missing"]


def test_what_is_older_than_the_code_says_so(tmp_path: Path) -> None:
    write(tmp_path, "coverage.xml", xml())
    write(tmp_path, "junit.xml", SUITE)
    said = "older than the code, which changed 2026-01-02T03:04:06Z"
    assert covered(tmp_path, 1767323046.0)["lines"]["source"]["stale"] == said
    assert results(tmp_path, 1767323046.0)["passed"]["source"]["stale"] == said
    assert results(tmp_path, 1767323045.0)["passed"]["source"]["stale"] is None


def test_results(tmp_path: Path) -> None:
    write(tmp_path, "junit.xml", SUITE)
    found = results(tmp_path)
    counts = {name: found[name]["value"] for name in ("passed", "skipped", "failed", "errors", "seconds")}
    assert counts == {"passed": 1, "skipped": 1, "failed": 1, "errors": 1, "seconds": 1.5}
    assert found["failing"] == ["t.a::test_2", "t.a::test_4"]
    assert found["passed"]["source"]["at"] == "2026-01-02T03:04:05Z"


def test_without_reports_nothing_is_known(tmp_path: Path) -> None:
    found = covered(tmp_path)
    assert found["lines"]["value"] is None
    assert "coverage xml" in found["lines"]["missing"]
    assert results(tmp_path)["passed"]["value"] is None
    assert "--junit-xml" in results(tmp_path)["passed"]["missing"]


LAUGHS = (
    '<?xml version="1.0"?><!DOCTYPE coverage [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>'
    '<coverage timestamp="1"><source>&b;</source></coverage>'
)
OUTSIDE = (
    '<!DOCTYPE coverage [<!ENTITY x SYSTEM "file:///etc/passwd">]><coverage><source>&x;</source></coverage>'
)
BAD = {
    "laughs": (LAUGHS, "declares entities"),
    "outside": (OUTSIDE, "declares entities"),
    "deep": ("<coverage>" + "<a>" * 90 + "</a>" * 90 + "</coverage>", "nested deeper"),
    "cut": ("<coverage><packages>", "line 1"),
    "another": ("<html/>", "<html> is no report"),
    "numbers": ('<coverage><line number="x" hits="1"/></coverage>', "x"),
    "no hits": ('<coverage><line number="1"/></coverage>', "hits"),
    "json": ('{"files": {"a": []}}', "not what `coverage json` writes"),
    "deep json": ('{"files": ' + "[" * 100_000, "not what `coverage json` writes"),
    "text": ("85 %", "neither XML nor JSON"),
    "empty": ("", "neither XML nor JSON"),
}


@pytest.mark.parametrize(("text", "why"), BAD.values(), ids=BAD)
def test_bad_reports_are_told_and_not_counted(tmp_path: Path, text: str, why: str) -> None:
    write(tmp_path, "coverage.xml", text)
    found = covered(tmp_path)
    assert found["lines"]["value"] is None
    assert "coverage.xml: " in found["lines"]["missing"]
    assert why in found["lines"]["missing"]
    with pytest.raises(NetraError, match=r"cannot use coverage\.xml"):
        covered(tmp_path, wish=Wish((str(tmp_path / "coverage.xml"),)))


def test_a_document_type_that_declares_nothing_is_passed_over(tmp_path: Path) -> None:
    kind = '<!DOCTYPE coverage SYSTEM "http://localhost:1/coverage-04.dtd">\n<coverage'
    write(tmp_path, "coverage.xml", xml().replace("<coverage", kind, 1))
    assert covered(tmp_path)["lines"]["value"] == 75.0


def test_a_good_report_counts_beside_a_bad_one(tmp_path: Path) -> None:
    write(tmp_path, "coverage.xml", xml())
    write(tmp_path, "coverage.json", "{}")
    found = covered(tmp_path)
    assert found["lines"]["value"] == 75.0
    assert found["problems"] == ["coverage.json: it is not what `coverage json` writes"]


def test_a_report_that_is_named_must_exist(tmp_path: Path) -> None:
    with pytest.raises(NetraError, match=r"no such report: none\.xml"):
        results(tmp_path, wish=Wish(results=("none.xml",)))


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("1767323045", 1767323045.0),
        ("1767323045000", 1767323045.0),
        ("2026-01-02T03:04:05Z", 1767323045.0),
        ("2026-01-02T04:04:05+01:00", 1767323045.0),
        ("yesterday", None),
        ("nan", None),
        ("-5", None),
        ("1e400", None),
        ("1e300", None),
        ("9999-12-31T23:59:59", None),
        (None, None),
        (5, None),
    ],
)
def test_times(text: object, seconds: float | None) -> None:
    found = seconds_of(text)
    if text == "9999-12-31T23:59:59":
        assert found is None or found > 0
    else:
        assert found == seconds
