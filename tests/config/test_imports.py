"""What is said of imports in the configuration arrives, and names modules."""

from __future__ import annotations

from pathlib import Path

import pytest

from netra_tools.config.load import load_config
from netra_tools.config.model import ImportSettings
from netra_tools.errors import ConfigError
from tests.config.rules import specs


def test_side_effects(tmp_path: Path) -> None:
    (tmp_path / "netra.toml").write_text('[imports]\nside_effects = ["app.signals"]\n', encoding="utf-8")
    assert load_config(str(tmp_path), None, specs).imports == ImportSettings(("app.signals",))


def test_a_path_is_no_module(tmp_path: Path) -> None:
    (tmp_path / "netra.toml").write_text('[imports]\nside_effects = ["app/signals"]\n', encoding="utf-8")
    with pytest.raises(ConfigError, match="is not a dotted name"):
        load_config(str(tmp_path), None, specs)


def test_a_hyphen_is_a_near_miss(tmp_path: Path) -> None:
    (tmp_path / "netra.toml").write_text('[imports]\nside-effects = ["app"]\n', encoding="utf-8")
    with pytest.raises(ConfigError) as caught:
        load_config(str(tmp_path), None, specs)
    assert caught.value.hint == "did you mean 'side_effects'?"
