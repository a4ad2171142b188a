"""NET306: parts of the program that tests replace without saying why."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from netra_tools.model import FileFacts, Finding
from netra_tools.rules.rule import FileRule, numbered


class MockWithoutReason(FileRule):
    """A test replaces a part of the program, and no comment says why.

    Reported are calls of `patch`, `Mock` and the like from `unittest.mock`, and of the methods of the
    fixtures `monkeypatch` and `mocker`. A comment on the same line is enough, or one above with no blank
    line between.

    Why is this bad?
        What is replaced is not tested, and a mock keeps promises that the real part has long given up.
        Sometimes there is no other way; then whoever reads the test wants to know it.

    Options:
        allowed: names that need no reason, such as `patch.dict` or `monkeypatch.setenv`

    Example:
        # tests/test_clock.py
        from unittest.mock import patch

        def test_noon() -> None:
            with patch("app.clock.now"):
                assert greeting() == "hello"

    Use instead:
        # tests/test_clock.py
        from unittest.mock import patch

        def test_noon() -> None:
            # the hour of the machine that runs the test must not matter
            with patch("app.clock.now"):
                assert greeting() == "hello"
    """

    code = "NET306"
    slug = "mock-without-reason"
    hint = "test the real part, or say in a comment why that is not possible"
    severity: Literal["error", "warning", "off"] = "off"
    allowed: tuple[str, ...] = ()

    def check(self, file: FileFacts) -> Iterator[Finding]:
        """Report each mock without a comment."""
        if file.is_test and file.facts.accesses:
            yield from numbered(self._find(file))

    def _find(self, file: FileFacts) -> Iterator[Finding]:
        for access in file.facts.accesses:
            if access.kind == "mock" and access.argument not in self.allowed:
                span = access.line, access.column, access.end_line, access.end_column
                scope = file.facts.definitions[access.scope].name if access.scope >= 0 else "module"
                message = f"`{access.argument}` without a comment that says why"
                yield self.finding(file.path, span, f"{scope} {access.argument}", message)
