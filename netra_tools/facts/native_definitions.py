"""Reading of functions and classes: their facts are gathered while their bodies are read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from netra_tools.facts.mocks import FIXTURES
from netra_tools.facts.native_bodies import BodyReader
from netra_tools.facts.native_literals import NO_OWNER, name_bits
from netra_tools.facts.native_names import IN_CLASS_BODY, Name, mix_names
from netra_tools.facts.native_tests import IN_TEST, NO_TEST
from netra_tools.facts.tags import CALL, INDEX
from netra_tools.model import (
    FEWEST_NAMES,
    IN_CLASS,
    IN_DECORATOR,
    IN_FUNCTION,
    IN_TRY_IMPORT,
    KEYWORD,
    OTHER,
    BareTest,
    Parameter,
)

if TYPE_CHECKING:
    pass

MODULE_SCOPE: Final = 0
FUNCTION_SCOPE: Final = 1
CLASS_SCOPE: Final = 2

NO_FIELDS: Final[dict[str, bool]] = {}  # of all functions


class RawDefinition:
    """A definition while it is read; `span` is (first line, line, column, end line, end column)."""

    def __init__(self, name: str, kind: str, fields: dict[str, bool]) -> None:
        self.name = name
        self.kind = kind
        self.fields = fields
        self.is_async = False
        self.span = (0, 0, 0, 0, 0)
        self.decorators: tuple[str, ...] = ()
        self.parameters: tuple[Parameter, ...] = ()
        self.returns = False
        self.bases: tuple[str, ...] = ()
        self.complexity = 1
        self.nesting = 0
        self.docstring: tuple[int, int] | None = None
        self.body_line = 0  # first line after the docstring; 0 when there is nothing
        self.shape = 0  # the body's structure without names
        self.structure = 0
        self.alike = 0
        self.idle = 0


class DefinitionReader(BodyReader):
    """Reads definitions. What surrounds one is put aside while it is read."""

    def __init__(self, data: bytes) -> None:
        super().__init__(data)
        self.definitions: list[RawDefinition] = []
        self.names: set[str] = set()  # bound at module level
        self.scope_kind = MODULE_SCOPE
        self.import_flags = 0
        self.function_level = 0
        self.depth = 0
        self.deepest = 0
        self.statement_line = 0  # first line of the statement read last
        self.body_line = 0
        self.body_docstring: tuple[int, int] | None = None
        self.body_idle = 0
        self.bare_tests: list[BareTest] = []

    def body(self, documented: bool) -> None:
        """Read a block of statements; a documented one may open with a docstring."""
        raise NotImplementedError

    def begin(self, name: str, is_class: bool) -> RawDefinition:
        """Open a definition in the current scope; its name follows."""
        self.word(self.scope_kind == FUNCTION_SCOPE)
        prefix = ""
        if self.scope >= 0:
            prefix = self.definitions[self.scope].name
            prefix += ".<locals>." if self.scope_kind == FUNCTION_SCOPE else "."
        if self.scope_kind == MODULE_SCOPE:
            self.names.add(name)
        if is_class:
            found = RawDefinition(prefix + name, "class", {})
        else:
            kind = "method" if self.scope_kind == CLASS_SCOPE else "function"
            found = RawDefinition(prefix + name, kind, NO_FIELDS)
        self.definitions.append(found)
        return found

    def decorated(self) -> None:
        """Read `@a @b def f`: the decorators, the first one's place, the function."""
        complexity = self.complexity
        names = self.decorator_list()
        self.complexity = complexity
        first_line = self.integer()
        self.integer()
        self.pos += 1
        self.function(names, first_line)
        self.pos += 1
        self.statement_line = first_line

    def decorator_list(self) -> tuple[str, ...]:
        """Read decorators and give their dotted names."""
        here = self.position()
        self.stand(OTHER, NO_OWNER, "", IN_DECORATOR)
        names = []
        for _index in range(self.count()):
            at = self.pos + 1 if self.data[self.pos] == CALL else self.pos
            names.append(self.dotted(at))
            self.expression()
        self.back(here)
        return tuple(names)

    def function(self, decorators: tuple[str, ...], first_line: int) -> None:
        """Read a function behind its tag."""
        name = self.string_ahead()
        found = self.begin(name, False)
        saved = (self.complexity, self.depth, self.deepest)
        index = len(self.definitions) - 1
        found.decorators = decorators
        if self.numbering <= IN_CLASS_BODY:
            self.open_names()
        found.parameters = tuple(self.parameters(-2 - index))
        self.watch_fixtures(found.parameters)
        header = self.hash
        self.complexity = 1
        self.depth = self.deepest = self.hash = 0
        self.function_body(found, index, self.test_state == NO_TEST and name.startswith("test"))
        self.complexity, self.depth, self.deepest = saved
        found.is_async = self.flag()
        self.optional_type_parameters()
        found.returns = self.optional_annotation()
        self.close(found, first_line, header)
        self.mix(found.is_async)

    def watch_fixtures(self, parameters: tuple[Parameter, ...]) -> None:
        """Watch what pytest hands in under names that everyone knows."""
        for parameter in parameters:
            if parameter[0] in FIXTURES:
                self.mockers.add(parameter[0].encode())

    def function_body(self, found: RawDefinition, index: int, is_test: bool) -> None:
        """Read the body of a function in a scope of its own."""
        kind, scope, flags, walrus = self.scope_kind, self.scope, self.import_flags, self.walrus
        bits = self.parameter_bits
        self.parameter_bits = name_bits([parameter[0].encode() for parameter in found.parameters])
        self.walrus = []
        self.scope_kind = FUNCTION_SCOPE
        self.scope = index
        self.import_flags = (flags | IN_FUNCTION) & ~(IN_CLASS | IN_TRY_IMPORT)
        self.function_level += 1
        self.named_body(found, index, is_test)
        self.function_level -= 1
        found.idle = self.body_idle
        found.complexity = self.complexity
        found.nesting = self.deepest
        self.parameter_bits = bits
        self.scope_kind, self.scope, self.import_flags, self.walrus = kind, scope, flags, walrus
        if kind == CLASS_SCOPE:
            self.definitions[scope].complexity += found.complexity

    def test_body(self, index: int) -> None:
        """Read the body of a test; remember it when nothing is asserted in it."""
        self.test_state = IN_TEST
        self.called = []
        self.body(True)
        if self.test_state == IN_TEST:
            calls = {self.called_at(place) for place in self.called}
            if not any(name.startswith("assert") for name in calls):
                self.bare_tests.append(BareTest(index, tuple(sorted(calls))))
        self.test_state = NO_TEST

    def take_body(self, found: RawDefinition) -> None:
        """Take what `body` found out: the docstring, where the code begins, its structure."""
        found.docstring = self.body_docstring
        found.body_line = self.body_line
        found.shape = self.hash

    def named_body(self, found: RawDefinition, index: int, is_test: bool) -> None:
        """Read the body of a function whose parameters were the last to be bound; its names are numbered."""
        numbering, order = self.numbering, self.order
        first_name, first_local = len(self.inner_names), len(self.local_names) - len(found.parameters)
        if numbering <= IN_CLASS_BODY:
            self.numbering = IN_CLASS_BODY
            self.order = self.texts = self.name_count = 0
        self.numbering += 1
        if is_test:
            self.test_body(index)
        else:
            self.body(True)
        self.take_body(found)
        self.numbering = numbering
        if numbering <= IN_CLASS_BODY:
            self.compare(found, self.numbered, first_local, self.name_count)
        else:
            order = self.order
            texts = self.texts
            names = self.number_inside(first_name)
            self.compare(found, names, first_local, len(self.inner_names) - first_name)
            self.texts = texts
        self.order = order

    def compare(self, found: RawDefinition, names: list[Name], first_local: int, count: int) -> None:
        """Make up what a function, whose names are numbered, is compared with others by."""
        found.structure = found.alike = mix_names(found.shape, self.order, self.texts)
        if count >= FEWEST_NAMES:
            texts = self.renamed(names, first_local, len(found.parameters))
            found.alike = mix_names(found.shape, self.order, texts)

    def close(self, found: RawDefinition, first_line: int, outer_hash: int) -> None:
        """Read a definition's location and end, and let its structure count for what surrounds it."""
        self.location()
        self.pos += 1
        self.statement_line = first_line or self.line
        found.span = (self.statement_line, self.line, self.column, self.end_line, self.end_column)
        self.hash = outer_hash
        if self.numbering > IN_CLASS_BODY:
            self.mix(found.shape)
        else:
            self.mix(found.structure)  # nobody renames anything in a class

    def optional_type_parameters(self) -> None:
        """Read type parameters when there are any."""
        if self.flag():
            self.type_parameters()

    def class_(self) -> None:
        """Read a class behind its tag: body, bases, decorators, keywords."""
        found = self.begin(self.string_ahead(), True)
        saved = (self.complexity, self.depth, self.deepest, self.hash)
        index = len(self.definitions) - 1
        self.hash = 0
        self.class_body(found, index)
        complexity, self.depth, self.deepest, self.hash = saved
        found.bases = self.base_names()
        line = self.first_decorator_line()
        found.decorators = self.decorator_list()
        self.optional_type_parameters()
        self.class_keywords(-2 - index)
        self.complexity = complexity
        self.close(found, line, self.hash)

    def class_body(self, found: RawDefinition, index: int) -> None:
        """Read the body of a class in a scope of its own."""
        kind, scope, flags, walrus = self.scope_kind, self.scope, self.import_flags, self.walrus
        bits = self.parameter_bits
        self.parameter_bits = 0
        self.walrus = []
        self.scope_kind = CLASS_SCOPE
        self.scope = index
        self.import_flags = flags if flags & IN_FUNCTION else flags | IN_CLASS
        self.class_names(found)
        self.parameter_bits = bits
        self.scope_kind, self.scope, self.import_flags, self.walrus = kind, scope, flags, walrus

    def class_names(self, found: RawDefinition) -> None:
        """Read the body of a class, whose names count as they are, for what surrounds it as there."""
        numbering, order = self.numbering, self.order
        first_name = len(self.inner_names)
        if numbering <= IN_CLASS_BODY:
            self.order = 0
            self.numbering = IN_CLASS_BODY
        else:
            self.numbering += 1
        self.body(True)
        self.take_body(found)
        self.numbering = numbering
        if numbering <= IN_CLASS_BODY:
            found.structure = found.alike = mix_names(found.shape, self.order, 0)
            self.order = order
        else:
            found.structure = found.alike = self.structure_inside(found.shape, first_name)

    def base_names(self) -> tuple[str, ...]:
        """Read the bases of a class and give their dotted names, of a subscription its value's."""
        names = []
        for _index in range(self.count()):
            at = self.pos + 1 if self.data[self.pos] == INDEX else self.pos
            names.append(self.dotted(at))
            self.elsewhere()
        return tuple(names)

    def first_decorator_line(self) -> int:
        """Give the line of the first decorator of a class, 0 when there is none."""
        start, structure = self.pos, self.hash
        line = 0
        if self.count():
            line = self.leftmost_line(self.pos) or self.line_by_reading()
        self.pos, self.hash = start, structure
        return line

    def line_by_reading(self) -> int:
        """Give the first line of the expression that follows."""
        self.pass_over()
        return self.last_line()

    def class_keywords(self, owner: int) -> None:
        """Read `metaclass=...` and the like."""
        here = self.position()
        for _index in range(self.count()):
            self.stand(KEYWORD, owner, self.mixed_string(), 0)
            self.expression()
        self.back(here)
