"""The formats of a status by name."""

from __future__ import annotations

from typing import Final

from netra_tools.status.model import Data

FORMATS: Final = ("text", "markdown", "json", "html")


def render(name: str, document: Data) -> str:
    """Write a document in one of `FORMATS`; the text ends with a newline."""
    if name == "json":
        import json

        return json.dumps(document, indent=1, ensure_ascii=False, allow_nan=False) + "\n"
    if name == "html":
        from netra_tools.status.page.render import render as render_page

        return render_page(document)
    if name == "markdown":
        return render_both(document)
    from netra_tools.status.text import render_text

    return render_text(document)


def render_both(document: Data) -> str:
    """Write a status as Markdown; where a base is known, what has changed comes first."""
    from netra_tools.status.markdown.document import render_markdown

    whole = render_markdown(document)
    if document["delta"] is None:
        return whole
    from netra_tools.status.markdown.delta import render_delta

    return render_delta(document, whole)
