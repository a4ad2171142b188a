"""Name findings by what they are about, so that a name survives moved lines."""

from __future__ import annotations

from collections.abc import Sequence

from netra_tools.digests import blake2b
from netra_tools.model import Finding


def fingerprints(findings: Sequence[Finding]) -> list[str]:
    """Return a stable name of 16 hexadecimal digits for each finding, each name once.

    It hashes the identity (slug, path, subject) and, where several findings share one, the ordinal.
    """
    seen: dict[tuple[str, str, str], int] = {}
    names = []
    for finding in findings:
        identity = (finding.slug, finding.path, finding.subject)
        ordinal = seen[identity] = seen.get(identity, -1) + 1
        text = "\0".join((*identity, str(ordinal)))
        names.append(blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest())
    return names
