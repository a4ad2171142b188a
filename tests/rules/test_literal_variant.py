"""NET602."""

from __future__ import annotations

from pathlib import Path

import pytest

from netra_tools.rules.literal_variant import LiteralVariant
from tests.literals.views import commit, told

OLD = 'x["baseUrl"], x["phase_1_power"], x["user_name"], x["device"], x["is_on"]\n'

NEW = [
    ('x["baseURL"]', "`baseURL` is written `baseUrl` elsewhere (fields)"),
    ('x["phase1_power"]', "`phase1_power` is written `phase_1_power` elsewhere (fields)"),
    ('x["base_url"]', ""),  # another convention
    ('x["userName"]', ""),
    ('x["devices"]', ""),
    ('x["_is_on"]', ""),
    ('x["Url_base"]', ""),  # another order
    ('os.environ["phase1_power"]', ""),  # another category
    ('x["baseUrl"]', ""),
    ('raise E("baseURL")', ""),
    ('x[f"base{url}"]', ""),
]


@pytest.mark.parametrize(("source", "expected"), NEW)
def test_new_literals(tmp_path: Path, source: str, expected: str) -> None:
    commit(tmp_path, {"app/a.py": OLD})
    found = told(LiteralVariant(), tmp_path, {"app/b.py": f"import os\n{source}\n"})
    assert found == ([f"app/b.py:2 {expected}"] if expected else [])


def test_plurals_on_demand(tmp_path: Path) -> None:
    commit(tmp_path, {"app/a.py": OLD})
    found = told(LiteralVariant(plurals=True), tmp_path, {"app/b.py": 'x["devices"]\n'})
    assert found == ["app/b.py:1 `devices` is written `device` elsewhere (fields)"]


def test_a_value_that_is_gone_has_no_variants(tmp_path: Path) -> None:
    commit(tmp_path, {"app/a.py": OLD})
    assert told(LiteralVariant(), tmp_path, {"app/a.py": 'x["baseURL"]\n'}) == []
