"""What the gates said, as text and as records."""

from __future__ import annotations

from netra_tools.model import Note
from netra_tools.report.verdicts import (
    FAILED,
    PASSED,
    SKIPPED,
    Verdict,
    refused,
    render_verdicts,
    verdict_records,
)

VERDICTS = (
    Verdict("parse", PASSED, "what parsed before parses still", (), 0.25),
    Verdict(
        "unchanged",
        FAILED,
        "3 problems",
        (Note("a.py", 3, "x\x1b"), Note("b.py", 0, "y"), Note("", 0, "z")),
        1,
    ),
    Verdict("ruff", SKIPPED, "not run: unchanged failed"),
)
TEXT = """\
passed   parse        0.25 s  what parsed before parses still
failed   unchanged    1.00 s  3 problems
         a.py:3  x\\x1b
         b.py  y
         z
skipped  ruff         0.00 s  not run: unchanged failed
"""


def test_each_gate_has_a_line() -> None:
    assert render_verdicts(VERDICTS) == render_verdicts(VERDICTS, show=0) == TEXT


def test_what_is_not_shown_is_counted() -> None:
    lines = render_verdicts(VERDICTS, show=1).splitlines()
    assert lines[2:4] == ["         a.py:3  x\\x1b", "         ... and 2 more"]
    assert "\x1b[1;31mfailed " in render_verdicts(VERDICTS, color=True)


def test_records_hold_everything() -> None:
    records = verdict_records(VERDICTS)
    assert [record["outcome"] for record in records] == ["passed", "failed", "skipped"]
    assert records[1]["problems"][0] == {"path": "a.py", "line": 3, "text": "x\x1b"}
    assert (refused(VERDICTS), refused(VERDICTS[:1])) == (True, False)
