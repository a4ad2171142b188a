"""The names by which tests replace parts of a program: `unittest.mock`, and two fixtures of pytest."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from netra_tools.model import Import

FIXTURES: Final = frozenset(("monkeypatch", "mocker"))
MODULES: Final = frozenset(("unittest.mock", "mock"))
OBJECTS: Final = frozenset(
    ("patch", "Mock", "MagicMock", "AsyncMock", "PropertyMock", "NonCallableMock", "create_autospec")
)


def mock_names(found: Import) -> Iterator[str]:
    """Yield the names that an import binds to what replaces parts of a program."""
    if found.module not in (*MODULES, "unittest") or found.level:
        return
    known = OBJECTS if found.module in MODULES else ("mock",)
    yield from (alias or name for name, alias in found.names if name in known)
    if found.module in MODULES and not found.is_from:
        yield found.alias or found.module.partition(".")[0]


def mock_called(text: str, imports: dict[str, str]) -> str:
    """Give the plain name of what a dotted name calls, `patch.object` for one; nothing when it is no mock.

    `imports` maps the names of the file to those they were imported by.
    """
    first, _, rest = text.partition(".")
    if first in FIXTURES:
        return text if rest else ""
    full = f"{imports.get(first, first)}.{rest}" if rest else imports.get(first, first)
    name = full.removeprefix("unittest.").removeprefix("mock.")
    return name if name.partition(".")[0] in OBJECTS else ""


def mock_aliases(imports: tuple[Import, ...]) -> dict[str, str]:
    """Map the names that imports bind to what replaces parts of a program to the names they had."""
    found = {}
    for record in imports:
        bound = set(mock_names(record))
        if record.alias in bound and not record.is_from:
            found[record.alias] = "mock"
        found.update({alias: name for name, alias in record.names if alias in bound})
    return found
