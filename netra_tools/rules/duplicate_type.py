"""NET501: types that are declared twice."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Literal

from netra_tools.digests import blake2b
from netra_tools.model import Definition, FileFacts, Finding
from netra_tools.rules.duplicates import LARGEST, DuplicateRule, notes, span_of, where
from netra_tools.rules.rule import Copy, Shape

ENUMERATION = re.compile(r"(Enum|Flag|Choices)$")
NO_KIND = frozenset({"Generic", "object", "ABC"})  # bases that do not say what kind of type it is


class DuplicateType(DuplicateRule):
    """A class has the name and the fields of another, or under another name the same fields and bases.

    The fields of a class are the names that it annotates, of an enumeration its members; other classes
    are not compared. With another name there must be more of them, and the bases must be the same ones
    (a `TypedDict` may say what a dataclass is in JSON), of enumerations the values, too. Reported is each
    copy but the first, by path and line.

    Why is this bad?
        Both mean the same thing and are different types: values must be converted, and a field that one
        of them gains is missing from the other.

    Options:
        min_fields: the least fields that classes of one name have to have to be compared
        min_fields_renamed: the least fields that classes of different names have to have
        accepted: dotted names of classes, or of what they stand in, that may stand a second time, each
            with the reason; `*` and `**` are understood
        accepted_together: lists of globs of files; what stands in two files of one list may be alike.
            `SPEC/acceptable_duplicates.xml` adds to this and to `accepted`
        across_services: compare classes of different services, too
        exempt_packages: names of packages whose modules are not compared, wherever these stand
        include_tests: compare test files, too

    Example:
        # app/orders.py
        class Address:
            street: str
            city: str
            country: str
        # app/users.py
        class Address:
            street: str
            city: str
            country: str

    Use instead:
        # app/addresses.py
        class Address:
            street: str
            city: str
            country: str
        # app/users.py
        from app.addresses import Address
    """

    code = "NET501"
    slug = "duplicate-type"
    hint = "keep one, and import it; what must stand twice belongs into `accepted`"
    severity: Literal["error", "warning", "off"] = "warning"
    min_fields: int = 3
    min_fields_renamed: int = 4

    def shapes(self, file: FileFacts) -> list[Shape]:
        """List the classes with fields enough to be compared."""
        least, realm = min(self.min_fields, self.min_fields_renamed), self.realm(file)
        found = [one for one in file.facts.definitions if len(one.fields) >= least]
        named = [(one, fields(one)) for one in self.compared(file, found)]
        return [
            Shape(
                (key_of(names) ^ realm) & LARGEST,
                "class",
                one.name,
                one.line,
                one.column,
                len(names),
                kind(one),
            )
            for one, names in named
            if len(names) >= least
        ]

    def check(self, groups: Sequence[Sequence[Copy]]) -> Iterator[Finding]:
        """Report each class that is like one before it."""
        found = []
        for group in groups:
            for copy in group:
                alike = [other for other in group if self._alike(copy, other)]
                if alike[0] is not copy:
                    found.append(self._report(copy, alike))
        yield from sorted(found, key=lambda finding: finding[3:9])

    def _alike(self, copy: Copy, other: Copy) -> bool:
        """Tell whether two classes with the same fields are one type."""
        if other is copy:
            return True
        if self.together(copy, other):
            return False
        if last_part(copy) == last_part(other):
            return copy.shape.size >= self.min_fields
        return copy.shape.traits == other.shape.traits and copy.shape.size >= self.min_fields_renamed

    def _report(self, copy: Copy, alike: Sequence[Copy]) -> Finding:
        shape = copy.shape
        message = f"class `{shape.name}` has the same {shape.size} fields as `{where(copy, alike[0])}`"
        return self.finding(copy.path, span_of(shape), shape.name, message, notes=notes(copy, alike))


def fields(found: Definition) -> list[str]:
    """List the fields of a class by name: what it annotates, or the members of an enumeration."""
    names = [name for name, annotated in found.fields if annotated]
    if not names and is_enumeration(found):
        names = [name for name, _ in found.fields]
    return sorted(names)


def kind(found: Definition) -> tuple[str, ...]:
    """Give the bases that say what kind of type a class is; of an enumeration also its values."""
    bases = tuple(sorted({base.rpartition(".")[2] for base in found.bases} - NO_KIND))
    return (*bases, f"{found.structure:x}") if is_enumeration(found) else bases


def is_enumeration(found: Definition) -> bool:
    """Tell whether a class looks like an enumeration."""
    return any(ENUMERATION.search(base) for base in found.bases)


def key_of(names: Sequence[str]) -> int:
    """Make a key of names, the same in every process."""
    return int.from_bytes(blake2b(",".join(names).encode(), digest_size=8).digest(), "big")


def last_part(copy: Copy) -> str:
    """Give the name of a class without what it stands in."""
    return copy.shape.name.rpartition(".")[2]
