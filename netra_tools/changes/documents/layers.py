"""Contracts on layers: a layer is written as the last part of its name when a list of containers is given."""

from __future__ import annotations

import re
from collections.abc import Iterable

from netra_tools.changes.documents.draft import Draft, Span, said
from netra_tools.changes.documents.references import take_modules

LAYER = re.compile(r"[A-Za-z_\x80-\xff][\w.\x80-\xff]*+")


def take_layers(draft: Draft, tables: Iterable[dict[str, list[Span]]]) -> None:
    """Rewrite the layers of each contract; containers are modules as others are."""
    for table in tables:
        containers = [
            said(match[0]) for span in table.get("containers", []) for match in LAYER.finditer(span.text)
        ]
        for span in table["layers"]:
            if containers:
                take_contained(draft, containers, span)
            else:
                take_modules(draft, span)


def take_contained(draft: Draft, containers: list[str], span: Span) -> None:
    """Rewrite layers below containers where all containers agree on what they are called."""
    for match in LAYER.finditer(span.text):
        start = span.start + match.start()
        layer = said(match[0])
        answers = {below(draft, container, layer) for container in containers}
        if answers == {layer}:
            continue
        only = answers.pop() if len(answers) == 1 else None
        if only is None:
            draft.note(start, f"{layer}: this layer is no longer the same part of every container")
        else:
            draft.splice(start, start + len(match[0]), only)


def below(draft: Draft, container: str, layer: str) -> str | None:
    """Give the name of a layer below its container; None when it is no longer there."""
    dotted = draft.names.dotted
    around = dotted(container) or container
    moved = dotted(f"{container}.{layer}") or f"{container}.{layer}"
    return moved[len(around) + 1 :] if moved.startswith(f"{around}.") else None
