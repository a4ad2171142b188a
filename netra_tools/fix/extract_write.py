"""The bytes of a function taken apart: calls where ranges were, and what they call beside it."""

from __future__ import annotations

import io
import re
import tokenize
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from netra_tools.changes.source import Splice, UnwritableError
from netra_tools.facts.flow import Flow
from netra_tools.fix.extract_records import Candidate
from netra_tools.fix.extract_source import Lines

PLAIN_TYPES: Final = frozenset(
    ("None", "bool", "bytes", "complex", "dict", "float", "int", "list", "set", "str", "tuple")
)
WORD: Final = re.compile(r"[^\W\d]\w*")


class Helper(NamedTuple):
    """A function that a range becomes."""

    name: str
    found: Candidate
    is_method: bool


class Writer:
    """Writes the ranges of one function anew."""

    def __init__(self, flow: Flow, lines: Lines, width: int) -> None:
        self.flow = flow
        self.lines = lines
        self.width = width
        self.newline = lines.text.newline
        self.def_indent = lines.indent(flow.line)
        self.body_indent = lines.indent(flow.body[0].line)

    def splices(self, helpers: Sequence[Helper]) -> Iterator[Splice]:
        """Yield all that changes."""
        for helper in helpers:
            yield self.call(helper)
        yield from self.beside([self.definition(helper) for helper in helpers if helper.is_method])
        yield from self.before([self.definition(helper) for helper in helpers if not helper.is_method])

    def beside(self, methods: Sequence[bytes]) -> Iterator[Splice]:
        """Write methods behind the function."""
        if methods:
            at = self.lines.end_of(self.last_line())
            lead = b"" if self.lines.text.data[at - 1 : at] in (b"\n", b"\r") else self.newline
            yield Splice(at, at, lead + b"".join([self.newline + text for text in methods]))

    def before(self, functions: Sequence[bytes]) -> Iterator[Splice]:
        """Write functions of the module before the function, or its class: there they are known in time."""
        if functions:
            line = self.place()
            gap = self.newline * (1 if self.lines.indent(line) else 2)
            at = self.lines.text.starts[line - 1]
            yield Splice(at, at, b"".join([text + gap for text in functions]))

    def last_line(self) -> int:
        """Give the last line of the function, comments at its end included."""
        last = number = self.flow.end_line
        deeper = len(self.def_indent)
        while number < self.lines.count:
            number += 1
            if self.lines.is_comment(number) and len(self.lines.indent(number)) > deeper:
                last = number
            elif not self.lines.is_blank(number):
                break
        return last

    def place(self) -> int:
        """Give the line before which functions of the module go."""
        owner = self.flow.owner
        line = owner.line if owner else self.flow.first_line
        indent = self.lines.indent(line)
        while line > 1 and self.lines.is_comment(line - 1) and self.lines.indent(line - 1) == indent:
            line -= 1
        if line == 1:  # it speaks of the file, not of the function
            return owner.line if owner else self.flow.first_line
        return line

    def call(self, helper: Helper) -> Splice:
        """Write a call where a range was."""
        found = helper.found
        start = self.lines.text.starts[found.start - 1]
        end = self.lines.text.line_end(self.lines.text.starts[found.end - 1])
        indent = self.lines.indent(found.line)
        results = ", ".join(found.outputs)
        head = "return " if found.is_tail else f"{results} = " if results else ""
        head += ("self." if helper.is_method else "") + helper.name
        arguments = ", ".join(found.inputs)
        text = f"{head}({arguments})"
        if arguments and len(indent.expandtabs(8)) + len(text) > self.width:
            unit = self.body_indent[len(self.def_indent) :]
            inner = [f"{head}(".encode(), indent + unit + arguments.encode(), indent + b")"]
            return Splice(start, end, indent + self.newline.join(inner))
        return Splice(start, end, indent + text.encode())

    def definition(self, helper: Helper) -> bytes:
        """Write the function that a range becomes."""
        outer = self.def_indent
        if self.flow.owner and not helper.is_method:
            outer = self.lines.indent(self.flow.owner.line)
        inner = outer + self.body_indent[len(self.def_indent) :]
        body = self.moved(helper.found, inner)
        if helper.found.outputs:
            body += inner + b"return " + ", ".join(helper.found.outputs).encode() + self.newline
        return self.signature(helper, outer) + body

    def signature(self, helper: Helper, outer: bytes) -> bytes:
        """Write its first line, or lines."""
        written = [self.parameter(helper, name) for name in helper.found.inputs]
        parameters = [*(["self"] if helper.is_method else []), *written]
        returns = self.returns(helper)
        text = f"def {helper.name}({', '.join(parameters)}){returns}:"
        unit = self.body_indent[len(self.def_indent) :]
        if len(outer.expandtabs(8)) + len(text) <= self.width:
            return outer + text.encode() + self.newline
        rows = [", ".join(parameters)]
        if len((outer + unit).expandtabs(8)) + len(rows[0]) > self.width:
            rows = [f"{one}," for one in parameters]
        middle = b"".join([outer + unit + row.encode() + self.newline for row in rows])
        return (
            outer
            + f"def {helper.name}(".encode()
            + self.newline
            + middle
            + outer
            + f"){returns}:".encode()
            + self.newline
        )

    def parameter(self, helper: Helper, name: str) -> str:
        """Write a parameter, with its type when that is known."""
        known = self.known_type(helper, name)
        return f"{name}: {known}" if known else name

    def returns(self, helper: Helper) -> str:
        """Write what is given, when its type is known."""
        outputs = helper.found.outputs
        if not self.flow.annotated:
            return ""
        if helper.found.is_tail:
            written = self.flow.returns
            return f" -> {written}" if written and self.is_known_outside(helper, written) else ""
        if not outputs:
            return " -> None"
        known = [self.known_type(helper, name) for name in outputs]
        if not all(known):
            return ""
        return f" -> {known[0]}" if len(known) == 1 else f" -> tuple[{', '.join(known)}]"

    def known_type(self, helper: Helper, name: str) -> str:
        """Give the type of a name where no condition may have narrowed it."""
        flow = self.flow
        if not flow.annotated or self.may_differ(flow.bits(name)):
            return ""
        written = {annotation for other, annotation in (*flow.arguments, *flow.typed) if other == name}
        known = written.pop() if len(written) == 1 else ""
        return known if self.is_known_outside(helper, known) else ""

    def is_known_outside(self, helper: Helper, known: str) -> bool:
        """Say whether a type means the same where the new function stands: it may be a name of the class."""
        inside = self.flow.owner and not helper.is_method
        return not inside or PLAIN_TYPES.issuperset(WORD.findall(known))

    def may_differ(self, bit: int) -> bool:
        """Say whether a name may have another type somewhere than was written."""
        if any(one.traits.tests & bit for one in self.flow.body):
            return True
        return bool(bit & self.flow.parameters) and any(step.maybe & bit for step in self.flow.steps[1:])

    def moved(self, found: Candidate, inner: bytes) -> bytes:
        """Write the lines of a range with another indent; lines inside of strings stay as they are."""
        indent = self.lines.indent(found.line)
        numbers = range(found.start, found.end + 1)
        whole = {number: self.lines.whole(number) for number in numbers}
        if indent == inner:
            return b"".join(whole.values())
        held = {found.start + number for number in inside_strings(b"".join(whole.values()))}
        return b"".join(
            [line if number in held else indented(line, indent, inner) for number, line in whole.items()]
        )


def inside_strings(text: bytes) -> Iterator[int]:
    """Number the lines that begin inside a string, from 0.

    Raises: UnwritableError when the text is not read as the lines that it was made of.
    """
    plain = text.decode().replace("\r\n", "\n").replace("\r", "\n")
    opened: list[int] = []
    try:
        for token in tokenize.generate_tokens(io.StringIO(plain).readline):
            name = tokenize.tok_name[token.type]
            if name.endswith("STRING_START"):
                opened.append(token.start[0])
            elif name.endswith("STRING"):
                yield from range(token.start[0], token.end[0])
            elif name.endswith("STRING_END"):
                yield from range(opened.pop(), token.end[0])
    except (tokenize.TokenError, SyntaxError) as error:
        raise UnwritableError(f"a part of it cannot be read: {error}") from error


def indented(line: bytes, indent: bytes, inner: bytes) -> bytes:
    """Give a line another indent."""
    if not line.strip():
        return line
    if line.startswith(indent):
        return inner + line[len(indent) :]
    return inner + line.lstrip(b" \t\f")
