"""Import statements set aside: what is left of differing lines are tokens, and blocks where imports stand."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from netra_tools.changes.gates.statements import TRIVIA, Line
from netra_tools.changes.gates.tokens import BRACKETS, COMMENT, KEYWORD, NEWLINE, SPACE, Token


class Block:
    """Import statements one after another, with what is blank or comment between them."""

    def __init__(self, start: int) -> None:
        self.start = start
        self.code: list[bytes] = []  # of each statement, without spaces
        self.comments: list[bytes] = []  # in and behind the statements
        self.between: list[bytes] = []  # blank lines, and comments with a line of their own
        self.indents: set[bytes] = set()
        self.newlines: set[bytes] = set()

    def add(self, tokens: Sequence[Token]) -> None:
        """Take in a statement."""
        self.code.append(b" ".join([token.text for token in tokens if token.kind not in TRIVIA]))
        self.comments += [token.text for token in tokens if token.kind == COMMENT]
        self.newlines.update(token.text for token in tokens if token.kind == NEWLINE)
        self.indents.add(tokens[0].text if tokens[0].kind == SPACE else b"")

    def remarks(self) -> list[bytes]:
        """Give the comments that have a line of their own, without their indentation."""
        return [line.strip() for line in self.between if line.strip()]


Element = Token | Block


def set_aside(lines: Iterable[Line]) -> list[Element]:
    """Give what is left of lines, in order."""
    found: list[Element] = []
    block: Block | None = None
    pending: list[Line] = []
    for line in lines:
        if line.imports():
            if block is None:
                block = Block(line.start)
                found.append(block)
            block.between += [one.text() for one in pending]
            pending = []
            block.add(line.tokens)
        elif block is not None and line.is_empty():
            pending.append(line)
        else:
            found += [token for one in pending for token in one.tokens]
            block, pending = None, []
            found += split_line(line.tokens)
    return found + [token for one in pending for token in one.tokens]


def split_line(tokens: Sequence[Token]) -> list[Element]:
    """Set aside the imports of a line that holds other code as well: `try: import a`, `import a; f()`."""
    if not any(token.kind == KEYWORD for token in tokens):
        return list(tokens)
    found: list[Element] = []
    block: Block | None = None
    depth, may_begin = 0, True
    for token in tokens:
        depth += BRACKETS.get(token.text, 0)
        ends = not depth and (token.kind in (COMMENT, NEWLINE) or token.text == b";")
        if ends:
            block = None
        elif block is None and may_begin and token.kind == KEYWORD:
            block = Block(token.start)
            found.append(block)
        if block is None:
            found.append(token)
        else:
            block.add((token,))
        if token.kind not in TRIVIA:
            may_begin = not depth and token.text in (b";", b":")
    return found
