"""A real Chromium without a window, and what a reader does with a page in it."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from selenium.webdriver import Chrome

WIDE, PHONE, NARROWEST = (1440, 900), (390, 844), (320, 700)
FLAGS = (
    *("--headless=new", "--disable-dev-shm-usage", "--hide-scrollbars", "--force-device-scale-factor=1"),
    *("--disable-background-networking", "--no-first-run", "--disable-sync"),
)
DRAWN = """
    const done = arguments[arguments.length - 1];
    const look = () => (performance.getEntriesByName("drawn").length ? done() : setTimeout(look, 5));
    look();"""
ARRIVED = """
    const [title, done] = arguments;
    const look = () => (document.querySelector("h1")?.textContent === title ? done() : setTimeout(look, 5));
    look();"""


@contextmanager
def chromium() -> Iterator[Chrome]:
    """Start Debian's Chromium with its driver; skip the test where they are not installed."""
    pytest.importorskip("selenium", reason="selenium is not installed: pip install 'netra-tools[test]'")
    from selenium.webdriver import Chrome
    from selenium.webdriver.chrome.options import Options
    from selenium.webdriver.chrome.service import Service

    browser, driver = shutil.which("chromium"), shutil.which("chromedriver")
    if not browser or not driver:
        pytest.skip("no chromium and chromedriver on PATH (Debian: apt-get install chromium chromium-driver)")
    options = Options()
    options.binary_location = browser
    for flag in FLAGS:
        options.add_argument(flag)
    if os.geteuid() == 0:
        options.add_argument("--no-sandbox")  # root has no sandbox; what is opened is our own page
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    chrome = Chrome(options=options, service=Service(driver))  # a given driver: selenium fetches none
    try:
        yield chrome
    finally:
        chrome.quit()


class Clock:
    """What a stretch of a test has cost."""

    seconds = 0.0


class Page:
    """A page opened from disk."""

    def __init__(self, chrome: Chrome, path: Path) -> None:
        self.chrome = chrome
        self.url = path.as_uri()

    def open(self, view: str = "", size: tuple[int, int] = WIDE, scheme: str = "light") -> None:
        """Load the page anew at a view."""
        width, height = size
        metrics = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": False}
        self.chrome.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)
        features = [{"name": "prefers-color-scheme", "value": scheme}]
        self.chrome.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": features})
        self.chrome.get("about:blank")
        self.chrome.get(f"{self.url}#/{view}")
        self.wait(DRAWN)

    def ask(self, script: str, *values: Any) -> Any:
        """Run a script in the page and give what it returns."""
        return self.chrome.execute_script(script, *values)

    def wait(self, script: str, *values: Any) -> Any:
        """Run a script in the page and give what it passes to its last argument, a function."""
        return self.chrome.execute_async_script(script, *values)

    def arrive(self, title: str) -> None:
        """Wait until the view of this title is shown."""
        self.wait(ARRIVED, title)

    def click(self, selector: str, text: str = "") -> None:
        """Click the first element that a selector finds, of those with a text in them."""
        found = self.chrome.find_elements("css selector", selector)
        next(element for element in found if text in element.text).click()

    def type(self, selector: str, text: str) -> None:
        """Type a text into the first element that a selector finds."""
        self.chrome.find_element("css selector", selector).send_keys(text)

    def choose(self, selector: str, value: str) -> None:
        """Choose a value of a list as a reader does, all its events included."""
        script = """
            const [list, value] = [document.querySelector(arguments[0]), arguments[1]];
            if (![...list.options].some((option) => option.value === value)) throw new Error(`no ${value}`);
            list.value = value;
            list.dispatchEvent(new Event("change", { bubbles: true }));"""
        self.ask(script, selector, value)

    def press(self, *keys: str) -> None:
        """Press keys, named as selenium names them or by one letter, where the focus is."""
        from selenium.webdriver.common.action_chains import ActionChains
        from selenium.webdriver.common.keys import Keys

        chain = ActionChains(self.chrome)
        for key in keys:
            chain.send_keys(key if len(key) == 1 else str(getattr(Keys, key)))
        chain.perform()

    @contextmanager
    def clock(self) -> Iterator[Clock]:
        """Measure how long the page keeps its thread busy: other processes on the machine do not count."""
        started, clock = self.busy(), Clock()
        yield clock
        clock.seconds = self.busy() - started

    def busy(self) -> float:
        """Give the seconds of the processor that the page has used."""
        self.chrome.execute_cdp_cmd("Performance.enable", {"timeDomain": "threadTicks"})
        metrics = self.chrome.execute_cdp_cmd("Performance.getMetrics", {})["metrics"]
        return next(float(one["value"]) for one in metrics if one["name"] == "TaskDuration")

    def text(self, selector: str = "main") -> str:
        """Give the text that is seen of the first element that a selector finds."""
        return str(self.ask("return document.querySelector(arguments[0])?.innerText ?? ''", selector))

    def column(self, number: int) -> list[str]:
        """Give the text of a column of the first table, below its head; details are no rows."""
        script = """
            const rows = [...document.querySelectorAll("main table tbody tr:not(.detail)")];
            return rows.map((row) => row.cells[arguments[0]]?.innerText ?? "");"""
        return [str(text) for text in self.ask(script, number)]

    def count(self, selector: str) -> int:
        """Count the elements that a selector finds."""
        return int(self.ask("return document.querySelectorAll(arguments[0]).length", selector))

    def complaints(self) -> list[str]:
        """Take what the browser has complained of: errors, and what the policy forbade."""
        return [str(entry["message"]) for entry in self.logged("browser")]

    def requests(self) -> set[str]:
        """Take the addresses that the browser has asked for."""
        messages = [json.loads(entry["message"])["message"] for entry in self.logged("performance")]
        sent = [one["params"] for one in messages if one["method"] == "Network.requestWillBeSent"]
        return {one["request"]["url"].partition("#")[0] for one in sent}

    def logged(self, kind: str) -> list[dict[str, Any]]:
        """Take what was logged since it was last asked for."""
        chrome: Any = self.chrome  # its get_log has no types
        return list(chrome.get_log(kind))
