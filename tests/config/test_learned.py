"""What learnings ask becomes options of rules, and nothing is said twice."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from netra_tools.config.load import load_config
from netra_tools.config.model import Config
from netra_tools.errors import NetraError
from netra_tools.rules.registry import rule_specs
from tests.repository import make

PATH = "SPEC/learnings/a.xml"
LIMIT = '<rule_option rule="file-too-long">max_lines = 30</rule_option>'


def learning(check: str, name: str = "L-7") -> str:
    """Write a learning with a check."""
    return (
        f'<learnings>\n<learning id="{name}" title="A title">\n<check>{check}</check></learning></learnings>'
    )


def loaded(root: Path, config: str, **files: str) -> Config:
    """Read the configuration of a repository with learnings."""
    named = {f"SPEC/learnings/{name}.xml": text for name, text in files.items()}
    make(root, {"netra.toml": config, **named}, git=False)
    return load_config(str(root), None, rule_specs)


def contract(**values: Any) -> dict[str, Any]:
    """Write a contract out."""
    return {"name": "learning L-7: A title", "source": ("**",), **values}


@pytest.mark.parametrize(
    ("check", "slug", "expected"),
    [
        pytest.param(LIMIT, "file-too-long", {"max_lines": 30}, id="an option"),
        pytest.param(
            '<canonical_literal value="a" instead_of="b, c"/>',
            "canonical-literal",
            {"replacements": {"b": "a", "c": "a"}},
            id="a literal",
        ),
        pytest.param(
            "<canonical-literal><value>a b</value><instead_of>b</instead_of></canonical-literal>",
            "canonical-literal",
            {"replacements": {"b": "a b"}},
            id="in elements",
        ),
    ],
)
def test_checks(tmp_path: Path, check: str, slug: str, expected: dict[str, object]) -> None:
    config = loaded(tmp_path, "", a=learning(check))
    assert dict(config.rules[slug]) == expected
    assert set(config.learned.values()) == {f"learning L-7 ({PATH})"}


@pytest.mark.parametrize(
    ("check", "expected"),
    [
        ('module="requests" within="app.core app.web"', {"source": ("app.core", "app.web")}),
        ('module="requests" within="app.core" indirect="true"', {"source": ("app.core",), "indirect": True}),
        ('module="requests"', {"source_except": ("requests",)}),
    ],
)
def test_forbidden_imports(tmp_path: Path, check: str, expected: dict[str, Any]) -> None:
    config = loaded(tmp_path, "", a=learning(f"<forbidden_import {check}/>"))
    contracts: Any = config.rules["forbidden-import"]["contracts"]
    (found,) = contracts
    wanted = contract(forbidden=("requests",), **expected)
    assert {name: getattr(found, name) for name in wanted} == wanted


def test_what_is_asked_is_added_to_what_is_configured(tmp_path: Path) -> None:
    config = loaded(
        tmp_path,
        "[rules.canonical-literal.replacements]\nx = 'y'\n[rules.file-too-long]\nmax_lines = 30\n",
        a=learning('<canonical_literal value="a" instead_of="b"/>'),
        b=learning('<canonical_literal value="a" instead_of="c"/>', "L-8"),
        c=learning(LIMIT, "L-9"),
    )
    assert config.rules["canonical-literal"]["replacements"] == {"x": "y", "b": "a", "c": "a"}
    assert config.learned["canonical-literal.replacements"] == (
        "learning L-7 (SPEC/learnings/a.xml), learning L-8 (SPEC/learnings/b.xml)"
    )
    assert config.rules["file-too-long"] == {"max_lines": 30}


@pytest.mark.parametrize(
    "text", [learning("").replace("check", "test"), "<learnings>R&D</learnings>", "<index/>"]
)
def test_files_without_a_check_are_not_read_as_xml(tmp_path: Path, text: str) -> None:
    assert loaded(tmp_path, "", a=text).rules == {}


def test_the_index_asks_nothing(tmp_path: Path) -> None:
    assert loaded(tmp_path, "", index=learning(LIMIT)).rules == {}


@pytest.mark.parametrize(
    ("config", "check", "message"),
    [
        pytest.param(
            "[rules.file-too-long]\nmax_lines = 31",
            LIMIT,
            "sets file-too-long.max_lines to 30, netra.toml to 31",
            id="two sources",
        ),
        pytest.param(
            "",
            LIMIT.replace("30", "-1"),
            f"{PATH}:3: learning 'L-7': [rules.file-too-long] max_lines must",
            id="a value",
        ),
        pytest.param("", LIMIT.replace("file-", ""), "has no rule 'too-long'", id="a rule"),
        pytest.param("", LIMIT.replace("=", "", 1), "not XML", id="no XML"),
        pytest.param("", LIMIT.replace("= 30", "30"), f"{PATH}:3: <rule_option> is not TOML", id="no TOML"),
        pytest.param(
            "", "<forbidden_import/>", f"{PATH}:3: <forbidden_import> names no module", id="no module"
        ),
        pytest.param(
            "", "<canonical_literal value='a'/>", "needs a value and instead_of", id="half a literal"
        ),
        pytest.param("", "<forbid module='x'/>", f"{PATH}:3: there is no check <forbid>", id="no check"),
    ],
)
def test_mistakes_name_the_line(tmp_path: Path, config: str, check: str, message: str) -> None:
    with pytest.raises(NetraError) as error:
        loaded(tmp_path, config, a=learning(check))
    assert message in error.value.message


def test_two_learnings_that_contradict_each_other(tmp_path: Path) -> None:
    with pytest.raises(NetraError, match=r"max_lines to 40, learning L-7 .SPEC/learnings/a.xml. to 30"):
        loaded(tmp_path, "", a=learning(LIMIT), b=learning(LIMIT.replace("30", "40"), "L-8"))


def test_moving_a_learning_changes_nothing_that_is_known(tmp_path: Path) -> None:
    before = loaded(tmp_path, "", a=learning(LIMIT)).fingerprint
    assert loaded(tmp_path, "", a=f"<!-- more\n -->{learning(LIMIT)}").fingerprint == before
    assert loaded(tmp_path, "", a=learning(LIMIT.replace("30", "31"))).fingerprint != before


def test_a_large_file_without_a_check_is_no_mistake(tmp_path: Path) -> None:
    assert loaded(tmp_path, "", a=f"<learnings>{'x' * 1_500_000}</learnings>").rules == {}
    assert loaded(tmp_path, "", a=learning(f"{LIMIT}<!--{'x' * 1_500_000}-->")).rules != {}


def test_links_are_not_followed(tmp_path: Path) -> None:
    outside, root = tmp_path / "outside", tmp_path / "root"
    make(outside, {"a.xml": learning(LIMIT)}, git=False)
    (root / "SPEC" / "learnings").mkdir(parents=True)
    (root / "SPEC" / "learnings" / "a.xml").symlink_to(outside / "a.xml")
    (root / "SPEC" / "learnings.xml").symlink_to(outside / "a.xml")
    assert load_config(str(root), None, rule_specs).rules == {}
    other = tmp_path / "other"
    (other / "SPEC").mkdir(parents=True)
    (other / "SPEC" / "learnings").symlink_to(outside)
    assert load_config(str(other), None, rule_specs).rules == {}
