"""A result with something of everything, and the sources it speaks of."""

from __future__ import annotations

from pathlib import Path

from netra_tools.model import Finding, Note
from netra_tools.report.result import CheckResult, RuleInfo

RULES = (
    RuleInfo(
        "NET102", "star-import", "error", "A star import hides where names come from.", "name what you use"
    ),
    RuleInfo(
        "NET104",
        "import-cycle",
        "error",
        "Modules import one another.",
        "move what both need into a module below them",
        "Modules import one another.\n\nWhy is this bad?\n    Neither can be read alone.",
    ),
    RuleInfo("NET201", "file-too-long", "error", "A file is too long.", "split it by subject"),
    RuleInfo("NET202", "function-too-long", "error", "A function is too long.", ""),
    RuleInfo("NET902", "suppression-without-reason", "warning", "Nobody knows why.", "say why"),
)

SOURCES = {
    "app/a.py": "import os\nfrom app import b\n\ndef load(path):\n    return path\n",
    "app/b.py": "from app import a\n",
    "app/é.py": "é = 1; from app import a  # netra: ignore\n",
}

NOTES = (Note("app/b.py", 1, "imports app.a"), Note("app", 0, "is where both live"))

FINDINGS = (
    Finding(
        "NET201", "file-too-long", "error", "app/a.py", 0, 0, 0, 0, "lines", "512 lines, limit 450", 512, 450
    ),
    Finding(
        "NET104",
        "import-cycle",
        "error",
        "app/a.py",
        2,
        0,
        2,
        17,
        "app.a > app.b",
        "app.a and app.b import each other",
        notes=NOTES,
    ),
    Finding(
        "NET202",
        "function-too-long",
        "warning",
        "app/a.py",
        4,
        0,
        5,
        15,
        "load",
        "'load' has 31 lines, limit 25",
        31,
        25,
    ),
    Finding(
        "NET201", "file-too-long", "error", "app/b.py", 0, 0, 0, 0, "lines", "451 lines, limit 450", 451, 450
    ),
    Finding(
        "NET201", "file-too-long", "warning", "app/c.py", 0, 0, 0, 0, "lines", "99 lines, limit 80", 99, 80
    ),
    Finding(
        "NET902",
        "suppression-without-reason",
        "warning",
        "app/é.py",
        1,
        27,
        1,
        42,
        "ignore",
        "no reason given",
    ),
)


def example(root: Path) -> CheckResult:
    """Write the sources under `root` and return what a check of them found."""
    for path, text in SOURCES.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8")
    return CheckResult(FINDINGS, 1200, 4, RULES, False, str(root), ("no [tool.netra] found: defaults apply",))


def result_of(*findings: Finding, root: str = "", strict: bool = False, suppressed: int = 0) -> CheckResult:
    """Return a result of 3 files with these findings."""
    return CheckResult(findings, 3, suppressed, RULES, strict, root)


def finding(path: str = "a.py", line: int = 1, severity: str = "error", subject: str = "lines") -> Finding:
    """Return a finding of `star-import` whose rest does not matter."""
    return Finding("NET102", "star-import", severity, path, line, 4, line, 9, subject, "a star")
