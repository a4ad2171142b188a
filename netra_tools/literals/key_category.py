"""What a key of a configuration file is, by the file that it stands in and the keys above it."""

from __future__ import annotations

import re
from typing import Final

from netra_tools.facts.key_files import COMPOSE, ENV
from netra_tools.facts.keys_found import INTERPOLATION
from netra_tools.literals.categories import CONFIGURATION, ENVIRONMENT, FIELDS

# Tables that hold environment variables: of compose, workflows, development containers, test runners.
ENVIRONMENTS: Final = frozenset(("env", "environment", "containerEnv", "remoteEnv"))
VARIABLE: Final = re.compile(r"[A-Z_][A-Z0-9_]*")
# A setting has a name; what has none, such as a number, a path or a sentence, is the key of a record.
SETTING: Final = re.compile(r"[^\W\d][\w.$:-]*|[$@_][\w.$:-]+")


def category_of_key(dialect: str, owner: str, key: str) -> int:
    """Say what a key is, or a variable that is interpolated; `owner` is the path of the keys above it."""
    if dialect == ENV or owner == INTERPOLATION:
        return ENVIRONMENT
    if owner.rpartition(".")[2] in ENVIRONMENTS and (dialect == COMPOSE or VARIABLE.fullmatch(key)):
        return ENVIRONMENT
    return CONFIGURATION if SETTING.fullmatch(key) else FIELDS
