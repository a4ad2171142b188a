"""What the files that knowledge speaks of held when somebody last said that it is still true."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from netra_tools.digests import digest_of

RECORD: Final = "SPEC/generated/references.tsv"
HEADING: Final = "# written by netra spec confirm: file, what it speaks of, digest of that"
Pairs = Mapping[tuple[str, str], str]  # file and what it speaks of -> digest


def digest_text(content: bytes) -> str:
    """Digest a content, whatever its line ends are."""
    return digest_of(content.replace(b"\r\n", b"\n")).hex()[:16]


def load(content: bytes | None) -> dict[tuple[str, str], str]:
    """Read the record; lines that are none of it, as of a merge, say nothing."""
    found = {}
    for line in (content or b"").decode("utf-8", "surrogateescape").splitlines():
        parts = line.split("\t")
        if len(parts) == 3:
            found[parts[0], parts[1]] = parts[2]
    return found


def dump(pairs: Pairs) -> bytes:
    """Write the record: one line each, sorted."""
    lines = [HEADING, *(f"{file}\t{target}\t{digest}" for (file, target), digest in sorted(pairs.items()))]
    return ("\n".join(lines) + "\n").encode("utf-8", "surrogateescape")
