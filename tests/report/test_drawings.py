from __future__ import annotations

import json

import pytest

from netra_tools.graph.drawing import Drawing, Link, Node
from netra_tools.report.drawings import DRAWINGS, render_drawing

ODD = './"run"\udce9 <b>#1;\\.py'
DRAWING = Drawing(
    2,
    "",
    [Node("app.core", 3, 4, 1), Node("app.db", 1, 0, 0), Node("app.ui", 1200, 0, 0), Node(ODD, 1, 0, 0)],
    [
        Link(0, 1, 2, 0, "modules", ()),
        Link(1, 0, 1, 0, "modules", ("imports go down",)),
        Link(2, 0, 1050, 7, "packages", ()),
        Link(2, 1, 3, 0, "", ()),
        Link(3, 1, 1, 1, "", ("one", "two")),
    ],
)

TEXT = """\
depth 2: 4 nodes for 1,205 modules, 1,057 imports between them
links in a cycle of modules: 2, of packages only: 1, breaking a layer: 2; cycles within one node: 1

app.core  3 modules, 4 imports within, 1 cycle within
  -> app.db                       2  cycle of modules

app.db  1 module
  -> app.core                     1  cycle of modules, breaks imports go down

app.ui  1,200 modules
  -> app.core                 1,050  7 deferred, cycle of packages
  -> app.db                       3

./"run"\\xe9 <b>#1;\\.py  1 module
  -> app.db                       1  1 deferred, breaks one, breaks two
"""
MERMAID = """\
flowchart LR
  n0["app.core"]
  n1["app.db"]
  n2["app.ui"]
  n3["./#34;run#34;\\xe9 #60;b#62;#35;1;\\.py"]
  n0 -->|2| n1
  n1 -.->|1| n0
  n2 -->|1050| n0
  n2 --> n1
  n3 -.->|1| n1
  linkStyle 0 stroke:#c0392b
  linkStyle 1 stroke:#c0392b
  linkStyle 2 stroke:#d68910
"""
DOT = """\
digraph netra {
  rankdir=LR;
  node [shape=box, fontname="sans-serif"];
  "app.core" [tooltip="3 modules, 4 imports within, 1 cycle within"];
  "app.db" [tooltip="1 module"];
  "app.ui" [tooltip="1,200 modules"];
  "./\\"run\\"\\\\xe9 <b>#1;\\\\.py" [tooltip="1 module"];
  "app.core" -> "app.db" [tooltip="2 imports", color="#c0392b", label="2"];
  "app.db" -> "app.core" [tooltip="1 import", color="#c0392b", style=dashed, label="1"];
  "app.ui" -> "app.core" [tooltip="1,050 imports", color="#d68910", label="1050"];
  "app.ui" -> "app.db" [tooltip="3 imports"];
  "./\\"run\\"\\\\xe9 <b>#1;\\\\.py" -> "app.db" [tooltip="1 import", style=dashed, label="1"];
}
"""


def test_text() -> None:
    assert render_drawing("text", DRAWING) == TEXT


@pytest.mark.parametrize(("form", "expected"), [("mermaid", MERMAID), ("dot", DOT)])
def test_drawings_begin_with_a_legend(form: str, expected: str) -> None:
    legend, drawing = render_drawing(form, DRAWING).split("\n", 1)
    assert drawing == expected
    assert legend[:2] == {"mermaid": "%%", "dot": "//"}[form]
    assert "red: a cycle of modules" in legend


def test_json_holds_all_of_it_by_name() -> None:
    data = json.loads(render_drawing("json", DRAWING))
    assert (data["schema_version"], data["depth"], data["focus"]) == (1, 2, None)
    assert data["nodes"][0] == {"name": "app.core", "modules": 3, "imports": 4, "knots": 1}
    assert data["links"][1] == {
        "source": "app.db",
        "target": "app.core",
        "imports": 1,
        "deferred": 0,
        "cycle": "modules",
        "broken": ["imports go down"],
    }
    assert data["links"][4]["source"] == './"run"\\xe9 <b>#1;\\.py'


@pytest.mark.parametrize("form", DRAWINGS)
def test_nothing_to_draw(form: str) -> None:
    text = render_drawing(form, Drawing(1, "", [], []))
    assert text.endswith("\n")
    assert "app" not in text
