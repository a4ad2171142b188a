"""The keys of YAML, from the events of PyYAML's parser: nothing is constructed and no alias is followed."""

from __future__ import annotations

import re
from typing import Any, Final

from netra_tools.facts.keys_found import Keys, below, check_depth

MERGE: Final = "<<"
ENVIRONMENT: Final = "environment"
# An anchor and a tag in front of a node belong to its span.
PROPERTIES = re.compile(r"(?:[&!][^\s]*+\s++)*+")
ITEM = re.compile(r"[\"']?([A-Za-z_][A-Za-z0-9_.-]*+)(?==|[\"']?\Z)")


def read_yaml(keys: Keys) -> None:
    """Note the keys of all documents of a YAML text, up to the place where it stops being one."""
    Walk(keys, compose=False).run()


def read_compose(keys: Keys) -> None:
    """Note the keys of a compose file, and the names in a list under `environment`."""
    Walk(keys, compose=True).run()


class Frame:
    """A mapping or a sequence that is open."""

    __slots__ = ("at_key", "is_mapping", "key", "owner")

    def __init__(self, owner: str, is_mapping: bool) -> None:
        self.owner = owner  # the path of the keys above
        self.is_mapping = is_mapping
        self.at_key = is_mapping  # a key comes next
        self.key: str | None = None  # None also for one that is no scalar

    def path(self) -> str:
        """Give the path of what comes next."""
        return below(self.owner, self.key) if self.is_mapping and not self.at_key else self.owner

    def advance(self, key: str | None) -> None:
        """Go from a key to its value, or from a value on to what follows."""
        if self.is_mapping:
            self.key = key if self.at_key else None
            self.at_key = not self.at_key


class Walk:
    """Follows the events and knows, of each scalar, whether it is a key and whose."""

    def __init__(self, keys: Keys, *, compose: bool) -> None:
        self.keys = keys
        self.compose = compose
        self.stack: list[Frame] = []

    def run(self) -> None:
        """Follow the events to the end, or to the first mistake."""
        import yaml

        # The C parser is in every wheel and eight times as fast (497 files of Home Assistant), with
        # the same events.
        loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
        try:
            for event in yaml.parse(self.keys.text, Loader=loader):
                self._visit(event, yaml)
        except yaml.YAMLError as error:
            mark = getattr(error, "problem_mark", None)
            offset = getattr(error, "position", 0) if mark is None else mark.index
            reason = getattr(error, "problem", None) or "it has characters that no text has"
            self.keys.fail("syntax", f"not YAML: {reason}", min(offset, len(self.keys.text)))

    def _visit(self, event: Any, yaml: Any) -> None:
        """Take one event."""
        if isinstance(event, yaml.ScalarEvent):
            self._scalar(event)
        elif isinstance(event, yaml.CollectionStartEvent):
            owner = self.stack[-1].path() if self.stack else ""
            self.stack.append(Frame(owner, isinstance(event, yaml.MappingStartEvent)))
            check_depth(len(self.stack))
        elif isinstance(event, yaml.CollectionEndEvent):
            self.stack.pop()
            self._advance(None)
        elif isinstance(event, yaml.AliasEvent):
            self._advance(None)

    def _advance(self, key: str | None) -> None:
        """Tell the frame around that one thing in it is done."""
        if self.stack:
            self.stack[-1].advance(key)

    def _scalar(self, event: Any) -> None:
        """Note a key, or what a value uses."""
        start, end = event.start_mark.index, event.end_mark.index
        if event.anchor is not None or event.tag is not None:
            match = PROPERTIES.match(self.keys.text, start, end)
            start = match.end() if match else start
        frame = self.stack[-1] if self.stack else Frame("", is_mapping=False)
        key = None
        if not frame.at_key:
            self._value(frame, start, end)
        elif start < end and self.keys.text[start:end] != MERGE:
            key = event.value
            self.keys.add(frame.owner, event.value, start, end)
        self._advance(key)

    def _value(self, frame: Frame, start: int, end: int) -> None:
        """Note what a value or an item uses, and the name that an item of an environment defines."""
        if self.compose and not frame.is_mapping:
            self._item(frame.owner, start, end)
        self.keys.add_uses(start, end)

    def _item(self, owner: str, start: int, end: int) -> None:
        """Note the name in `- NAME=value` or `- NAME` of a compose file's environment."""
        if owner.rpartition(".")[2] == ENVIRONMENT:
            match = ITEM.match(self.keys.text, start, end)
            if match is not None:
                self.keys.add(owner, match[1], *match.span(1))
