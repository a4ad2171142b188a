"""The native reader of uses: a second walk over ast-serialize's bytes, made only when a change asks."""

from __future__ import annotations

from netra_tools.facts import native
from netra_tools.facts.native_cursor import FormatError
from netra_tools.facts.native_uses_statements import StatementUses
from netra_tools.facts.uses import Uses
from netra_tools.facts.uses_found import Finder
from netra_tools.facts.uses_text import names_masked
from netra_tools.model import Problem


def find_uses(source: bytes) -> Uses | Problem:
    """Read the uses of a source in UTF-8 with plain newlines."""
    finder = Finder(source)
    return walk(source, finder) or finder.finish()


def walk(source: bytes, finder: Finder) -> Problem | None:
    """Let a finder gather what it asks of a source in UTF-8 with plain newlines; give what is wrong."""
    masked = source if source.isascii() else source.translate(native.HIGH_BYTES)
    tree, errors, masked = parsed(masked, source)
    renamed = False
    if errors and not source.isascii():
        renamed = True
        tree, errors, masked = parsed(names_masked(source), source)
    if errors:
        return native.syntax_problems(errors)[0]
    walker = StatementUses(tree, finder, masked)
    walker.renamed = renamed
    walker.brief = finder.gathers and not renamed
    native.allow_depth()
    try:
        walker.read()
    except RecursionError:
        return Problem("syntax", "too deeply nested to be read", 1, 0)
    except (IndexError, ValueError) as error:
        raise FormatError(str(error)) from error
    return None


def parsed(masked: bytes, source: bytes) -> tuple[bytes, native.Errors, bytes]:
    """Parse what has no characters but ASCII, without what ast-serialize would obey."""
    masked = native.neutral(masked)
    if native.may_be_cut(source):
        masked = native.without_asserts(masked)
    tree, errors, _ = native.parse(masked)
    return tree, errors, masked
