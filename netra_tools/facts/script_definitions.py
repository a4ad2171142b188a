"""The functions and classes of a script: found on the walk, described when it is over."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from netra_tools.facts.script_signatures import (
    bases_of,
    decorator_name,
    fields_of,
    parameters_of,
)
from netra_tools.facts.script_text import text_of
from netra_tools.facts.script_where import Scope
from netra_tools.model import Definition

if TYPE_CHECKING:
    from tree_sitter import Node

    from netra_tools.facts.script_lines import ScriptLines

BLOCKS = frozenset({"statement_block", "class_body"})
Decorators = Mapping[int, Sequence["Node"]]  # those that stand before a node, by its id


class Found(NamedTuple):
    """A definition and the scope of its body; `label` is the node that names it."""

    node: Node
    label: Node | None
    scope: Scope
    parent: int


def describe_all(
    every: Sequence[Found], decorators: Decorators, lines: ScriptLines
) -> tuple[Definition, ...]:
    """Describe all definitions, now that all is counted; a class's number is made of those of its methods."""
    methods: dict[int, int] = {}
    for found in every:
        if found.scope.kind == "method":
            methods[found.parent] = methods.get(found.parent, 0) + found.scope.tally.complexity
    described = []
    for found in every:
        known = begin(found, decorators, lines)
        if found.scope.kind == "class":
            described.append(describe_class(found.node, known, methods.get(found.scope.number, 0)))
        else:
            described.append(describe_function(found, known))
    return tuple(described)


def describe_function(found: Found, known: Definition) -> Definition:
    """Add what only functions have."""
    node, scope = found.node, found.scope
    return known._replace(
        is_async=any(child.type == "async" for child in node.children),
        parameters=parameters_of(node, is_method=scope.kind == "method"),
        returns=node.child_by_field_name("return_type") is not None,
        complexity=scope.tally.complexity,
        nesting=scope.tally.nesting,
    )


def describe_class(node: Node, known: Definition, methods: int) -> Definition:
    """Add what only classes have."""
    fields = fields_of(node.child_by_field_name("body"))
    return known._replace(bases=bases_of(node), fields=fields, complexity=1 + methods)


def begin(found: Found, decorators: Decorators, lines: ScriptLines) -> Definition:
    """Describe what functions and classes have in common: name, place and size."""
    node = found.node
    first, last = extent(node.child_by_field_name("body"))
    row, column = (found.label or node).start_point
    marks = [*decorators.get(node.id, ()), *(child for child in node.children if child.type == "decorator")]
    first_row = min([row, *(mark.start_point[0] for mark in marks)])
    end_row, end_column = node.end_point
    return Definition(
        *(found.scope.name, found.scope.kind, False),
        *(first_row + 1, row + 1, column, end_row + 1, end_column),
        decorators=tuple(map(decorator_name, marks)),
        parameters=(),
        returns=False,
        bases=(),
        fields=(),
        complexity=1,
        nesting=0,
        docstring=None,
        body_lines=last - first + 1,
        code_lines=lines.code(first, last),
        structure=0,
        alike=0,
        idle=0,
    )


def extent(body: Node | None) -> tuple[int, int]:
    """Give the first and the last line of what a body holds, without braces, and comments at its ends."""
    if body is None:
        return 1, 0
    held = [body]
    if body.type in BLOCKS:
        held = [child for child in body.named_children if child.type != "comment"]
    return (held[0].start_point[0] + 1, held[-1].end_point[0] + 1) if held else (1, 0)


def label_text(label: Node | None) -> str:
    """Give the name that a node gives to what it labels."""
    return text_of(label).strip("\"'") if label is not None else "default"
