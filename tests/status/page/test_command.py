"""The page as `netra status` writes it of a repository on disk."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

from tests.repository import make, netra
from tests.status.page.test_render import parse

HOSTILE = "</script><img src=x>.py"
FILES: dict[str, str | bytes] = {
    "pyproject.toml": """
[tool.netra]
roots = ["."]

[[tool.netra.rules.layer-violation.contracts]]
name = "down"
containers = ["app"]
layers = ["ui", "core"]
""",
    "app/__init__.py": "",
    "app/ui/__init__.py": "from app.core import rows\n",
    "app/core/__init__.py": "",
    "app/core/rows.py": "import app.ui\n\n\ndef f(a, b=[]):\n    print(a, b)\n",
    f"app/{HOSTILE}": "from .core import *  # </script><script>alert(1)</script>\n",
}


def data(page: str) -> dict[str, Any]:
    scripts = parse(page).scripts
    found = {name: json.loads(scripts[f"{name}-data"]) for name in ("status", "findings", "sources")}
    return {**found["status"], "columns": found["findings"], "sources": found["sources"]}


def without_times(page: str) -> str:
    return re.sub(r"\d{4}-\d\d-\d\dT[\d:]+Z", "TIME", page)


def test_the_page_holds_the_findings_their_lines_and_the_imports(tmp_path: Path) -> None:
    root = make(tmp_path / "shop", FILES)
    ran = netra(root, "status", "--format", "html", "--no-cache")
    assert (ran.code, ran.err) == (0, "")
    elements = parse(ran.out)
    assert elements.tags.count("script") == 5
    assert "img" not in elements.tags
    told = data(ran.out)
    assert told["repository"]["name"] == "shop"
    assert told["tally"]["total"] == sum(rule["new"]["value"] for rule in told["rules"])
    [[first, lines]] = told["sources"][f"app/{HOSTILE}"]
    assert (first, lines[0]) == (1, "from .core import *  # </script><script>alert(1)</script>")
    graph = told["graph"]
    names = {node["id"]: node["name"] for node in graph["nodes"]}
    broken = [
        (names[edge["from"]], names[edge["to"]], edge["example"]) for edge in graph["edges"] if edge["broken"]
    ]
    assert broken == [("app.core.rows", "app.ui", "app/core/rows.py:1")]
    assert graph["layers"] == ["ui", "core"]
    assert {node["name"]: node["cycle"] for node in graph["nodes"]}["app.core.rows"] == 1


def test_the_page_is_the_same_twice_and_from_elsewhere(tmp_path: Path) -> None:
    root = make(tmp_path / "shop", FILES, git=False)
    (root / ".git").mkdir()
    first = netra(root, "status", "--format", "html")
    second = netra(tmp_path, "status", "--format", "html", "--root", "shop")
    assert without_times(first.out) == without_times(second.out)
    told = netra(root / "app", "status", "--output", "../page.html")
    assert told.code == 0
    assert "wrote ../page.html" in told.out
    assert without_times((root / "page.html").read_text(encoding="utf-8")) == without_times(first.out)
