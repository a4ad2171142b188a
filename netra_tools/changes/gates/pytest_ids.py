"""A plugin of pytest's that writes down which tests were collected.

It is copied beside the repository's copy, and runs in the interpreter of the tests, which need not have
netra: nothing but the standard library is used.
"""

from __future__ import annotations

import json
import os
from typing import Any

ERRORS: list[tuple[str, str]] = []
TESTS: list[str] = []


def pytest_collectreport(report: Any) -> None:
    """Note what could not be collected, and the last line of why."""
    if report.failed:
        lines = [line for line in str(report.longrepr).splitlines() if line.strip()]
        ERRORS.append((report.nodeid, lines[-1] if lines else ""))


def pytest_collection_finish(session: Any) -> None:
    """Note the tests that are left when all plugins have chosen."""
    TESTS.extend(item.nodeid for item in session.items)


def pytest_sessionfinish() -> None:
    """Write what was noted."""
    with open(f"{os.path.splitext(__file__)[0]}.json", "w", encoding="utf-8") as file:
        json.dump({"tests": TESTS, "errors": ERRORS}, file)
