from __future__ import annotations

import json
import re
from pathlib import Path
from xml.etree import ElementTree

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from netra_tools.model import Finding, Note
from netra_tools.report.formats import FORMATS, render
from netra_tools.report.options import RenderOptions
from tests.report.example import result_of

TEXT = st.text(st.characters(), max_size=30)  # surrogates and controls among them
NUMBER = st.integers(0, 40)
NOTES = st.lists(st.builds(Note, TEXT, NUMBER, TEXT), max_size=2).map(tuple)
SEVERITY = st.sampled_from(["error", "warning"])
FINDING = st.builds(
    Finding,
    st.just("NET102"),
    st.just("star-import"),
    SEVERITY,
    st.just("a.py") | TEXT,
    *[NUMBER] * 4,
    subject=TEXT,
    message=TEXT,
    notes=NOTES,
)
SOURCE = st.binary(max_size=200) | TEXT.map(lambda text: text.encode("utf-8", "surrogatepass"))


@given(st.lists(FINDING, max_size=4), SOURCE, st.integers(1, 60))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_is_found_where_it_may_be(
    tmp_path: Path, findings: list[Finding], source: bytes, width: int
) -> None:
    (tmp_path / "a.py").write_bytes(source)
    result = result_of(*findings, root=str(tmp_path))
    reports = {name: render(name, result, RenderOptions(width=width)) for name in FORMATS}
    assert all(report.encode("utf-8") for report in reports.values())
    for name in ("text", "concise"):
        assert all(line.isprintable() for line in reports[name].split("\n"))
    assert reports["concise"].count("\n") == len(findings) + 1
    assert len(json.loads(reports["json"])["findings"]) == len(findings)
    assert len(json.loads(reports["sarif"])["runs"][0]["results"]) == len(findings)
    assert len(json.loads(reports["gitlab"])) == len(findings)
    assert len(reports["jsonl"].splitlines()) == len(findings) + 1
    assert len(re.findall(r"^- (?!and )", reports["markdown"], re.MULTILINE)) == len(findings)
    cases = ElementTree.fromstring(reports["junit"]).findall("testsuite/testcase[@classname!='netra']")
    assert len(cases) == len(findings)
