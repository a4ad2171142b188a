"""The scalars of YAML with their places, from the events of PyYAML's parser: nothing is constructed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from netra_tools.facts.keys_found import MOST_DEPTH
from netra_tools.facts.keys_yaml import PROPERTIES


class Scalar(NamedTuple):
    """A key or a value, quotes and block header included; tables in a list are `#` and a number."""

    keys: tuple[str, ...]
    start: int
    end: int
    is_key: bool
    style: str  # a quote, `|` or `>`; "" for a plain one
    value: str


class Frame:
    """A mapping or a sequence that is open."""

    __slots__ = ("at_key", "count", "is_mapping", "key", "keys")

    def __init__(self, keys: tuple[str, ...], is_mapping: bool) -> None:
        self.keys = keys
        self.is_mapping = is_mapping
        self.at_key = is_mapping
        self.key = ""
        self.count = 0

    def place(self, *, is_table: bool) -> tuple[str, ...]:
        """Give the keys of what comes next."""
        if self.is_mapping:
            return self.keys if self.at_key else (*self.keys, self.key)
        return (*self.keys, f"#{self.count}") if is_table else self.keys

    def advance(self, key: str) -> None:
        """Go on to what follows."""
        if self.is_mapping:
            self.key = key if self.at_key else ""
            self.at_key = not self.at_key
        else:
            self.count += 1


def read_scalars(text: str) -> Iterator[Scalar]:
    """Give the scalars of all documents of a YAML text, by their offsets in it.

    Raises: ValueError when it is no YAML.
    """
    import yaml

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    stack: list[Frame] = []
    try:
        for event in yaml.parse(text, Loader=loader):
            if len(stack) > MOST_DEPTH:
                raise ValueError("nested too deep")
            yield from visit(event, stack, text, yaml)
    except yaml.YAMLError as error:
        raise ValueError(f"not YAML: {getattr(error, 'problem', None) or 'not readable'}") from None


def visit(event: Any, stack: list[Frame], text: str, yaml: Any) -> Iterator[Scalar]:
    """Take one event."""
    if isinstance(event, yaml.CollectionStartEvent):
        is_mapping = isinstance(event, yaml.MappingStartEvent)
        stack.append(Frame(stack[-1].place(is_table=is_mapping) if stack else (), is_mapping))
        return
    if isinstance(event, yaml.CollectionEndEvent):
        stack.pop()
    elif isinstance(event, yaml.ScalarEvent):
        yield scalar(event, stack[-1] if stack else Frame((), is_mapping=False), text)
    elif not isinstance(event, yaml.AliasEvent):
        return
    if stack:
        stack[-1].advance(getattr(event, "value", ""))


def scalar(event: Any, frame: Frame, text: str) -> Scalar:
    """Give a scalar without its anchor and tag."""
    start, end = event.start_mark.index, event.end_mark.index
    if event.anchor is not None or event.tag is not None:
        match = PROPERTIES.match(text, start, end)
        start = match.end() if match else start
    keys = frame.place(is_table=False)
    if frame.at_key:
        keys = (*keys, event.value)
    return Scalar(keys, start, end, frame.at_key, event.style or "", event.value)
