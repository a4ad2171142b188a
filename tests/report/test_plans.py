"""How a plan is written as a diff."""

from __future__ import annotations

import subprocess
from pathlib import Path

from netra_tools.plan import Author, Edit, Plan, State
from netra_tools.report.plans import render_diff, render_summary

LINK = State(b"there", 0o120777)


def plan(*edits: Edit) -> Plan:
    """Give a plan."""
    return Plan("a plan", Author("test"), edits)


def state(content: bytes, mode: int = 0o100644) -> State:
    """Give a file."""
    return State(content, mode)


def test_what_a_terminal_must_not_get_is_escaped() -> None:
    odd = plan(Edit("a\x1b", "a\x1b", state(b"\tx\r\n"), state(b"\t\x1b[31m\xff\r\n")))
    assert render_diff(odd, visible=True).splitlines()[1:] == [
        "--- a/a\\x1b",
        "+++ b/a\\x1b",
        "@@ -1 +1 @@",
        "-\tx\\r",
        "+\t\\x1b[31m\\xff\\r",
    ]
    assert "\x1b" not in render_summary(odd)


def test_modes_links_and_bytes() -> None:
    edits = (
        Edit("bin", "bin", state(b"\0a"), state(b"\0b")),
        Edit("link", "link", None, LINK),
        Edit("run", "run", state(b"x\n"), state(b"x\n", 0o100755)),
    )
    assert render_diff(plan(*edits)).splitlines() == [
        "diff --git a/bin b/bin",
        "Binary files a/bin and b/bin differ",
        "diff --git a/link b/link",
        "new file mode 120000",
        "--- /dev/null",
        "+++ b/link",
        "@@ -0,0 +1 @@",
        "+there",
        "\\ No newline at end of file",
        "diff --git a/run b/run",
        "old mode 100644",
        "new mode 100755",
    ]


def test_git_applies_it_to_the_byte(tmp_path: Path) -> None:
    before, after = b"a\r\nb\x0c\n\xe9\n\xc2\x85c", b"a\r\nB\x0c\n\xe9\n\xc2\x85c\n"
    (tmp_path / "x.py").write_bytes(before)
    text = render_diff(plan(Edit("x.py", "deep/y.py", state(before), state(after))))
    feed = text.encode("utf-8", "surrogateescape")
    subprocess.run(["git", "init", "-q", str(tmp_path)], check=True)
    subprocess.run(["git", "-C", str(tmp_path), "apply", "-"], input=feed, check=True)
    assert (tmp_path / "deep/y.py").read_bytes() == after
