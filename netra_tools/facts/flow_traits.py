"""What of a statement cannot stand in another function, and what else a move of it must know."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import Final

from netra_tools.facts.flow import Traits
from netra_tools.facts.flow_names import NESTED, LocalNames, binds, called_name

BARS: Final[dict[str, str]] = {
    "Delete": "del",
    "FunctionDef": "def",
    "AsyncFunctionDef": "def",
    "ClassDef": "class",
    "Lambda": "lambda",
    "Global": "global",
    "Nonlocal": "nonlocal",
    "Yield": "yield",
    "YieldFrom": "yield",
    "Await": "await",
    "AsyncFor": "async for",
    "AsyncWith": "async with",
    "Return": "return",
    "Import": "import",
    "ImportFrom": "import",
    "NamedExpr": ":=",
    "TypeAlias": "type",
}
# Calls that look at who called, or at the local names, by the last name.
FRAMES: Final = frozenset(
    (
        "_getframe", "_getframemodulename", "currentframe", "getouterframes", "extract_stack", "print_stack",
        "format_stack", "walk_stack", "findCaller", "_current_frames", "settrace", "setprofile", "set_trace",
        "breakpoint", "getrefcount", "get_referrers", "warn_explicit", "get_stack", "with_traceback",
    )
)  # fmt: skip
FRAME_ATTRIBUTES: Final = frozenset(
    (
        "f_back",
        "f_locals",
        "f_globals",
        "f_lineno",
        "f_code",
        "tb_frame",
        "tb_next",
        "tb_lineno",
        "__traceback__",
    )
)
FRAME_KEYWORDS: Final = frozenset(("stacklevel", "stack_info", "skip_file_prefixes"))
OF_INSPECT: Final = frozenset(("stack", "trace"))
NAMESPACES: Final = frozenset(("locals", "vars", "dir"))
EVALUATORS: Final = frozenset(("eval", "exec"))
# What asks a generator for all it gives before it returns: builtins, and methods.
CONSUMERS: Final = frozenset(
    (
        "all", "any", "bytearray", "bytes", "dict", "frozenset", "list", "max", "min", "set", "sorted", "sum",
        "tuple",
    )
)  # fmt: skip
CONSUMING: Final = frozenset(("extend", "join", "update"))
CALLERS: Final = frozenset(("query", "eval"))  # of pandas: `@name` in a string is a local name
NONE: Final = Traits()


class Taker:
    """Takes the traits of the statements of one function."""

    def __init__(self, names: LocalNames, bound: frozenset[str]) -> None:
        self.bits = names.bits
        self.declared = names.declared
        self.consumers = CONSUMERS - bound  # `bound` are all names that the file binds

    def take(self, node: ast.AST) -> Traits:
        """Take the traits of one statement, without its blocks."""
        found = NONE
        consumed: set[ast.AST] = set()
        for child in expressions(node):
            consumed |= self.consumes(child)
            found = found.joined(self.of_node(child, child in consumed))
            bars = [what for what in (bar(child), self.declares(child)) if what]
            line = getattr(child, "lineno", getattr(node, "lineno", 0))
            found = found._replace(bars=found.bars + tuple([(line, what) for what in bars]))
        return found

    def declares(self, node: ast.AST) -> str:
        """Say that a node binds a name that is no local one, or ""."""
        return "" if self.declared.isdisjoint(binds(node)) else "global"

    def consumes(self, node: ast.AST) -> set[ast.AST]:
        """Give the generators that a node asks for all at once."""
        if isinstance(node, ast.For):
            return {node.iter}
        if not isinstance(node, ast.Call):
            return set()
        function = node.func
        if isinstance(function, ast.Name):
            return set(node.args) if function.id in self.consumers else set()
        return set(node.args) if isinstance(function, ast.Attribute) and function.attr in CONSUMING else set()

    def of_node(self, node: ast.AST, consumed: bool) -> Traits:
        """Take the traits of one node."""
        match node:
            case ast.Call():
                return Traits(calls=frozenset((last_name(node.func),)))
            case ast.Attribute(attr=name) | ast.Name(id=name) | ast.keyword(arg=str(name)):
                return Traits(mangled=is_mangled(name))
            case ast.Assign(targets=[ast.Name(id=name)], value=ast.Call(func=function)):
                return Traits(holders=frozenset(((name, last_name(function)),)))
            case ast.GeneratorExp() if not consumed:
                return Traits(lazy=names_in(node, self.bits))
            case ast.If() | ast.While() | ast.IfExp() | ast.Assert() | ast.BoolOp() | ast.Match():
                return Traits(tests=tested(node, self.bits))
        return NONE


def expressions(node: ast.AST) -> Iterator[ast.AST]:
    """Yield a statement and what is in it, but no statements inside; handlers and cases are no statements."""
    yield node
    if isinstance(node, NESTED) and not isinstance(node, ast.Lambda):
        return
    for child in ast.iter_child_nodes(node):
        if not isinstance(child, ast.stmt):
            yield from expressions(child)


def bar(node: ast.AST) -> str:
    """Say what of a node can stand in no other function, or ""."""
    found = BARS.get(type(node).__name__, "")
    match node:
        case ast.comprehension(is_async=1):
            return "async for"
        case ast.AnnAssign(value=None):
            return "an annotation without a value"
        case ast.Name(id="super" | "__class__" as name):
            return name
        case ast.Attribute(attr=name) if name in FRAME_ATTRIBUTES:
            return name
        case ast.keyword(arg=str(name)) if name in FRAME_KEYWORDS:
            return name
        case ast.Call():
            return called_bar(node)
    return found


def called_bar(node: ast.Call) -> str:
    """Say that a call looks at the function that it stands in, or ""."""
    first, _, last = called_name(node.func).rpartition(".")
    if last in FRAMES or (first == "inspect" and last in OF_INSPECT):
        return f"{last}()"
    if last == "warn" and len(node.args) > 2:
        return f"{last}()"
    if last in CALLERS and any("@" in str(getattr(one, "value", "")) for one in node.args):
        return f"{last}()"
    return looks_at_names(node)


def looks_at_names(node: ast.Call) -> str:
    """Say that a call sees all local names, or ""."""
    name = getattr(node.func, "id", "")
    given = len(node.args) + len(node.keywords)
    if (name in NAMESPACES and not given) or (name in EVALUATORS and given < 2):
        return f"{name}()"
    return ""


def last_name(node: ast.AST) -> str:
    """Give the last part of the name of what is called, or of a base; what stands in brackets is left out."""
    return called_name(node.value if isinstance(node, ast.Subscript) else node).rpartition(".")[2]


def is_mangled(name: str) -> bool:
    """Say whether a name means another in a class."""
    return name.startswith("__") and not name.endswith("__")


def names_in(node: ast.AST, bits: dict[str, int]) -> int:
    """Collect the local names that are mentioned."""
    found = 0
    for child in ast.walk(node):
        found |= bits.get(child.id, 0) if isinstance(child, ast.Name) else 0
    return found


def tested(node: ast.AST, bits: dict[str, int]) -> int:
    """Collect the local names that a condition looks at."""
    match node:
        case ast.If(test=test) | ast.While(test=test) | ast.IfExp(test=test) | ast.Assert(test=test):
            return names_in(test, bits)
        case ast.Match(subject=subject):
            return names_in(subject, bits)
    return names_in(node, bits)


def leaves_loop(node: ast.stmt) -> tuple[int, str] | None:
    """Find a `break` or `continue` that goes on with a loop around a statement."""
    if isinstance(node, ast.Break | ast.Continue):
        return node.lineno, type(node).__name__.lower()
    if isinstance(node, NESTED):
        return None
    inside = node.orelse if isinstance(node, ast.For | ast.While | ast.AsyncFor) else statements_in(node)
    return next((found for child in inside if (found := leaves_loop(child))), None)


def raises_again(node: ast.stmt) -> tuple[int, str] | None:
    """Find a `raise` alone that means the exception of a handler around a statement."""
    if isinstance(node, ast.Raise):
        return None if node.exc else (node.lineno, "raise")
    if isinstance(node, NESTED):
        return None
    handlers = [child for one in getattr(node, "handlers", ()) for child in one.body]
    inside = [child for child in statements_in(node) if child not in handlers]
    return next((found for child in inside if (found := raises_again(child))), None)


def statements_in(node: ast.AST) -> list[ast.stmt]:
    """List the statements right below one, those of handlers and cases among them."""
    found: list[ast.stmt] = []
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.stmt):
            found.append(child)
        elif isinstance(child, ast.ExceptHandler | ast.match_case):
            found += child.body
    return found
