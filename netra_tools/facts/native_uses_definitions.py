"""Functions, classes and their type parameters for the reader of uses.

Whether a definition has type parameters is written behind its body, so their scope is opened in any case,
and dropped when there are none.
"""

from __future__ import annotations

from collections.abc import Callable

from netra_tools.facts.native_uses_expressions import ExpressionUses
from netra_tools.facts.uses import CLASS, DEFINED, FUNCTION, IN_ANNOTATION, TYPE_PARAMETERS, Place
from netra_tools.facts.uses_text import NOWHERE
from netra_tools.model import IN_CLASS, IN_FUNCTION, IN_TRY_IMPORT


class DefinitionUses(ExpressionUses):
    """Reads definitions."""

    def body(self) -> None:
        """Read a block."""
        raise NotImplementedError

    def decorated(self) -> None:
        """Read `@a @b def f`: the decorators, the first one's place, the function."""
        self.found.begin_definition()
        self.marked_expressions(self.found.add_decorator)
        self.integer()
        self.integer()
        self.pos += 1
        self.found.decorated = True
        self.function()
        self.pos += 1

    def function(self) -> None:
        """Read a function behind its tag."""
        found = self.found
        found.begin_definition()
        name = self.string()
        around = found.open(TYPE_PARAMETERS, name, NOWHERE)
        types = found.here
        found.here = around
        parameters = self.parameters(types)
        found.here = types
        found.open(FUNCTION, name, NOWHERE)
        scope = found.here
        self.bind_parameters(parameters)
        flags = found.import_flags
        found.import_flags = (flags | IN_FUNCTION) & ~(IN_CLASS | IN_TRY_IMPORT)
        self.body()
        found.import_flags = flags
        self.truth()
        found.here = types
        type_parameters = self.optional_type_parameters()
        self.optional_annotation()
        self.close(name, scope, type_parameters)

    def class_(self) -> None:
        """Read a class behind its tag: body, bases, decorators, keywords."""
        found = self.found
        found.begin_definition()
        name = self.string()
        around = found.open(TYPE_PARAMETERS, name, NOWHERE)
        types = found.here
        found.open(CLASS, name, NOWHERE)
        scope = found.here
        flags = found.import_flags
        found.import_flags = flags if flags & IN_FUNCTION else flags | IN_CLASS
        self.body()
        found.import_flags = flags
        found.here = types
        self.marked_expressions(found.add_base)
        found.here = around
        self.marked_expressions(found.add_decorator)
        found.here = types
        type_parameters = self.optional_type_parameters()
        for _index in range(self.size()):
            self.pass_string()
            mark = found.count()
            self.expression()
            found.add_base(mark)
        self.starred_keywords()
        self.close(name, scope, type_parameters)

    def starred_keywords(self) -> None:
        """Read the values of `class A(**keywords)`, which are not in the tree."""
        text = self.found.text
        if b"**" not in text.data:
            return
        here = self.pos
        start, _ = self.span()
        self.pos = here
        for stars, first, end in list(text.items(start, b"(")):
            if stars > 1:
                self.expression_again(first, end)

    def close(self, name: str, scope: int, parameters: list[str]) -> None:
        """Read the place and the end of a definition; the scope of its type parameters is open."""
        found = self.found
        types = found.here
        start, end = self.end_at()
        found.scope_starts[scope] = found.scope_starts[types] = start
        place = found.name_place(start)
        if self.renamed:
            name = self.spelled(name, place)
            for opened in (scope, types):
                found.name_scope(opened, name)
        self.bind_types(parameters, place)
        if not parameters:
            found.dropped.add(types)
        found.here = found.scopes[types].parent
        found.bind_at(name, DEFINED, place)
        found.end_definition(name, scope, place, end)

    def marked_expressions(self, note: Callable[[int], None]) -> None:
        """Read a list of expressions, and tell of each how many chains there were before."""
        found = self.found
        self.placing = True
        for _index in range(self.size()):
            mark = found.count()
            self.expression()
            note(mark)
        self.placing = False

    def bind_types(self, names: list[str], start: Place) -> None:
        """Bind type parameters, which are in the first brackets behind a place."""
        if names:
            for name, (_, place, _) in zip(names, self.found.text.items(start, b"["), strict=False):
                self.found.bind_at(self.spelled(name, place), DEFINED, place)

    def optional_type_parameters(self) -> list[str]:
        """Read type parameters when there are any."""
        return self.type_parameters() if self.truth() else []

    def type_parameters(self) -> list[str]:
        """Read `[T: bound = default, ...]` and give the names."""
        found = self.found
        flags = found.flags
        names: list[str] = []
        for _index in range(self.bare()):
            self.integer()
            names.append(self.string())
            self.optional_annotation()
            found.flags = flags | IN_ANNOTATION
            self.type_list()
            found.flags = flags
            self.optional_annotation()
        return names

    def type_alias(self) -> None:
        """Read `type X[T] = value`, whose value is written as an expression."""
        found = self.found
        found.begin_definition()
        self.pos += 1
        name = self.string()
        start, _ = self.end_at()
        name = self.spelled(name, start)
        found.bind_at(name, DEFINED, start)
        around = found.open(TYPE_PARAMETERS, name, start)
        self.bind_types(self.type_parameters(), start)
        flags = found.flags
        found.flags = flags | IN_ANNOTATION
        self.expression()
        found.flags = flags
        _, end = self.end_at()
        types = found.here
        found.here = around
        found.end_definition(name, types, start, end)
