"""Data and code put into HTML so that nothing in them can end the element that holds them."""

from __future__ import annotations

import base64
import hashlib
import json
from typing import Any

from netra_tools.report.escape import encodable

# In a script element only "<" can start what ends it ("</script") or hides its end ("<!--"). The others
# are for readers that take the text for something else: XML, and JavaScript before 2019.
ESCAPES = str.maketrans(
    {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"}
)


def embed(data: Any) -> str:
    """Write data as JSON that may stand in a script element."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return encodable_json(text).translate(ESCAPES)


def encodable_json(text: str) -> str:
    """Write lone surrogates as the escapes that reports write, with their backslash escaped for JSON."""
    return (
        text
        if text.isascii()
        else encodable(text.replace("\\", "\0")).replace("\\", "\\\\").replace("\0", "\\")
    )


def digest(text: str) -> str:
    """Give the hash of inline code by which a Content-Security-Policy lets it run."""
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode("ascii")
