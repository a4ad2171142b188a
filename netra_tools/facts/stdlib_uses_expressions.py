"""The expressions of the fallback reader of uses: name chains, scopes in expressions, quoted annotations."""

from __future__ import annotations

import ast
import warnings
from collections.abc import Callable, Iterator
from typing import Final

from netra_tools.facts.uses import (
    ASSIGNED,
    CALLED,
    COMPREHENSION,
    DELETE,
    FUNCTION,
    IN_ANNOTATION,
    LOAD,
    PARAMETER,
    QUOTED,
    STORE,
    Place,
)
from netra_tools.facts.uses_found import Finder
from netra_tools.facts.uses_quoted import PLAIN, annotated_arguments, annotated_items

BEFORE_REST: Final = frozenset((b"{", b")", b",", b"*"))
Comprehension = ast.ListComp | ast.SetComp | ast.DictComp | ast.GeneratorExp


class ExpressionFinder(Finder):
    """Reads expressions. `shift` moves the places of a quoted annotation to where it is written."""

    def __init__(self, data: bytes) -> None:
        super().__init__(data)
        self.shift: Place = (0, 0)

    def start_of(self, node: ast.AST) -> Place:
        """Give where a node begins."""
        return self.shifted(getattr(node, "lineno", 1), getattr(node, "col_offset", 0))

    def end_of(self, node: ast.AST) -> Place:
        """Give where a node ends."""
        return self.shifted(getattr(node, "end_lineno", 1), getattr(node, "end_col_offset", 0))

    def shifted(self, line: int, column: int) -> Place:
        """Give the place in the file of a place in what was parsed."""
        return (line + self.shift[0], column + self.shift[1] if line == 1 else column)

    def expression(self, node: ast.AST) -> None:
        """Read an expression or a pattern."""
        read = READERS.get(type(node))
        if read is not None:
            read(self, node)
        else:
            for child in ast.iter_child_nodes(node):
                self.expression(child)

    def optional(self, node: ast.AST | None) -> None:
        """Read an expression when there is one."""
        if node is not None:
            self.expression(node)

    def chain(self, node: ast.AST, flags: int = 0) -> tuple[str, ...]:
        """Read a name with its attributes and give its parts, or what is below attributes of something."""
        attributes: list[ast.Attribute] = []
        inner = node
        while isinstance(inner, ast.Attribute):
            attributes.append(inner)
            inner = inner.value
        if not isinstance(inner, ast.Name):
            self.expression(inner)
            return ()
        attributes.reverse()
        parts = (inner.id, *[attribute.attr for attribute in attributes])
        behind = [self.text.word_before(self.end_of(attribute)) for attribute in attributes]
        context = getattr(node, "ctx", None)
        action = STORE if isinstance(context, ast.Store) else LOAD
        action = DELETE if isinstance(context, ast.Del) else action
        if action != LOAD and not attributes:
            self.bind(inner.id, ASSIGNED)
        self.add_chain(parts, (self.start_of(inner), *behind), self.end_of(node), action, flags)
        return parts

    def call(self, node: ast.Call) -> None:
        """Read a call; its arguments are annotations only where a known function says so."""
        flags = self.flags
        parts = self.chain(node.func, CALLED)
        arguments = [(argument, None) for argument in node.args]
        keywords = [(keyword.value, keyword.arg) for keyword in node.keywords]
        typed = annotated_arguments(parts, len(node.args), [name for _, name in keywords])
        for (argument, _), is_typed in zip([*arguments, *keywords], typed, strict=True):
            self.flags = (flags | IN_ANNOTATION) if is_typed else flags & ~IN_ANNOTATION
            self.expression(argument)
        self.flags = flags

    def subscript(self, node: ast.Subscript) -> None:
        """Read a subscription; in an annotation its items are such, too, but for some heads."""
        flags = self.flags
        parts = self.chain(node.value)
        items = node.slice.elts if isinstance(node.slice, ast.Tuple) else [node.slice]
        for item, typed in zip(items, annotated_items(parts, len(items), flags), strict=True):
            self.flags = flags | IN_ANNOTATION if typed else flags & ~IN_ANNOTATION
            self.expression(item)
        self.flags = flags

    def constant(self, node: ast.Constant) -> None:
        """Read a string that stands as an annotation."""
        if not self.flags & IN_ANNOTATION or not isinstance(node.value, str):
            return
        start, end = self.start_of(node), self.end_of(node)
        first = self.text.offset(start)
        match = PLAIN.fullmatch(self.text.data, first, self.text.offset(end))
        tree = expression_of(match["text"]) if match else None
        if match is None or tree is None:
            return
        self.quoted.append((start, end))
        shift, flags = self.shift, self.flags
        line, column = self.text.place(match.start("text"))
        self.shift = (line - 1, column - 1)  # it is parsed behind a parenthesis
        self.flags |= QUOTED
        self.expression(tree)
        self.shift, self.flags = shift, flags

    def template(self, node: ast.JoinedStr) -> None:
        """Read the interpolations of an f-string."""
        flags = self.flags
        self.flags &= ~IN_ANNOTATION
        for child in node.values:
            for inner in ast.iter_child_nodes(child):
                self.expression(inner)
        self.flags = flags

    def walrus(self, node: ast.NamedExpr) -> None:
        """Read `name := value`."""
        name = node.target
        self.bind_around(name.id)
        self.add_chain((name.id,), (self.start_of(name),), self.end_of(name), STORE, 0)
        self.expression(node.value)

    def lambda_(self, node: ast.Lambda) -> None:
        """Read a lambda."""
        self.defaults(node.args)
        around = self.open(FUNCTION, "", self.start_of(node))
        self.parameters(node.args)
        self.expression(node.body)
        self.here = around

    def comprehension(self, node: Comprehension) -> None:
        """Read a comprehension: its first iterable belongs to the scope around it."""
        self.expression(node.generators[0].iter)
        around = self.open(COMPREHENSION, "", self.start_of(node))
        for index, part in enumerate(node.generators):
            self.expression(part.target)
            if index:
                self.expression(part.iter)
            for condition in part.ifs:
                self.expression(condition)
        for child in (node.key, node.value) if isinstance(node, ast.DictComp) else (node.elt,):
            self.expression(child)
        self.here = around

    def capture(self, node: ast.MatchAs | ast.MatchStar) -> None:
        """Read a pattern that binds a name at its end."""
        if isinstance(node, ast.MatchAs):
            self.optional(node.pattern)
        if node.name:
            self.bind_at(node.name, ASSIGNED, self.text.word_before(self.end_of(node)))

    def mapping(self, node: ast.MatchMapping) -> None:
        """Read a mapping pattern."""
        for child in (*node.keys, *node.patterns):
            self.expression(child)
        if node.rest:
            start = self.end_of(node.patterns[-1]) if node.patterns else self.start_of(node)
            self.bind_at(node.rest, ASSIGNED, self.text.word_after(start, BEFORE_REST))

    def arguments(self, arguments: ast.arguments) -> Iterator[ast.arg]:
        """Yield all parameters."""
        yield from (*arguments.posonlyargs, *arguments.args)
        if arguments.vararg:
            yield arguments.vararg
        yield from arguments.kwonlyargs
        if arguments.kwarg:
            yield arguments.kwarg

    def defaults(self, arguments: ast.arguments) -> None:
        """Read the defaults of parameters."""
        for default in (*arguments.defaults, *arguments.kw_defaults):
            self.optional(default)

    def parameters(self, arguments: ast.arguments) -> None:
        """Bind parameters in the open scope."""
        for argument in self.arguments(arguments):
            self.bind_at(argument.arg, PARAMETER, self.start_of(argument))


def expression_of(text: bytes) -> ast.expr | None:
    """Parse the text of a quoted annotation, behind a parenthesis."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return ast.parse(b"(" + text + b"\n)", mode="eval").body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None


READERS: Final[dict[type[ast.AST], Callable[..., object]]] = {
    ast.Name: ExpressionFinder.chain,
    ast.Attribute: ExpressionFinder.chain,
    ast.Call: ExpressionFinder.call,
    ast.Subscript: ExpressionFinder.subscript,
    ast.Constant: ExpressionFinder.constant,
    ast.JoinedStr: ExpressionFinder.template,
    ast.NamedExpr: ExpressionFinder.walrus,
    ast.Lambda: ExpressionFinder.lambda_,
    ast.ListComp: ExpressionFinder.comprehension,
    ast.SetComp: ExpressionFinder.comprehension,
    ast.DictComp: ExpressionFinder.comprehension,
    ast.GeneratorExp: ExpressionFinder.comprehension,
    ast.MatchAs: ExpressionFinder.capture,
    ast.MatchStar: ExpressionFinder.capture,
    ast.MatchMapping: ExpressionFinder.mapping,
}
