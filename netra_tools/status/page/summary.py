"""The few numbers that the page shows where scripts may not run, as in the viewers of some CI servers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from html import escape
from typing import Any

from netra_tools.report.escape import printable


def summary(document: Mapping[str, Any]) -> str:
    """Write the scores and the findings by rule as plain HTML."""
    return "\n".join(parts(document))


def parts(document: Mapping[str, Any]) -> Iterator[str]:
    """Yield the parts of the summary."""
    yield f"<h1>{text(document['repository']['name'])}</h1>"
    yield "<p>This page draws itself with a script, which was not run here. What follows is its summary.</p>"
    scores = document.get("scores") or {}
    if scores:
        rows = [("System", scores.get("system"), scores.get("grade"))]
        rows += [(one["title"], one["score"], one["grade"]) for one in scores.get("dimensions", ())]
        yield table("Scores", ("Dimension", "Score", "Grade"), [(a, shown(b), c) for a, b, c in rows])
    rules = document.get("rules") or []
    if rules:
        found = [(f"{one['code']} {one['slug']}", shown(one["new"]), shown(one["known"])) for one in rules]
        yield table("Findings by rule", ("Rule", "New", "Known"), found)


def table(caption: str, titles: tuple[str, ...], rows: list[tuple[Any, ...]]) -> str:
    """Write a table."""
    head = "".join(f'<th scope="col">{text(title)}</th>' for title in titles)
    body = "".join(f"<tr>{''.join(f'<td>{text(cell)}</td>' for cell in row)}</tr>\n" for row in rows)
    head = f"<caption>{text(caption)}</caption>\n<thead><tr>{head}</tr></thead>"
    return f"<table>{head}\n<tbody>{body}</tbody></table>"


def shown(number: Mapping[str, Any] | None) -> str:
    """Write a number of a status; what is not known is said to be so."""
    value = number["value"] if number else None
    return "unknown" if value is None else f"{value:,}"


def text(value: object) -> str:
    """Write any value as text of an HTML page."""
    return escape(printable(str(value if value is not None else "unknown")))
