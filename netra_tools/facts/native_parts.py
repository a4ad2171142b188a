"""Reading of the expressions that change the position of what is in them: dictionaries, comparisons,
comprehensions, lambdas, templates, and the parameters of functions.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Final

from netra_tools.facts.native_cursor import FormatError
from netra_tools.facts.native_literals import NO_OWNER
from netra_tools.facts.native_names import IN_CLASS_BODY, Name
from netra_tools.facts.native_types import TypeReader
from netra_tools.facts.tags import COMPARISONS, INTERPOLATION, NAME, TEXT_VALUE
from netra_tools.model import (
    ASSIGNED,
    COMPARED,
    DEFAULT,
    IN_COLLECTION,
    IN_DECORATOR,
    INTERPOLATED,
    KEY,
    OTHER,
    TEMPLATE,
    VALUE,
    Parameter,
)

if TYPE_CHECKING:
    from mypy_extensions import i64

    from netra_tools.facts.native_literals import Position

# name, kind, annotated
RawParameter = tuple[str, int, bool]
BY_TEXT: Final = 1  # targets of assignments in modules and classes
LOCALLY: Final = 2  # and in functions
make_parameter: Final[Callable[[RawParameter], Parameter]] = partial(tuple.__new__, Parameter)


class PartReader(TypeReader):
    """Reads parts of expressions. `binding` says what becomes of names: BY_TEXT, they get into `bound`."""

    def __init__(self, data: bytes) -> None:
        super().__init__(data)
        self.binding: i64 = 0
        self.bound: list[str] = []
        self.walrus: list[str] = []
        self.complexity = 0

    def expression(self) -> None:
        """Read one expression at the current position."""
        raise FormatError("expressions are read by ExpressionReader")

    def expressions(self) -> None:
        """Read a list of expressions."""
        for _index in range(self.count()):
            self.expression()

    def elsewhere(self) -> None:
        """Read an expression whose literals stand nowhere in particular."""
        role, owner, slot, flags = self.role, self.owner, self.slot, self.flags
        self.stand(OTHER, NO_OWNER, "", flags & IN_DECORATOR)
        self.expression()
        self.stand(role, owner, slot, flags)

    def dictionary(self) -> None:
        """Read the keys of a dictionary, then its values."""
        here = self.position()
        size = self.count()
        keys: list[int] = []
        self.stand(KEY, here[1], "", here[3] & IN_DECORATOR)
        for _index in range(size):
            if self.flag():
                keys.append(self.pos)
                self.expression()
            else:
                keys.append(-1)
        self.count()
        self.values(keys, here)
        self.back(here)

    def values(self, keys: list[int], here: Position) -> None:
        """Read a dictionary's values, each under its key."""
        for key in keys:
            slot = self.text_at(key) if key >= 0 else ""
            self.stand(VALUE, here[1], slot, here[3] & IN_DECORATOR)
            self.expression()

    def comparison(self) -> None:
        """Read `left op right op right`; each side is the other's owner."""
        here = self.position()
        first = len(self.records)
        left = self.pos
        self.stand(COMPARED, left, "", here[3] & IN_DECORATOR)
        self.expression()
        operators = [self.bare() for _index in range(self.count())]
        self.count()
        if len(self.records) > first:
            self.own_left(first, left, COMPARISONS[operators[0]])
        for operator in operators:
            self.mix(operator)
            start = self.pos
            self.stand(COMPARED, left, COMPARISONS[operator], here[3] & IN_DECORATOR)
            self.expression()
            left = start
        self.back(here)

    def own_left(self, first: int, left: int, slot: str) -> None:
        """Give the literals of a comparison's left side their owner, which is written after them.

        Until now their owner is the left side itself.
        """
        right = self.pos
        for place in range(first, len(self.records)):
            found = self.records[place]
            if found.owner == left:
                found.owner = right
                if found.role == COMPARED:
                    found.slot = slot

    def boolean(self) -> None:
        """Read `a and b and c`."""
        self.mix(self.integer())
        size = self.count()
        self.complexity += size - 1
        for _index in range(size):
            self.expression()

    def conditional(self) -> None:
        """Read `a if test else b`."""
        self.complexity += 1
        self.expression()
        self.elsewhere()
        self.expression()

    def element(self) -> None:
        """Read what a list, set or generator comprehension yields."""
        flags = self.flags
        self.flags = flags | IN_COLLECTION
        self.expression()
        self.flags = flags

    def pair(self) -> None:
        """Read the key and the value of a dictionary comprehension."""
        here = self.position()
        keyed = self.flag()
        key = self.pos
        if keyed:
            self.stand(KEY, here[1], "", here[3] & IN_DECORATOR)
            self.expression()
        slot = self.text_at(key) if keyed else ""
        self.stand(VALUE, here[1], slot, here[3] & IN_DECORATOR)
        self.expression()
        self.back(here)

    def comprehension(self) -> None:
        """Read the `for` and `if` parts: all targets, all sources, all conditions, all flags."""
        here = self.position()
        self.stand(OTHER, NO_OWNER, "", here[3] & IN_DECORATOR)
        size = self.integer()
        self.complexity += size
        self.local_targets(size)
        for _index in range(size):
            self.expression()
        for _index in range(size):
            conditions = self.count()
            self.complexity += conditions
            for _index in range(conditions):
                self.expression()
        for _index in range(size):
            self.mix(self.data[self.pos])
            self.pos += 1
        self.back(here)

    def local_targets(self, size: i64) -> None:
        """Read targets whose names nobody asks for but whoever compares functions."""
        self.binding = LOCALLY
        for _index in range(size):
            self.expression()
        self.binding = 0

    def assignment_expression(self) -> None:
        """Read `name := value`."""
        target = self.pos
        here = self.position()
        self.elsewhere()
        if self.data[target] == NAME:
            if self.numbering > IN_CLASS_BODY:
                self.local_names.append(self.name_again(target + 1))
            self.walrus.append(self.name_at(target).decode())
        self.stand(ASSIGNED, target, "", here[3] & IN_DECORATOR)
        self.expression()
        self.back(here)

    def lambda_(self) -> None:
        """Read a lambda: its parameters, and its body, which comes as a block with one return."""
        walrus = len(self.walrus)
        self.parameters(NO_OWNER)
        here = self.position()
        self.stand(OTHER, NO_OWNER, "", here[3] & IN_DECORATOR)
        self.pos += 2
        size = self.bare()
        self.pos += 1
        if size:
            self.pos += 1
            if self.flag():
                self.expression()
            self.skip_location()
            self.pos += 1
        else:
            self.skip_location()
        self.pos += 1
        self.back(here)
        del self.walrus[walrus:]

    def parameters(self, owner: i64) -> list[Parameter]:
        """Read parameters with their annotations and defaults; `owner` is the function."""
        found: list[Parameter] = []
        names: list[Name] = []
        binds = owner != NO_OWNER or self.numbering > IN_CLASS_BODY
        here = self.position()
        for _index in range(self.count()):
            name = self.string_ahead()
            if binds:
                names.append(self.parameter())
            else:
                self.word(False)
            kind = self.integer()
            self.mix(kind)
            annotated = self.optional_annotation()
            if self.flag():
                self.stand(DEFAULT, owner, name, here[3] & IN_DECORATOR)
                self.expression()
                self.back(here)
            self.pos += 1
            self.skip_location()
            found.append(make_parameter((name, kind, annotated)))
        self.local_names.extend(names)
        return found

    def template(self, is_tstring: bool) -> None:
        """Read an f-string or t-string with all its parts; it is one literal."""
        here = self.position()
        texts: list[str] = []
        start = len(self.records)
        for _index in range(self.integer()):
            if not self.flag():
                texts.append(self.template_text())
            elif is_tstring:
                self.interpolation(here, True)
                texts.append("{}")
            else:
                for _index in range(self.integer()):
                    self.template_item(texts, here)
        if self.flag():
            self.surrogates.append(-1 - start)
        self.location()
        self.pos += 1
        self.record("".join(texts), TEMPLATE)

    def template_item(self, texts: list[str], here: Position) -> None:
        """Read one part of an f-string: text or an interpolation."""
        if self.data[self.pos] == TEXT_VALUE:
            texts.append(self.template_text())
        elif self.data[self.pos] == INTERPOLATION:
            self.pos += 1
            self.interpolation(here, False)
            self.pos += 1
            texts.append("{}")
        else:
            raise FormatError(f"unknown part of an f-string {self.data[self.pos]}")

    def template_text(self) -> str:
        """Read text between interpolations."""
        value = self.mixed_string()
        self.location()
        return self.restored(value)

    def restored(self, value: str) -> str:
        """Give the text as it stands in the source, at the location just read."""
        return value

    def interpolation(self, here: Position, is_tstring: bool) -> None:
        """Read `{expression!conversion:specification}`."""
        self.stand(INTERPOLATED, NO_OWNER, "", here[3] & IN_DECORATOR)
        self.expression()
        self.back(here)
        if is_tstring:
            self.skip_string()
        if self.flag():
            self.skip_string()
        if self.flag():
            unused: list[str] = []
            for _index in range(self.integer()):
                self.template_item(unused, here)
            self.skip_location()
