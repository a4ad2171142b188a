"""What learnings ask of the code from now on: their checks, as options of rules.

<check>
    <forbidden_import module="requests" within="app.core" indirect="true"/>
    <canonical_literal value="user_id" instead_of="userId, userID"/>
    <rule_option rule="file-too-long">max_lines = 400</rule_option>
</check>

They are added to what the configuration says; an option that both set is a mistake, since one source is to
hold. Only files that hold a check are read as XML.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Any, Final, NamedTuple

from netra_tools.config.learning_files import paths_of
from netra_tools.config.model import Config, RuleSpec
from netra_tools.config.options import read_rules
from netra_tools.config.place import Place
from netra_tools.config.validate import Problems
from netra_tools.config.xml_file import Element, parse_xml, read_small
from netra_tools.errors import ConfigError

MOST_BYTES: Final = 4_000_000  # as of all files of knowledge
MARK: Final = b"<check"
NAMES: Final = frozenset(("learning", "lesson"))
EVERYTHING: Final = "**"  # any module
KINDS: Final = "forbidden_import, canonical_literal or rule_option"
LIST: Final = re.compile(r"[,;\s]+")
NOTHING: Final[Mapping[str, bytes]] = MappingProxyType({})
Specs = Callable[..., Sequence[RuleSpec]]
Tables = dict[str, dict[str, Any]]  # slug -> options, as TOML would give them


class Check(NamedTuple):
    """What one check of a learning asks."""

    learning: str  # its id
    place: str  # file and line
    tables: Tables


def add_learned(config: Config, specs: Specs, held: Mapping[str, bytes] = NOTHING) -> Config:
    """Add to a configuration what the learnings ask; `held` is read instead of the disk.

    Raises: NetraError when a file with a check cannot be read; ConfigError for checks that cannot be.
    """
    problems: Problems = []
    paths = sorted({*paths_of(config.root), *held})
    checks = [check for path in paths for check in checks_in(config.root, path, held.get(path), problems)]
    if checks and not problems:
        known = specs(packages=config.packages) if config.rule_packages else specs()
        for check in checks:
            config = with_check(config, check, known, problems)
    if problems:
        raise ConfigError(problems)
    return config


def checks_in(root: str, path: str, held: bytes | None, problems: Problems) -> Iterator[Check]:
    """Give the checks of a file."""
    data = read_small(f"{root}/{path}", path, MOST_BYTES) if held is None else held
    if data and MARK in (data.replace(b"\0", b"") if b"\0" in data else data):
        yield from checks_of(data, path, problems)


def checks_of(data: bytes, path: str, problems: Problems) -> Iterator[Check]:
    """Give the checks of the content of a file, and note those that say nothing that is known."""
    for element in parse_xml(data, path).walk():
        if local(element) in NAMES:
            name, title = told(element, "id"), told(element, "title")
            parts = [part for check in element.children if is_check(check) for part in check.children]
            for number, part in enumerate(parts, 1):
                place = f"{path}:{part.line}"
                tables = tables_of(part, f"learning {name}{f' no. {number}' * (number > 1)}: {title}", place)
                if isinstance(tables, str):
                    problems.append((f"{place}: {tables}", f"a check holds {KINDS}"))
                else:
                    yield Check(name, place, tables)


def is_check(element: Element) -> bool:
    """Say whether an element holds checks."""
    return local(element) in ("check", "checks")


def local(element: Element) -> str:
    """Give the name of an element as all are compared."""
    return element.tag.rpartition(":")[2].lower().replace("-", "_")


def told(element: Element, name: str) -> str:
    """Give what an attribute or a child holds, on one line."""
    child = next((one.text for one in element.children if local(one) == name), "")
    return " ".join((element.attributes.get(name) or child).split())


def tables_of(part: Element, name: str, place: str) -> Tables | str:
    """Write a check as options of rules; a text says why it is none."""
    kind = local(part)
    if kind == "forbidden_import":
        return forbidden_import(part, name)
    if kind == "canonical_literal":
        return canonical_literal(part)
    return rule_option(part) if kind == "rule_option" else f"there is no check <{part.tag}>"


def forbidden_import(part: Element, name: str) -> Tables | str:
    """Forbid modules to be imported, everywhere or within some modules."""
    modules = listed(told(part, "module") or part.text)
    if not modules:
        return "<forbidden_import> names no module"
    within = listed(told(part, "within"))
    contract: dict[str, Any] = {"name": name, "source": within or [EVERYTHING], "forbidden": modules}
    if not within:
        contract["source_except"] = modules  # what is in one of them may import the rest of it
    if told(part, "indirect") == "true":
        contract["indirect"] = True
    return {"forbidden-import": {"contracts": [contract]}}


def canonical_literal(part: Element) -> Tables | str:
    """Say which form of a literal is the one to write."""
    value, given_up = (
        told(part, "value"),
        [one for one in re.split(r"\s*,\s*", told(part, "instead_of")) if one],
    )
    if not value or not given_up:
        return "<canonical_literal> needs a value and instead_of"
    return {"canonical-literal": {"replacements": dict.fromkeys(given_up, value)}}


def rule_option(part: Element) -> Tables | str:
    """Set options of a rule, written as in the configuration."""
    import tomllib

    slug = told(part, "rule")
    try:
        options = tomllib.loads(part.text)
    except tomllib.TOMLDecodeError as error:
        return f"<rule_option> is not TOML: {error}"
    return {slug: options} if slug and options else "<rule_option> needs a rule and options"


def listed(text: str) -> list[str]:
    """Give the words of a list."""
    return [word for word in LIST.split(text) if word]


def with_check(config: Config, check: Check, known: Sequence[RuleSpec], problems: Problems) -> Config:
    """Add what one check asks."""
    place = Place(f"{check.place}: learning '{check.learning}'", "rules")
    found = read_rules(check.tables, place, known, problems, config.rules)
    rules, sources = {slug: dict(options) for slug, options in config.rules.items()}, dict(config.learned)
    for slug, options in found.items():
        for name, value in options.items():
            old = rules.setdefault(slug, {}).get(name)
            said = sources.get(f"{slug}.{name}", config.source or "the configuration")
            try:
                rules[slug][name] = joined(old, value)
            except ValueError:
                message = f"{check.place}: learning '{check.learning}' sets {slug}.{name} to {value!r}"
                problems.append((f"{message}, {said} to {old!r}", "let one of the two say it"))
            # Without the line: moving a learning is to change no answer.
            source = f"learning {check.learning} ({check.place.rpartition(':')[0]})"
            told = sources.get(f"{slug}.{name}", source)
            sources[f"{slug}.{name}"] = told if source in told else f"{told}, {source}"
    return config._replace(rules=dict(sorted(rules.items())), learned=dict(sorted(sources.items())))


def joined(old: Any, new: Any) -> Any:
    """Join what two say of an option.

    Raises: ValueError when they contradict each other.
    """
    if old is None or old == new:
        return new
    if isinstance(old, Mapping) and {**old, **new} == {**new, **old}:
        return {**old, **new}
    if isinstance(old, tuple):
        return (*old, *[one for one in new if one not in old])
    raise ValueError
