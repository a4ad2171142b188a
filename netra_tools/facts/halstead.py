"""Halstead's volume and the complexity of a module, counted as radon counts them for its index.

Operators are those of arithmetic, comparison, `and`/`or`/`not` and augmented assignment, by kind. Operands
are what they stand between: names and attributes by their last part and constants by value, told apart by
the function around them; any other expression is an operand of its own. Headers of functions are not
looked at. The complexity leaves out what stands in functions of functions and in classes of anything.
"""

from __future__ import annotations

import ast
import math
from typing import Any, Final, NamedTuple

# Where a piece of code stands, as far as the complexity is concerned.
OF_MODULE: Final = 0
OF_CLASS: Final = 1
OF_FUNCTION: Final = 2
UNCOUNTED: Final = 3

Region = tuple[list[ast.AST], str | None, int]  # nodes, the function around them, where they stand


class Weight(NamedTuple):
    """What a module weighs."""

    volume: float
    complexity: int


def inner_fields() -> dict[type, tuple[str, ...]]:
    """List the fields of each kind of node that may hold others; one that holds none is left out."""
    plain = (ast.expr_context, ast.operator, ast.boolop, ast.unaryop, ast.cmpop, ast.Constant, ast.Name)
    names = {"ctx", "op", "ops", "id", "attr", "arg", "name", "asname", "names", "module", "level", "lineno"}
    names |= {
        "type_comment",
        "conversion",
        "simple",
        "is_async",
        "kind",
        "rest",
        "kwd_attrs",
        "tag",
        "type_ignores",
    }
    found = {}
    for kind in vars(ast).values():
        if isinstance(kind, type) and issubclass(kind, ast.AST) and not issubclass(kind, plain):
            fields = tuple(
                [name for name in kind._fields if name not in names or kind.__name__ == "TypeAlias"]
            )
            if fields:
                found[kind] = fields
    return found


FIELDS: Final = inner_fields()
DEFINITIONS: Final = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Assert)
TELLING: Final = frozenset(
    (
        *DEFINITIONS,
        *(ast.BinOp, ast.UnaryOp, ast.BoolOp, ast.AugAssign, ast.Compare),
        *(ast.Try, ast.If, ast.IfExp, ast.Match, ast.For, ast.While, ast.AsyncFor, ast.comprehension),
    )
)


def weigh(tree: ast.Module) -> Weight:
    """Weigh a module."""
    return Scale().weigh(tree)


class Scale:
    """Counts what it passes over."""

    def __init__(self) -> None:
        self.kinds: set[type] = set()  # of operators
        self.operators = 0
        self.operands = 0
        self.others = 0  # operands that are like no other
        self.known: set[tuple[str | None, object]] = set()
        self.complexity = 1
        self.waiting: list[Region] = []

    def weigh(self, tree: ast.Module) -> Weight:
        """Weigh a module."""
        self.waiting.append((list(tree.body), None, OF_MODULE))
        while self.waiting:
            self.region(*self.waiting.pop())
        length = self.operators + self.operands
        words = len(self.kinds) + len(self.known) + self.others
        return Weight(length * math.log(words, 2) if words else 0.0, self.complexity)

    def region(self, nodes: list[ast.AST], function: str | None, place: int) -> None:
        """Pass over nodes and all below, but for what must wait because it stands elsewhere."""
        while nodes:
            node = nodes.pop()
            kind = node.__class__
            if kind in TELLING:
                if kind in DEFINITIONS:
                    self.apart(node, function, place)
                    continue
                if place != UNCOUNTED:
                    self.complexity += decisions(node)
                self.operate(node, function)
            for field in FIELDS.get(kind, ()):
                value = getattr(node, field)
                if value.__class__ is list:
                    nodes += [one for one in value if one is not None]
                elif value is not None:
                    nodes.append(value)

    def apart(self, node: Any, function: str | None, place: int) -> None:
        """Let a definition, or an assertion, wait with what counts of it."""
        if isinstance(node, ast.Assert):
            self.complexity += place != UNCOUNTED
            self.waiting.append(([node.test, *([node.msg] if node.msg else [])], function, UNCOUNTED))
        elif isinstance(node, ast.ClassDef):
            head = [*node.bases, *node.keywords, *node.decorator_list, *getattr(node, "type_params", ())]
            self.waiting.append((head, function, UNCOUNTED))
            inside = OF_CLASS if place == OF_MODULE else UNCOUNTED
            self.waiting.append((list(node.body), function, inside))
        else:
            self.complexity += place == OF_CLASS
            inside = OF_FUNCTION if place in (OF_MODULE, OF_CLASS) else UNCOUNTED
            self.waiting.append((list(node.body), node.name, inside))

    def operate(self, node: Any, function: str | None) -> None:
        """Count the operators of a node and what they stand between."""
        if isinstance(node, ast.Compare):
            self.operators += len(node.ops)
            self.kinds.update([one.__class__ for one in node.ops])
            self.take([node.left, *node.comparators], function)
            return
        if isinstance(node, ast.BinOp):
            between = [node.left, node.right]
        elif isinstance(node, ast.BoolOp):
            between = node.values
        elif isinstance(node, ast.UnaryOp):
            between = [node.operand]
        elif isinstance(node, ast.AugAssign):
            between = [node.target, node.value]
        else:
            return
        self.operators += 1
        self.kinds.add(node.op.__class__)
        self.take(between, function)

    def take(self, between: list[Any], function: str | None) -> None:
        """Count operands."""
        self.operands += len(between)
        for one in between:
            kind = one.__class__
            if kind is ast.Name:
                self.known.add((function, one.id))
            elif kind is ast.Attribute:
                self.known.add((function, one.attr))
            elif kind is ast.Constant:
                self.known.add((function, one.value))
            else:
                self.others += 1


def decisions(node: Any) -> int:
    """Count what a node adds to the complexity; of `try`, `except*` is not known to radon."""
    match node:
        case ast.If() | ast.IfExp():
            return 1
        case ast.BoolOp():
            return len(node.values) - 1
        case ast.Try():
            return len(node.handlers) + bool(node.orelse)
        case ast.For() | ast.While() | ast.AsyncFor():
            return 1 + bool(node.orelse)
        case ast.comprehension():
            return 1 + len(node.ifs)
        case ast.Match():
            any_case = any(getattr(case.pattern, "pattern", False) is None for case in node.cases)
            return max(0, len(node.cases) - any_case)
    return 0
