"""The local names of a function, and what expressions do with them in which order."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from netra_tools.facts.flow import Step

Function = ast.FunctionDef | ast.AsyncFunctionDef
NESTED = (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda, ast.ClassDef)
Comprehension = ast.ListComp | ast.SetComp | ast.DictComp | ast.GeneratorExp


class LocalNames(NamedTuple):
    """The local names of a function, numbered."""

    bits: dict[str, int]
    parameters: int
    captured: int
    declared: frozenset[str]


def arguments_of(node: Function) -> list[ast.arg]:
    """List all parameters."""
    args = node.args
    found = [*args.posonlyargs, *args.args, args.vararg, *args.kwonlyargs, args.kwarg]
    return [one for one in found if one is not None]


def local_names(node: Function) -> LocalNames:
    """Find the local names of a function."""
    parameters = [one.arg for one in arguments_of(node)]
    hidden = comprehended(node.body)
    inside = [child for child in own_nodes(node.body) if child not in hidden]
    declared = set(each_of(inside, declares))
    bound = dict.fromkeys([*parameters, *each_of(inside, binds)])
    bits = {name: 1 << number for number, name in enumerate([name for name in bound if name not in declared])}
    captured = sum(bits.get(name, 0) for name in set(each_of(inside, captures)))
    return LocalNames(bits, (1 << len(parameters)) - 1, captured, frozenset(declared))


def each_of(nodes: Iterable[ast.AST], names: Callable[[ast.AST], Iterable[str]]) -> Iterator[str]:
    """Yield what each of some nodes has of names."""
    for node in nodes:
        yield from names(node)


def declares(node: ast.AST) -> list[str]:
    """Give the names that a node says belong to a scope outside."""
    return node.names if isinstance(node, ast.Global | ast.Nonlocal) else []


def captures(node: ast.AST) -> set[str]:
    """Give the names that a node mentions in a scope inside."""
    return mentioned(node) if isinstance(node, NESTED) else set()


def own_nodes(body: Iterable[ast.AST]) -> Iterator[ast.AST]:
    """Yield the nodes of a function, but not what stands in functions, lambdas and classes inside."""
    pending = list(body)[::-1]
    while pending:
        node = pending.pop()
        yield node
        if not isinstance(node, NESTED):
            pending += list(ast.iter_child_nodes(node))[::-1]


def comprehended(body: Iterable[ast.AST]) -> set[ast.AST]:
    """Collect the targets of comprehensions, which are no names of the function."""
    found: set[ast.AST] = set()
    for node in own_nodes(body):
        if isinstance(node, ast.comprehension):
            found.update(ast.walk(node.target))
    return found


def binds(node: ast.AST) -> list[str]:
    """Give the names that a node itself binds; targets of comprehensions are among them."""
    match node:
        case ast.Name(ctx=ast.Store() | ast.Del()):
            return [node.id]
        case ast.FunctionDef() | ast.AsyncFunctionDef() | ast.ClassDef():
            return [node.name]
        case ast.ExceptHandler(name=str(name)) | ast.MatchAs(name=str(name)) | ast.MatchStar(name=str(name)):
            return [name]
        case ast.MatchMapping(rest=str(name)):
            return [name]
        case ast.Import() | ast.ImportFrom():
            return [alias.asname or alias.name.partition(".")[0] for alias in node.names]
    return []


def mentioned(node: ast.AST) -> set[str]:
    """Collect the names in a nested scope, whoever they belong to."""
    found: set[str] = set()
    for child in ast.walk(node):
        if isinstance(child, ast.Name):
            found.add(child.id)
        elif isinstance(child, ast.Nonlocal):
            found.update(child.names)
    return found


class Reader:
    """Takes down in a step what an expression does with local names, in the order in which it does."""

    def __init__(self, bits: dict[str, int], step: Step) -> None:
        self.bits = bits
        self.step = step
        self.hidden: list[str] = []  # targets of the comprehensions around

    def take(self, node: ast.AST | None, certain: bool = True) -> None:
        """Take an expression, a target or a pattern; `certain` says whether it surely is evaluated."""
        match node:
            case None:
                return
            case ast.Name():
                self.name(node, certain)
            case ast.NamedExpr():
                self.take(node.value, certain)
                self.step.write(self.bits.get(node.target.id, 0), certain)
            case ast.BoolOp():
                self.first_sure(node.values, 1, certain)
            case ast.IfExp():
                self.first_sure([node.test, node.body, node.orelse], 1, certain)
            case ast.Compare():
                self.first_sure([node.left, *node.comparators], 2, certain)
            case ast.ListComp() | ast.SetComp() | ast.DictComp() | ast.GeneratorExp():
                self.comprehension(node, certain)
            case _:
                self.other(node, certain)

    def other(self, node: ast.AST, certain: bool) -> None:
        """Take a node that does nothing of its own, or the binding of a pattern."""
        if isinstance(node, NESTED):
            self.nested(node)
            return
        for name in binds(node):
            self.step.write(self.bits.get(name, 0), certain)
        for child in ast.iter_child_nodes(node):
            self.take(child, certain)

    def name(self, node: ast.Name, certain: bool) -> None:
        """Take a name."""
        bit = 0 if node.id in self.hidden else self.bits.get(node.id, 0)
        if isinstance(node.ctx, ast.Store):
            self.step.write(bit, certain)
            return
        self.step.read(bit)
        if isinstance(node.ctx, ast.Del):
            self.step.delete(bit)

    def first_sure(self, nodes: list[ast.expr], sure: int, certain: bool) -> None:
        """Take operands of which only the first are surely evaluated."""
        for number, child in enumerate(nodes):
            self.take(child, certain and number < sure)

    def comprehension(self, node: Comprehension, certain: bool) -> None:
        """Take a comprehension: its first source belongs to what is around it."""
        self.take(node.generators[0].iter, certain)
        before = len(self.hidden)
        for number, part in enumerate(node.generators):
            if number:
                self.take(part.iter, False)
            self.hidden += [child.id for child in ast.walk(part.target) if isinstance(child, ast.Name)]
            self.take(part.target, False)
            for condition in part.ifs:
                self.take(condition, False)
        for value in [node.key, node.value] if isinstance(node, ast.DictComp) else [node.elt]:
            self.take(value, False)
        del self.hidden[before:]

    def nested(self, node: ast.AST) -> None:
        """Take a function, lambda or class: what it mentions counts as read where it is made."""
        for name in sorted(mentioned(node)):
            if name not in self.hidden:
                self.step.read(self.bits.get(name, 0))
        for name in binds(node):
            self.step.write(self.bits.get(name, 0))


def when(node: ast.expr, outcome: bool) -> list[str]:
    """Name what is surely bound by `:=` once a condition has come out true, or false."""
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
        return when(node.operand, not outcome)
    if isinstance(node, ast.NamedExpr):
        return [node.target.id, *when(node.value, outcome)]
    sure: list[ast.expr] = []
    if isinstance(node, ast.BoolOp):
        every = isinstance(node.op, ast.And) is outcome
        sure = node.values if every else node.values[:1]
    elif isinstance(node, ast.Compare) and isinstance(node.left, ast.NamedExpr):
        sure = [node.left]
    return [name for value in sure for name in when(value, outcome)]


def called_name(node: ast.AST) -> str:
    """Give the dotted name of what is called; what is before the last dot may be ""."""
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute):
        return f"{called_name(node.value)}.{node.attr}"
    return ""
