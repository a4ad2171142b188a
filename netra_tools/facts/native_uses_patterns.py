"""`match` and its patterns for the reader of uses."""

from __future__ import annotations

from netra_tools.facts.native_cursor import FormatError
from netra_tools.facts.native_uses_definitions import DefinitionUses
from netra_tools.facts.tags import (
    AS_PATTERN,
    CLASS_PATTERN,
    MAPPING_PATTERN,
    OR_PATTERN,
    SEQUENCE_PATTERN,
    SINGLETON_PATTERN,
    STARRED_PATTERN,
    VALUE_PATTERN,
)


class PatternUses(DefinitionUses):
    """Reads patterns."""

    def match(self) -> None:
        """Read `match`."""
        self.expression()
        for _index in range(self.integer()):
            self.pattern()
            self.optional()
            self.body()
        self.end_node()

    def pattern(self) -> None:
        """Read one pattern."""
        tag = self.data[self.pos]
        self.pos += 1
        if tag == VALUE_PATTERN:
            self.expression()
        elif tag == AS_PATTERN:
            if self.truth():
                self.pattern()
            self.capture()
        elif tag == OR_PATTERN or tag == SEQUENCE_PATTERN:
            for _index in range(self.integer()):
                self.pattern()
        elif tag == STARRED_PATTERN:
            self.capture()
        elif tag == SINGLETON_PATTERN:
            self.pos += 1
        else:
            self.structured_pattern(tag)
        self.end_node()

    def structured_pattern(self, tag: int) -> None:
        """Read a mapping or class pattern."""
        if tag == MAPPING_PATTERN:
            for _index in range(self.integer()):
                self.expression()
                self.pattern()
            self.capture()
        elif tag == CLASS_PATTERN:
            self.expression()
            for _index in range(self.integer()):
                self.pattern()
            for _index in range(self.integer()):
                self.pass_string()
                self.pattern()
        else:
            raise FormatError(f"unknown pattern {tag}")
