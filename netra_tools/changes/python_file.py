"""Rewrites one Python file for a renaming."""

from __future__ import annotations

from collections.abc import Callable

from netra_tools.changes.bindings import Bindings, Importer
from netra_tools.changes.chains import ChainRewriter
from netra_tools.changes.codebase import Codebase
from netra_tools.changes.source import SourceText
from netra_tools.changes.statements import StatementWriter
from netra_tools.facts.read_uses import read_uses
from netra_tools.facts.uses import Uses


def rewrite_python(
    codebase: Codebase, path: str, new_module: str, is_visible: Callable[[str], bool]
) -> bytes:
    """Give what a file holds afterwards.

    Raises: UnwritableError when it cannot be read, or not written in its encoding.
    """
    data = codebase.content(path)
    uses = read_uses(data)
    assert isinstance(uses, Uses)
    text = SourceText(data)
    name = codebase.names[path]
    bindings = Bindings(codebase, Importer(path, name.module, name.is_package, new_module, uses, text))
    decisions = ChainRewriter(bindings, is_visible).decide()
    return text.spliced([*decisions.splices, *StatementWriter(bindings, decisions).splices()])
