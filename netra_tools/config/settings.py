"""The keys of the netra table, and how they become a `Config`."""

from __future__ import annotations

import posixpath
from collections.abc import Mapping, Sequence
from typing import Any

from netra_tools.config.changes import CHANGES
from netra_tools.config.external import EXTERNAL
from netra_tools.config.history import HISTORY
from netra_tools.config.imports import IMPORTS
from netra_tools.config.legacy import LEGACY
from netra_tools.config.literals import LITERALS
from netra_tools.config.master_index import MASTER_INDEX
from netra_tools.config.model import (
    DEFAULT_BASELINE,
    DEFAULT_MAX_FILE_BYTES,
    DEFAULT_TESTS,
    Config,
    Exemption,
    RuleSpec,
    Service,
)
from netra_tools.config.options import SELECTION, check_selection, read_overrides, read_rules
from netra_tools.config.place import Place
from netra_tools.config.select import expand, unknown
from netra_tools.config.shape import Field, Shape, string, strings
from netra_tools.config.status import STATUS
from netra_tools.config.validate import Problems, read_table
from netra_tools.errors import ConfigError

SERVICE = (
    Field("root", string("root"), required=True, description="Directory that holds the service."),
    Field("package", string("package"), "", description="Its top package; left out, the tree says it."),
)
EXEMPTION = (
    Field("path", string("glob"), required=True, description="Glob of the files concerned."),
    Field("rule", string("selector"), required=True, description=f"The rule. {SELECTION}"),
    Field("limit", Shape("integer"), description="The highest number accepted; left out, any."),
    Field("reason", string("text"), required=True, description="Why this is accepted."),
    Field("owner", string("text"), "", description="Who answers for it."),
    Field("expires", Shape("date"), "", description="The last day it holds; left out, for ever."),
)
TOP = (
    Field("roots", strings("root"), (), description="Source roots; left out, the tree says them."),
    Field("include", strings("glob"), (), description="Globs of the files to check; left out, all."),
    Field("exclude", strings("glob"), (), description="Globs of files that are never checked."),
    Field("tests", strings("glob"), DEFAULT_TESTS, description="Globs of the files that are tests."),
    Field(
        "services",
        Shape("map", item=Shape("table", fields=SERVICE)),
        {},
        description="Parts that never import one another, by name.",
    ),
    Field("select", strings("selector"), (), description=f"Rules to run; left out, all. {SELECTION}"),
    Field("ignore", strings("selector"), (), description=f"Rules not to run. {SELECTION}"),
    Field(
        "max_file_bytes",
        Shape("integer", minimum=1),
        DEFAULT_MAX_FILE_BYTES,
        description="Larger files are reported, not read.",
    ),
    Field(
        "script_roots",
        strings("root"),
        (),
        description="Directories of TypeScript and JavaScript to check, with netra-tools[typescript].",
    ),
    Field(
        "exemptions",
        Shape("list", item=Shape("table", fields=EXEMPTION)),
        (),
        description="Accepted departures from rules, each with its reason.",
    ),
    Field(
        "baseline",
        string("file"),
        DEFAULT_BASELINE,
        description="The file of accepted findings, see `netra baseline`.",
    ),
    Field(
        "rule_packages",
        strings("package"),
        (),
        description="Installed packages with rules of your own.",
    ),
    EXTERNAL,
    IMPORTS,
    LEGACY,
    LITERALS,
    CHANGES,
    HISTORY,
    MASTER_INDEX,
    STATUS,
)


def read_settings(table: object, place: Place, specs: Sequence[RuleSpec]) -> Config:
    """Turn the netra table into a `Config` that lacks only its root, source and fingerprint.

    Raises: ConfigError with every problem of the table.
    """
    problems: Problems = []
    values: dict[str, Any] = read_table(TOP, table, place, problems, also=("rules", "overrides"))
    plain = table if isinstance(table, Mapping) else {}
    for key in ("select", "ignore"):
        check_selection(values, key, place, specs, problems)
    for key in ("roots", "script_roots"):
        values[key] = _roots(key, values.get(key), place, problems)
    values["services"] = _services(values.get("services"), place, problems)
    values["rules"] = read_rules(plain.get("rules", {}), place.child("rules"), specs, problems)
    base = {} if problems else values["rules"]
    values["overrides"] = read_overrides(plain.get("overrides", []), place, specs, base, problems)
    values["exemptions"] = read_exemptions(values.get("exemptions"), place, specs, problems)
    if problems:
        raise ConfigError(problems)
    return Config(root="", **values)


def read_exemptions(
    tables: Sequence[Mapping[str, Any] | None] | None,
    place: Place,
    specs: Sequence[RuleSpec],
    problems: Problems,
) -> tuple[Exemption, ...]:
    """Make the exemptions, and note rules that there are not."""
    found = []
    for index, table in enumerate(tables or ()):
        if table and isinstance(table.get("rule"), str):
            problems.extend(unknown([table["rule"]], specs, f"{place.item('exemptions', index)} rule"))
            found.append(Exemption(rules=tuple(sorted(expand([table["rule"]], specs))), **table))
    return tuple(found)


def _roots(key: str, roots: Sequence[str | None] | None, place: Place, problems: Problems) -> tuple[str, ...]:
    """Write each root in one way, and note those named twice."""
    found: list[str] = []
    for root in roots or ():
        plain = posixpath.normpath(root or "")
        if root and plain in found:
            problems.append((f"{place} {key} names '{plain}' twice", ""))
        found.append(plain)
    return tuple(found)


def _services(tables: Mapping[str, Any] | None, place: Place, problems: Problems) -> tuple[Service, ...]:
    """Make the services, sorted by name, and note the roots that two of them claim."""
    owners: dict[str, str] = {}
    found = []
    for name, table in sorted((tables or {}).items()):
        if not table or not isinstance(table.get("root"), str):
            continue
        root = posixpath.normpath(table["root"])
        if root in owners:
            message = f"{place.child('services')} '{owners[root]}' and '{name}' have the same root '{root}'"
            problems.append((message, "a directory belongs to one service"))
        owners[root] = name
        found.append(Service(name, root, table.get("package", "")))
    return tuple(found)
