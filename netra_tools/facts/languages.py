"""Which language a file is written in, by its name. Nothing heavy is imported to say it."""

from __future__ import annotations

from typing import Final

PYTHON: Final = "python"
SCRIPT: Final = "script"  # TypeScript and JavaScript
DECLARATION: Final = "declaration"  # what TypeScript knows of code elsewhere: signatures without bodies
SCRIPTS: Final = (".ts", ".tsx", ".js", ".jsx", ".mts", ".cts", ".mjs", ".cjs")
DECLARATIONS: Final = (".d.ts", ".d.mts", ".d.cts")


def is_script(path: str) -> bool:
    """Say whether a file holds TypeScript or JavaScript."""
    return path.endswith(SCRIPTS)


def language_of(path: str) -> str:
    """Name the language of a file; what is no script is Python."""
    if not path.endswith(SCRIPTS):
        return PYTHON
    return DECLARATION if path.endswith(DECLARATIONS) else SCRIPT


def dialect_of(path: str) -> str:
    """Name the grammar that reads a script; "" for Python."""
    if not path.endswith(SCRIPTS):
        return ""
    if path.endswith(".tsx"):
        return "tsx"  # `<T>x` is a cast in TypeScript and an element here
    return "typescript" if path.endswith("ts") else "javascript"
