"""NET202."""

from __future__ import annotations

from netra_tools.rules.function_too_long import FunctionTooLong
from tests.trees import file_of, run, told

SOURCE = '''
class Outer:
    @decorated
    async def method(
        self,
    ) -> None:
        """A docstring

        of three lines.
        """
        first()

        # a comment
        second()

    def short(self):
        return 1
'''


def test_the_body_without_its_docstring() -> None:
    (finding,) = run(FunctionTooLong(max_lines=3), [file_of("app.py", SOURCE)])
    assert finding.message == "`Outer.method` has 4 body lines, limit 3"
    assert (finding.value, finding.limit, finding.subject) == (4, 3, "Outer.method")
    assert finding[4:8] == (4, 4, 4, 20)
    assert run(FunctionTooLong(max_lines=4), [file_of("app.py", SOURCE)]) == []


def test_code_alone() -> None:
    rule = FunctionTooLong(max_lines=1, count="code")
    assert told(rule, [file_of("app.py", SOURCE)]) == ["app.py:4 `Outer.method` has 2 lines of code, limit 1"]


def test_functions_of_one_name_are_told_apart() -> None:
    source = "def f():\n    a()\n    b()\n" * 2 + "def g():\n    def f():\n        a()\n        b()\n"
    found = run(FunctionTooLong(max_lines=1), [file_of("app.py", source)])
    assert [finding.subject for finding in found] == ["f", "f#2", "g", "g.<locals>.f"]
