"""The fourteen categories of string literals; docs/literal-categories.md decides between them."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:  # `validate` has no time to import typing
    from typing import Final

ENVIRONMENT: Final = 0
CONFIGURATION: Final = 1
PATHS: Final = 2
DATABASE: Final = 3
EVENTS: Final = 4
METRICS: Final = 5
STATES: Final = 6
IDENTIFIERS: Final = 7
FIELDS: Final = 8
MESSAGES: Final = 9
DOCUMENTATION: Final = 10
FORMATS: Final = 11
PROTOCOL: Final = 12
DATA: Final = 13
CATEGORIES: Final = (
    "environment", "configuration", "paths", "database", "events", "metrics", "states", "identifiers",
    "fields", "messages", "documentation", "formats", "protocol", "data",
)  # fmt: skip
VOCABULARY: Final = FIELDS + 1  # categories below it are suggested and gated
