"""Let tests import what this checkout holds beside the package: `benchmarks`, and `tests` itself."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

# Last, so that an installed netra_tools, compiled or not, is found before the one of the checkout.
sys.path.append(str(Path(__file__).resolve().parent.parent))

SLOW = ("test_packaging.py", "test_tach_same_verdict.py")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with what takes long: at the end one process would wait for the other."""
    items.sort(key=lambda item: item.path.name not in SLOW)
