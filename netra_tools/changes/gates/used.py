"""Whether a name that no import binds any longer may be bound by something else in a file."""

from __future__ import annotations

import re
from typing import Final

from netra_tools.model import Facts

STORES: Final = (
    rb"\b(?:for|as|def|class|lambda|case)\s+%s",
    rb"%s[ \t]*(?::[^=\n]{1,80})?(?:[-+*/|&^%%@:]|//|\*\*|<<|>>)?=(?!=)",
    rb"%s[ \t]*,[^=()\n]{0,80}=(?!=)",
    rb",[ \t]*%s[ \t]*(?:,[^=()\n]{0,80})?=(?!=)",
    rb"\bfor\s[^\n]{0,80},[ \t]*%s\b",
)


def binds_otherwise(data: bytes, name: bytes, facts: Facts) -> bool:
    """Say whether something besides an import seems to bind a name: then its uses prove nothing."""
    text = name.decode("utf-8", "replace")
    if any(one.name == text for found in facts.definitions for one in found.parameters):
        return True
    if text in facts.names or any(found.name.rpartition(".")[2] == text for found in facts.definitions):
        return True
    if any(record.names[:1] == (("*", None),) for record in facts.imports):
        return True
    word = rb"(?<![\w.])" + re.escape(name) + rb"\b"
    return any(re.search(pattern % word, data) is not None for pattern in STORES)
