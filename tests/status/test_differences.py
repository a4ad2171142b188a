"""What of a status moves with each commit is no difference."""

from __future__ import annotations

from netra_tools.status.differences import differing

TEXT = """# Status of x

## Score: 90.0, good

| 1 | netra check | 2026-01-02T03:04:05Z |

## Trend

| findings | 12 |

## Sources
"""


def test_times_and_history_are_no_difference() -> None:
    now = TEXT.replace("03:04:05", "23:59:59").replace("| findings | 12 |", "| findings | 13 |")
    assert differing(TEXT, now) == []
    assert differing(TEXT.replace("\n", "\r\n"), now) == []


def test_the_name_of_a_clone_is_no_difference() -> None:
    assert differing(TEXT, TEXT.replace("# Status of x", "# Status of workspace")) == []


def test_the_lines_that_differ_are_told() -> None:
    assert differing(TEXT, TEXT.replace("90.0", "91.0")) == [
        "- ## Score: 90.0, good",
        "+ ## Score: 91.0, good",
    ]


def test_many_differences_are_counted() -> None:
    lines = differing("", "\n".join(map(str, range(50))))
    assert len(lines) == 21
    assert lines[-1] == "and 30 more"
