"""The formats of a status by name."""

from __future__ import annotations

from importlib import import_module
from typing import Final

from netra_tools.errors import NetraError
from netra_tools.status.model import Data

FORMATS: Final = ("text", "markdown", "json", "html")
PAGE: Final = "netra_tools.status.page"


def render(name: str, document: Data) -> str:
    """Write a document in one of `FORMATS`; the text ends with a newline."""
    if name == "json":
        import json

        return json.dumps(document, indent=1, ensure_ascii=False, allow_nan=False) + "\n"
    if name == "html":
        return render_page(document)
    if name == "markdown":
        from netra_tools.status.markdown.document import render_markdown

        return render_markdown(document)
    from netra_tools.status.text import render_text

    return render_text(document)


def render_page(document: Data) -> str:
    """Write the page.

    Raises: NetraError where it is not installed.
    """
    try:
        page = import_module(PAGE)
    except ModuleNotFoundError as error:
        raise NetraError("this netra has no page", "take --format markdown or json") from error
    return str(page.render(document))
