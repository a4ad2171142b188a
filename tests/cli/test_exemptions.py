"""Exemptions of the configuration, and suppressions with a last day: what they accept and when they end."""

from __future__ import annotations

from pathlib import Path

import pytest

from netra_tools.cli.replay import question, today
from tests.repository import make, netra

LONG = "A = 1\n" * 460
PAST, FUTURE = "2001-02-03", "9999-12-31"


def exemption(**keys: str | int) -> str:
    """Write one exemption as TOML; a day stands as it is."""
    table = {"path": "app/long.py", "rule": "file-too-long", "reason": "generated", **keys}
    values = [
        f"{key} = {value}" if key in ("limit", "expires") else f"{key} = '{value}'"
        for key, value in table.items()
    ]
    return "\n".join(["[[exemptions]]", *values, ""])


UNUSED = "netra.toml:1:1: NET905 unused-exemption nothing to accept of"
TOO_LONG = "app/long.py:1:1: NET201 file-too-long 460 lines, limit 450"
CASES = [
    ("any number", {}, []),
    ("by code", {"rule": "NET201"}, []),
    ("by glob", {"path": "app/**"}, []),
    ("up to the number", {"limit": 460}, []),
    ("above the number", {"limit": 459}, [f"{TOO_LONG}, exempt up to 459"]),
    ("another file", {"path": "app/core.py"}, [TOO_LONG, f"{UNUSED} file-too-long in app/core.py"]),
    ("another rule", {"rule": "star-import"}, [TOO_LONG, f"{UNUSED} star-import in app/long.py"]),
    ("not expired", {"expires": FUTURE}, []),
    (
        "expired",
        {"expires": PAST, "owner": "core"},
        [
            TOO_LONG,
            "netra.toml:1:1: NET904 expired-exemption "
            "file-too-long was accepted in app/long.py until 2001-02-03, owner core: generated",
        ],
    ),
    (
        "expired and of no use",
        {"expires": PAST, "rule": "star-import"},
        [TOO_LONG, f"{UNUSED} star-import in app/long.py"],
    ),
]


@pytest.mark.parametrize(("keys", "told"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_what_an_exemption_accepts(tmp_path: Path, keys: dict[str, str | int], told: list[str]) -> None:
    files = {"netra.toml": exemption(**keys), "app/long.py": LONG, "app/core.py": ""}
    ran = netra(make(tmp_path, files), "check", "--ci", "--strict", "--format", "concise")
    assert (ran.code, ran.out.splitlines()[1:]) == (bool(told), told)


@pytest.mark.parametrize("args", [["app/core.py"], ["--select", "NET1,NET9"]])
def test_only_what_was_checked_is_of_no_use(tmp_path: Path, args: list[str]) -> None:
    files = {"netra.toml": exemption(), "app/long.py": "A = 1\n", "app/core.py": ""}
    root = make(tmp_path, files)
    assert netra(root, "check", "--ci", "--strict").code == 1
    assert netra(root, "check", "--ci", "--strict", *args).code == 0


def test_the_count_is_said(tmp_path: Path) -> None:
    ran = netra(make(tmp_path, {"netra.toml": exemption(), "app/long.py": LONG}), "check", "--ci")
    assert ran.out.splitlines()[1].endswith("rules, 1 exempt")


def test_a_changed_exemption_is_seen_at_once(tmp_path: Path) -> None:
    root = make(tmp_path, {"netra.toml": exemption(), "app/long.py": LONG})
    assert [netra(root, "check").code for _ in range(2)] == [0, 0]
    make(root, {"netra.toml": exemption(limit=1)})
    assert netra(root, "check").code == 1


def test_neither_is_written_into_the_baseline(tmp_path: Path) -> None:
    source = f"from . import x  # netra: ignore[relative-import] until={PAST} moves\n"
    files = {"netra.toml": exemption(rule="star-import"), "app/__init__.py": source, "app/x.py": ""}
    root = make(tmp_path, files)
    assert netra(root, "baseline", "record").out == "netra-baseline.tsv: 1 finding in 1 file\n"
    ran = netra(root, "check", "--ci", "--strict")
    assert ran.out.splitlines()[0] == "FAIL 2 warnings in 2 of 2 files"


SUPPRESSIONS = [
    ("until a day to come", f"until={FUTURE} vendored", []),
    ("until today", f"vendored until={today()}", []),
    (
        "until a day that has passed",
        f"until={PAST}, vendored",
        ["NET101 relative-import", "NET904 expired-exemption relative-import was silenced until 2001-02-03"],
    ),
    (
        "until no day",
        "until=soon vendored",
        ["NET101 relative-import", "NET904 expired-exemption until=soon is no date such as 2026-12-31"],
    ),
    ("a day is no reason", f"until={FUTURE}", ["NET902 suppression-without-reason"]),
]


@pytest.mark.parametrize(
    ("reason", "told"), [case[1:] for case in SUPPRESSIONS], ids=[case[0] for case in SUPPRESSIONS]
)
def test_suppressions_end(tmp_path: Path, reason: str, told: list[str]) -> None:
    source = f"from . import x  # netra: ignore[relative-import] {reason}\n"
    root = make(tmp_path, {"p/__init__.py": source, "p/x.py": ""})
    ran = netra(root, "check", "--ci", "--strict", "--format", "concise")
    lines = [line.split(": ", 1)[1] for line in ran.out.splitlines()[1:]]
    assert [line.startswith(start) for line, start in zip(lines, told, strict=True)] == [True] * len(told)


def test_one_that_has_expired_and_silences_nothing_is_unused(tmp_path: Path) -> None:
    root = make(tmp_path, {"a.py": f"A = 1  # netra: ignore[star-import] until={PAST} x\n"})
    out = netra(root, "check", "--ci", "--strict", "--format", "concise").out
    assert ("NET901" in out, "NET904" in out) == (True, False)


def test_an_answer_does_not_outlive_the_day() -> None:
    assert f"\0{today()}\0" in (question(["check"]) or "")
