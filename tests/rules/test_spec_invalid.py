"""NET701."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.knowledge.checked import said, spec

LEARNING = '<learnings><learning id="{}"><title>T</title></learning></learnings>'
VALID = {
    "not in SPEC": {"docs/a.xml": "<a>R & D</a>"},
    "no XML": {"SPEC/a.md": "R & D"},
    "any root": {"SPEC/a.xml": '<runbook><step n="1"/></runbook>'},
    "a number twice, in two lists": {"SPEC/a.xml": spec('<l><s id="1"/></l><l><s id="1"/></l>')},
    "an id in two specifications": {"SPEC/a.xml": spec('<x id="a"/>'), "SPEC/b.xml": spec('<x id="a"/>')},
    "an entry of the index": {
        "SPEC/learnings/a.xml": LEARNING.format("l"),
        "SPEC/learnings/index.xml": '<learnings><learning id="l" path="a.xml"/></learnings>',
    },
    "in their normal forms": {
        "SPEC/a.xml": spec(
            '<a severity="high"/><severity>low</severity>', "<date>2025-01-31T10:00:00Z</date>"
        )
    },
    "parts as elements": {
        "SPEC/exemptions.xml": "<e><exemption><path>a</path><rule>star-import</rule>"
        "<reason>b</reason></exemption></e>"
    },
}
INVALID = {
    "not well-formed": (
        {"SPEC/a.xml": spec("R & D")},
        ["SPEC/a.xml:3:2 a bare & stands in text: write &amp;"],
    ),
    "in a folder": ({"SPEC/x/y/a.xml": "<a>"}, ["SPEC/x/y/a.xml:1:3 the file ends within <a> of line 1"]),
    "section without a title": (
        {"SPEC/a.xml": "<spec>\n  <section/>\n</spec>"},
        ["SPEC/a.xml:2:2 <section> lacks what is asked of it: a section has a title, a name or an id"],
    ),
    "learning without an id": (
        {"SPEC/learnings/a.xml": "<learnings><learning><title>T</title></learning></learnings>"},
        [
            "SPEC/learnings/a.xml:1:11 <learning> lacks what is asked of it: a learning has an id and a"
            " title, each an attribute or an element"
        ],
    ),
    "entry of the index without a path": (
        {"SPEC/learnings/index.xml": '<s><learning id="a"><title>T</title></learning></s>'},
        [
            "SPEC/learnings/index.xml:1:3 <learning> lacks what is asked of it: an entry of the index has an"
            " id, and the path of its file"
        ],
    ),
    "duplicates without any": (
        {"SPEC/acceptable_duplicates.xml": '<s><acceptable_duplicate id="A"/></s>'},
        [
            "SPEC/acceptable_duplicates.xml:1:3 <acceptable_duplicate> lacks what is asked of it: an accepted"
            " duplicate has an id, and says what may stand twice: examples, paths or symbols"
        ],
    ),
    "category without a name": (
        {"SPEC/string_literals_index.xml": "<spec><category/></spec>"},
        [
            "SPEC/string_literals_index.xml:1:6 <category> lacks what is asked of it: a category of string"
            " literals has a name or an id"
        ],
    ),
    "rule about imports without a name": (
        {"SPEC/import_management_architecture.xml": "<spec><rule>x</rule></spec>"},
        [
            "SPEC/import_management_architecture.xml:1:6 <rule> lacks what is asked of it: a rule about"
            " imports has a title, a name or an id"
        ],
    ),
    "guideline that says nothing": (
        {"SPEC/conventions.xml": '<n:s xmlns:n="u"><n:guideline id="G"/></n:s>'},
        [
            "SPEC/conventions.xml:1:17 <guideline> lacks what is asked of it: a guideline has an id, and says"
            " what to do"
        ],
    ),
    "an id twice": (
        {"SPEC/a.xml": spec('<x id="a"/>', "<y><id>a</id></y>")},
        ["SPEC/a.xml:4:3 the id 'a' is that of <x> on line 3, too"],
    ),
    "a learning in two files": (
        {"SPEC/learnings/a.xml": LEARNING.format("l"), "SPEC/learnings/b.xml": LEARNING.format("l")},
        ["SPEC/learnings/b.xml:1:25 the id 'l' is that of a learning in SPEC/learnings/a.xml:1, too"],
    ),
    "severities": (
        {"SPEC/a.xml": spec("<severity>CRITICAL</severity>", '<a severity="extreme"/>')},
        [
            "SPEC/a.xml:3:10 severity 'CRITICAL' is written 'critical'",
            "SPEC/a.xml:4:13 there is no severity 'extreme': it is critical, high, medium, low or info",
        ],
    ),
    "dates": (
        {"SPEC/a.xml": spec("<date>2025-02-30</date>", '<a created="1.2.2025"/>')},
        [
            "SPEC/a.xml:3:6 there is no day '2025-02-30'",
            "SPEC/a.xml:4:12 the date '1.2.2025' is not written as 2025-12-31",
        ],
    ),
    "too large": (
        {"SPEC/a.xml": f"<a>{'x' * 4_000_000}</a>"},
        ["SPEC/a.xml:1:0 4000007 bytes, limit 4000000"],
    ),
}


@pytest.mark.parametrize("files", [pytest.param(files, id=name) for name, files in VALID.items()])
def test_valid(tmp_path: Path, files: dict[str, str]) -> None:
    assert said(tmp_path, {"a.py": "", **files}, "spec-invalid") == []


@pytest.mark.parametrize(
    ("files", "expected"), [pytest.param(*case, id=name) for name, case in INVALID.items()]
)
def test_invalid(tmp_path: Path, files: dict[str, str], expected: list[str]) -> None:
    assert said(tmp_path, {"a.py": "", **files}, "spec-invalid") == expected


def test_no_schema_for_what_is_loose(tmp_path: Path) -> None:
    files = {"a.py": "", "SPEC/old/a.xml": "<spec><section/></spec>"}
    loose = 'rules.spec-invalid.loose=["/SPEC/old/**"]'
    assert len(said(tmp_path, files, "spec-invalid")) == 1
    assert said(tmp_path, files, "spec-invalid", loose) == []
