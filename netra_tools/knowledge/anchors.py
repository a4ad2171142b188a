"""What in a document a link may lead to: headings and what is marked as an anchor."""

from __future__ import annotations

import re

HEADING = re.compile(r"^#{1,6}[ \t]+(.*?)[ \t]*#*$", re.MULTILINE)
FENCED = re.compile(r"^(```|~~~).*?^\1", re.MULTILINE | re.DOTALL)
MARKED = re.compile(r"""\b(?:id|name)=["']([^"']+)["']""")
DROPPED = re.compile(r"[^\w\- ]")


def anchors_of(path: str, content: bytes | None) -> frozenset[str]:
    """List the anchors of a Markdown file as GitHub names them; empty where nobody can say."""
    if content is None or not path.endswith((".md", ".markdown")):
        return frozenset()
    text = content.decode("utf-8", "replace").replace("\r\n", "\n")
    found: set[str] = set(MARKED.findall(text))
    counts: dict[str, int] = {}
    for heading in HEADING.findall(FENCED.sub("", text)):
        name = slug(heading)
        count = counts[name] = counts.get(name, -1) + 1
        found.add(f"{name}-{count}" if count else name)
    return frozenset(found)


def slug(heading: str) -> str:
    """Write a heading as it stands in a link."""
    plain = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", heading)
    return DROPPED.sub("", plain.strip().lower()).replace(" ", "-")
