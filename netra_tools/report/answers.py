"""What is known of values, as text and as JSON lines.

Text is on the way of every `validate`: it imports next to nothing.
"""

from __future__ import annotations

from netra_tools.literals.question import NEAR, UNKNOWN, VARIANT
from netra_tools.report.escape import encodable, printable

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from netra_tools.literals.question import Answer, Meant, Place

ADVICE = {
    NEAR: "nothing here is called that",
    UNKNOWN: "cannot tell",
    VARIANT: "it is written otherwise here",
}


def render_text(answers: Iterable[Answer]) -> str:
    """Write answers for people: a line each, and below it places and what was meant."""
    return "".join([f"{line}\n" for answer in answers for line in lines_of(answer)])


def lines_of(answer: Answer) -> Iterator[str]:
    """Write one answer."""
    counts = ", ".join([f"{name} {times:,}" for name, times in answer.categories.items()])
    about = counts or ADVICE.get(answer.status, "nothing here is called that, or nearly that")
    yield f"{quoted(answer.question.value)}  {answer.status}  {about}"
    for name, places in (("defined", answer.definitions), ("used", answer.uses)):
        for place in places:
            yield f"  {name:8} {where(place)}"
            name = ""
    shown = len(answer.definitions) + len(answer.uses)
    if answer.total > shown:
        yield f"  {'':8} {answer.total:,} places in {answer.files:,} file{'s' * (answer.files != 1)}"
    for meant in answer.suggestions:
        yield f"  {'meant':8} {suggestion(meant)}"
    for note in answer.notes:
        yield f"  note     {printable(note)}"
    if answer.source == "vocabulary":
        yield "  note     vocabulary only: there is no index here, run netra literals scan"


def quoted(value: str) -> str:
    """Write a value in quotes, safe for a terminal."""
    text = printable(value)
    return f"'{text}'" if '"' in text else f'"{text}"'


def where(place: Place) -> str:
    """Write where a value stands."""
    marks = f", {', '.join(place.marks)}" if place.marks else ""
    return f"{printable(place.path)}:{place.line}:{place.column + 1}  ({place.category}{marks})"


def suggestion(meant: Meant) -> str:
    """Write what was probably meant."""
    place = f"  {printable(meant.where.path)}:{meant.where.line}" if meant.where else ""
    category = f" ({meant.category})" if meant.category else ""
    return f"{quoted(meant.value)}{category}  {printable(meant.why)}  {meant.score:.2f}{place}"


def render_json(answers: Iterable[Answer]) -> str:
    """Write answers as JSON, one object a line, in the order of the questions."""
    import json

    return "".join([f"{json.dumps(record_of(answer))}\n" for answer in answers])


def record_of(answer: Answer) -> dict[str, object]:
    """Give one answer as plain values."""
    return {
        "value": answer.question.value,
        "status": answer.status,
        "source": answer.source,
        "categories": answer.categories,
        "definitions": [place_record(place) for place in answer.definitions],
        "uses": [place_record(place) for place in answer.uses],
        "total": answer.total,
        "files": answer.files,
        "suggestions": [
            {
                "value": meant.value,
                "score": round(meant.score, 3),
                "category": meant.category,
                "why": meant.why,
                "where": place_record(meant.where) if meant.where else None,
            }
            for meant in answer.suggestions
        ],
        "notes": list(answer.notes),
    }


def place_record(place: Place) -> dict[str, object]:
    """Give a place as plain values; columns count from 1, as in all reports."""
    return {
        "path": encodable(place.path),
        "line": place.line,
        "column": place.column + 1,
        "category": place.category,
        "marks": list(place.marks),
    }
