"""From a source to the flow of its functions, for changes that take them apart.

It reads with the standard library's `ast`, whose grammar is that of the running Python: what is newer is
refused, which is a fair answer for a change. (docs/decisions/0005-extraction-reads-ast.md)
"""

from __future__ import annotations

import ast
from collections.abc import Collection, Iterator

from netra_tools.facts.flow import Argument, Flow, Owner, SourceFlow
from netra_tools.facts.flow_constants import constant_names
from netra_tools.facts.flow_decorators import Decorators
from netra_tools.facts.flow_file import borrowed, doubt_of_module, looking_at_frames, recursive
from netra_tools.facts.flow_names import Function, arguments_of, binds, called_name, local_names, own_nodes
from netra_tools.facts.flow_statements import Records
from netra_tools.facts.flow_steps import Builder
from netra_tools.facts.flow_traits import last_name, looks_at_names, statements_in
from netra_tools.facts.read import to_utf8
from netra_tools.facts.stdlib_parse import parse
from netra_tools.model import Problem

DEF = (ast.FunctionDef, ast.AsyncFunctionDef)
Around = tuple[ast.ClassDef | Function, ...]  # the definitions around, the outermost first


def read_flow(data: bytes, lines: Collection[int]) -> SourceFlow | Problem:
    """Read the functions whose `def` stands in one of some lines; what cannot be parsed gives the problem."""
    source, problems = to_utf8(data)
    if problems:
        return problems[0]
    tree, problems = parse(source)
    if problems:
        return problems[0]
    return SourceFlow(
        tuple(FunctionReader(tree, source.decode("utf-8", "replace")).read(lines)),
        looking_at_frames(tree),
        recursive(tree),
        borrowed(tree),
        doubt_of_module(tree),
    )


class FunctionReader:
    """Reads functions of one file."""

    def __init__(self, tree: ast.Module, text: str) -> None:
        self.tree = tree
        self.text = text
        self.bound = frozenset([name for node in ast.walk(tree) for name in binds(node)])
        self.decorators = Decorators(tree)

    def read(self, lines: Collection[int]) -> Iterator[Flow]:
        """Yield the functions whose `def` stands in one of some lines."""
        pending: list[tuple[ast.AST, Around]] = [(self.tree, ())]
        while pending:
            node, around = pending.pop()
            inside = (*around, node) if isinstance(node, (*DEF, ast.ClassDef)) else around
            pending += [(child, inside) for child in statements_in(node)[::-1]]
            if isinstance(node, DEF) and node.lineno in lines:
                yield self.function(node, around)

    def function(self, node: Function, around: Around) -> Flow:
        """Read one function."""
        names = local_names(node)
        documented = ast.get_docstring(node, clean=False) is not None
        body = node.body[documented:]
        builder = Builder(names.bits)
        builder.begin(names.parameters)
        builder.step(builder.block(body, [0]))  # the end, which a last statement goes on to
        arguments = arguments_of(node)
        return Flow(
            node.name,
            first_line(node, around[-1] if around else self.tree),
            node.lineno,
            node.end_lineno or node.lineno,
            owner_of(around),
            obstacle(node, around, self.decorators.mattering(node)),
            is_annotated(node),
            tuple([Argument(one.arg, annotation(self.text, node, one)) for one in arguments]),
            tuple(names.bits),
            names.parameters,
            names.captured,
            tuple(builder.steps),
            Records(builder, names, self.bound).block(body),
            (*typed(node, self.text), *constant_names(node, self.bound)),
            *(("", True) if is_generator(node) else (segment(self.text, node.returns), False)),
        )


def is_generator(node: Function) -> bool:
    """Say whether a function gives one value after the other."""
    return any(isinstance(one, ast.Yield | ast.YieldFrom) for one in own_nodes(node.body))


def is_annotated(node: Function) -> bool:
    """Say whether types are written that mean the same in another function: type parameters do not."""
    written = [node.returns, *[one.annotation for one in arguments_of(node)]]
    return any(written) and not getattr(node, "type_params", None)


def first_line(node: Function, parent: ast.AST) -> int:
    """Give the first line of a function, or of the overloads that stand before it."""
    line = node.lineno
    for before in reversed(getattr(parent, "body", [])):
        if isinstance(before, DEF) and before.name == node.name and before.lineno <= line:
            line = min([before.lineno, *[one.lineno for one in before.decorator_list]])
    return line


def owner_of(around: Around) -> Owner | None:
    """Describe the class of a method."""
    if not around or not isinstance(around[-1], ast.ClassDef):
        return None
    outer = around[0]
    first = min([one.lineno for one in (*outer.decorator_list, outer)])
    return Owner(".".join([one.name for one in around]), first, doubt_of(around[-1]))


def doubt_of(node: ast.ClassDef) -> str:
    """Say why a class should get no more methods, or ""."""
    if "Protocol" in [last_name(base) for base in node.bases]:
        return "is a protocol"
    if any(isinstance(one, DEF) and one.name == "__getattribute__" for one in node.body):
        return "looks its attributes up itself"
    for word in node.keywords:
        if word.arg == "metaclass" and last_name(word.value) != "ABCMeta":
            return f"is made by `{called_name(word.value)}`"
    return ""


def obstacle(node: Function, around: Around, decorator: str) -> tuple[str, str] | None:
    """Say why nothing of a function can move, if so: the kind, and the text.

    `decorator` is one that may mind what the function calls.
    """
    if any(isinstance(one, DEF) for one in around):
        return "nested", "it stands inside another function"
    if decorator:
        return "decorated", f"it is decorated with `@{decorator}`"
    if around and node.name in ("__new__", "__del__"):
        return "special method", f"it is `{node.name}`"
    if around and [one.arg for one in (*node.args.posonlyargs, *node.args.args)][:1] != ["self"]:
        return "no self", "it is a method whose first argument is not `self`"
    return own_obstacle(node, bool(around))


def own_obstacle(node: Function, is_method: bool) -> tuple[str, str] | None:
    """Say what in a function keeps all of it where it is."""
    for child in own_nodes(node.body):
        found = looks_at_names(child) if isinstance(child, ast.Call) else ""
        if found:
            return "local names", f"`{found}` sees its local names"
        if is_method and "self" in binds(child):
            return "self", "it binds `self` anew"
    return None


def annotation(text: str, node: Function, argument: ast.arg) -> str:
    """Give what is written of the type of a parameter; that of `*args` and `**kwargs` is another."""
    if argument in (node.args.vararg, node.args.kwarg):
        return ""
    return segment(text, argument.annotation)


def segment(text: str, node: ast.AST | None) -> str:
    """Give an expression as it is written, when that is one line."""
    found = ast.get_source_segment(text, node) if node is not None else ""
    return found if found and "\n" not in found else ""


def typed(node: Function, text: str) -> Iterator[tuple[str, str]]:
    """Yield the local names whose types are written where they are bound."""
    for child in own_nodes(node.body):
        if isinstance(child, ast.AnnAssign) and isinstance(child.target, ast.Name):
            yield child.target.id, segment(text, child.annotation)
