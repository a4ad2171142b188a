"""NET307: tests that cannot fail, whatever the program gives.

The file is not named after its rule: test runners, and netra, would take it for a test.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Literal

from netra_tools.model import NOT_IMPLEMENTED, BareTest, Definition, FileFacts, Finding
from netra_tools.rules.functions import classes, header
from netra_tools.rules.rule import FileRule, numbered

NEVER_RUN = ("skip", "xfail", "expectedfailure", "property", "fixture")  # in decorators, in small letters


class WithoutAssertion(FileRule):
    """A test asserts nothing: it passes as long as no error is raised.

    Tests are functions whose names begin with `test`, in modules whose names begin or end with `test` or
    `tests`: those of the module, and those of classes called `Test...` or that inherit from a test case. An
    assertion is `assert`, a call of a function of the same file that has one, or of anything whose name has
    one of `words` in it: `pytest.raises`, `self.assertEqual`, `mock.assert_called_once`, `check_totals`.
    Tests that are skipped, or expected to fail, are left out.

    Why is this bad?
        It counts as a test and covers lines, and would not notice if the result were wrong.

    Options:
        words: what the name of a function has in it that asserts for others, in small letters

    Example:
        # tests/test_area.py
        def test_area() -> None:
            area(2.0, 3.0)

    Use instead:
        # tests/test_area.py
        def test_area() -> None:
            assert area(2.0, 3.0) == 6.0
    """

    code = "NET307"
    slug = "test-without-assertion"
    hint = "assert what the program gives, or what it must not do"
    severity: Literal["error", "warning", "off"] = "warning"
    words: tuple[str, ...] = ("assert", "check", "verify", "expect", "raise", "warn", "fail", "skip", "test")

    def check(self, file: FileFacts) -> Iterator[Finding]:
        """Report each test that asserts nothing."""
        if file.is_test and file.facts.bare_tests and is_test_module(file.module or file.path):
            yield from numbered(self._find(file))

    def _find(self, file: FileFacts) -> Iterator[Finding]:
        cases = {found.name for found in classes(file) if is_test_class(found)}
        for test in file.facts.bare_tests:
            found = file.facts.definitions[test.scope]
            if is_run(found, cases) and not self._asserts(test):
                yield self.finding(file.path, header(found), found.name, f"`{found.name}` asserts nothing")

    def _asserts(self, test: BareTest) -> bool:
        return any(word in name.lower() for name in test.calls for word in self.words)


def is_test_module(name: str) -> bool:
    """Tell whether test runners look for tests in a module."""
    last = name.removesuffix(".py").replace("/", ".").rpartition(".")[2]
    return last.startswith("test") or last.endswith(("test", "tests"))


def is_test_class(found: Definition) -> bool:
    """Tell whether test runners look for tests in a class."""
    return found.name.rpartition(".")[2].startswith("Test") or any("Test" in base for base in found.bases)


def is_run(test: Definition, cases: Collection[str]) -> bool:
    """Tell whether a function is a test that is run, and not expected to fail."""
    around = test.name.rpartition(".")[0]
    if test.idle == NOT_IMPLEMENTED or "<locals>" in test.name or (around and around not in cases):
        return False
    return not any(word in name.lower() for name in test.decorators for word in NEVER_RUN)
