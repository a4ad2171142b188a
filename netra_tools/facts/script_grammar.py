"""The grammars of TypeScript and JavaScript: the one place that imports tree-sitter, which is an extra."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from netra_tools.errors import NetraError

if TYPE_CHECKING:
    from tree_sitter import Node, Parser

INSTALL = "pip install 'netra-tools[typescript]'"


def require_grammars() -> None:
    """Make sure that scripts can be read.

    Raises: NetraError when the extra is not installed.
    """
    try:
        parser("typescript")
        parser("javascript")
    except ImportError as error:
        message = f"TypeScript and JavaScript cannot be read: {error.name or error} is not installed"
        raise NetraError(message, f"{INSTALL}, or remove script_roots from the configuration") from error


@lru_cache(maxsize=3)
def parser(dialect: str) -> Parser:
    """Make the parser of one dialect: "typescript", "tsx" or "javascript"."""
    from tree_sitter import Language, Parser

    if dialect == "javascript":
        from tree_sitter_javascript import language
    elif dialect == "tsx":
        from tree_sitter_typescript import language_tsx as language
    else:
        from tree_sitter_typescript import language_typescript as language
    return Parser(Language(language()))


def parse(source: bytes, dialect: str) -> Node:
    """Parse a source; what cannot be understood becomes nodes that say so."""
    return parser(dialect).parse(source).root_node
