"""What a plan makes of netra's own configuration: contracts are to be held as they are afterwards."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Collection

from netra_tools.changes.tree import Tree
from netra_tools.config.load import OWN, PROJECT, load_config
from netra_tools.config.model import Config
from netra_tools.rules.registry import rule_specs

FILES = (PROJECT, OWN)


def configuration_after(tree: Tree, touched: Collection[str], config: Config) -> Config:
    """Give the configuration as the plan leaves it; the same value when it does not touch it.

    Raises: NetraError for one that is wrong.
    """
    if config.source not in FILES or config.source not in touched:
        return config
    with tempfile.TemporaryDirectory(prefix="netra-") as folder:
        file = os.path.join(folder, config.source)
        with open(file, "wb") as stream:
            stream.write(tree.read(config.source))
        found = load_config(config.root, file, rule_specs, trusted=config.trusted)
    found = found._replace(source=config.source)
    return config if found.fingerprint == config.fingerprint and found == config else found
