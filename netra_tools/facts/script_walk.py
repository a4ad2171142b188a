"""One walk over the syntax of a script, without recursion: code may be nested deeper than our stack."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from netra_tools.facts import script_expressions as expressions
from netra_tools.facts.script_definitions import Found, label_text
from netra_tools.facts.script_imports import called_import, stated_import
from netra_tools.facts.script_text import TRANSPARENT, dotted, span_of, string_value
from netra_tools.facts.script_where import Scope, Step, Tally, Where
from netra_tools.model import (
    IN_CLASS,
    IN_FUNCTION,
    IN_TRY_IMPORT,
    INTERPOLATED,
    RETURNED,
    TEMPLATE,
    TEXT,
    Import,
    Literal,
)

if TYPE_CHECKING:
    from tree_sitter import Node

FUNCTIONS = frozenset({"arrow_function", "function_expression", "generator_function"})
VALUES = FUNCTIONS | {"class"}
LEVELS = frozenset({"for_statement", "for_in_statement", "while_statement", "do_statement", "if_statement"})
COMMENTS = frozenset({"comment", "html_comment", "hash_bang_line"})


class Walk:
    """What a walk has found so far."""

    def __init__(self) -> None:
        self.comments: list[Node] = []
        self.templates: list[Node] = []
        self.literals: list[Literal] = []
        self.imports: list[Import] = []
        self.found: list[Found] = []
        self.decorators: dict[int, list[Node]] = {}
        self.labels: dict[int, Node | None] = {}  # what gives a name to a function without one

    def run(self, root: Node) -> None:
        """Walk everything below a node, in the order of the source."""
        stack: list[Step] = [(root, Where(Scope(-1, "", "", Tally())))]
        while stack:
            node, where = stack.pop()
            kind = node.type
            look = OWN.get(kind)
            if look is not None:
                steps = look(self, node, where)
            else:
                steps = CONTEXTS.get(kind, expressions.plain)(node, where)
            stack += reversed(steps)

    def comment(self, node: Node, where: Where) -> list[Step]:
        """Keep a comment."""
        self.comments.append(node)
        return []

    def string(self, node: Node, where: Where) -> list[Step]:
        """Keep a string."""
        self.keep(node, where, TEXT)
        return []

    def template(self, node: Node, where: Where) -> list[Step]:
        """Keep a template, and go on in what is interpolated."""
        self.keep(node, where, TEMPLATE)
        self.templates.append(node)
        inner = where.at(INTERPOLATED)
        return [(part, inner) for child in node.named_children for part in child.named_children]

    def keep(self, node: Node, where: Where, kind: int) -> None:
        """Make the record of a string."""
        place = (where.role, where.flags, where.owner, where.slot, where.scope.number)
        self.literals.append(Literal(string_value(node), kind, *place, *span_of(node)))

    def importing(self, node: Node, where: Where) -> list[Step]:
        """Keep an import, or go on in what is exported; names of modules are no literals."""
        found = stated_import(node, where)
        if found is not None:
            self.imports.append(found)
            return comments_in(node)
        marks = [child for child in node.named_children if child.type == "decorator"]
        for field in ("declaration", "value"):
            exported = node.child_by_field_name(field)
            if exported is not None:
                self.decorators[exported.id] = marks
                self.name_value(exported, None)
        return expressions.plain(node, where)

    def call(self, node: Node, where: Where) -> list[Step]:
        """Keep an import that is a call, and go on in the call."""
        found = called_import(node, where)
        if found is not None:
            self.imports.append(found)
        return expressions.called(node, where)

    def naming(self, node: Node, where: Where) -> list[Step]:
        """Let what is assigned name the function or class that it is assigned."""
        label = node.child_by_field_name("name") or node.child_by_field_name("left")
        label = label or node.child_by_field_name("key") or node.child_by_field_name("property")
        value = node.child_by_field_name("value") or node.child_by_field_name("right")
        if value is not None and label is not None:
            self.name_value(value, label)
        return NAMING[node.type](node, where)

    def name_value(self, value: Node, label: Node | None) -> None:
        """Remember what names a value when it is a function or a class, perhaps in parentheses."""
        inner: Node | None = value
        while inner is not None and inner.type in TRANSPARENT:
            inner = inner.named_child(0)
        if inner is not None and inner.type in VALUES:
            self.labels[inner.id] = label

    def class_body(self, node: Node, where: Where) -> list[Step]:
        """Give the members of a class, and let each have the decorators before it."""
        marks: list[Node] = []
        for child in node.named_children:
            if child.type == "decorator":
                marks.append(child)
            elif child.type != "comment":
                self.decorators[child.id] = marks
                marks = []
        return expressions.plain(node, where)

    def function(self, node: Node, where: Where) -> list[Step]:
        """Begin a function; one without a name is part of what is around it."""
        outer = where.scope
        label = node.child_by_field_name("name") or self.labels.get(node.id)
        if node.id in self.labels:
            label = self.labels[node.id] or label
        elif label is None and node.type in FUNCTIONS:
            scope = outer._replace(flags=(outer.flags | IN_FUNCTION) & ~IN_TRY_IMPORT)
            return self.enter(node, where, scope)
        kind = "method" if outer.kind == "class" and not outer.flags & IN_FUNCTION else "function"
        return self.define(node, label, kind, where)

    def klass(self, node: Node, where: Where) -> list[Step]:
        """Begin a class."""
        label = node.child_by_field_name("name")
        return self.define(node, self.labels.get(node.id) or label, "class", where)

    def define(self, node: Node, label: Node | None, kind: str, where: Where) -> list[Step]:
        """Keep a definition and go on in it."""
        outer = where.scope
        flags = outer.flags | IN_CLASS if kind == "class" else IN_FUNCTION
        if outer.flags & IN_FUNCTION:
            flags = IN_FUNCTION
        name = outer.inner_name(dotted(label) or label_text(label))
        scope = Scope(len(self.found), kind, name, Tally(), 0, flags)
        self.found.append(Found(node, label, scope, outer.number))
        return self.enter(node, where, scope)

    def enter(self, node: Node, where: Where, scope: Scope) -> list[Step]:
        """Give the parts of a definition: its body in its own scope, and the rest in the one around it."""
        inside = Where(scope)
        body = node.child_by_field_name("body")
        if body is not None and body.type != "statement_block" and node.type == "arrow_function":
            inside = inside.at(RETURNED, scope.name.rpartition(".")[2])
        # A default is evaluated in the call, but no decision of the function around it, either.
        header = Where(where.scope._replace(tally=Tally()), flags=where.flags)
        return expressions.parts(node, header, {"body": inside})

    def level(self, node: Node, where: Where) -> list[Step]:
        """Begin a loop or an `if`: a decision, and a level."""
        where.scope.tally.complexity += 1
        return expressions.plain(node, expressions.opened(where))

    def block(self, node: Node, where: Where) -> list[Step]:
        """Begin a block that decides nothing."""
        return expressions.plain(node, expressions.opened(where))

    def otherwise(self, node: Node, where: Where) -> list[Step]:
        """Begin an `else`: an `if` in it stays on the level of the first."""
        scope = where.scope
        beside = where._replace(scope=scope._replace(depth=scope.depth - 1))
        return [(child, beside if child.type == "if_statement" else where) for child in node.named_children]

    def attempt(self, node: Node, where: Where) -> list[Step]:
        """Begin a `try`; what it imports may be missing."""
        inner = expressions.opened(where).plain()
        catches = node.child_by_field_name("handler") is not None
        scope = inner.scope._replace(flags=inner.scope.flags | IN_TRY_IMPORT) if catches else inner.scope
        return expressions.parts(node, inner, {"body": Where(scope), "handler": Where(scope)})

    def catch(self, node: Node, where: Where) -> list[Step]:
        """Begin a `catch`."""
        where.scope.tally.complexity += 1
        return expressions.plain(node, where)


def comments_in(node: Node) -> list[Step]:
    """Give the comments within a statement of which nothing else is looked at."""
    found: list[Step] = []
    stack = [node]
    where = Where(Scope(-1, "", "", Tally()))
    while stack:
        child = stack.pop()
        if child.type in COMMENTS:
            found.append((child, where))
        stack += reversed(child.named_children)
    return found


Context = Callable[["Node", Where], list[Step]]
NAMING: dict[str, Context] = {
    "variable_declarator": expressions.declared,
    "public_field_definition": expressions.declared,
    "field_definition": expressions.declared,
    "assignment_expression": expressions.assigned,
    "pair": expressions.paired,
}
OWN: dict[str, Callable[[Walk, Node, Where], list[Step]]] = {
    **dict.fromkeys(COMMENTS, Walk.comment),
    **dict.fromkeys(LEVELS, Walk.level),
    **dict.fromkeys(NAMING, Walk.naming),
    **dict.fromkeys(FUNCTIONS, Walk.function),
    "string": Walk.string,
    "template_string": Walk.template,
    "template_literal_type": Walk.template,
    "import_statement": Walk.importing,
    "export_statement": Walk.importing,
    "call_expression": Walk.call,
    "function_declaration": Walk.function,
    "generator_function_declaration": Walk.function,
    "method_definition": Walk.function,
    "class_declaration": Walk.klass,
    "abstract_class_declaration": Walk.klass,
    "class": Walk.klass,
    "class_body": Walk.class_body,
    "with_statement": Walk.block,
    "else_clause": Walk.otherwise,
    "try_statement": Walk.attempt,
    "catch_clause": Walk.catch,
}
CONTEXTS: dict[str, Context] = {
    **dict.fromkeys(TRANSPARENT, expressions.same),
    **dict.fromkeys(
        ("unary_expression", "await_expression", "spread_element", "sequence_expression", "object",
         "switch_body", "jsx_expression", "arguments"),
        expressions.same,
    ),
    **dict.fromkeys(
        ("type_annotation", "type_arguments", "type_parameters", "type_alias_declaration", "literal_type",
         "interface_declaration", "interface_body", "object_type"),
        expressions.types,
    ),
    **dict.fromkeys(("required_parameter", "optional_parameter"), expressions.defaulted),
    **dict.fromkeys(("assignment_pattern", "object_assignment_pattern"), expressions.defaulted),
    **dict.fromkeys(("jsx_opening_element", "jsx_self_closing_element"), expressions.element),
    **dict.fromkeys(("switch_case", "switch_default"), expressions.case),
    "array": expressions.collection,
    "augmented_assignment_expression": expressions.combined_and_assigned,
    "binary_expression": expressions.combined,
    "decorator": expressions.decorator,
    "enum_assignment": expressions.member_of_enum,
    "expression_statement": expressions.statement,
    "jsx_attribute": expressions.attribute,
    "new_expression": expressions.called,
    "return_statement": expressions.returned,
    "subscript_expression": expressions.indexed,
    "switch_statement": expressions.cases,
    "ternary_expression": expressions.chosen,
    "throw_statement": expressions.raised,
}  # fmt: skip
