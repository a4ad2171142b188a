"""NET304: handlers that take every error and say nothing about it."""

from __future__ import annotations

from collections.abc import Iterator

from netra_tools.model import (
    GOES_ON,
    NOT_IMPLEMENTED,
    PASSES,
    RETURNS_DATA,
    RETURNS_EMPTY,
    RETURNS_NOTHING,
    RETURNS_VALUE,
    FileFacts,
    Finding,
    Handler,
)
from netra_tools.rules.rule import FileRule, numbered

EVERYTHING = frozenset({"Exception", "BaseException"})
DEEDS = {
    PASSES: "passes over it",
    RETURNS_NOTHING: "returns",
    RETURNS_VALUE: "returns a constant",
    RETURNS_EMPTY: "returns an empty container",
    RETURNS_DATA: "returns a constant",
    GOES_ON: "goes on with the loop",
}


class SilentExcept(FileRule):
    """A handler catches every error and drops it: it only passes, goes on, or returns a constant.

    Caught is everything by `except:`, `except Exception` and `except BaseException`, alone or among others.
    A comment in the handler, or alone on the line above or below it, that says why is enough; a comment
    that speaks to a tool only, such as `noqa`, is not. Whatever a handler does besides, such as to log the
    error, is enough, too.

    Why is this bad?
        A misspelt name, a full disk and the error that was meant all look the same then: nothing happened.
        The mistake shows later, somewhere else, and nothing leads back to where it was dropped.

    Options:
        every_exception: report handlers of any exception, not only of all
        constants: report handlers that return a constant, not only those that pass, go on or return nothing
        include_tests: report test files, too

    Example:
        def size(path: str) -> int:
            try:
                return len(read(path))
            except Exception:
                return 0

    Use instead:
        def size(path: str) -> int:
            try:
                return len(read(path))
            except FileNotFoundError:
                return 0
    """

    code = "NET304"
    slug = "silent-except"
    hint = "catch the error that you expect, or say in a comment why every error may be dropped"
    every_exception: bool = False
    constants: bool = True
    include_tests: bool = True

    def check(self, file: FileFacts) -> Iterator[Finding]:
        """Report each handler that drops errors."""
        if file.facts.handlers and (self.include_tests or not file.is_test):
            yield from numbered(self._find(file))

    def _find(self, file: FileFacts) -> Iterator[Finding]:
        for handler in file.facts.handlers:
            if self._concerns(handler):
                span = handler.line, handler.column, handler.end_line, handler.end_column
                subject = file.facts.definitions[handler.scope].name if handler.scope >= 0 else "module"
                what = ", ".join(f"`{name}`" for name in handler.caught if name) or "every error"
                yield self.finding(file.path, span, subject, f"catches {what} and {DEEDS[handler.idle]}")

    def _concerns(self, handler: Handler) -> bool:
        if handler.idle == NOT_IMPLEMENTED:
            return False
        if not self.constants and handler.idle in (RETURNS_VALUE, RETURNS_EMPTY, RETURNS_DATA):
            return False
        return self.every_exception or not handler.caught or not EVERYTHING.isdisjoint(handler.caught)
