"""Names that say that one thing takes the place of another: `x_old` and `x_v2` beside `x`."""

from __future__ import annotations

import re
from collections.abc import Collection

WORDS = (
    "old|legacy|deprecated|superseded|orig|original|backup|bak|copy|prev|unused|obsolete|new|tmp|temp|draft"
    "|v?[0-9]+"
)
BEHIND = re.compile(rf"(?i)(?P<stem>\w+?)_(?:{WORDS})")
BEFORE = re.compile(rf"(?i)(?P<lead>_*)(?:{WORDS})_(?P<stem>\w+)")
CAMEL = re.compile(r"(?P<stem>[A-Z]\w*?)(?:Old|Legacy|Deprecated|Backup|Copy|V[0-9]+|[0-9])")
UNSURE = re.compile(r"(?i:legacy)|Deprecated[A-Z]")  # it may speak of what it works on
AGED = re.compile(
    r"(?:^_*|_)(?i:old|legacy|deprecated|obsolete|superseded)(?:_|$)|^(?:Old|Legacy|Deprecated)[A-Z]|(?:Old|Legacy|Deprecated)$"
)
CAMEL_BEFORE = re.compile(r"(?:Old|Legacy|Deprecated)(?P<stem>[A-Z]\w*)")
FILE = re.compile(rf"(?i)(?:\w+[_.-](?:{WORDS})|(?:old|legacy|backup|copy)[_-]\w+|v[0-9]+_\w+)")


def twin_of(name: str, names: Collection[str]) -> str:
    """Give the name that a name with such a word stands beside, or nothing."""
    for pattern in (BEHIND, BEFORE, CAMEL, CAMEL_BEFORE):
        match = pattern.fullmatch(name)
        if match:
            stem = match.groupdict().get("lead", "") + match["stem"]
            if stem in names:
                return stem
    return ""


def is_set_aside(name: str) -> bool:
    """Say whether the name of a file says that it was set aside."""
    return FILE.fullmatch(name) is not None
