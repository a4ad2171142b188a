"""Find the configuration and read it: [tool.netra] of pyproject.toml, or netra.toml."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from netra_tools.config.forms import complaint
from netra_tools.config.model import (
    KNOWLEDGE_FOLDER,
    ChangeSettings,
    Config,
    HistorySettings,
    RulePackages,
    RuleSpec,
    StatusSettings,
)
from netra_tools.config.place import Place
from netra_tools.digests import digest_of
from netra_tools.errors import ConfigError, NetraError

PROJECT = "pyproject.toml"
OWN = "netra.toml"
TABLE = "tool.netra"


def load_config(
    root: str,
    path: str | None,
    specs: Callable[..., Sequence[RuleSpec]],
    settings: Sequence[str] = (),
    *,
    trusted: bool = False,
) -> Config:
    """Read the configuration of the repository at `root`, or the file at `path` instead.

    `settings` are keys that the command line sets, see `config.override`. `specs` is called only when
    there is something to read, since it imports every rule; when the table names `rule_packages` it is
    given them, see `RulePackages`.

    Raises: ConfigError with every problem of the file; NetraError when `path` cannot be read.
    """
    config = load_table(root, path, specs, settings, trusted=trusted)
    if os.path.isdir(f"{config.root}/{KNOWLEDGE_FOLDER}"):
        from netra_tools.config.specification import add_specification

        config = add_specification(config, specs)
        return config._replace(fingerprint=fingerprint(config))
    return config


def load_table(
    root: str,
    path: str | None,
    specs: Callable[..., Sequence[RuleSpec]],
    settings: Sequence[str] = (),
    *,
    trusted: bool = False,
) -> Config:
    """Read what the table says, as `load_config` does, and nothing of what the folder of knowledge adds.

    Raises: ConfigError with every problem of the file; NetraError when `path` cannot be read.
    """
    root = os.path.abspath(root)
    place, table = _find_table(root, path)
    source = place.file if table is not None else ""
    if settings and (table is None or isinstance(table, Mapping)):
        from netra_tools.config.override import apply_settings

        place = place if source else Place("--set", TABLE)
        table = apply_settings(table, settings)
    config = Config(root)
    if table is not None:
        from netra_tools.config.settings import read_settings

        packages = RulePackages(named_packages(table), root, trusted)
        known = specs(packages=packages) if packages.names else specs()
        config = read_settings(table, place, known)._replace(root=root, source=source)
        config = config._replace(rule_digest=digest_rules(known), rule_files=files_of_rules(known))
    return config._replace(fingerprint=fingerprint(config), trusted=trusted)


def read_rule_packages(root: str, *, trusted: bool = False) -> RulePackages:
    """Read of the configuration at `root` only which packages of rules it names."""
    root = os.path.abspath(root)
    return RulePackages(named_packages(_find_table(root, None)[1]), root, trusted)


def named_packages(table: object) -> tuple[str, ...]:
    """Give the packages that a table names, each once; what is wrong with the key is told by and by."""
    names = table.get("rule_packages") if isinstance(table, Mapping) else None
    words = [name for name in names if isinstance(name, str)] if isinstance(names, list) else []
    return tuple(dict.fromkeys(word for word in words if word and not complaint("package", word)))


def digest_rules(specs: Sequence[RuleSpec]) -> str:
    """Digest the packages that rules come from; ours are known by our version."""
    digests = sorted({spec.origin.digest for spec in specs if spec.origin is not None})
    return digest_of(b"".join(digests)).hex() if digests else ""


def files_of_rules(specs: Sequence[RuleSpec]) -> tuple[str, ...]:
    """List the files of the packages that rules come from."""
    return tuple(sorted({path for spec in specs if spec.origin is not None for path in spec.origin.places}))


def fingerprint(config: Config) -> str:
    """Hash all that feeds rules and discovery: the same in every clone, whatever the file is called."""
    said = config._replace(root="", source="", rule_files=(), trusted=False, fingerprint="", exemptions=())
    said = said._replace(changes=ChangeSettings(), history=HistorySettings(), status=StatusSettings())
    return digest_of(repr(_ordered(said)).encode("utf-8", "surrogatepass")).hex()


def _ordered(value: Any) -> object:
    """Write a value so that equal ones look the same, whatever the order of their keys."""
    if isinstance(value, Mapping):
        return [(key, _ordered(one)) for key, one in sorted(value.items())]
    if isinstance(value, tuple):
        return [_ordered(one) for one in value]
    return value


def _find_table(root: str, path: str | None) -> tuple[Place, object]:
    """Give the place and the content of the netra table; the content is None when there is no table."""
    if path is not None:
        return _named_table(root, path)
    project, own = _read(f"{root}/{PROJECT}"), _read(f"{root}/{OWN}")
    table = None if project is None else _project_table(_parse(project, PROJECT))
    if own is None:
        return Place(PROJECT, TABLE), table
    if table is not None:
        message = f"netra is configured twice, in {PROJECT} ([{TABLE}]) and in {OWN}"
        raise ConfigError([(message, "keep one of the two")])
    content = _parse(own, OWN)
    if "tool" in content:
        raise ConfigError(
            [(f"{OWN} has a table [tool]", f"its keys stand at the top level, without [{TABLE}]")]
        )
    return Place(OWN), content


def _named_table(root: str, path: str) -> tuple[Place, object]:
    """Find the table in the file that the user named: there must be one."""
    data = _read(path, must_exist=True)
    name = _display(root, path)
    content = _parse(data or b"", name)
    if os.path.basename(path) == PROJECT or "tool" in content:
        table = _project_table(content)
        if table is None:
            raise ConfigError([(f"{name} has no table [{TABLE}]", "add one, or name another file")])
        return Place(name, TABLE), table
    return Place(name), content


def _project_table(content: Mapping[str, Any]) -> object:
    """Take [tool.netra] out of a parsed pyproject.toml; None when it is not there."""
    tool = content.get("tool")
    return tool.get("netra") if isinstance(tool, Mapping) else None


def _display(root: str, path: str) -> str:
    """Name a file in messages and reports: relative to the repository when it lies within."""
    path = os.path.abspath(path)
    return path[len(root) :].lstrip("/") if path.startswith(f"{root}/") else os.path.basename(path)


def _read(path: str, *, must_exist: bool = False) -> bytes | None:
    """Read a file; None when it is missing, or is a pyproject.toml that cannot speak of netra."""
    try:
        with open(path, "rb") as file:
            data = file.read()
    except FileNotFoundError:
        if must_exist:
            raise NetraError(f"there is no configuration file '{path}'", "check --config") from None
        return None
    except OSError as error:
        reason = (error.strerror or "unknown error").lower()
        raise NetraError(f"the configuration file '{path}' cannot be read: {reason}") from None
    if not must_exist and path.endswith(f"/{PROJECT}") and b"netra" not in data:
        return None
    return data


def _parse(data: bytes, name: str) -> dict[str, Any]:
    """Parse TOML."""
    import tomllib

    try:
        return tomllib.loads(data.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        problem = f"{name} is not UTF-8 (at line {line})", "save it as UTF-8"
    except tomllib.TOMLDecodeError as error:
        text = str(error)
        problem = f"{name} is not TOML: {text[:1].lower()}{text[1:]}", ""
    except (ValueError, RecursionError):  # an integer of thousands of digits, thousands of brackets
        problem = f"{name} is not TOML that can be read: it is too deep, or has too long a number", ""
    raise ConfigError([problem])
