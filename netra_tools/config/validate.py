"""Hold plain TOML values against their shapes, noting every problem and stopping at none."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple

from netra_tools.config.forms import complaint
from netra_tools.config.place import Place
from netra_tools.config.shape import Field, Shape
from netra_tools.errors import NetraError, near_miss

Problems = list[tuple[str, str]]


class Value(NamedTuple):
    """A value and where it was found: `key` is "" when `place` is already that of the value itself."""

    plain: object
    place: Place
    key: str
    label: str  # names it in a message: the key, or the item of a list


def read_table(
    fields: Sequence[Field], table: object, place: Place, problems: Problems, also: Iterable[str] = ()
) -> dict[str, object]:
    """Read the keys that are there. Keys named in `also` are known, and left to the caller."""
    if not isinstance(table, Mapping):
        problems.append((f"{place} is a table, given {given(table)}", ""))
        return {}
    known = {field.name: field for field in fields}
    values = {}
    for key, plain in table.items():
        if key in known:
            values[key] = read(known[key].shape, Value(plain, place, key, key), problems)
        elif key not in also:
            hint = near_miss(key.replace("-", "_").lower(), [*known, *also])
            problems.append((f"{place} has no key '{key}'", hint))
    for field in fields:
        if field.required and field.name not in table:
            problems.append((f"{place} lacks the key '{field.name}'", ""))
    return values


def read(shape: Shape, value: Value, problems: Problems) -> object:
    """Turn a plain value into what the program uses; lists become tuples."""
    return READERS[shape.kind](shape, value, problems)


def build(
    make: Callable[..., object], values: Mapping[str, object], place: Place, problems: Problems
) -> object:
    """Make the value of a table, whose type may have its own idea of what is right."""
    try:
        return make(**values)
    except NetraError as error:
        problems.append((f"{place}: {error.message}", error.hint))
    except ValueError as error:
        problems.append((f"{place}: {error}", ""))
    return None


def given(plain: object) -> str:
    """Name a value and its type."""
    if isinstance(plain, bool):
        return "true" if plain else "false"
    if isinstance(plain, str):
        return f'the string "{plain}"'
    if isinstance(plain, int | float):
        return f"the {'integer' if isinstance(plain, int) else 'float'} {plain}"
    return (
        "a table"
        if isinstance(plain, Mapping)
        else "a list"
        if isinstance(plain, list)
        else f"the date {plain}"
    )


def expected(shape: Shape) -> str:
    """Name what a shape accepts."""
    if shape.kind == "choice":
        return "one of " + ", ".join(f'"{choice}"' for choice in shape.choices)
    if shape.item is not None:
        whole = {"list": "a list", "map": "a table"}[shape.kind]
        return f"{whole} of {PLURALS.get(shape.item.kind) or 'lists of strings'}"
    return NAMES[shape.kind]


def _integer(shape: Shape, value: Value, problems: Problems) -> object:
    """Read an integer. In TOML `true` is none, though it is one in Python."""
    plain = value.plain
    if not isinstance(plain, int) or isinstance(plain, bool):
        digits = isinstance(plain, str) and plain.isdecimal()
        return _refuse(shape, value, problems, f"write {value.key} = {plain}" if digits else "")
    if plain < shape.minimum:
        least = "must not be negative" if shape.minimum == 0 else f"must be at least {shape.minimum}"
        problems.append((f"{value.place} {value.label} {least}, given {plain}", ""))
    return plain


def _boolean(shape: Shape, value: Value, problems: Problems) -> object:
    """Read a boolean."""
    plain = value.plain
    if not isinstance(plain, bool):
        word = str(plain).lower()
        hint = f"write {value.key} = {word}" if word in ("true", "false") else ""
        return _refuse(shape, value, problems, hint)
    return plain


def _string(shape: Shape, value: Value, problems: Problems) -> object:
    """Read a string, and hold it against its form."""
    plain = value.plain
    if not isinstance(plain, str):
        return _refuse(shape, value, problems)
    if wrong := complaint(shape.form, plain):
        what, _, hint = wrong.partition(": ")
        problems.append((f"{value.place} {value.label} '{plain}' {what}", hint))
    return plain


def _integer_or_string(shape: Shape, value: Value, problems: Problems) -> object:
    """Read what may be either; an empty string is neither."""
    if isinstance(value.plain, str):
        if not value.plain:
            problems.append((f"{value.place} {value.label} is empty", ""))
        return value.plain
    return _integer(shape, value, problems)


def _date(shape: Shape, value: Value, problems: Problems) -> object:
    """Read a date, as TOML has it or as a string, and write it as YYYY-MM-DD."""
    from datetime import date, datetime

    plain = value.plain
    if isinstance(plain, date) and not isinstance(plain, datetime):
        return plain.isoformat()
    if isinstance(plain, str) and complaint("date", plain) == "":
        return plain
    return _refuse(shape, value, problems, f"write {value.key} = 2026-12-31")


def _choice(shape: Shape, value: Value, problems: Problems) -> object:
    """Read one of a few words."""
    plain = value.plain
    if plain not in shape.choices:
        hint = near_miss(plain, shape.choices) if isinstance(plain, str) else ""
        return _refuse(shape, value, problems, hint if hint.startswith("did") else "")
    return plain


def _list(shape: Shape, value: Value, problems: Problems) -> object:
    """Read a list, item by item."""
    plain, item = value.plain, _item(shape)
    if not isinstance(plain, list):
        alone = isinstance(plain, str) and item.kind in ("string", "choice") and value.key == value.label
        return _refuse(shape, value, problems, f'write {value.key} = ["{plain}"]' if alone else "")
    if len(plain) < shape.minimum:
        least = f"has {len(plain)} item, expects at least {shape.minimum}" if plain else "is empty"
        problems.append((f"{value.place} {value.label} {least}", ""))
    found = []
    for index, one in enumerate(plain):
        label = f"{value.label} item {index + 1}"
        if item.kind == "table":
            where = Value(one, value.place.item(value.key, index), "", label)
        else:
            where = Value(one, value.place, value.key, label)
        found.append(read(item, where, problems))
    return tuple(found)


def _map(shape: Shape, value: Value, problems: Problems) -> object:
    """Read a table whose keys are the user's own."""
    if not isinstance(value.plain, Mapping):
        return _refuse(shape, value, problems)
    item, place = _item(shape), value.place.child(value.key)
    return {key: read(item, Value(one, place, key, key), problems) for key, one in value.plain.items()}


