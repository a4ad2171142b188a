"""The keys and values of a structured document, and what is done with each by where it stands."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from netra_tools.changes.documents.draft import Base, Draft, Span, said
from netra_tools.changes.documents.layers import take_layers
from netra_tools.changes.documents.positions import WORDS_OF, key_taker, value_taker
from netra_tools.changes.documents.shell import Arguments
from netra_tools.changes.documents.shell_words import Word

ESCAPE = re.compile(r"\\\\|\\(?:u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}|x[0-9A-Fa-f]{2}|.)", re.DOTALL)
WORKING = ("working-directory", "working_directory")


class Item(NamedTuple):
    """A key or a value of a document; tables in a list are told apart by `#` and a number."""

    keys: tuple[str, ...]
    start: int
    end: int
    is_key: bool = False
    escapes: bool = False  # a backslash in it escapes
    bare: bool = False  # a key that a dot would make two


class BrokenError(Exception):
    """A document is not what its name says."""


def take_items(draft: Draft, flavour: str, items: Iterable[Item]) -> None:
    """Rewrite the keys and values of a document, each by where it stands."""
    listed = list(items)
    folders = dict(working_folders(draft, listed))
    take_layers(draft, layer_tables(draft, listed))
    for group in grouped(flavour, listed):
        outer = draft.bases
        draft.bases = next((base for keys, base in folders.items() if runs_in(group[0].keys, keys)), outer)
        take_group(draft, flavour, group)
        draft.bases = outer


def take_group(draft: Draft, flavour: str, group: list[Item]) -> None:
    """Rewrite one item, or the words of one command."""
    if len(group) > 1:
        spans = [text_of(draft, item) for item in group]
        Arguments(draft, "").take([Word(span.text, span.start, quoted=True) for span in spans])
        return
    item = group[0]
    take = key_taker(flavour, item.keys) if item.is_key else value_taker(flavour, item.keys)
    take(draft, text_of(draft, item))
    if item.is_key and item.bare:
        draft.quote(item.start, item.end)


def text_of(draft: Draft, item: Item) -> Span:
    """Give the text of an item; what an escape stands for is no part of any name."""
    span = draft.span(item.start, item.end)
    if not item.escapes or "\\" not in span.text:
        return span
    return Span(ESCAPE.sub(blank, span.text), span.start)


def blank(match: re.Match[str]) -> str:
    """Put blanks in the place of an escape; a backslash is one in a regular expression."""
    return match[0] if match[0] == "\\\\" else " " * len(match[0])


def grouped(flavour: str, items: list[Item]) -> Iterator[list[Item]]:
    """Give items one by one; those of a list that is one command come together."""
    group: list[Item] = []
    for item in items:
        together = bool(group) and not item.is_key and group[-1].keys == item.keys
        if group and not together:
            yield group
            group = []
        if not item.is_key and is_command(flavour, item.keys):
            group.append(item)
        else:
            yield [item]
    if group:
        yield group


def is_command(flavour: str, keys: tuple[str, ...]) -> bool:
    """Say whether the items of a list are the words of one command."""
    return any(key in WORDS_OF.get(flavour, ()) for key in keys[-1:])


def working_folders(draft: Draft, items: list[Item]) -> Iterator[tuple[tuple[str, ...], list[Base]]]:
    """Give the tables of which commands run in a folder of their own, the deepest first."""
    for item in sorted(items, key=lambda item: -len(item.keys)):
        if item.is_key or not item.keys or item.keys[-1] not in WORKING:
            continue
        above = item.keys[:-1]
        above = above[:-2] if above[-2:] == ("defaults", "run") else above
        before = said(draft.text[item.start : item.end]).removeprefix("./").strip("/")
        if draft.names.exists(before):
            yield above, [Base(before, draft.names.path(before) or before)]


def runs_in(keys: tuple[str, ...], above: tuple[str, ...]) -> bool:
    """Say whether a command belongs to a table with a folder of its own."""
    return keys[-1:] == ("run",) and keys[: len(above)] == above


def layer_tables(draft: Draft, items: list[Item]) -> Iterator[dict[str, list[Span]]]:
    """Give the tables that state layers: their lists by the name of the key."""
    tables: dict[tuple[str, ...], dict[str, list[Span]]] = {}
    for item in items:
        if (
            not item.is_key
            and item.keys
            and item.keys[-1] in ("layers", "containers")
            and states_layers(item.keys)
        ):
            table = tables.setdefault(item.keys[:-1], {})
            table.setdefault(item.keys[-1], []).append(Span(draft.text[item.start : item.end], item.start))
    return (table for table in tables.values() if "layers" in table)


def states_layers(keys: tuple[str, ...]) -> bool:
    """Say whether a table is a contract of netra or of import-linter."""
    return any(key == "layer-violation" or key.startswith("importlinter") for key in keys)
