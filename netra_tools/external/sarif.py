"""Reports in SARIF 2.1.0, as ruff, mypy's wrappers and many others write them.

Source: https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from netra_tools.external.message import Answer, Message, number, text_of

LEVELS = {"error": "error", "warning": "warning"}  # notes and what passed are no findings


def read_sarif(document: Any) -> Answer:
    """Read all runs of a document.

    Raises: TypeError, KeyError or AttributeError for another document.
    """
    return Answer(tuple([message for run in document["runs"] for message in read_run(run)]))


def read_run(run: Any) -> Iterator[Message]:
    """Read the results of one run; those that its author suppressed are his."""
    in_utf16 = run.get("columnKind") == "utf16CodeUnits"
    rules = run["tool"]["driver"].get("rules", [])
    bases = run.get("originalUriBaseIds", {})
    for result in run.get("results", []):
        level = result.get("level") or default_level(result, rules)
        if level in LEVELS and result.get("kind", "fail") == "fail" and not result.get("suppressions"):
            message = read_result(result, rules, bases)
            yield message._replace(column=0, end_column=0) if in_utf16 and message.column else message


def default_level(result: Any, rules: Any) -> str:
    """Give the level of a result that has none of its own: that of its rule, else "warning"."""
    index = result.get("ruleIndex", -1)
    rule = rules[index] if 0 <= index < len(rules) else {}
    return text_of(rule.get("defaultConfiguration", {}).get("level")) or "warning"


def read_result(result: Any, rules: Any, bases: Any) -> Message:
    """Read one result. Lines and columns count from 1, and may be absent."""
    name = result.get("ruleId") or result.get("rule", {}).get("id") or rules[result["ruleIndex"]]["id"]
    level = LEVELS[result.get("level") or default_level(result, rules)]
    place = result["locations"][0]["physicalLocation"] if result.get("locations") else {}
    region = place.get("region", {})
    line, column = number(region.get("startLine")), number(region.get("startColumn"), least=1) - 1
    end_line = number(region.get("endLine"), least=line)
    end_column = number(region.get("endColumn"), least=1) - 1
    path = path_of(place.get("artifactLocation", {}), bases)
    return Message(name, level, path, line, column, end_line, end_column, result["message"]["text"])


def path_of(location: Any, bases: Any) -> str:
    """Give the path in a location: of a file URI, or relative to a base that may say where it lies."""
    from urllib.parse import unquote, urlsplit

    uri = text_of(location.get("uri"))
    base = text_of(bases.get(location.get("uriBaseId"), {}).get("uri"))
    whole = base + uri if base.startswith("file:") and not urlsplit(uri).scheme else uri
    return unquote(urlsplit(whole).path if whole.startswith("file:") else whole, errors="surrogateescape")
