"""Whether a word is in the committed vocabulary, asked of its lines: nothing is parsed for it."""

from __future__ import annotations

import json

from netra_tools.digests import digest_of
from netra_tools.literals.categories import CATEGORIES, VOCABULARY
from netra_tools.literals.layout import folder_of, vocabulary_paths
from netra_tools.literals.vocabulary import MARKERS, content_of, read_manifest, read_words

CONFLICT = tuple(marker.encode() for marker in MARKERS)


class Committed:
    """The committed vocabulary as it lies on disk; without one, nothing is in it and nothing is new."""

    def __init__(self, root: str, manifest: str) -> None:
        head = content_of(root, manifest)
        self.exists = head is not None
        self.folder = folder_of(manifest)
        self.contents = [content_of(root, path) or b"" for path in vocabulary_paths(manifest)[1:]]
        self.digest = digest_of(b"\0".join((head, *self.contents))) if head is not None else b""
        self.lines: dict[int, frozenset[bytes]] = {}
        if head is not None:
            read_manifest(manifest, head)

    def holds(self, value: str, category: int) -> bool:
        """Say whether a value is committed in a category.

        Raises: NetraError when the file of the category holds conflict markers.
        """
        lines = self.lines.get(category)
        if lines is None:
            lines = self.lines[category] = self.read(category)
        return json.dumps([value, CATEGORIES[category]], separators=(",", ":")).encode() in lines

    def read(self, category: int) -> frozenset[bytes]:
        """Give the lines of a category."""
        content = self.contents[category]
        lines = frozenset(content.splitlines())
        if any(line.startswith(CONFLICT) for line in lines):
            tuple(read_words(f"{self.folder}/{CATEGORIES[category]}.jsonl", content))
        return lines

    def knows(self, value: str) -> bool:
        """Say whether a value is committed in any category."""
        return any(self.holds(value, category) for category in range(VOCABULARY))
