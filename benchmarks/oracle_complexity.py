"""Compare complexity with radon and mccabe over a tree.

Usage: python benchmarks/oracle_complexity.py DIR [--show N].

radon is asked not to count `assert`. Every function's number is predicted from ours and from what
docs/facts.md says the tools count otherwise. The table counts the functions whose numbers differ by the
constructs that explain it; what remains unexplained is printed, and makes the exit code 1.
"""

from __future__ import annotations

import argparse
import ast
import sys
import warnings
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from mccabe import PathGraphingAstVisitor
from radon.visitors import ComplexityVisitor

from netra_tools.facts import native
from netra_tools.facts.stdlib_complexity import complexity

Position = tuple[int, int]
Parts = Counter[str]

DEFINITIONS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
LOOPS = (ast.For, ast.AsyncFor, ast.While)


def main(arguments: list[str]) -> int:
    """Print how often each class of difference occurs; return 1 if one is unexplained."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("root", type=Path)
    parser.add_argument("--show", type=int, default=10, metavar="N", help="unexplained differences to print")
    options = parser.parse_args(arguments)
    counts: Counter[str] = Counter()
    unexplained = []
    for path in sorted(options.root.rglob("*.py")):
        for label, line in compare_file(path):
            counts[label] += 1
            if "unexplained" in label:
                unexplained.append(f"{path}: {label}: {line}")
    print("\n".join(unexplained[: options.show]))
    for label, count in sorted(counts.items(), key=lambda item: (item[0].split(":")[0], -item[1])):
        print(f"{count:8} {label}")
    return 1 if unexplained else 0


def compare_file(path: Path) -> Iterator[tuple[str, str]]:
    """Yield (class of agreement or difference, what is compared) for every function and class."""
    try:
        source = path.read_bytes()
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            tree = ast.parse(source)
        definitions = native.scan(source, ()).definitions
    except (SyntaxError, ValueError, RecursionError, native.UnreadableError):
        yield "files: left out", ""
        return
    yield "files: compared", ""
    nodes = {(node.lineno, node.col_offset): node for node in ast.walk(tree) if isinstance(node, DEFINITIONS)}
    radon, mccabe = dict(radon_numbers(tree)), dict(mccabe_numbers(tree))
    for found in definitions:
        place = (found.line, found.column)
        if found.kind != "class" and place in nodes and place in radon:
            node = nodes[place]
            yield explain("radon", found.complexity, radon[place], radon_parts(node.body), found.name)
            if place in mccabe:
                yield explain("mccabe", found.complexity, mccabe[place], mccabe_parts(node.body), found.name)


def explain(tool: str, ours: int, theirs: int, parts: Parts, name: str) -> tuple[str, str]:
    """Name the constructs that make a tool's number differ from ours."""
    if ours == theirs:
        return f"{tool}: equal", name
    if ours + parts.total() == theirs:
        reasons = [part for part in parts if parts[part]]
        return f"{tool}: {reasons[0] if len(reasons) == 1 else 'several of these'}", name
    return f"{tool}: unexplained", f"{name}: {ours} here, {theirs} there, {dict(parts)}"


def radon_numbers(tree: ast.Module) -> Iterator[tuple[Position, int]]:
    """Yield the number of every function, closures and methods of inner classes too."""
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            visitor = ComplexityVisitor.from_ast(node, no_assert=True)
            yield (node.lineno, node.col_offset), visitor.functions[0].complexity


def mccabe_numbers(tree: ast.Module) -> Iterator[tuple[Position, int]]:
    """Yield the numbers of the functions that mccabe names: not closures, not those in a block."""
    visitor = PathGraphingAstVisitor()
    visitor.preorder(tree, visitor)
    for graph in visitor.graphs.values():
        yield (graph.lineno, graph.column), graph.complexity()


def radon_parts(body: Iterable[ast.stmt]) -> Parts:
    """Count what radon leaves out of these statements: a negative number for each construct."""
    parts: Parts = Counter()
    for node in walk_scope(body):
        if isinstance(node, ast.TryStar):
            parts["except*"] -= len(node.handlers) + bool(node.orelse)
    return parts


def walk_scope(body: Iterable[ast.stmt]) -> Iterator[ast.AST]:
    """Walk statements and expressions, not into definitions nor below `assert`."""
    stack: list[ast.AST] = list(body)
    while stack:
        node = stack.pop()
        yield node
        if not isinstance(node, (*DEFINITIONS, ast.Assert)):
            stack.extend(ast.iter_child_nodes(node))


def mccabe_parts(body: Iterable[ast.stmt]) -> Parts:
    """Count what mccabe adds and leaves out in these statements in comparison to us."""
    parts: Parts = Counter()
    for node in body:
        if isinstance(node, DEFINITIONS):
            parts["closure"] += mccabe_model([node])
        elif isinstance(node, ast.Match | ast.TryStar):
            parts["match and except*"] -= complexity([node]) - 1
        else:
            parts["else of a loop"] -= isinstance(node, LOOPS) and bool(node.orelse)
            parts["path through a try"] += isinstance(node, ast.Try) and not node.orelse
            parts["finally"] -= complexity(getattr(node, "finalbody", [])) - 1
            for name, number in header_parts(node):
                parts[name] += number
            parts.update(mccabe_parts(inner_statements(node)))
    return parts


def mccabe_model(body: Iterable[ast.stmt]) -> int:
    """Count the decisions that mccabe finds in these statements."""
    total = 0
    for node in body:
        if isinstance(node, ast.Match | ast.TryStar):
            continue
        total += isinstance(node, (ast.If, *LOOPS, ast.FunctionDef, ast.AsyncFunctionDef))
        total += len(node.handlers) + 1 if isinstance(node, ast.Try) else 0
        total += mccabe_model(inner_statements(node))
    return total


def inner_statements(node: ast.stmt) -> list[ast.stmt]:
    """List the statements directly in a statement, without those in `finally`."""
    handled = [child for handler in getattr(node, "handlers", []) for child in handler.body]
    return [*getattr(node, "body", []), *handled, *getattr(node, "orelse", [])]


def header_parts(node: ast.stmt) -> Iterator[tuple[str, int]]:
    """Yield what the expressions of a statement and of its handlers add to our number."""
    if isinstance(node, ast.Assert):
        return
    stack: list[ast.AST] = [node]
    while stack:
        children = ast.iter_child_nodes(stack.pop())
        for child in children:
            if not isinstance(child, ast.stmt):
                yield from expression_parts(child)
                stack.append(child)


def expression_parts(node: ast.AST) -> Iterator[tuple[str, int]]:
    """Yield what mccabe does not count because it looks at statements only."""
    if isinstance(node, ast.BoolOp):
        yield "and/or", 1 - len(node.values)
    elif isinstance(node, ast.IfExp):
        yield "conditional expression", -1
    elif isinstance(node, ast.comprehension):
        yield "comprehension", -1 - len(node.ifs)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
