"""What happens when a statement of a module runs: whether it may be run earlier than it was."""

from __future__ import annotations

import ast
from collections.abc import Collection, Iterator
from typing import Final

PLAIN: Final = 0  # it binds names, and neither calls nor looks into anything
CALLS: Final = 1  # it calls what is imported or built in
LOOKS: Final = 2  # it looks into values of this module, which others may have changed by then
ACTS: Final = 3  # it may do anything: it runs code of this module, or stands there for what it does

# Decorators that keep no list of what they decorate.
QUIET: Final = frozenset(
    [
        *("property", "staticmethod", "classmethod", "abstractmethod", "overload", "final", "override"),
        *("cached_property", "lru_cache", "cache", "wraps", "total_ordering", "singledispatch"),
        *("contextmanager", "asynccontextmanager", "dataclass", "runtime_checkable", "no_type_check"),
        *(
            "unique",
            "verify",
            "coroutine",
            "deprecated",
            "setter",
            "getter",
            "deleter",
            "dataclass_transform",
        ),
        *("define", "frozen", "attrs", "attributes", "s", "python_2_unicode_compatible", "partialmethod"),
        *("deconstructible", "keep_lazy", "method_decorator", "doctest_depends_on"),
        *("skip", "skipIf", "skipUnless", "callback", "singledispatchmethod", "abstractproperty"),
    ]
)
Names = tuple[frozenset[str], frozenset[str]]  # that the module binds itself; those of them that are values
METACLASSES: Final = frozenset(("ABCMeta", "EnumMeta", "EnumType", "type"))
LOOKING: Final = (
    *(ast.BinOp, ast.Subscript, ast.Compare, ast.BoolOp, ast.IfExp, ast.JoinedStr, ast.Starred),
    *(ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp, ast.UnaryOp, ast.If),
)
NAMES: Final = (ast.Name, ast.Tuple, ast.List, ast.Starred)
BINDING: Final = (ast.Assign, ast.AnnAssign, ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Pass)
QUIET_STATEMENTS: Final = (*BINDING, ast.Expr, ast.Import, ast.ImportFrom)


def level_of(node: ast.stmt, names: Names) -> int:
    """Say what happens when a statement runs."""
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
        return PLAIN
    if isinstance(node, ast.Expr):
        return ACTS
    return max([PLAIN, *levels(node, names)])


def levels(node: ast.AST, names: Names) -> Iterator[int]:
    """Yield what each part of a statement does while it runs; bodies of functions do not."""
    yield own_level(node, names)
    yield from (decorator_level(one, names) for one in getattr(node, "decorator_list", ()))
    if isinstance(node, ast.ClassDef):
        yield from class_levels(node, names)
    for child in running(node):
        yield from levels(child, names)


def own_level(node: ast.AST, names: Names) -> int:
    """Say what a node does by itself."""
    if isinstance(node, ast.Call):
        return max(call_level(node.func, names), seen_level(node, names))
    if isinstance(getattr(node, "ctx", None), (ast.Store, ast.Del)) and not isinstance(node, NAMES):
        return ACTS  # an item or attribute of what is there
    if isinstance(node, LOOKING):
        return max(CALLS, seen_level(node, names))
    return PLAIN if isinstance(node, QUIET_STATEMENTS) or not isinstance(node, ast.stmt) else ACTS


def seen_level(node: ast.AST, names: Names) -> int:
    """Say whether an expression looks into values of the module."""
    seen = any(isinstance(one, ast.Name) and one.id in names[1] for one in ast.walk(node))
    return LOOKS if seen else PLAIN


def running(node: ast.AST) -> Iterator[ast.AST]:
    """Yield the parts that run with a node; annotations count as nothing."""
    yield from (argument for one in getattr(node, "decorator_list", ()) for argument in arguments_of(one))
    if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)):
        defaults = (*node.args.defaults, *node.args.kw_defaults)
        yield from (one for one in defaults if one is not None)
    elif isinstance(node, ast.ClassDef):
        yield from node.body
    elif isinstance(node, ast.AnnAssign):
        yield from (one for one in (node.value,) if one is not None)
    else:
        yield from ast.iter_child_nodes(node)


def arguments_of(node: ast.expr) -> Iterator[ast.expr]:
    """Yield the arguments of a decorator that is called."""
    if isinstance(node, ast.Call):
        yield from node.args
        yield from (keyword.value for keyword in node.keywords)


def class_levels(node: ast.ClassDef, names: Names) -> Iterator[int]:
    """Yield what the making of a class does: its bases may be computed, its metaclass may keep lists."""
    for base in node.bases:
        inner = base.value if isinstance(base, ast.Subscript) else base
        if not isinstance(inner, (ast.Name, ast.Attribute)):
            yield from levels(inner, names)
    for keyword in node.keywords:
        value = keyword.value
        yield PLAIN if isinstance(value, ast.Constant) or named(value) in METACLASSES else ACTS


def tells_bases(node: ast.ClassDef, telling: Collection[str]) -> bool:
    """Say whether making a class tells its bases: `telling` are classes that are told of theirs."""
    hook = any(isinstance(one, ast.FunctionDef) and one.name == "__init_subclass__" for one in node.body)
    odd = any(
        keyword.arg == "metaclass" and named(keyword.value) not in METACLASSES for keyword in node.keywords
    )
    return hook or odd or any(named(base) in telling for base in node.bases)


def named(node: ast.expr) -> str:
    """Give the last part of a dotted name."""
    return node.attr if isinstance(node, ast.Attribute) else getattr(node, "id", "")


def call_level(function: ast.expr, names: Names) -> int:
    """Say what a call does by the name that it begins with."""
    root = root_of(function)
    if isinstance(root, ast.Name):
        return ACTS if root.id in names[0] else CALLS
    return CALLS if isinstance(root, (ast.Constant, ast.JoinedStr, ast.List, ast.Dict, ast.Tuple)) else ACTS


def decorator_level(node: ast.expr, names: Names) -> int:
    """Say what a decorator does: one that belongs to an object may register there."""
    function = node.func if isinstance(node, ast.Call) else node
    last = named(function)
    root = root_of(function)
    if last in QUIET and not (isinstance(root, ast.Name) and root.id in names[0] and last not in BUILT_IN):
        return PLAIN
    is_plain = isinstance(node, ast.Name) and node.id not in names[0]
    return CALLS if is_plain else ACTS


BUILT_IN: Final = ("property", "staticmethod", "classmethod", "setter", "getter", "deleter")


def root_of(node: ast.expr) -> ast.expr:
    """Give what a chain of attributes, calls and items begins with."""
    while isinstance(node, (ast.Attribute, ast.Call, ast.Subscript)):
        node = node.func if isinstance(node, ast.Call) else node.value
    return node
