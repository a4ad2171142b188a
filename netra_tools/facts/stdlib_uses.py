"""The fallback reader of uses, on the standard library's `ast`: statements and scopes."""

from __future__ import annotations

import ast
import sys

from netra_tools.facts.stdlib_outline import Def, blocks_of, flags_inside
from netra_tools.facts.stdlib_parse import parse
from netra_tools.facts.stdlib_uses_expressions import ExpressionFinder
from netra_tools.facts.uses import (
    ASSIGNED,
    CLASS,
    DEFINED,
    FUNCTION,
    GLOBAL,
    IN_ANNOTATION,
    NONLOCAL,
    TYPE_PARAMETERS,
    Uses,
)
from netra_tools.model import Problem

DEFINING = frozenset((b"async", b"def", b"class"))
STARS = frozenset((b"*",))
BLOCKS = (ast.stmt, ast.excepthandler, ast.match_case)


def find_uses(source: bytes) -> Uses | Problem:
    """Read the uses of a source in UTF-8 with plain newlines."""
    tree, problems = parse(source)
    if problems:
        return problems[0]
    finder = StatementFinder(source)
    try:
        for node in tree.body:
            finder.statement(node)
    except RecursionError:
        return Problem("syntax", "too deeply nested to be read", 1, 0)
    found = finder.finish()
    return misplaced(finder, found) or found


def misplaced(finder: StatementFinder, uses: Uses) -> Problem | None:
    """Say that a name is not where Python tells: before 3.12, places in f-strings are wrong at times."""
    if sys.version_info >= (3, 12):
        return None
    for chain in uses.chains:
        for part, start in zip(chain.parts, chain.starts, strict=True):
            if part.isascii() and not finder.text.holds(start, part.encode()):
                return Problem("syntax", "an f-string whose names Python misplaces", *start)
    return None


class StatementFinder(ExpressionFinder):
    """Reads statements."""

    def statement(self, node: ast.AST) -> None:
        """Read one statement, handler or case."""
        match node:
            case ast.FunctionDef() | ast.AsyncFunctionDef():
                self.function(node)
            case ast.ClassDef():
                self.class_(node)
            case ast.Import() | ast.ImportFrom():
                self.add_import(self.start_of(node), self.end_of(node))
            case ast.Global() | ast.Nonlocal():
                self.declared(node)
            case ast.AnnAssign():
                self.annotated(node)
            case ast.ExceptHandler():
                self.handler(node)
            case _:
                self.other(node)

    def other(self, node: ast.AST) -> None:
        """Read the expressions of a statement, then its blocks."""
        if type(node).__name__ == "TypeAlias":
            self.type_alias(node)
            return
        for child in ast.iter_child_nodes(node):
            if not isinstance(child, BLOCKS):
                self.expression(child)
        self.blocks(node)

    def blocks(self, node: ast.AST) -> None:
        """Read the blocks of a statement."""
        flags = self.import_flags
        if isinstance(node, BLOCKS):
            for body, self.import_flags in blocks_of(node, flags):
                for child in body:
                    self.statement(child)
        self.import_flags = flags

    def body(self, node: Def) -> None:
        """Read the body of a definition."""
        flags = self.import_flags
        self.import_flags = flags_inside(node, flags)
        for child in node.body:
            self.statement(child)
        self.import_flags = flags

    def declared(self, node: ast.Global | ast.Nonlocal) -> None:
        """Read `global` or `nonlocal`."""
        is_global = isinstance(node, ast.Global)
        places = self.text.words_behind(self.start_of(node), b"global" if is_global else b"nonlocal")
        for name, place in zip(node.names, places, strict=False):
            self.declare(name, GLOBAL if is_global else NONLOCAL, place)

    def annotated(self, node: ast.AnnAssign) -> None:
        """Read `a: T = value`."""
        self.annotation(node.annotation)
        self.expression(node.target)
        self.optional(node.value)

    def handler(self, node: ast.ExceptHandler) -> None:
        """Read `except A as e:` and its block."""
        self.optional(node.type)
        if node.name and node.type:
            place = next(self.text.words_behind(self.end_of(node.type), b"as"))
            self.bind_at(node.name, ASSIGNED, place)
        self.blocks(node)

    def function(self, node: ast.FunctionDef | ast.AsyncFunctionDef) -> None:
        """Read a function."""
        for decorator in node.decorator_list:
            self.expression(decorator)
        self.bind_at(node.name, DEFINED, self.text.word_after(self.start_of(node), DEFINING))
        self.defaults(node.args)
        around = self.here
        self.type_parameters(node)
        self.annotations(node.args)
        if node.returns:
            self.annotation(node.returns)
        self.open(FUNCTION, node.name, self.start_of(node))
        self.parameters(node.args)
        self.body(node)
        self.here = around

    def class_(self, node: ast.ClassDef) -> None:
        """Read a class."""
        for decorator in node.decorator_list:
            self.expression(decorator)
        self.bind_at(node.name, DEFINED, self.text.word_after(self.start_of(node), DEFINING))
        around = self.here
        self.type_parameters(node)
        for base in node.bases:
            self.expression(base)
        for keyword in node.keywords:
            self.expression(keyword.value)
        self.open(CLASS, node.name, self.start_of(node))
        self.body(node)
        self.here = around

    def type_alias(self, node: ast.AST) -> None:
        """Read `type X[T] = value`, which Python 3.11 does not know."""
        name: ast.Name = getattr(node, "name")  # noqa: B009
        self.bind_at(name.id, DEFINED, self.start_of(name))
        around = self.here
        self.open(TYPE_PARAMETERS, name.id, self.start_of(node))
        self.bind_parameters(node)
        self.annotation(getattr(node, "value"))  # noqa: B009
        self.here = around

    def type_parameters(self, node: ast.AST) -> None:
        """Open a scope for the type parameters of a definition, when it has any."""
        if getattr(node, "type_params", None):
            self.open(TYPE_PARAMETERS, getattr(node, "name", ""), self.start_of(node))
            self.bind_parameters(node)

    def bind_parameters(self, node: ast.AST) -> None:
        """Bind type parameters, and read their bounds and defaults."""
        for parameter in getattr(node, "type_params", ()):
            self.bind_at(parameter.name, DEFINED, self.text.word_after(self.start_of(parameter), STARS))
            for child in ast.iter_child_nodes(parameter):
                self.annotation(child)

    def annotations(self, arguments: ast.arguments) -> None:
        """Read the annotations of parameters."""
        for argument in self.arguments(arguments):
            if argument.annotation:
                self.annotation(argument.annotation)

    def annotation(self, node: ast.AST) -> None:
        """Read an annotation."""
        flags = self.flags
        self.flags |= IN_ANNOTATION
        self.expression(node)
        self.flags = flags
