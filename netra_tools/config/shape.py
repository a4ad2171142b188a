"""Descriptions of what a value may be, taken from the annotations of a dataclass.

An option is annotated as one of
    int  str  bool  Literal["a", "b"]  tuple[X, ...]  Mapping[str, X]  a frozen dataclass of such
and `X | None` allows leaving it out.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import NamedTuple

MISSING = object()


class Shape(NamedTuple):
    """What a value may be, as `kind` says.

    An integer, a boolean, a string, an "integer or string", a choice, date, list, map or table.
    """

    kind: str
    choices: tuple[str, ...] = ()  # of a choice
    item: Shape | None = None  # of a list or a map
    fields: tuple[Field, ...] = ()  # of a table
    build: Callable[..., object] = dict  # makes the value of a table from its fields
    form: str = ""  # of a string: a name in `netra_tools.config.forms`
    minimum: int = 0  # of an integer; or of the length of a list


class Field(NamedTuple):
    """One key of a table."""

    name: str
    shape: Shape
    default: object = None
    required: bool = False
    description: str = ""


def string(form: str = "") -> Shape:
    """Describe a string."""
    return Shape("string", form=form)


def strings(form: str = "", minimum: int = 0) -> Shape:
    """Describe a list of strings."""
    return Shape("list", item=string(form), minimum=minimum)


@cache
def fields_of(table: type) -> tuple[Field, ...]:
    """Describe the annotated attributes of a class, but for those of all its objects (`ClassVar`).

    Raises: TypeError for an annotation that no configuration file can hold, which is a bug of ours.
    """
    from typing import ClassVar, get_origin, get_type_hints

    found = []
    for name, hint in get_type_hints(table).items():
        if hint is not ClassVar and get_origin(hint) is not ClassVar:
            default = getattr(table, name, MISSING)
            if default is MISSING:
                default = _made_default(table, name)
            shape = _shape_of(hint, f"{table.__name__}.{name}")
            found.append(Field(name, shape, None if default is MISSING else default, default is MISSING))
    return tuple(found)


def _made_default(table: type, name: str) -> object:
    """Give the default that a dataclass makes anew for each object."""
    from dataclasses import fields, is_dataclass

    factories = (
        [field.default_factory for field in fields(table) if field.name == name]
        if is_dataclass(table)
        else []
    )
    return factories[0]() if factories and callable(factories[0]) else MISSING


def _shape_of(annotation: object, name: str) -> Shape:
    """Translate one annotation."""
    from dataclasses import is_dataclass

    simple = {int: "integer", str: "string", bool: "boolean"}
    if isinstance(annotation, type) and annotation in simple:
        return Shape(simple[annotation])
    if isinstance(annotation, type) and is_dataclass(annotation):
        return Shape("table", fields=fields_of(annotation), build=annotation)
    return _composed(annotation, name)


def _composed(annotation: object, name: str) -> Shape:
    """Translate an annotation that has parts."""
    from collections.abc import Mapping
    from types import UnionType
    from typing import Literal, Union, get_args, get_origin

    origin, parts = get_origin(annotation), get_args(annotation)
    if origin is Literal and set(map(type, parts)) == {str}:
        return Shape("choice", choices=parts)
    if origin is tuple and len(parts) == 2 and parts[1] is Ellipsis:
        return Shape("list", item=_shape_of(parts[0], name))
    if origin is Mapping and parts[0] is str:
        return Shape("map", item=_shape_of(parts[1], name))
    if origin in (UnionType, Union):
        return _optional(annotation, parts, name)
    raise TypeError(f"{name}: no configuration file can hold a {annotation}")


def _optional(annotation: object, parts: tuple[object, ...], name: str) -> Shape:
    """Translate `X | None`."""
    others = [part for part in parts if part is not type(None)]
    if len(others) == 1:
        return _shape_of(others[0], name)
    raise TypeError(f"{name}: no configuration file can hold a {annotation}")
