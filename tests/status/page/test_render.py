from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from typing import Any

import pytest

from netra_tools.status.page.embed import digest, embed
from netra_tools.status.page.pack import COLUMNS, pack_column, pack_findings
from netra_tools.status.page.render import render
from netra_tools.status.page.sources import WIDEST, Sources, choose_sources
from tests.status.page.sample import sample

HOSTILE = (
    "</script><script>document.title='taken'</script>",
    "<!--<script>",
    "]]><img src=x onerror=alert(1)>",
    "&lt;b&gt; &amp; \" ' ` ${1} \\u003c \\",
    "${policy} $$ $title",
    "line\u2028and\u2029paragraph\x00\x1b[31m",
    "\u202egnp.exe",
    "__proto__",
)


class Elements(HTMLParser):
    """The scripts of a page, and the values of all attributes that could load something."""

    def __init__(self) -> None:
        super().__init__()
        self.scripts: dict[str, str] = {}
        self.loads: list[str] = []
        self.tags: list[str] = []
        self.content = ""
        self._inside = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.tags.append(tag)
        self.loads += [
            value or "" for name, value in attrs if name in ("src", "href", "srcset", "action", "data")
        ]
        if tag in ("script", "style"):
            self._inside = given.get("id") or tag
        if given.get("http-equiv") == "Content-Security-Policy":
            self.content = given["content"] or ""

    def handle_data(self, data: str) -> None:
        if self._inside:
            self.scripts[self._inside] = self.scripts.get(self._inside, "") + data

    def handle_endtag(self, tag: str) -> None:
        self._inside = ""


def parse(page: str) -> Elements:
    elements = Elements()
    elements.feed(page)
    elements.close()
    return elements


def hostile_document() -> dict[str, Any]:
    document = sample(len(HOSTILE))
    for finding, text in zip(document["findings"], HOSTILE, strict=True):
        finding.update({"path": text, "message": text, "subject": text, "hint": text, "area": text})
        finding["source"] = {"first": 1, "lines": [text]}
    document["repository"]["name"] = HOSTILE[0]
    document["areas"][0]["name"] = HOSTILE[0]
    document["graph"]["nodes"][0]["name"] = HOSTILE[2]
    return document


def test_nothing_in_the_data_ends_the_element_that_holds_it() -> None:
    document = hostile_document()
    elements = parse(render(document))
    assert elements.tags.count("script") == 5
    assert "img" not in elements.tags
    assert set(elements.scripts) == {
        "style",
        "status-data",
        "findings-data",
        "delta-data",
        "sources-data",
        "script",
    }
    assert json.loads(elements.scripts["status-data"])["repository"]["name"] == HOSTILE[0]
    assert unpack(json.loads(elements.scripts["findings-data"])) == [
        {name: finding[name] for name in COLUMNS} for finding in document["findings"]
    ]
    sources = json.loads(elements.scripts["sources-data"])
    assert sources == {text: [[1, [text]]] for text in HOSTILE}


def test_the_policy_names_the_one_script_and_the_one_style() -> None:
    elements = parse(render(sample(3)))
    rules = dict(rule.split(" ", 1) for rule in elements.content.split("; "))
    assert rules["default-src"] == "'none'"
    assert rules["script-src"] == f"'{digest(elements.scripts['script'])}'"
    assert rules["style-src"] == f"'{digest(elements.scripts['style'])}'"
    assert elements.loads == ["data:,"]


def test_the_code_asks_no_server_and_makes_no_markup_of_text() -> None:
    elements = parse(render(sample(0)))
    code = elements.scripts["script"]
    assert set(re.findall(r"https?://[^\"'` ]+", code)) == {"http://www.w3.org/2000/svg"}
    markup = r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function"
    assert re.findall(rf"{markup}|fetch\(|XMLHttpRequest|import\(", code) == []
    assert re.findall(r"url\(|@import", elements.scripts["style"]) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("</script>", r'"\u003c/script\u003e"', id="end of the element"),
        pytest.param("a & b", r'"a \u0026 b"', id="ampersand"),
        pytest.param("\u2028", '"\\u2028"', id="line separator"),
        pytest.param('a"\\n', '"a\\"\\\\n"', id="quote and backslash"),
        pytest.param("caf\udce9 \\d é", '"caf\\\\xe9 \\\\d é"', id="byte that is no UTF-8"),
    ],
)
def test_embedded_text(text: str, expected: str) -> None:
    assert embed(text) == expected
    json.loads(embed(text)).encode("utf-8")


