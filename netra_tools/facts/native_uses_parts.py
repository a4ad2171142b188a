"""Parts of expressions for the reader of uses: comprehensions, lambdas, templates, and what they bind."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netra_tools.facts.native_cursor import FormatError
from netra_tools.facts.native_uses_types import TypeUses
from netra_tools.facts.tags import INTERPOLATION, TEXT_VALUE
from netra_tools.facts.ties import HOLE
from netra_tools.facts.uses import COMPREHENSION, FUNCTION, IN_ANNOTATION, LOAD, PARAMETER, STORE, Place

if TYPE_CHECKING:
    from mypy_extensions import i64

Parameters = list[tuple[str, Place]]


class PartUses(TypeUses):
    """Reads parts of expressions."""

    def expression(self) -> None:
        """Read one expression."""
        raise NotImplementedError

    def expressions(self) -> None:
        """Read a list of expressions."""
        for _index in range(self.size()):
            self.expression()

    def optional(self) -> None:
        """Read an expression when there is one."""
        if self.truth():
            self.expression()

    def target(self, action: i64) -> None:
        """Read an expression with whose names something is done."""
        self.action = action
        self.expression()
        self.action = LOAD

    def walrus(self) -> None:
        """Read `name := value`."""
        self.pos += 1
        name = self.string()
        start, end = self.end_at()
        name = self.spelled(name, start)
        self.found.bind_around(name)
        self.found.add_chain((name,), (start,), end, STORE, 0)
        self.expression()
        self.end_node()

    def comprehension(self) -> None:
        """Read a list, set or generator comprehension."""
        around = self.found.open(COMPREHENSION, "", (0, 0))
        self.expression()
        self.generators(around)

    def mapping_comprehension(self) -> None:
        """Read a dictionary comprehension."""
        around = self.found.open(COMPREHENSION, "", (0, 0))
        self.optional()
        self.expression()
        self.generators(around)

    def generators(self, around: int) -> None:
        """Read all targets, all sources, all conditions and all flags; the first source belongs around."""
        scope = self.found.here
        size = self.integer()
        for _index in range(size):
            self.target(STORE)
        for index in range(size):
            self.found.here = scope if index else around
            self.expression()
        self.found.here = scope
        for _index in range(size):
            self.expressions()
        self.pos += size
        self.found.scope_starts[scope], _ = self.end_at()
        self.found.here = around

    def lambda_(self) -> None:
        """Read a lambda: its parameters, and its body, which comes as a block with one return."""
        found = self.found
        around = found.here
        parameters = self.parameters(around)
        found.open(FUNCTION, "", (0, 0))
        scope = found.here
        self.bind_parameters(parameters)
        self.pos += 2
        size = self.bare()
        self.pos += 1
        if size:
            self.pos += 1
            self.optional()
            self.skip_location()
            self.pos += 1
        else:
            self.skip_location()
        self.pos += 1
        found.scope_starts[scope], _ = self.end_at()
        found.here = around

    def parameters(self, types: int) -> Parameters:
        """Read parameters; `types` is the scope of their annotations."""
        found = self.found
        around = found.here
        names: Parameters = []
        for _index in range(self.size()):
            name = self.string()
            self.integer()
            found.here = types
            self.optional_annotation()
            found.here = around
            self.optional()
            self.pos += 1
            names.append((name, self.span()[0]))
        return names

    def bind_parameters(self, names: Parameters) -> None:
        """Bind parameters in the open scope."""
        for name, start in names:
            self.bind_behind(name, PARAMETER, start)

    def template(self) -> None:
        """Read an f-string with all its parts."""
        self.template_parts(False)

    def template_string(self) -> None:
        """Read a t-string."""
        self.template_parts(True)

    def template_parts(self, is_tstring: bool) -> None:
        """Read the texts and interpolations of an f-string or t-string."""
        flags = self.found.flags
        self.found.flags = flags & ~IN_ANNOTATION
        outer = self.found.written
        self.found.written = ""
        for _index in range(self.integer()):
            if not self.truth():
                self.template_text()
                self.skip_location()
            elif is_tstring:
                self.interpolation(True)
            else:
                self.template_items()
        self.truth()
        self.end_node()
        self.found.flags = flags
        self.found.end_template(outer)

    def template_text(self) -> None:
        """Read a text of a template."""
        if self.found.gathers:
            self.found.written += self.string()
        else:
            self.pass_string()

    def template_items(self) -> None:
        """Read texts and interpolations."""
        for _index in range(self.integer()):
            tag = self.data[self.pos]
            if tag == TEXT_VALUE:
                self.template_text()
                self.skip_location()
            elif tag == INTERPOLATION:
                self.pos += 1
                self.interpolation(False)
                self.pos += 1
            else:
                raise FormatError(f"unknown part of an f-string {tag}")

    def interpolation(self, is_tstring: bool) -> None:
        """Read `{expression!conversion:specification}`."""
        self.expression()
        if is_tstring:
            self.pass_string()
        if self.truth():
            self.pass_string()
        written = self.found.written
        if self.truth():
            self.template_items()
            self.skip_location()
        self.found.written = written + HOLE
