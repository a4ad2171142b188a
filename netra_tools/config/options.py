"""The options of rules, for all files and for those of an override."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from netra_tools.config.model import Override, RuleSpec
from netra_tools.config.place import Place
from netra_tools.config.select import expand, meant, unknown
from netra_tools.config.shape import Field, fields_of, strings
from netra_tools.config.validate import Problems, build, given, read_table

SELECTION = "Slugs, codes, starts of codes such as NET2, or ALL."
OVERRIDE = (
    Field("paths", strings("glob", minimum=1), required=True, description="Globs of the files concerned."),
    Field("ignore", strings("selector"), (), description=f"Rules not to run on these. {SELECTION}"),
)
OFF = {"severity": "off"}


def read_rules(
    table: object, place: Place, specs: Sequence[RuleSpec], problems: Problems, base: Mapping[str, Any] = {}
) -> dict[str, dict[str, object]]:
    """Read the options of each rule that is named; `base` holds those that they add to."""
    if not isinstance(table, Mapping):
        problems.append((f"{place} is a table, given {given(table)}", ""))
        return {}
    known = {spec.slug: spec for spec in specs}
    found = {}
    for slug, options in table.items():
        if slug in known:
            found[slug] = _options(known[slug], options, place.child(slug), problems, base.get(slug, {}))
        else:
            problems.append((f"{place} has no rule '{slug}'", _meant_slug(slug, specs)))
    return dict(sorted(found.items()))


def check_selection(
    values: Mapping[str, Any], key: str, place: Place, specs: Sequence[RuleSpec], problems: Problems
) -> None:
    """Note the words of a selection that stand for no rule."""
    words = [word for word in values.get(key) or () if isinstance(word, str)]
    problems.extend(unknown(words, specs, f"{place} {key}"))


def read_overrides(
    tables: object, place: Place, specs: Sequence[RuleSpec], base: Mapping[str, Any], problems: Problems
) -> tuple[Override, ...]:
    """Read the list of overrides."""
    if not isinstance(tables, list):
        hint = f"write [[{place.dotted('overrides')}]]" if isinstance(tables, Mapping) else ""
        problems.append((f"{place} overrides expects a list of tables, given {given(tables)}", hint))
        return ()
    return tuple(
        _override(table, place.item("overrides", index), specs, base, problems)
        for index, table in enumerate(tables)
    )


def _options(
    spec: RuleSpec, options: object, place: Place, problems: Problems, base: Mapping[str, object]
) -> dict[str, object]:
    """Read the options of one rule, and make the rule once: it may know better than its types."""
    before = len(problems)
    values = read_table(fields_of(spec.options), options, place, problems)
    if len(problems) == before:
        build(spec.options, {**base, **values}, place, problems)
    return values


def _meant_slug(word: str, specs: Sequence[RuleSpec]) -> str:
    """Say which rule was probably meant; here a rule goes by its slug."""
    slugs = [spec.slug for spec in specs if word.upper() == spec.code]
    return f"did you mean '{slugs[0]}'?" if slugs else meant(word, specs)


def _override(
    table: object, place: Place, specs: Sequence[RuleSpec], base: Mapping[str, Any], problems: Problems
) -> Override:
    """Read one override; what is returned is of use only when there are no problems."""
    values: dict[str, Any] = read_table(OVERRIDE, table, place, problems, also=("rules",))
    if not isinstance(table, Mapping):
        return Override(())
    check_selection(values, "ignore", place, specs, problems)
    if "rules" not in table and "ignore" not in table:
        problems.append((f"{place} changes nothing", "give it 'rules' or 'ignore'"))
    place = place.child("rules")
    rules = read_rules(table.get("rules", {}), place, specs, problems, base)
    _check_reach(rules, place, specs, problems)
    ignore = [word for word in values.get("ignore") or () if isinstance(word, str)]
    return Override(values.get("paths") or (), rules, tuple(sorted(expand(ignore, specs))))


def _check_reach(
    rules: Mapping[str, object], place: Place, specs: Sequence[RuleSpec], problems: Problems
) -> None:
    """Note options for a few files of rules that look at all of them at once."""
    for spec in specs:
        if spec.whole_project and rules.get(spec.slug, OFF) != OFF:
            message = f"{place} '{spec.slug}' looks at the whole project: an override can only turn it off"
            problems.append((message, 'set severity = "off" here, and options among the rules for all files'))