def test_a_number_that_json_does_not_know_is_refused() -> None:
    with pytest.raises(ValueError, match="JSON"):
        embed(float("nan"))


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        pytest.param(
            ["a", "b", "a", "a"], {"table": ["a", "b"], "rows": [0, 1, 0, 0]}, id="what repeats is a table"
        ),
        pytest.param(
            ["a", "b", "c"], {"values": ["a", "b", "c"]}, id="what does not repeat is written as it is"
        ),
        pytest.param([1, 1, 1], {"values": [1, 1, 1]}, id="numbers"),
        pytest.param(
            ["a", None, "a", None], {"table": ["a", None], "rows": [0, 1, 0, 1]}, id="what is missing"
        ),
        pytest.param([], {"values": []}, id="nothing"),
    ],
)
def test_columns(values: list[Any], expected: dict[str, Any]) -> None:
    assert pack_column(values) == expected


def unpack(columns: dict[str, Any]) -> list[dict[str, Any]]:
    lists = [
        column.get("values") or [column["table"][number] for number in column.get("rows", ())]
        for column in columns.values()
    ]
    return [dict(zip(columns, row, strict=True)) for row in zip(*lists, strict=True)]


def test_findings_come_back_as_they_were() -> None:
    findings = sample(200)["findings"]
    assert unpack(pack_findings(findings)) == [{name: one[name] for name in COLUMNS} for one in findings]


def found(path: str, first: int, *lines: str, **other: str) -> dict[str, Any]:
    source = {"first": first, "lines": list(lines)} if lines else None
    return {"path": path, "status": "new", "severity": "error", "source": source, **other}


def test_lines_of_a_file_are_written_once() -> None:
    findings = [
        found("a.py", 1, "one", "two"),
        found("a.py", 2, "two", "three"),
        found("a.py", 9, "nine"),
        found("b.py", 4, "four"),
        found("c.py", 1),
    ]
    stretches = {"a.py": [[1, ["one", "two", "three"]], [9, ["nine"]]], "b.py": [[4, ["four"]]]}
    assert choose_sources(findings) == Sources(stretches, 0)


def test_what_is_looked_at_first_gets_its_lines_first() -> None:
    findings = [
        found("a.py", 1, "12345", status="known"),
        found("b.py", 1, "12345", severity="warning"),
        found("c.py", 1, "12345"),
        found("c.py", 1, "12345", status="known", severity="warning"),
        found("d.py", 1, "1234567890", status="known"),
    ]
    assert choose_sources(findings, 12) == Sources({"b.py": [[1, ["12345"]]], "c.py": [[1, ["12345"]]]}, 2)


def test_a_line_that_is_too_wide_is_cut() -> None:
    [[_, [line]]] = choose_sources([found("a.py", 1, "x" * 5000)]).stretches["a.py"]
    assert line == "x" * (WIDEST - 1) + "\u2026"


def test_without_scripts_the_scores_are_read() -> None:
    body = render(sample(30)).partition("<body>")[2].partition("<script")[0]
    assert "<td>Architecture</td><td>71.4</td><td>poor</td>" in body
    assert "<td>Coverage</td><td>unknown</td>" in body
    assert "NET201 file-too-long" in body


def test_a_document_with_next_to_nothing_in_it() -> None:
    least = {
        "schema_version": 1,
        "repository": {"name": "x", "commit": None, "made_at": "2026-11-21T19:00:00Z"},
    }
    assert unpack(json.loads(parse(render(least)).scripts["findings-data"])) == []


def test_the_same_status_is_the_same_page() -> None:
    assert render(sample(50)) == render(sample(50))