def _table(shape: Shape, value: Value, problems: Problems) -> object:
    """Read a table whose keys are known, and make its value when nothing is wrong with it."""
    place = value.place.child(value.key) if value.key else value.place
    before = len(problems)
    values = read_table(shape.fields, value.plain, place, problems)
    return build(shape.build, values, place, problems) if len(problems) == before else None


def _item(shape: Shape) -> Shape:
    """Give the shape of what a list or a map holds."""
    assert shape.item is not None
    return shape.item


def _refuse(shape: Shape, value: Value, problems: Problems, hint: str = "") -> object:
    """Note a value of the wrong type, and give what stands in for it until the problems are told."""
    message = f"{value.place} {value.label} expects {expected(shape)}, given {given(value.plain)}"
    problems.append((message, hint))
    return NOTHING


NOTHING = None
NAMES = {
    "integer": "an integer",
    "integer or string": "an integer or a string",
    "boolean": "true or false",
    "string": "a string",
    "table": "a table",
    "date": "a date",
}
PLURALS = {
    "integer": "integers",
    "boolean": "booleans",
    "string": "strings",
    "choice": "words",
    "table": "tables",
    "date": "dates",
}
READERS: dict[str, Callable[[Shape, Value, Problems], object]] = {
    "integer": _integer,
    "integer or string": _integer_or_string,
    "boolean": _boolean,
    "string": _string,
    "choice": _choice,
    "list": _list,
    "map": _map,
    "table": _table,
    "date": _date,
}
