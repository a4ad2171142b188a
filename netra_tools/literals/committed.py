"""Whether a word is in the committed vocabulary, asked of its lines: nothing is parsed for it."""

from __future__ import annotations

import json
from collections.abc import Callable

from netra_tools.digests import digest_of
from netra_tools.literals.categories import CATEGORIES, VOCABULARY
from netra_tools.literals.layout import folder_of, vocabulary_paths
from netra_tools.literals.vocabulary import MARKERS, read_manifest, read_words

CONFLICT = f"\n{MARKERS[0]}".encode()
FEW = 200  # words up to which it is faster to search than to take the lines apart (47,000 of them)


class Committed:
    """The committed vocabulary; without one, nothing is in it and nothing is new.

    `find` gives the content of a path, None where there is none.
    """

    def __init__(self, manifest: str, find: Callable[[str], bytes | None]) -> None:
        head = find(manifest)
        self.exists = head is not None
        self.folder = folder_of(manifest)
        contents = [find(path) or b"" for path in vocabulary_paths(manifest)[1:]]
        self.digest = digest_of(b"\0".join((head, *contents))) if head is not None else b""
        # Between newlines, whatever git makes of them on this machine.
        self.contents = [b"\n" + content.replace(b"\r\n", b"\n") + b"\n" for content in contents]
        self.lines: dict[int, frozenset[bytes]] = {}
        self.asked = [0] * VOCABULARY
        if head is not None:
            read_manifest(manifest, head)

    def holds(self, value: str, category: int) -> bool:
        """Say whether a value is committed in a category.

        Raises: NetraError when the file of the category holds conflict markers.
        """
        line = json.dumps([value, CATEGORIES[category]], separators=(",", ":")).encode()
        self.asked[category] += 1
        if self.asked[category] == 1:
            self.refuse_conflict(category)
        if self.asked[category] <= FEW:
            return b"\n" + line + b"\n" in self.contents[category]
        if category not in self.lines:
            self.lines[category] = frozenset(self.contents[category].split(b"\n"))
        return line in self.lines[category]

    def refuse_conflict(self, category: int) -> None:
        """Raise NetraError where a merge has not been finished."""
        content = self.contents[category]
        if CONFLICT in content:
            tuple(read_words(f"{self.folder}/{CATEGORIES[category]}.jsonl", content[1:]))

    def knows(self, value: str) -> bool:
        """Say whether a value is committed in any category."""
        return any(self.holds(value, category) for category in range(VOCABULARY))
