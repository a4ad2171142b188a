"""The report as SARIF 2.1.0, which code scanning services and editors read.

Source: https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
"""

from __future__ import annotations

from collections.abc import Iterator

from netra_tools.model import Finding, Note
from netra_tools.report.escape import encodable
from netra_tools.report.fingerprints import fingerprints
from netra_tools.report.options import RenderOptions
from netra_tools.report.records import json_lines
from netra_tools.report.result import CheckResult, RuleInfo
from netra_tools.report.sources import LineReader, line_reader

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
# Where the checkout lies is the reader's business: the base has a name and no address.
_BASES = {"SRCROOT": {"description": {"text": "The root of the checked repository."}}}
# No percent-encoding for these, as RFC 3986 has it (and `urllib.parse.quote`, by default).
_PLAIN_PATH = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_.-~/")

_Object = dict[str, object]


def render_sarif(result: CheckResult, options: RenderOptions) -> str:
    """Write one run with every rule and every finding; the same sources give the same bytes."""
    import json

    rules = {rule.code: rule for rule in (*_unlisted(result), *result.rules)}
    codes = sorted(rules)
    records = json_lines(_results(result, codes), "ruleId")
    head = json.dumps(_run([rules[code] for code in codes], result, options), indent=1).removesuffix("\n}")
    return f'{{"$schema": "{_SCHEMA}",\n"version": "2.1.0",\n"runs": [{head},\n "results": {records}\n}}]}}\n'


def _unlisted(result: CheckResult) -> Iterator[RuleInfo]:
    for finding in result.findings:
        yield RuleInfo(finding.code, finding.slug, finding.severity, finding.slug.replace("-", " "), "")


def _run(rules: list[RuleInfo], result: CheckResult, options: RenderOptions) -> _Object:
    driver: _Object = {"name": "netra"}
    if options.version:
        driver["version"] = options.version
    driver["rules"] = [_descriptor(rule) for rule in rules]
    notices = [{"level": "note", "message": {"text": encodable(notice)}} for notice in result.notices]
    delta = {} if result.delta is None else {"properties": {"baseline": result.delta._asdict()}}
    return {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": _BASES,
        "invocations": [{"executionSuccessful": True, "toolExecutionNotifications": notices}],
        **delta,
    }


def _descriptor(rule: RuleInfo) -> _Object:
    return {
        "id": rule.code,
        "name": rule.slug.title().replace("-", ""),
        "shortDescription": {"text": rule.summary or rule.slug},
        "fullDescription": {"text": rule.manual or rule.summary or rule.slug},
        "help": {"text": rule.hint or rule.summary or rule.slug},
        "defaultConfiguration": {"level": rule.severity if rule.severity != "off" else "none"},
        "properties": {"slug": rule.slug},
    }


def _results(result: CheckResult, codes: list[str]) -> Iterator[_Object]:
    index = {code: number for number, code in enumerate(codes)}
    read_line = line_reader(result.root, result.texts)
    for finding, name in zip(result.findings, fingerprints(result.findings), strict=True):
        record: _Object = {
            "ruleId": finding.code,
            "ruleIndex": index[finding.code],
            "level": finding.severity,
            "message": {"text": encodable(finding.message)},
            "locations": [_location(finding.path, _region(finding, read_line))],
            # GitHub follows an alert by the second name only.
            "partialFingerprints": {"netraIdentity/v1": name, "primaryLocationLineHash": f"{name}:1"},
        }
        if finding.notes:
            record["relatedLocations"] = [_related(note) for note in finding.notes]
        yield record


def _related(note: Note) -> _Object:
    return {"message": {"text": encodable(note.text)}, **_location(note.path, {"startLine": note.line or 1})}


def _location(path: str, region: dict[str, int]) -> _Object:
    place = {"uri": _uri(path), "uriBaseId": "SRCROOT"}
    return {"physicalLocation": {"artifactLocation": place, "region": region}}


def _uri(path: str) -> str:
    """Percent-encode the bytes that the file system has, whether they are UTF-8 or not."""
    if _PLAIN_PATH.issuperset(path):
        return path
    from urllib.parse import quote

    try:
        return quote(path.encode("utf-8", "surrogateescape"))
    except UnicodeEncodeError:  # half a character: Windows allows such names, no URI can
        return quote(encodable(path))


def _region(finding: Finding, read_line: LineReader) -> dict[str, int]:
    """Give the span in characters; without columns when the source cannot be read to count them."""
    if not finding.line:
        return {"startLine": 1}  # the file as a whole; GitHub drops a result without a line
    first = _character_column(read_line(finding.path, finding.line), finding.column)
    last = _character_column(read_line(finding.path, finding.end_line), finding.end_column)
    if not first or not last:
        return {"startLine": finding.line, "endLine": finding.end_line}
    return {
        "startLine": finding.line,
        "startColumn": first,
        "endLine": finding.end_line,
        "endColumn": last,
    }


def _character_column(line: bytes | None, column: int) -> int:
    """Turn a column in bytes from 0 into one in characters from 1; 0 when there is no such line."""
    if line is None:
        return 0
    return (column if line.isascii() else len(line[:column].decode("utf-8", "replace"))) + 1
