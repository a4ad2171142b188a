"""From the statements of a function to its steps.

    try      head -> body -> else ------------------------> finally -> what follows
                      \\ (raises)                            /
                       dispatch -> except -> its block ----+
                               \\ (raises)
                                finally, once more: for exceptions, `return`, `break`, `continue`

Where it is not known what happens, both ways are taken: a condition may hold or not, a loop may run or not,
an exception may leave any step. Only `while True` and a last `case _` are known.
"""

from __future__ import annotations

import ast
from typing import Final

from netra_tools.facts.flow import LEAVES, Step
from netra_tools.facts.flow_names import Reader, called_name, when

Range = tuple[int, int]
Ends = list[int]  # steps from which control goes on to what is built next

# Calls that give a context manager which lets exceptions pass.
PASSING: Final = frozenset(
    (
        "NamedTemporaryFile", "TemporaryDirectory", "TemporaryFile", "closing", "contextlib.closing",
        "io.open", "open", "os.fdopen", "os.scandir", "tempfile.NamedTemporaryFile",
        "tempfile.TemporaryDirectory", "tempfile.TemporaryFile",
    )
)  # fmt: skip


class Loop:
    """A loop that is being built."""

    def __init__(self, head: int) -> None:
        self.head = head
        self.breaks: Ends = []


class Cleanup:
    """A `finally` through which what is being built may leave, and how it did."""

    def __init__(self, entry: int) -> None:
        self.entry = entry
        self.ways: set[str] = set()


