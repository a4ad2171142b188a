"""Layers of what is remembered: one file each, so that a question loads only what it needs.

A layer is a table of rows by path. A few changed rows are written beside it as a patch, since writing
thousands that did not change would cost more than making the few that did.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from typing import Any

from netra_tools.check.answer import load_checked, save_checked

STATE_VERSION = 4  # goes up with the form of any row
MOST_PATCHED = 512  # rows; with more of them the table is written anew
Rows = dict[str, Any]


class Layer:
    """One table, keyed by what it was made with."""

    def __init__(self, directory: str, name: str, key: str) -> None:
        self.path = os.path.join(directory, name)
        self.key = key
        self.damaged = False
        self.is_known = False  # whether there is a table, and which
        self.name = b""  # tells one whole table from the next: a patch belongs to one
        self.patch: Rows = {}

    def look_up(self) -> None:
        """Find out which table there is and what is patched of it, without loading it."""
        found = None if self.is_known else load_checked(f"{self.path}.name")
        self.is_known = True
        if isinstance(found, tuple) and found[:2] == (STATE_VERSION, self.key):
            self.name = found[2]
            self.load_patch()

    def load_patch(self) -> None:
        """Load the rows that are not as the table says."""
        patch = load_checked(f"{self.path}.patch")
        if isinstance(patch, tuple) and patch[0] == self.name:
            self.patch = patch[1]

    def load(self) -> Rows | None:
        """Give what was saved with the same key; None when there is nothing, or it is damaged."""
        value = load_checked(self.path)
        self.is_known, self.damaged = True, value is False
        if not isinstance(value, tuple) or value[:2] != (STATE_VERSION, self.key):
            return None
        self.name, rows = value[2:]
        self.load_patch()
        rows.update(self.patch)
        result: Rows = rows
        return result

    def save(self, rows: Mapping[str, Any]) -> None:
        """Replace the table."""
        self.name = os.urandom(8)
        self.patch = {}
        save_checked(self.path, (STATE_VERSION, self.key, self.name, dict(rows)))
        save_checked(f"{self.path}.name", (STATE_VERSION, self.key, self.name))

    def update(self, rows: Callable[[], Mapping[str, Any]], changed: Mapping[str, Any]) -> None:
        """Save all rows, of which only `changed` differ from what was loaded; they are asked for at need."""
        self.look_up()
        self.patch.update(changed)
        if not self.name or len(self.patch) > MOST_PATCHED:
            self.save(rows())
        elif changed:
            save_checked(f"{self.path}.patch", (self.name, self.patch))


def prepare_directory(directory: str) -> bool:
    """Make the cache directory, and let git ignore it; say whether it is usable."""
    try:
        os.makedirs(directory, exist_ok=True)
        ignore = os.path.join(directory, ".gitignore")
        if not os.path.exists(ignore):
            with open(ignore, "w", encoding="utf-8") as file:
                file.write("*\n")
    except OSError:
        return False
    return os.access(directory, os.W_OK)
