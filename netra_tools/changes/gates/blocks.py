"""Import statements set aside: what is left of differing lines are tokens, and blocks where imports stand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

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


class Setting:
    """Takes lines and sets imports aside."""

    def __init__(self, *, sorts: bool) -> None:
        self.sorts = sorts  # imports may change places, also with a comment above them
        self.found: list[Element] = []
        self.above: list[Line] = []  # empty lines right above
        self.block: Block | None = None
        self.pending: list[Line] = []  # empty lines behind a block: they may stand between imports

    def take(self, line: Line) -> None:
        """Take one line."""
        if line.imports():
            self.add(line)
        elif self.block is not None and line.is_empty():
            self.pending.append(line)
        elif line.is_empty():
            self.above.append(line)
        else:
            self.flush()
            self.found += joined(list(Parting().part(line.tokens)))

    def add(self, line: Line) -> None:
        """Take an import statement."""
        if self.block is None:
            self.block = Block(line.start)
            if self.sorts:
                self.pending, self.above = self.above, []
            self.flush_above()
            self.found.append(self.block)
        self.block.between += [one.text() for one in self.pending]
        self.pending = []
        self.block.add(line.tokens)

    def flush(self) -> None:
        """End a block: what came behind it stands between no imports."""
        self.flush_above()
        self.found += [token for line in self.pending for token in line.tokens]
        self.block, self.pending = None, []

    def flush_above(self) -> None:
        """Leave the empty lines above where they are."""
        self.found += [token for line in self.above for token in line.tokens]
        self.above = []


class Parting:
    """Sets aside the imports of a line that holds other code as well: `try: import a`, `import a; f()`."""

    def __init__(self) -> None:
        self.depth = 0
        self.statement: list[Token] = []  # the import that is being read
        self.may_begin = True

    def part(self, tokens: Sequence[Token]) -> Iterator[Element]:
        """Yield what is left of the line."""
        for token in tokens:
            self.depth += BRACKETS.get(token.text, 0)
            if self.ends(token):
                yield self.block()
            if self.statement or (self.may_begin and token.kind == KEYWORD):
                self.statement.append(token)
            else:
                yield token
            if token.kind not in TRIVIA:
                self.may_begin = not self.depth and token.text in (b";", b":")
        if self.statement:
            yield self.block()

    def ends(self, token: Token) -> bool:
        """Say whether a token ends the import that is being read."""
        closing = token.kind in (COMMENT, NEWLINE) or token.text == b";"
        return closing and not self.depth and bool(self.statement)

    def block(self) -> Block:
        """Give the import that has been read."""
        block = Block(self.statement[0].start)
        block.add(self.statement)
        self.statement = []
        return block


def joined(elements: Sequence[Element]) -> Iterator[Element]:
    """Put imports together that stand behind one another on a line: `import a; import b`."""
    found: list[Element] = []
    for element in elements:
        match found[-3:]:
            case [Block() as block, Token(text=b";"), Token(text=b" ")] if isinstance(element, Block):
                block.code += element.code
                block.comments += element.comments
                del found[-2:]
            case _:
                found.append(element)
    return iter(found)


def set_aside(lines: Iterable[Line], *, sorts: bool = False) -> list[Element]:
    """Give what is left of lines, in order."""
    setting = Setting(sorts=sorts)
    for line in lines:
        setting.take(line)
    setting.flush()
    return setting.found
