"""Pages written to disk and a browser to open them in, once for all tests of a process."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from netra_tools.status.page.render import render
from tests.status.page.browser import Page, chromium
from tests.status.page.sample import sample

if TYPE_CHECKING:
    from selenium.webdriver import Chrome


@pytest.fixture(scope="session")
def chrome() -> Iterator[Chrome]:
    """Start the browser."""
    with chromium() as started:
        yield started


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a folder whose name must be escaped in an address."""
    return tmp_path_factory.mktemp("status page #1 %20")


@pytest.fixture(scope="session")
def page(chrome: Chrome, folder: Path) -> Page:
    """Write a page of a usual size."""
    path = folder / "status.html"
    path.write_text(render(sample(400)), encoding="utf-8")
    return Page(chrome, path)


@pytest.fixture(scope="session")
def large(chrome: Chrome, folder: Path) -> Page:
    """Write a page of twenty thousand findings."""
    path = folder / "large.html"
    path.write_text(render(sample(20_000)), encoding="utf-8")
    return Page(chrome, path)
