"""NET502: functions that say the same."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal

from netra_tools.model import FileFacts, Finding
from netra_tools.rules.duplicates import LARGEST, DuplicateRule, notes, span_of, where
from netra_tools.rules.rule import Copy, Shape


class DuplicateFunction(DuplicateRule):
    """A function has the same body as another: statement for statement, name for name but for its own.

    Its own names are those of its parameters, which keep their order, and those that its body binds: where
    they are others and all else is the same, the finding says "but for names". Names that it takes from
    elsewhere, attributes, keywords and imports have to be the same. A body with fewer than six names in it
    is only compared name for name.

    Comments, docstrings, the layout, the header and annotations in the body do not count. Reported is each
    copy but the first, by path and line. Names that the body takes from its module, or from a base of its
    class, may mean something else in each place; nobody has looked at that.

    Why is this bad?
        What is mended in one of them stays broken in the others, and a reader cannot tell whether
        they differ on purpose.

    Options:
        min_lines: the least lines of code, without comments and docstring, that a body has to be compared
        renamed: compare regardless of what parameters and local variables are called
        accepted: dotted names of functions, or of what they stand in, that may stand a second time, each
            with the reason; `*` and `**` are understood
        accepted_together: lists of globs of files; what stands in two files of one list may be alike.
            `SPEC/acceptable_duplicates.xml` adds to this and to `accepted`
        across_services: compare functions of different services, too
        exempt_packages: names of packages whose modules are not compared, wherever these stand
        include_tests: compare test files, too

    Example (min_lines = 3):
        # app/orders.py
        def total(rows):
            result = 0
            for row in rows:
                result += row.price
            return result
        # app/refunds.py
        def amount(rows):
            result = 0  # in cents
            for row in rows:
                result += row.price
            return result

    Use instead:
        # app/sums.py
        def total(rows):
            result = 0
            for row in rows:
                result += row.price
            return result
        # app/refunds.py
        from app.sums import total
    """

    code = "NET502"
    slug = "duplicate-function"
    hint = "keep one, and call or inherit it from there; what must stand twice belongs into `accepted`"
    severity: Literal["error", "warning", "off"] = "warning"
    min_lines: int = 8
    renamed: bool = True

    def shapes(self, file: FileFacts) -> list[Shape]:
        """List the functions that are long enough to be compared."""
        least, realm = self.min_lines, self.realm(file)
        found = [one for one in file.facts.definitions if one.code_lines >= least and one.kind != "class"]
        return [
            Shape(
                ((one.alike if self.renamed else one.structure) * 2 + one.is_async ^ realm) & LARGEST,
                "async def" if one.is_async else "def",
                one.name,
                one.line,
                one.column,
                one.code_lines,
                () if one.alike == one.structure or not self.renamed else (f"{one.structure:x}",),
            )
            for one in self.compared(file, found)
        ]

    def check(self, groups: Sequence[Sequence[Copy]]) -> Iterator[Finding]:
        """Report each copy but the first; what stands inside a copy is reported with it."""
        parted = [(copy, self._not_accepted(copy, group)) for group in groups for copy in group[1:]]
        copies = [(copy, group) for copy, group in parted if group[0] is not copy]
        inside = {(copy.path, copy.shape.name) for copy, _ in copies}
        found = [
            self._report(copy, group)
            for copy, group in copies
            if not any((copy.path, name) in inside for name in around(copy.shape.name))
        ]
        yield from sorted(found, key=lambda finding: finding[3:9])

    def _not_accepted(self, copy: Copy, group: Sequence[Copy]) -> Sequence[Copy]:
        """Leave out those with which the copy may be alike."""
        if not self.accepted_together:
            return group
        return [other for other in group if not self.together(copy, other)]

    def _report(self, copy: Copy, group: Sequence[Copy]) -> Finding:
        shape, other = copy.shape, like(copy, group)
        but = "" if other.shape.traits == shape.traits else " but for names"
        message = (
            f"`{shape.name}` has the same body{but} as `{where(copy, other)}`, {shape.size} lines of code"
        )
        return self.finding(copy.path, span_of(shape), shape.name, message, notes=notes(copy, group))


def like(copy: Copy, group: Sequence[Copy]) -> Copy:
    """Give the first before it that is equal name for name, or if there is none, the first."""
    equal = next(one for one in group if one.shape.traits == copy.shape.traits)
    return group[0] if equal is copy else equal


def around(name: str) -> Iterator[str]:
    """Give the functions that a name stands in."""
    while ".<locals>." in name:
        name = name.rpartition(".<locals>.")[0]
        yield name
