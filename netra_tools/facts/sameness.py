"""What of an outermost definition has to be equal for another to stand in its place.

Asked of the few files whose definitions are united. The tree of the standard library is read and dropped.
"""

from __future__ import annotations

import ast
import copy
import io
import tokenize
from collections.abc import Iterator, Mapping
from typing import Final, NamedTuple

from netra_tools.facts.read import to_utf8
from netra_tools.facts.stdlib_parse import parse
from netra_tools.model import Problem

CLASS: Final = "class"
FUNCTION: Final = "function"
DEFINING: Final = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
CHANGEABLE: Final = (ast.List, ast.Dict, ast.Set, ast.ListComp, ast.DictComp, ast.SetComp, ast.GeneratorExp)
# Calls whose result nobody can change, or that each instance makes anew.
HARMLESS: Final = frozenset(("field", "auto", "frozenset", "tuple", "TypeVar", "timedelta", "property"))
SILENT: Final = ("#noqa", "#type:", "#pylint:", "#pragma:", "#fmt:", "#ruff:", "#mypy:", "#nosec", "#netra:")


class Body(NamedTuple):
    """One definition."""

    kind: str
    header: str  # parameters with defaults and annotations; of a class the bases
    syntax: str  # all of it but its own name, its docstring and the decorators
    docstring: str
    comments: frozenset[str]
    decorators: tuple[str, ...]  # as written
    bases: tuple[str, ...]  # as written, without what stands in brackets
    keywords: tuple[str, ...]  # of a class
    shared: str  # what two definitions have twice and one has once: a default `[]`; "" for nothing
    annotated: bool


class Bodies(NamedTuple):
    """The outermost definitions of a file by name, and what bears on all of them."""

    found: Mapping[str, Body]
    constants: Mapping[str, str]  # names that are assigned something that cannot change
    futures: frozenset[str]


def read_bodies(data: bytes) -> Bodies | Problem:
    """Read the outermost definitions of a file; of several with one name the last."""
    source, problems = to_utf8(data)
    tree, more = parse(source)
    if problems or more:
        return (*problems, *more)[0]
    text = source.decode("utf-8", "replace")
    found = {node.name: body_of(node, text) for node in tree.body if isinstance(node, DEFINING)}
    futures = [node for node in tree.body if isinstance(node, ast.ImportFrom) and node.module == "__future__"]
    names = frozenset([alias.name for node in futures for alias in node.names])
    return Bodies(found, dict(constants(tree)), names)


def body_of(node: ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef, text: str) -> Body:
    """Read one definition."""
    bare = copy.deepcopy(node)
    docstring = ast.get_docstring(node) or ""
    bare.name, bare.decorator_list = "", []
    if docstring:
        bare.body = bare.body[1:]
    return Body(
        CLASS if isinstance(node, ast.ClassDef) else FUNCTION,
        header_of(node),
        ast.dump(bare),
        docstring,
        frozenset(comments(node, text)),
        tuple(map(ast.unparse, node.decorator_list)),
        tuple(map(ast.unparse, map(stripped, getattr(node, "bases", ())))),
        tuple(map(ast.unparse, getattr(node, "keywords", ()))),
        next((ast.unparse(one) for one in made_once(node) if is_changeable(one)), ""),
        any(getattr(one, "annotation", None) or getattr(one, "returns", None) for one in ast.walk(node)),
    )


def header_of(node: ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef) -> str:
    """Write all that a definition says before its body, but for its name."""
    if isinstance(node, ast.ClassDef):
        return " ".join(ast.dump(one) for one in (*node.bases, *node.keywords))
    given = "" if node.returns is None else ast.dump(node.returns)
    return f"{type(node).__name__} {ast.dump(node.args)} {given}"


def stripped(base: ast.expr) -> ast.expr:
    """Give a base without its arguments."""
    return base.value if isinstance(base, ast.Subscript) else base


def made_once(node: ast.stmt) -> Iterator[ast.expr]:
    """Yield the values that are made when a definition runs: defaults, and what a class binds."""
    if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
        yield from node.args.defaults
        yield from (one for one in node.args.kw_defaults if one is not None)
    elif isinstance(node, ast.ClassDef):
        for child in node.body:
            yield from made_once(child)
    elif isinstance(node, (ast.Assign, ast.AnnAssign)) and node.value is not None:
        yield node.value
    elif not isinstance(node, (ast.Pass, ast.Expr, ast.AnnAssign)):
        yield ast.List([], ast.Load())  # what other statements make nobody knows


def is_changeable(node: ast.expr) -> bool:
    """Say whether a value may be changed, or told from an equal one."""
    if isinstance(node, CHANGEABLE):
        return True
    if isinstance(node, ast.Call):
        name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        if name not in HARMLESS:
            return True
        return any(map(is_changeable, node.args))
    inner = [one for one in ast.iter_child_nodes(node) if isinstance(one, ast.expr)]
    return not isinstance(node, ast.Lambda) and any(map(is_changeable, inner))


def comments(node: ast.stmt, text: str) -> Iterator[str]:
    """Yield what the comments in a definition say to people."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    inside = "\n".join(lines[node.lineno - 1 : node.end_lineno]) + "\n"
    try:
        for token in tokenize.generate_tokens(io.StringIO(inside).readline):
            if token.type == tokenize.COMMENT and not is_silent(token.string):
                yield " ".join(token.string.lstrip("#").split())
    except (tokenize.TokenError, SyntaxError):
        yield inside


def is_silent(comment: str) -> bool:
    """Say whether a comment speaks to a tool."""
    return comment.replace(" ", "").lower().startswith(SILENT)


def constants(tree: ast.Module) -> Iterator[tuple[str, str]]:
    """Yield names that are assigned what cannot change, each with that."""
    for node in tree.body:
        target = node.targets[0] if isinstance(node, ast.Assign) and len(node.targets) == 1 else None
        target = node.target if isinstance(node, ast.AnnAssign) else target
        value = getattr(node, "value", None)
        if isinstance(target, ast.Name) and value is not None and is_constant(value):
            yield target.id, ast.dump(value)


def is_constant(node: ast.expr) -> bool:
    """Say whether an expression is a literal that cannot change."""
    if isinstance(node, ast.Tuple):
        return all(map(is_constant, node.elts))
    if isinstance(node, ast.UnaryOp):
        return is_constant(node.operand)
    return isinstance(node, ast.Constant)
