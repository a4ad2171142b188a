"""Indexes of small repositories, and all that one holds in a form that two can be compared in."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from netra_tools.check.literals import index_strings
from netra_tools.check.request import CheckRequest
from netra_tools.config.load import load_config
from netra_tools.literals.categories import CATEGORIES
from netra_tools.literals.postings import CATEGORY_MASK, DEFINED, FILE_SHIFT, IN_TEST
from netra_tools.literals.store import Store
from netra_tools.rules.registry import rule_specs


@contextmanager
def indexed(root: Path, cache: Path | None = None, *, jobs: int = 1) -> Iterator[Store]:
    """Index a repository; without a cache in memory."""
    config = load_config(str(root), None, rule_specs, ())
    request = CheckRequest(config, jobs=jobs, cache_dir=str(cache) if cache else "")
    store = index_strings(request).store
    try:
        yield store
    finally:
        store.close()


def content(store: Store) -> dict[str, Any]:
    """Give all that an index holds, whatever the numbers of its rows."""
    names = {row.number: path for path, row in store.files().items()}
    values = {text.number: text for text in store.texts()}
    return {
        "files": {path: row[2:] for path, row in store.files().items()},
        "places": {
            path: [(values[item.text].value, *item[1:]) for item in store.occurrences(number)]
            for number, path in names.items()
        },
        "values": {
            text.value: sorted(
                (
                    names[posting >> FILE_SHIFT],
                    CATEGORIES[posting & CATEGORY_MASK],
                    bool(posting & DEFINED),
                    bool(posting & IN_TEST),
                )
                for posting in text.postings
            )
            for text in values.values()
        },
    }
