"""NET605: literals that should have a name."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Literal

from netra_tools.literals.categories import CATEGORIES
from netra_tools.model import (
    ARGUMENT,
    COMPARED,
    DEFAULT,
    KEYWORD,
    PATTERN,
    RETURNED,
    SUBSCRIPT,
    TEXT,
    Finding,
    Note,
)
from netra_tools.rules.rule import LiteralRule

if TYPE_CHECKING:
    from netra_tools.literals.occurrences import Occurrence
    from netra_tools.literals.view import Place, View

# Where a constant would serve: neither keys of a dictionary that is written out, items of `__all__`,
# annotations, what is raised, nor the value of a constant.
COUNTED = frozenset((ARGUMENT, KEYWORD, COMPARED, DEFAULT, PATTERN, RETURNED, SUBSCRIPT))


class RepeatedLiteral(LiteralRule):
    """A name that code depends on is written out in many places where a constant would serve.

    Counted are arguments, defaults, comparisons, subscripts and what is returned. Not counted are tests,
    messages, formats and documentation, keys and values of dictionaries that are written out, `__all__`,
    annotations, and the value of a constant.

    Why is this bad?
        Each place can be misspelt alone, and whoever renames one must find the others.

    Options:
        min_places: the number of places from which a value is reported
        min_length: shorter values are not
        categories: what is looked at; see `netra literals validate`

    Example (min_places = 3):
        # app/events.py
        def run(bus):
            bus.publish("order_created")
            bus.publish("order_created")
            bus.subscribe("order_created")

    Use instead:
        # app/events.py
        ORDER_CREATED = "order_created"
        def run(bus):
            bus.publish(ORDER_CREATED)
            bus.publish(ORDER_CREATED)
            bus.subscribe(ORDER_CREATED)
    """

    code = "NET605"
    slug = "repeated-literal"
    hint = "give it a name in one place, and use that"
    severity: Literal["error", "warning", "off"] = "off"
    min_places: int = 5
    min_length: int = 4
    categories: tuple[str, ...] = ("environment", "configuration", "paths", "events", "metrics")

    def __post_init__(self) -> None:
        unknown = [name for name in self.categories if name not in CATEGORIES]
        if unknown:
            raise ValueError(f"'{unknown[0]}' is no category")

    def check(self, view: View) -> Iterator[Finding]:
        """Report each value, at the first of its places."""
        wanted = frozenset(map(CATEGORIES.index, self.categories))
        found: dict[tuple[int, int], list[Place]] = {}
        for place in view.code():
            item = place.occurrence
            if item.category in wanted and counts(item):
                found.setdefault((item.text, item.category), []).append(place)
        for (number, category), places in found.items():
            text = view.store.text(number) if len(places) >= self.min_places else None
            if text is not None and len(text.value) >= self.min_length:
                message = f"`{text.value}` ({CATEGORIES[category]}) is written out in {len(places)} places"
                notes = tuple([Note(place.path, place.span[0], "here, too") for place in places[1:4]])
                yield self.finding(
                    *(places[0].path, places[0].span, text.value, message),
                    value=len(places),
                    limit=self.min_places - 1,
                    notes=notes,
                )


def counts(item: Occurrence) -> bool:
    """Tell whether a constant would serve in the place of a literal."""
    return item.kind == TEXT and item.role in COUNTED and not item.defined
