"""What a lower layer imports from a higher one moves down with what it alone needs, or stays and why."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.fix.restoring import plan_repair, repair

RULE = "layer-violation"
CONFIG = '[[rules.layer-violation.contracts]]\nname = "app"\nlayers = ["app.ui", "app.core", "app.low"]\n'
PAGE = '''\
"""Pages."""

import math

from app.low import names

WIDTH = 80
_EDGE = 2


def _rounded(number):
    return math.floor(number) - _EDGE


def format_price(number):
    """Write a price."""
    return f"{_rounded(number)} {names.SIGN}"


def show(number):
    print(format_price(number), WIDTH)
'''
SHOP = "from app.ui.page import format_price\n\n\ndef sell(number):\n    return format_price(number)\n"
MENU = "from app.ui import page\n\nA = page.format_price(1)\n"
FILES = {
    "netra.toml": CONFIG,
    "app/__init__.py": "",
    "app/ui/__init__.py": "",
    "app/ui/page.py": PAGE,
    "app/ui/menu.py": MENU,
    "app/core/__init__.py": "",
    "app/core/shop.py": SHOP,
    "app/low/__init__.py": "",
    "app/low/names.py": 'SIGN = "EUR"\n',
}
MOVED = '''\
"""A part of `app.ui.page`: `format_price`, `_rounded`, `_EDGE`."""

import math

from app.low import names

_EDGE = 2


def _rounded(number):
    return math.floor(number) - _EDGE


def format_price(number):
    """Write a price."""
    return f"{_rounded(number)} {names.SIGN}"
'''
LEFT_PAGE = '''\
"""Pages."""

from app.low import names
from app.core.format_price import (
    _EDGE as _EDGE,
    _rounded as _rounded,
    format_price as format_price,
)

WIDTH = 80


def show(number):
    print(format_price(number), WIDTH)
'''


def test_it_moves_with_what_it_alone_needs(tmp_path: Path) -> None:
    found = repair(tmp_path, FILES, RULE)
    assert found.files == {
        "app/core/format_price.py": MOVED,
        "app/core/shop.py": SHOP.replace("app.ui.page", "app.core.format_price"),
        "app/ui/menu.py": "from app.core import format_price\n\nA = format_price.format_price(1)\n",
        "app/ui/page.py": LEFT_PAGE,
    }
    assert found.left == {}
    assert not found.restored.came


def test_twice_is_once(tmp_path: Path) -> None:
    for path, text in repair(tmp_path, FILES, RULE).files.items():
        (tmp_path / path).write_text(text or "")
    assert plan_repair(tmp_path, RULE).files == {}


def test_a_package_that_loads_who_needs_it(tmp_path: Path) -> None:
    found = repair(tmp_path, {**FILES, "app/core/__init__.py": "import app.core.shop\n"}, RULE)
    assert "app/core/format_price.py" in found.files


def test_the_lowest_of_those_who_need_it_gets_it(tmp_path: Path) -> None:
    files = {**FILES, "app/low/a.py": SHOP}
    found = repair(tmp_path, files, RULE)
    assert {"app/low/format_price.py", "app/low/a.py", "app/core/shop.py"} <= found.files.keys()
    assert found.left == {}


def test_tests_that_replace_a_name_follow_what_reads_it(tmp_path: Path) -> None:
    test = 'from unittest.mock import patch\n\nP = patch("app.{}.math")\n'
    found = repair(tmp_path, {**FILES, "tests/test_page.py": test.format("ui.page")}, RULE)
    assert found.files["tests/test_page.py"] == test.format("core.format_price")


REFUSED: dict[str, tuple[dict[str, str | None], str]] = {
    "it needs what others use": (
        {"app/ui/page.py": PAGE.replace("{names.SIGN}", "{names.SIGN}{WIDTH}")},
        "it needs `WIDTH`, which others use, too",
    ),
    "it needs a higher layer": (
        {
            "app/ui/page.py": PAGE.replace("app.low import names", "app.ui import names"),
            "app/ui/names.py": "SIGN = 1\n",
        },
        "it needs `app.ui.names`, which `app.core.shop` may not import (app)",
    ),
    "the module itself": (
        {"app/core/shop.py": "from app.ui import page\n\nA = page.format_price\n"},
        "`app.ui.page` itself is imported",
    ),
    "a star": ({"app/core/shop.py": "from app.ui.page import *\n"}, "a star import brings all of it"),
    "passed on": (
        {"app/core/shop.py": "from app.ui.page import names\n\nA = names\n"},
        "`app.ui.page` passes `names` on from elsewhere",
    ),
    "by way of others": (
        {"app/core/shop.py": "import app.other\n\nA = app.other\n", "app/other.py": SHOP},
        "`app.other`, which is in no layer, leads there",
    ),
    "it is rebound": (
        {"app/ui/page.py": PAGE + "\n\nif WIDTH:\n    format_price = None\n"},
        "`format_price` is not defined in `app.ui.page` once",
    ),
    "it says where it is": (
        {"app/ui/page.py": PAGE.replace("{names.SIGN}", "{__name__}")},
        "`format_price` stays: it uses `__name__`",
    ),
    "its package loads the old place": (
        {
            "app/core/__init__.py": "import app.core.other\n",
            "app/core/other.py": "import app.ui.page\n\nA = app\n",
        },
        "`app.core` comes to load `app.ui.page`",
    ),
    "what it imports inside leads up": (
        {"app/ui/page.py": PAGE.replace("    return f", "    import app.ui.menu\n\n    return f")},
        "it needs `app.ui.menu`, which `app.core.shop` may not import (app)",
    ),
    "what it imports leads up by way of others": (
        {
            "app/ui/page.py": PAGE.replace("app.low import names", "app import names"),
            "app/names.py": "import app.ui.sign\n\nSIGN = app.ui.sign.SIGN\n",
            "app/ui/sign.py": "SIGN = 1\n",
        },
        "would import `app.names`, which leads up (app)",
    ),
    "dots": (
        {"app/ui/page.py": PAGE.replace("from app.low", "from ..low")},
        "what moves is imported with dots",
    ),
    "a module must be a layer": (
        {
            "netra.toml": CONFIG.replace("app.ui", "ui").replace("app.core", "shop").replace("app.low", "low")
            + 'containers = ["app"]\nexhaustive = true\n',
            "app/shop.py": SHOP,
            "app/core/__init__.py": None,
            "app/core/shop.py": None,
        },
        "`app.format_price` would be no layer (app, exhaustive)",
    ),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_stays(tmp_path: Path, name: str) -> None:
    given, reason = REFUSED[name]
    changed: dict[str, str | None] = {**FILES, **given}
    files = {path: text for path, text in changed.items() if text is not None}
    found = repair(tmp_path, files, RULE)
    assert found.files == {}
    assert any(reason in text for text in found.left.values()), found.left
