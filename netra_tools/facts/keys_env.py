"""The names that an `.env` file defines, and the variables that its values interpolate."""

from __future__ import annotations

import re

from netra_tools.facts.keys_found import Keys

NAME = re.compile(r"[ \t]*+(?:export[ \t]++)?+([A-Za-z_][A-Za-z0-9_.-]*+)[ \t]*+")
SKIPPED = re.compile(r"(?:[ \t]*+(?:#[^\n]*+)?+\n)++")
# A quoted value may go on over lines; nothing in single quotes is interpolated.
VALUE = re.compile(r"[ \t]*+(?:'[^']*+'|(\"(?:[^\"\\]++|\\.)*+\"|`[^`]*+`|[^\n]*+))", re.DOTALL)
REST = re.compile(r"[ \t]*+(?:#[^\n]*+)?+(?=\n|\Z)")


def read_env(keys: Keys) -> None:
    """Note the names of an `.env` file; a line that is none is passed over, and told."""
    text, at = keys.text, 0
    while at < len(text):
        skipped = SKIPPED.match(text, at)
        at = skipped.end() if skipped else read_entry(keys, at)


def read_entry(keys: Keys, at: int) -> int:
    """Read the entry at the start of a line, and give the start of the line behind it."""
    text = keys.text
    name = NAME.match(text, at)
    behind = at
    if name is not None and (text.startswith("=", name.end()) or REST.match(text, name.end())):
        keys.add("", name[1], *name.span(1))
        behind = name.end()
        value = VALUE.match(text, behind + 1) if text.startswith("=", behind) else None
        if value is not None:
            behind = value.end()
            if value[1] is not None:
                keys.add_uses(*value.span(1))
    elif not REST.match(text, at):
        keys.fail("syntax", "neither NAME=value nor a comment", at)
    end = text.find("\n", behind)
    return end + 1 if end >= 0 else len(text)
