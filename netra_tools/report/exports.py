"""The vocabulary for programs and prompts: JSON, JSON lines, both of them compact, and the classic layout."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Final

from netra_tools.literals.categories import CATEGORIES
from netra_tools.literals.export import Counted
from netra_tools.literals.listing import Located
from netra_tools.model import BYTES, ROLES, TEMPLATE, TEXT
from netra_tools.report.escape import encodable

LEGACY_VERSION: Final = "1.0"
KINDS: Final = {TEXT: "text", BYTES: "bytes", TEMPLATE: "template"}
CLASSIC: Final = {"fields": "identifiers"}  # the classic layout has eight categories


def render(words: Sequence[Counted], form: str, *, compact: bool) -> str:
    """Write words in a form, grouped by category."""
    if form == "jsonl" and compact:
        return "".join([f"{{{tight_group(*group)}}}\n" for group in grouped(words).items()])
    if form == "jsonl":
        return "".join(map(line, words))
    if compact:
        return f"{{{','.join([tight_group(*group) for group in grouped(words).items()])}}}\n"
    groups: dict[str, list[dict[str, object]]] = {}
    for word in words:
        groups.setdefault(word.category, []).append(record(word))
    return json.dumps({"categories": groups}, indent=1) + "\n"


def piece(word: Counted, form: str, *, compact: bool) -> str:
    """Write what one word adds to a form."""
    if compact:
        return tight(word.value)[1:] + ',"'
    if form == "jsonl":
        return line(word)
    return json.dumps(record(word), indent=1).replace("\n", "\n\n") + ",\n"  # an indentation is a token, too


def line(word: Counted) -> str:
    """Write a word as a line of JSON."""
    return json.dumps({"category": word.category, **record(word)}) + "\n"


def head(category: str) -> str:
    """Write what a category adds to a form."""
    return f'{{"{category}":["]}}\n'


def tight(value: str) -> str:
    """Write a text as JSON; letters stay as they are, since an escape costs a prompt six characters."""
    return json.dumps(value, ensure_ascii=not value.isprintable())


def tight_group(name: str, values: Sequence[str]) -> str:
    """Write a category and its values without a space."""
    return f"{tight(name)}:[{','.join(map(tight, values))}]"


def grouped(words: Sequence[Counted]) -> dict[str, list[str]]:
    """Give the values of each category."""
    groups: dict[str, list[str]] = {}
    for word in words:
        groups.setdefault(word.category, []).append(word.value)
    return groups


def record(word: Counted) -> dict[str, object]:
    """Give a word as plain values."""
    return {"value": word.value, "places": word.places, "files": word.files}


def render_legacy(words: Sequence[Counted], places: Mapping[int, Sequence[Located]]) -> str:
    """Write the classic layout, sorted, without a time: the same index gives the same bytes."""
    categories: dict[str, dict[str, object]] = {}
    for word in sorted(words, key=lambda word: word.value):
        name = CLASSIC.get(word.category, word.category)
        found = [located for located in places[word.number] if classic_category(located) == name]
        literals = categories.setdefault(name, {})
        literals[word.value] = legacy_record(word.value, found)
    counts = {name: len(categories[name]) for name in sorted(categories)}
    value = {
        "metadata": {
            "version": LEGACY_VERSION,
            "total_literals": sum(counts.values()),
            "categories": counts,
        },
        "categories": {
            name: {"count": counts[name], "literals": categories[name]} for name in sorted(categories)
        },
    }
    return json.dumps(value, indent=2) + "\n"


def classic_category(located: Located) -> str:
    """Name the category of a place in the classic layout."""
    name = CATEGORIES[located.at.category]
    return CLASSIC.get(name, name)


def legacy_record(value: str, found: Sequence[Located]) -> dict[str, object]:
    """Give a value as the classic layout has it; its context is how it stands at its first place."""
    first = found[0].at
    spots = sorted({(located.file.path, located.at.line) for located in found})
    return {
        "value": value,
        "type": KINDS.get(first.kind, "text"),
        "locations": [f"{encodable(path)}:{line}" for path, line in spots],
        "context": ROLES[first.role],
    }
