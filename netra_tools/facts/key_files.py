"""Which files define keys, by their names: `.env` files, compose files, YAML, TOML and JSON."""

from __future__ import annotations

from typing import Final

ENV: Final = "env"
COMPOSE: Final = "compose"
YAML: Final = "yaml"
TOML: Final = "toml"
JSON: Final = "json"
ENV_START: Final = ".env"
ENDINGS: Final = (".yaml", ".yml", ".toml", ".json", ".env")
BY_ENDING: Final[dict[str, str]] = {".yaml": YAML, ".yml": YAML, ".toml": TOML, ".json": JSON, ".env": ENV}
COMPOSE_STARTS: Final = ("compose", "docker-compose")
# `.env.ts` is a program, `.env.gpg` says nothing to those who cannot decrypt it.
OTHER: Final = (".age", ".gpg", ".js", ".php", ".py", ".rb", ".sh", ".ts")


def dialect_of_keys(path: str) -> str:
    """Name how the keys of a file are read; "" when it has none that are read."""
    name = path.rpartition("/")[2]
    dialect = BY_ENDING.get(name[name.rfind(".") :], "") if "." in name else ""
    if dialect == YAML and name.startswith(COMPOSE_STARTS):
        return COMPOSE
    if dialect or not name.startswith(ENV_START):
        return dialect
    # `.env`, `.env.example`, `.env-local`; but neither `.envrc`, which is a script, nor `.environment`.
    return ENV if name[4:5] in ("", ".", "-", "_") and not name.endswith(OTHER) else ""
