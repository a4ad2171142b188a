"""What came and went since a base, as Markdown: the first thing that a pull request is told."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from netra_tools.report.markdown import code, text
from netra_tools.status.markdown.numbers import Numbers, place, table
from netra_tools.status.model import Data
from netra_tools.status.words import amount, plain

MOST: Final = 20


def delta(document: Data, _: Numbers) -> Iterator[str]:
    """Yield the differences, where a base was asked for."""
    found = document["delta"]
    if found is None:
        return
    yield f"## Since {text(found['base'])}: {amount(found['new'])} new, {plain(found['gone'])} gone"
    rows = [(text(one["title"]), plain(one["before"]), plain(one["after"])) for one in found["dimensions"]]
    if rows:
        yield ""
        yield from table(("dimension", "before", "now"), rows, "lrr")
    yield from listed("new", found["findings"])
    yield from listed("gone", found["gone_findings"])


def listed(what: str, findings: list[Data]) -> Iterator[str]:
    """Yield findings, as many as can be read."""
    if findings:
        yield ""
    for one in findings[:MOST]:
        yield f"- {what}: {one['rule']} {code(place(one))} {text(one['message'])}"
    if len(findings) > MOST:
        yield f"- {what}: {len(findings) - MOST:,} more"
