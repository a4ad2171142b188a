"""What stands where in the files of tools: a table of patterns of keys, for each kind of file.

A pattern is matched with all keys joined by `/`, without the numbers of tables; the first that fits counts.
"""

from __future__ import annotations

import re
from fnmatch import translate
from functools import lru_cache
from typing import Final

from netra_tools.changes.documents import position_tables as tables
from netra_tools.changes.documents.draft import Draft, Span
from netra_tools.changes.documents.patterns import take_patterns
from netra_tools.changes.documents.references import (
    Take,
    take_either,
    take_listed,
    take_modules,
    take_nothing,
    take_paths,
    take_root,
    take_text,
    take_value,
    take_warning,
)
from netra_tools.changes.documents.regexes import take_regex
from netra_tools.changes.documents.shell import (
    take_entries,
    take_folders,
    take_mount,
    take_quoted,
    take_search_path,
    take_section,
    take_shell,
)
from netra_tools.changes.documents.tools import OPTIONS, VARIABLES

WORDS_OF: Final = tables.WORDS_OF
TAKES: Final[dict[str, Take]] = {
    tables.MODULES: take_modules,
    tables.ENTRIES: take_entries,
    tables.FOLDERS: take_folders,
    tables.SECTION: take_section,
    tables.MOUNTS: take_mount,
    tables.PATHS: take_paths,
    tables.EITHER: take_either,
    tables.PATTERNS: take_patterns,
    tables.REGEX: take_regex,
    tables.SHELL: take_shell,
    tables.OPTIONS: lambda draft, span: take_quoted(draft, span, OPTIONS),
    tables.ROOT: take_root,
    tables.LISTED: take_listed,
    tables.SEARCH: take_search_path,
    tables.WARNINGS: take_warning,
    tables.VALUE: take_value,
    tables.NOTHING: take_nothing,
}


def value_taker(flavour: str, keys: tuple[str, ...]) -> Take:
    """Say what is done with a value."""
    path = "/".join(key for key in keys if not key.startswith("#"))
    named = VARIABLES.get(keys[-1], "") if keys else ""
    if named:
        return lambda draft, span: take_quoted(draft, span, named)
    return look_up(flavour, path, of_keys=False) or take_text


def key_taker(flavour: str, keys: tuple[str, ...]) -> Take:
    """Say what is done with a key; most are names of something else."""
    path = "/".join(key for key in keys if not key.startswith("#"))
    return look_up(flavour, path, of_keys=True) or take_key


def take_key(draft: Draft, span: Span) -> None:
    """Note the references in a key: it may be a name that others ask for."""
    if "." in span.text or "/" in span.text:
        why, draft.why = draft.why, "a key"
        take_value(draft, span)
        draft.why = why


def look_up(flavour: str, path: str, *, of_keys: bool) -> Take | None:
    """Find the first pattern that fits."""
    return next((TAKES[kind] for pattern, kind in compiled(flavour, of_keys) if pattern.match(path)), None)


@lru_cache(maxsize=64)
def compiled(flavour: str, of_keys: bool) -> list[tuple[re.Pattern[str], str]]:
    """Compile the patterns of one kind of file."""
    listed = (tables.KEYS if of_keys else tables.VALUES).get(flavour, ())
    pairs = [(word, kind) for table in listed for kind, words in table.items() for word in words.split()]
    return [(re.compile(translate(word)), kind) for word, kind in pairs]
