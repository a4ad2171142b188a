"""Where the committed vocabulary lies; imported by every check."""

from __future__ import annotations

from netra_tools.literals.categories import CATEGORIES, VOCABULARY


def folder_of(manifest: str) -> str:
    """Give the directory of the categories' files from the path of the manifest."""
    return manifest.removesuffix(".json")


def vocabulary_paths(manifest: str) -> tuple[str, ...]:
    """List the files of a vocabulary, the manifest first."""
    folder = folder_of(manifest)
    return (manifest, *(f"{folder}/{name}.jsonl" for name in CATEGORIES[:VOCABULARY]))
