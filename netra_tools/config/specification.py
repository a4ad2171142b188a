"""What a repository's SPEC folder says that a rule can decide by; its prose decides nothing.

SPEC/acceptable_duplicates.xml   adds to `accepted` and `accepted_together` of the rules about duplicates
SPEC/no_test_stubs.xml           adds to `patterns` of production-stub
SPEC/exemptions.xml              adds exemptions
SPEC/learnings/                  the checks in it add options of rules, see `netra_tools.config.learned`
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any

from netra_tools.config.learned import add_learned
from netra_tools.config.model import Config, Exemption, RuleSpec
from netra_tools.config.place import Place
from netra_tools.config.settings import EXEMPTION, read_exemptions
from netra_tools.config.validate import Problems, read_table
from netra_tools.config.xml_file import Element, read_xml
from netra_tools.errors import ConfigError, NetraError

DUPLICATES = "SPEC/acceptable_duplicates.xml"
STUBS = "SPEC/no_test_stubs.xml"
EXEMPTIONS = "SPEC/exemptions.xml"
SPECIFICATION = (DUPLICATES, STUBS, EXEMPTIONS)
PATH = re.compile(r"/?((?:[\w.@+-]+/)*[\w@+-][\w.@+-]*\.pyi?)(?:\s|$)")
SYMBOL = re.compile(r"[\w*]+(?:\.[\w*]+)*")
GLOB = re.compile(r"[\w.@+*?/\[\]-]+")
Specs = Callable[..., Sequence[RuleSpec]]


def add_specification(config: Config, specs: Specs) -> Config:
    """Add to a configuration what the files in SPEC say.

    Raises: NetraError when one of them cannot be read, or says what cannot be.
    """
    found = {name: read_xml(config.root, name) for name in SPECIFICATION}
    if duplicates := found[DUPLICATES]:
        accepted, together = read_duplicates(duplicates)
        for slug in ("duplicate-type", "duplicate-function"):
            config = add_options(config, slug, accepted=accepted, accepted_together=together)
    if stubs := found[STUBS]:
        config = add_options(config, "production-stub", patterns=read_patterns(stubs))
    if exemptions := found[EXEMPTIONS]:
        known = specs(packages=config.packages) if config.rule_packages else specs()
        more = read_exemption_file(exemptions, known)
        config = config._replace(exemptions=(*config.exemptions, *more))
    return add_learned(config, specs)


def add_options(config: Config, slug: str, **more: Any) -> Config:
    """Add to options of a rule; what the configuration says of the same name is kept."""
    options = dict(config.rules.get(slug, {}))
    for name, value in more.items():
        old: Any = options.get(name)
        joined = {**value, **(old or {})} if isinstance(value, dict) else (*(old or ()), *value)
        if joined:
            options[name] = joined
    return config._replace(rules=dict(sorted({**config.rules, slug: options}.items())))


def read_duplicates(root: Element) -> tuple[dict[str, str], tuple[tuple[str, ...], ...]]:
    """Give the names that may stand twice, each with the entry that says so, and paths that may be alike."""
    accepted: dict[str, str] = {}
    together: list[tuple[str, ...]] = []
    for number, entry in enumerate(root.named("acceptable_duplicate"), 1):
        reason = f"{DUPLICATES}: {entry.attributes.get('id') or f'no. {number}'}"
        names = [*entry.named("symbol"), *[one for one in entry.named("name") if is_symbol(one)]]
        accepted.update({checked(one, SYMBOL, "dotted name"): reason for one in names})
        globs = [checked(one, GLOB, "glob").lstrip("/") for one in entry.named("path")]
        examples = [paths_in(example) for example in entry.named("example")]
        together += [tuple(paths) for paths in (globs, *examples) if paths]
    return accepted, tuple(dict.fromkeys(together))


def is_symbol(element: Element) -> bool:
    """Tell whether an element names something, and is no heading."""
    return SYMBOL.fullmatch(element.text.strip()) is not None


def checked(element: Element, form: re.Pattern[str], what: str) -> str:
    """Give the text of an element whose text has a form."""
    text = element.text.strip()
    if not form.fullmatch(text):
        raise NetraError(f"{DUPLICATES}:{element.line}: <{element.tag}> holds no {what}: '{text[:60]}'")
    return text


def paths_in(example: Element) -> list[str]:
    """List the Python files that lines of an example begin with; other lines are prose."""
    lines = [line.strip().lstrip("-* ") for line in example.text.splitlines()]
    return [found[1] for line in lines if (found := PATH.match(line))]


def read_patterns(root: Element) -> tuple[str, ...]:
    """List the regular expressions, each of which Python must understand."""
    found = []
    for element in root.named("regex-pattern"):
        text = element.text.strip()
        try:
            re.compile(text)
        except (re.error, RecursionError, OverflowError) as error:
            raise NetraError(f"{STUBS}:{element.line}: <regex-pattern> is none: {error}") from None
        if text:
            found.append(text)
    return tuple(dict.fromkeys(found))


def read_exemption_file(root: Element, specs: Sequence[RuleSpec]) -> tuple[Exemption, ...]:
    """Read exemptions, whose parts are attributes or children, as those of the configuration are read."""
    problems: Problems = []
    tables = []
    for index, element in enumerate(root.named("exemption")):
        parts: dict[str, Any] = {**element.attributes}
        parts.update({child.tag: child.text.strip() for child in element.children})
        if str(parts.get("limit", "")).isdecimal():
            parts["limit"] = int(parts["limit"])
        place = Place(EXEMPTIONS).item("exemptions", index)
        tables.append(read_table(EXEMPTION, parts, place, problems))
    found = () if problems else read_exemptions(tables, Place(EXEMPTIONS), specs, problems)
    if problems:
        raise ConfigError(problems)
    return tuple([one._replace(source=EXEMPTIONS) for one in found])