class Builder:
    """Builds the steps of one function."""

    def __init__(self, bits: dict[str, int]) -> None:
        self.bits = bits
        self.steps: list[Step] = []
        self.copies: dict[ast.AST, list[Range]] = {}
        self.raising = LEAVES
        self.around: list[Loop | Cleanup] = []

    def begin(self, parameters: int) -> None:
        """Add the first step, in which parameters get their values."""
        self.step([])
        self.steps[0].write(parameters)

    def step(self, ends: Ends, *nodes: ast.AST | None) -> int:
        """Add a step that takes some expressions."""
        number = len(self.steps)
        step = Step(self.raising)
        self.steps.append(step)
        self.link(ends, number)
        reader = Reader(self.bits, step)
        for node in nodes:
            reader.take(node)
        return number

    def link(self, ends: Ends, target: int) -> None:
        """Let control go on from some steps to another."""
        for end in ends:
            self.steps[end].after.append(target)

    def block(self, body: list[ast.stmt], ends: Ends) -> Ends:
        """Build the statements of a block."""
        for node in body:
            first = len(self.steps)
            ends = self.statement(node, ends)
            self.copies.setdefault(node, []).append((first, len(self.steps)))
        return ends

    def statement(self, node: ast.stmt, ends: Ends) -> Ends:
        """Build one statement; its first step is where it is entered."""
        match node:
            case ast.If():
                return self.branches(node, ends)
            case ast.While():
                return self.while_(node, ends)
            case ast.For() | ast.AsyncFor():
                return self.for_(node, ends)
            case ast.With() | ast.AsyncWith():
                return self.with_(node, ends)
            case ast.Match():
                return self.match(node, ends)
            case ast.Return() | ast.Raise() | ast.Break() | ast.Continue():
                return self.leave(type(node).__name__, [self.step(ends, *ast.iter_child_nodes(node))])
        if isinstance(node, ast.Try) or type(node).__name__ == "TryStar":
            return self.try_(node, ends)  # type: ignore[arg-type] # TryStar has the same fields
        return [self.step(ends, *ordered(node))]

    def condition(self, test: ast.expr, end: int, outcome: bool) -> Ends:
        """Go on where a condition came out so."""
        bound = [name for name in when(test, outcome) if name in self.bits]
        if not bound:
            return [end]
        number = self.step([end])
        for name in bound:
            self.steps[number].write(self.bits[name])
        return [number]

    def branches(self, node: ast.If, ends: Ends) -> Ends:
        """Build `if`."""
        test = self.step(ends, node.test)
        found = self.block(node.body, self.condition(node.test, test, True))
        return found + self.block(node.orelse, self.condition(node.test, test, False))

    def while_(self, node: ast.While, ends: Ends) -> Ends:
        """Build `while`."""
        head = self.step(ends, node.test)
        inside = self.condition(node.test, head, True)
        endless = isinstance(node.test, ast.Constant) and bool(node.test.value)
        outside = [] if endless else self.condition(node.test, head, False)
        return self.loop(node, head, inside, outside)

    def for_(self, node: ast.For | ast.AsyncFor, ends: Ends) -> Ends:
        """Build `for`."""
        head = self.step([self.step(ends, node.iter)])
        return self.loop(node, head, [self.step([head], node.target)], [head])

    def loop(self, node: ast.While | ast.For | ast.AsyncFor, head: int, inside: Ends, outside: Ends) -> Ends:
        """Build the blocks of a loop."""
        loop = Loop(head)
        self.around.append(loop)
        self.link(self.block(node.body, inside), head)
        self.around.pop()
        return self.block(node.orelse, outside) + loop.breaks

    def with_(self, node: ast.With | ast.AsyncWith, ends: Ends) -> Ends:
        """Build `with`; an exception may end there."""
        outer = self.raising
        head = self.step(ends)
        ends, leaving = [head], []
        for item in node.items:
            ends = [self.step(ends, item.context_expr)]
            if not passes_exceptions(item.context_expr):
                leaving.append(self.step([]))
                self.raising = leaving[-1]
            ends = [self.step(ends, item.optional_vars)]
        ends = self.block(node.body, ends)
        self.raising = outer
        return ends + leaving

    def match(self, node: ast.Match, ends: Ends) -> Ends:
        """Build `match`."""
        ends = [self.step(ends, node.subject)]
        found: Ends = []
        for case in node.cases:
            looked = self.step(ends)
            reader = Reader(self.bits, self.steps[looked])
            reader.take(case.pattern, False)
            bound = self.step([looked])
            taken = Reader(self.bits, self.steps[bound])
            taken.take(case.pattern)
            taken.take(case.guard)
            found += self.block(case.body, [bound])
            ends = [] if is_certain(case) else [looked, bound]
        return found + ends

    def try_(self, node: ast.Try, ends: Ends) -> Ends:
        """Build `try`."""
        outer = self.raising
        ends = [self.step(ends)]
        if not node.finalbody:
            return self.handled(node, ends)
        cleanup = Cleanup(self.step([]))
        self.around.append(cleanup)
        self.raising = cleanup.entry
        ends = self.handled(node, ends)
        self.around.pop()
        self.raising = outer
        leaving = self.block(node.finalbody, [cleanup.entry])
        for way in sorted(cleanup.ways):
            self.leave(way, leaving)
        return self.block(node.finalbody, ends)

    def handled(self, node: ast.Try, ends: Ends) -> Ends:
        """Build all of `try` but `finally`."""
        outer = self.raising
        dispatch = self.step([])
        self.raising = dispatch if node.handlers else outer
        ends = self.block(node.body, ends)
        self.raising = outer
        ends = self.block(node.orelse, ends)
        for handler in node.handlers:
            entry = self.step([dispatch], handler.type)
            ends += self.handler(handler, entry)
        return ends

    def handler(self, node: ast.ExceptHandler, entry: int) -> Ends:
        """Build `except`; its name is unbound at the end, however that is reached."""
        bit = self.bits.get(node.name or "", 0)
        self.steps[entry].write(bit)
        if not bit:
            return self.block(node.body, [entry])
        cleanup = Cleanup(self.step([]))
        self.steps[cleanup.entry].delete(bit)
        outer, self.raising = self.raising, cleanup.entry
        self.around.append(cleanup)
        ends = self.block(node.body, [entry])
        self.around.pop()
        self.raising = outer
        for way in sorted(cleanup.ways):
            self.leave(way, [cleanup.entry])
        ends = [self.step(ends)]
        self.steps[ends[0]].delete(bit)
        return ends

    def leave(self, way: str, ends: Ends) -> Ends:
        """Leave what is around, through its `finally`; nothing follows."""
        for around in reversed(self.around if way != "Raise" else []):
            if isinstance(around, Cleanup):
                self.link(ends, around.entry)
                around.ways.add(way)
                break
            if way == "Break":
                around.breaks += ends
                break
            if way == "Continue":
                self.link(ends, around.head)
                break
        return []


def ordered(node: ast.stmt) -> list[ast.AST]:
    """List the expressions of a plain statement as they are evaluated."""
    match node:
        case ast.Assign():
            return [node.value, *node.targets]
        case ast.AugAssign(target=ast.Name() as target):
            return [ast.Name(target.id, ast.Load()), node.value, target]
        case ast.AugAssign():
            return [node.target, node.value]
        case ast.AnnAssign():  # in a function, annotations of variables are not evaluated
            return [node.value, node.target] if node.value else []
        case ast.FunctionDef() | ast.AsyncFunctionDef() | ast.ClassDef():
            return [node]
        case ast.Import() | ast.ImportFrom():
            return [ast.Name(name, ast.Store()) for name in imported(node)]
    return list(ast.iter_child_nodes(node))


def imported(node: ast.Import | ast.ImportFrom) -> list[str]:
    """Name what an import binds."""
    return [alias.asname or alias.name.partition(".")[0] for alias in node.names]


def passes_exceptions(node: ast.expr) -> bool:
    """Say whether a context manager is known to let exceptions pass."""
    return isinstance(node, ast.Call) and called_name(node.func) in PASSING


def is_certain(case: ast.match_case) -> bool:
    """Say whether a case takes everything."""
    return case.guard is None and isinstance(case.pattern, ast.MatchAs) and case.pattern.pattern is None
