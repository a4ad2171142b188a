"""The README shows what the program prints: the same findings in a small repository give the same report."""

from __future__ import annotations

import re
from pathlib import Path

from tests.repository import make, netra

README = Path(__file__).resolve().parent.parent / "README.md"
LONG = "        pass\n" * 39


def at(line: int, source: str, opening: str = "") -> str:
    """Put source at a line of a file that opens with something else."""
    return f"{opening}\n".ljust(len(opening) + line - 1, "\n") + source


# The files that the excerpt names, and what makes more findings of each rule: most of the same one.
FILES = {
    "django/apps/config.py": at(
        16, f"    def __init__(self, app_name, app_module):\n{LONG}", opening="class AppConfig:"
    ),
    "django/contrib/admin/__init__.py": at(22, "from django.contrib.admin.sites import AdminSite, site\n"),
    "django/contrib/admin/sites.py": at(6, "from django.contrib.admin import ModelAdmin\n"),
    "elsewhere/one.py": "import elsewhere.two\n",
    "elsewhere/two.py": f"import elsewhere.one\ndef later():\n{LONG}def latest():\n{LONG}",
}


def counts_aside(report: str) -> str:
    """Put N for what depends on how many files and findings there are: Django has more of both."""
    report = re.sub(r"^( *)\d[\d,]*(?=  NET)", "N", report, flags=re.MULTILINE)
    return re.sub(r"\b\d[\d,]*(?= (?:errors|of|files|more))", "N", report)


def test_the_report_shown_is_what_the_program_prints(tmp_path: Path) -> None:
    text = README.read_text(encoding="utf-8")
    shown = re.search(
        r"What `netra (.+?)` says about Django.*?^```text\n(.*?)^```$", text, re.DOTALL | re.MULTILINE
    )
    assert shown is not None
    printed = netra(make(tmp_path, FILES), *shown[1].split())
    assert counts_aside(printed.out) == counts_aside(shown[2])
    assert (printed.code, printed.err) == (1, "")


def test_the_counts_shown_agree() -> None:
    text = README.read_text(encoding="utf-8")
    total = re.search(r"^FAIL ([\d,]+) errors", text, re.MULTILINE)
    table = re.findall(r"^ *([\d,]+)  (NET\d+)  (\S+) +error$", text, re.MULTILINE)
    assert total is not None
    assert sum(int(count.replace(",", "")) for count, _, _ in table) == int(total[1].replace(",", ""))
    for count, code, slug in table:
        assert f"\n{code} {slug}  {count} errors\n" in text
        assert f"  ... and {int(count.replace(',', '')) - 1:,} more (--show 0 lists all)\n" in text
