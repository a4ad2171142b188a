"""Which rules run, with which options, for which files."""

from __future__ import annotations

import pytest

from netra_tools.config.model import Config, Override
from netra_tools.errors import ConfigError, NetraError
from netra_tools.rules.registry import ignored_by_override, rule_specs, rule_types, rules_for, select_rules
from tests.config.rules import RULES, ConfinedImport, FileTooLong, FunctionTooLong, LayerViolation, Quiet


@pytest.mark.parametrize(
    ("config", "select", "ignore", "codes"),
    [
        pytest.param({}, "", "", "NET105 NET108 NET201 NET202", id="all that are not off"),
        pytest.param({"select": ("NET1",)}, "", "", "NET105 NET108", id="start of a code"),
        pytest.param({"select": ("NET1", "file-too-long")}, "", "", "NET105 NET108 NET201", id="slug"),
        pytest.param({"select": ("NET",), "ignore": ("NET10",)}, "", "", "NET201 NET202", id="ignore wins"),
        pytest.param({"ignore": ("NET1",)}, "", "NET202", "NET201", id="ignores add up"),
        pytest.param(
            {"select": ("NET1",), "ignore": ("NET2",)}, "NET201", "", "NET201", id="--select replaces"
        ),
        pytest.param({}, "NET201 NET105", "", "NET105 NET201", id="order is that of the rules"),
        pytest.param({}, "ALL", "NET2", "NET105 NET108", id="all but some"),
        pytest.param(
            {"rules": {"quiet-one": {"severity": "error"}, "file-too-long": {"severity": "off"}}},
            "",
            "",
            "ABC12 NET105 NET108 NET202",
            id="severity",
        ),
        pytest.param(
            {"overrides": (Override(("a",), {"quiet-one": {"severity": "error"}}),)},
            "ABC NET201",
            "",
            "ABC12 NET201",
            id="on for some files",
        ),
        pytest.param(
            {"overrides": (Override(("a",), {"quiet-one": {"name": "x"}}),)},
            "ABC NET201",
            "",
            "NET201",
            id="an override that does not turn it on",
        ),
    ],
)
def test_selection(config: dict[str, object], select: str, ignore: str, codes: str) -> None:
    made = Config("/r")._replace(**config)  # type: ignore[arg-type]  # the tables above are short on purpose
    rules = select_rules(made, select.split(), ignore.split(), RULES)
    assert [rule.code for rule in rules] == codes.split()


def test_unknown_words_are_told_at_once() -> None:
    with pytest.raises(ConfigError) as caught:
        select_rules(
            Config("/r"), ["NET20l", "net2", "file-to-long", "NET9"], ["function_too_long", "N"], RULES
        )
    slugs = "confined-import, file-too-long, function-too-long, layer-violation, quiet-one"
    assert caught.value.problems == (
        ("--select: no rule is called 'NET20l'", f"known: {slugs}"),
        ("--select: no rule is called 'net2'", "did you mean 'NET2'?"),
        ("--select: no rule is called 'file-to-long'", "did you mean 'file-too-long'?"),
        ("--select: no rule is called 'NET9'", "known: ABC12, NET105, NET108, NET201, NET202"),
        ("--ignore: no rule is called 'function_too_long'", "did you mean 'function-too-long'?"),
        ("--ignore: no rule is called 'N'", f"known: {slugs}"),
    )


@pytest.mark.parametrize(("select", "ignore"), [(["ABC12"], []), ([], ["ALL"]), (["NET1"], ["NET10"])])
def test_no_rule_left_is_an_error(select: list[str], ignore: list[str]) -> None:
    with pytest.raises(NetraError, match="no rule is left to run"):
        select_rules(Config("/r"), select, ignore, RULES)


CONFIG = Config(
    "/r",
    rules={"file-too-long": {"max_lines": 300, "severity": "warning"}, "layer-violation": {}},
    overrides=(
        Override(
            ("tests/**",), {"file-too-long": {"max_lines": 800}, "function-too-long": {"severity": "off"}}
        ),
        Override(("tests/big.py",), {"file-too-long": {"max_lines": 900}}, ("confined-import",)),
        Override(
            ("docs",), {"function-too-long": {"severity": "error"}, "layer-violation": {"severity": "off"}}
        ),
        Override(("new",), {"quiet-one": {"severity": "warning", "limit": 3}}),
    ),
    fingerprint="x",
)
LONG, FUNCTION = FileTooLong(max_lines=300, severity="warning"), FunctionTooLong()


@pytest.mark.parametrize(
    ("indexes", "expected"),
    [
        pytest.param((), (LayerViolation(), ConfinedImport(), LONG, FUNCTION), id="none"),
        pytest.param(
            (0,),
            (LayerViolation(), ConfinedImport(), FileTooLong(max_lines=800, severity="warning")),
            id="options merge, off drops",
        ),
        pytest.param(
            (0, 1), (LayerViolation(), FileTooLong(max_lines=900, severity="warning")), id="later wins"
        ),
        pytest.param(
            (1, 0), (LayerViolation(), FileTooLong(max_lines=900, severity="warning")), id="as declared"
        ),
        pytest.param(
            (0, 2),
            (ConfinedImport(), FileTooLong(max_lines=800, severity="warning"), FUNCTION),
            id="off, then on",
        ),
        pytest.param(
            (3,),
            (Quiet(severity="warning", limit=3), LayerViolation(), ConfinedImport(), LONG, FUNCTION),
            id="on for some",
        ),
    ],
)
def test_overrides(indexes: tuple[int, ...], expected: tuple[object, ...]) -> None:
    assert rules_for(CONFIG, indexes, RULES) == expected


def test_rules_are_made_once_for_each_set_of_overrides() -> None:
    assert rules_for(CONFIG, (0, 1), RULES) is rules_for(CONFIG._replace(), (0, 1), RULES)
    other = CONFIG._replace(rules={"file-too-long": {"max_lines": 7}})
    assert FileTooLong(max_lines=7) in rules_for(other, (), RULES)


@pytest.mark.parametrize(
    ("indexes", "slugs"),
    [
        ((), set()),
        ((0,), {"function-too-long"}),
        ((0, 1), {"function-too-long", "confined-import"}),
        ((0, 2), {"layer-violation"}),
        ((2, 0), {"layer-violation"}),
    ],
)
def test_what_overrides_ignore(indexes: tuple[int, ...], slugs: set[str]) -> None:
    assert ignored_by_override(CONFIG, indexes) == slugs


def test_the_real_rules_are_found_in_order_of_their_codes() -> None:
    codes = [rule.code for rule in rule_types()]
    assert codes == sorted(set(codes))
    assert {"NET001", "NET105", "NET201"} <= set(codes)
    assert [spec.code for spec in rule_specs() if spec.whole_project and spec.slug == "layer-violation"] == [
        "NET105"
    ]
