"""NET303: functions that promise something and do nothing."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from functools import lru_cache
from typing import Literal

from netra_tools.graph.model import Span
from netra_tools.model import (
    NOT_IMPLEMENTED,
    PASSES,
    RETURNS_DATA,
    RETURNS_EMPTY,
    RETURNS_NOTHING,
    RETURNS_VALUE,
    UNFINISHED,
    Definition,
    FileFacts,
    Finding,
)
from netra_tools.rules.functions import called_with, classes, decorated, functions, header
from netra_tools.rules.rule import FileRule, numbered

KINDS = {
    PASSES: ("pass", "does nothing"),
    NOT_IMPLEMENTED: ("not-implemented", "only raises NotImplementedError"),
    RETURNS_NOTHING: ("pass", "only returns"),
    RETURNS_VALUE: ("constant", "only returns a constant"),
    RETURNS_EMPTY: ("constant", "only returns an empty container"),
    RETURNS_DATA: ("data", "only returns made-up data"),
}
DECLARED = (
    "abstractmethod",
    "abstractproperty",
    "overload",
    "singledispatch",
    "singledispatchmethod",
    "register",
)
MOST_SHOWN = 60
ABSTRACT = frozenset({"ABC", "Protocol", "Interface"})


class ProductionStub(FileRule):
    """A function takes the place of one that is still to be written.

    Its body does nothing, raises `NotImplementedError` or returns a constant. `kinds` says what is reported:

    - "todo": any such body with a comment that says so: TODO, FIXME, XXX, stub, placeholder, not implemented
    - "not-implemented": functions, but not those within others, that only raise `NotImplementedError`
    - "pass", "constant", "data": functions with parameters that only pass or return, return a constant or an
      empty container, return a container of constants

    Of methods only "todo" is reported unless `methods` says otherwise: subclasses may fill them in. Left out
    are tests, stubs (`.pyi`), protocols, abstract classes, abstract and overloaded functions, and those that
    dispatch by type.

    Why is this bad?
        Whoever calls it believes its name. It passes every check of types, and often the tests, and is
        found out when somebody needs what it promised.

    With `patterns`, text that one of them matches is reported, too, comments and docstrings included.

    Options:
        kinds: which bodies are reported
        patterns: regular expressions of text that marks a stub; `SPEC/no_test_stubs.xml` adds to them
        methods: report methods of every kind, too

    Example:
        def delete_account(name: str) -> None:
            # TODO: delete it
            pass

    Use instead:
        def delete_account(name: str) -> None:
            accounts().remove(name)
    """

    code = "NET303"
    slug = "production-stub"
    hint = "write it, or remove it together with what calls it"
    severity: Literal["error", "warning", "off"] = "warning"
    kinds: tuple[Literal["todo", "not-implemented", "pass", "constant", "data"], ...] = (
        "todo",
        "not-implemented",
    )
    patterns: tuple[str, ...] = ()
    methods: bool = False

    def __post_init__(self) -> None:
        for pattern in self.patterns:
            try:
                compiled(pattern)
            except (re.error, RecursionError, OverflowError) as error:
                raise ValueError(f"pattern '{pattern}' is no regular expression: {error}") from None

    @property
    def wants_source(self) -> bool:
        """Say whether there are patterns to look for."""
        return bool(self.patterns)

    def check_source(self, file: FileFacts, source: str) -> Iterator[Finding]:
        """Report what matches a pattern, once on each line."""
        if file.is_test or file.path.endswith(".pyi"):
            return
        found: dict[tuple[int, str], Finding] = {}
        for pattern in self.patterns:
            for match in compiled(pattern).finditer(source):
                if words := " ".join(match[0].split())[:MOST_SHOWN]:
                    message = f"`{words}` is what a stub says: {pattern}"
                    span = span_at(source, match.start(), match.end())
                    found.setdefault(
                        (span[0], pattern), self.finding(file.path, span, f"text {words}", message)
                    )
        yield from numbered(sorted(found.values(), key=lambda one: one[4:9]))

    def check(self, file: FileFacts) -> Iterator[Finding]:
        """Report each stub."""
        if not file.is_test and not file.path.endswith(".pyi"):
            yield from numbered(self._find(file))

    def _find(self, file: FileFacts) -> Iterator[Finding]:
        stubs = [function for function in functions(file) if function.idle]
        abstract = abstract_classes(file) if stubs else ()
        for stub in stubs:
            if self._concerns(stub) and not is_declared(stub, abstract):
                message = f"`{stub.name}` {KINDS[stub.idle & ~UNFINISHED][1]}"
                if stub.idle & UNFINISHED:
                    message += ", and a comment says that it is unfinished"
                yield self.finding(file.path, header(stub), stub.name, message)

    def _concerns(self, stub: Definition) -> bool:
        """Tell whether the options ask for such a stub."""
        if stub.idle & UNFINISHED and "todo" in self.kinds:
            return True
        kind = KINDS[stub.idle & ~UNFINISHED][0]
        if kind not in self.kinds or (stub.kind == "method" and not self.methods):
            return False
        return "<locals>" not in stub.name if kind == "not-implemented" else bool(called_with(stub))


@lru_cache(maxsize=256)
def compiled(pattern: str) -> re.Pattern[str]:
    """Compile a pattern once."""
    return re.compile(pattern)


def span_at(source: str, start: int, end: int) -> Span:
    """Give the lines and columns of a match, which ends with its first line."""
    line = source.count("\n", 0, start) + 1
    begin = source.rfind("\n", 0, start) + 1
    stop = source.find("\n", start, end)
    before, match = source[begin:start], source[start : end if stop < 0 else stop]
    column = len(before.encode("utf-8", "surrogatepass"))
    return line, column, line, column + len(match.encode("utf-8", "surrogatepass"))


def abstract_classes(file: FileFacts) -> set[str]:
    """Collect the classes whose functions others write."""
    found = {
        kind.name for kind in classes(file) if any(base.rpartition(".")[2] in ABSTRACT for base in kind.bases)
    }
    methods = (function for function in functions(file) if decorated(function, ("abstractmethod",)))
    return found.union(method.name.rpartition(".")[0] for method in methods)


def is_declared(stub: Definition, abstract: Collection[str]) -> bool:
    """Tell whether others write what a function leaves out."""
    return stub.name.rpartition(".")[0] in abstract or decorated(stub, DECLARED)
