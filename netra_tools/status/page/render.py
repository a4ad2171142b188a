"""A status as one HTML page that needs nothing else: no network, and no other file."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from importlib.resources import files
from string import Template
from typing import Any

from netra_tools.report.escape import printable
from netra_tools.status.page.embed import digest, embed
from netra_tools.status.page.pack import pack_findings, tally
from netra_tools.status.page.sources import BUDGET, choose_sources
from netra_tools.status.page.summary import summary

STYLES = ("theme", "layout", "parts", "details", "tables", "graph", "print")
# In the order in which they use one another.
SCRIPTS = (
    *("dom", "text", "data", "numbers", "table", "excerpt"),
    *(
        "overview",
        "heat",
        "findings",
        "files",
        "layout",
        "viewport",
        "drawing",
        "graph",
        "trend",
        "rules",
        "changes",
    ),
    *("quality", "knowledge", "people", "pages"),
)

APART = ("findings", "delta")  # what has an element of its own, since it is large and not needed at first


def render(document: Mapping[str, Any], budget: int = BUDGET) -> str:
    """Write the page of a status, with so many characters of source."""
    style = "\n".join(read_part(f"styles/{name}.css") for name in STYLES)
    code = "\n".join(read_part(f"scripts/{name}.js") for name in SCRIPTS)
    script = f'"use strict";\n(() => {{\n{code}\n}})();\n'
    findings = document.get("findings") or []
    sources = choose_sources(findings, budget)
    rest = {name: value for name, value in document.items() if name not in APART}
    rest["tally"] = tally(findings)
    rest["has_delta"] = bool(document.get("delta"))
    rest["excerpts"] = {"budget": budget, "left_out": sources.left_out}
    return Template(read_part("page.html")).substitute(
        policy=policy(style, script),
        title=escape(printable(f"{document['repository']['name']}: status")),
        style=style,
        script=script,
        summary=summary(document),
        status=embed(rest),
        findings=embed(pack_findings(findings)),
        delta=embed(document.get("delta")),
        sources=embed(sources.stretches),
    )


def policy(style: str, script: str) -> str:
    """Forbid the page everything but its own style, its own script and the empty icon."""
    return "; ".join(
        (
            "default-src 'none'",
            f"script-src '{digest(script)}'",
            f"style-src '{digest(style)}'",
            "img-src data:",
            "base-uri 'none'",
            "form-action 'none'",
            "require-trusted-types-for 'script'",
            "trusted-types 'none'",
        )
    )


def read_part(name: str) -> str:
    """Read a part of the page that ships with the package."""
    return files("netra_tools.status.page").joinpath(name).read_text(encoding="utf-8")
