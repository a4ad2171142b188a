"""Annotations become shapes; one that no file can hold is a bug of ours, and said to be."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

import pytest

from netra_tools.config.shape import Field, Shape, fields_of


@dataclass(frozen=True)
class Inner:
    """A nested table."""

    name: str


@dataclass(frozen=True)
class Outer:
    """Every kind of field."""

    inner: Inner
    flag: bool = True
    count: int = 3
    word: Literal["a", "b"] = "a"
    maybe: str | None = None
    words: tuple[Literal["a", "b"], ...] = ()
    homes: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True)
class Float:
    """Not a shape."""

    value: float = 0.5


@dataclass(frozen=True)
class Either:
    """Not a shape."""

    value: int | str = 0


@dataclass(frozen=True)
class Pair:
    """Not a shape."""

    value: tuple[int, int] = (0, 0)


@dataclass(frozen=True)
class Numbers:
    """Not a shape."""

    value: Literal[1, 2] = 1


def test_every_annotation_has_its_shape() -> None:
    text, choice = Shape("string"), Shape("choice", choices=("a", "b"))
    inner = Shape("table", fields=(Field("name", text, required=True),), build=Inner)
    assert fields_of(Outer) == (
        Field("inner", inner, required=True),
        Field("flag", Shape("boolean"), True),
        Field("count", Shape("integer"), 3),
        Field("word", choice, "a"),
        Field("maybe", text),
        Field("words", Shape("list", item=choice), ()),
        Field("homes", Shape("map", item=Shape("list", item=text)), {}),
    )


@pytest.mark.parametrize("table", [Float, Either, Pair, Numbers])
def test_what_no_file_can_hold_is_refused(table: type) -> None:
    with pytest.raises(TypeError, match=rf"{table.__name__}\.value: no configuration file can hold a "):
        fields_of(table)
