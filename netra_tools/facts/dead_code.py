"""Code in comments: runs of comment lines that Python can parse, and that no one would write as prose.

Prose can be code by chance (`# see`, `# a, b`, `# n = 3`), and so can formulas: statements count only when
they import, define, call or branch, and what a comment introduces as an example does not count.
"""

from __future__ import annotations

import ast
import re
import warnings
from collections.abc import Iterator, Sequence
from textwrap import dedent

from netra_tools.facts.comments import Comments, indent

# How a line of code may begin; all that follows is slow, so it is asked only where this matches.
CANDIDATE = re.compile(
    rb"#+[ \t]*(?:"
    rb"(?:from[ \t]+[\w.]+[ \t]+)?import[ \t]+[\w.(*]"
    rb"|(?:def|class|if|for|while|with|try|async)\b[^\n]*:[ \t]*(?:#[^\n]*)?(?:\n|\Z)"
    rb"|(?:return|raise|del|assert|yield|await)\b|@\w"
    rb"|[A-Za-z_][\w.\[\]'\", ]*(?::[ \w.\[\]]+)?[-+*/|&]?=[^=\n]"
    rb"|[A-Za-z_][\w.]*\("
    rb")"
)
SENTENCE_END = re.compile(rb"[.!?]\)?$|\b(?:TODO|FIXME|XXX)\b[^:]*$")
ATTEMPTS = 4  # how often a block is parsed
DEFINES = re.compile(rb"(?:async[ \t]+)?def\b|class\b|\)")
PROSE = re.compile(rb"\be\.g\.|\bi\.e\.|>>>")


def find_dead_code(
    comments: Comments, numbers: Sequence[int], codelike: Sequence[int]
) -> tuple[tuple[int, int], ...]:
    """Give the first and last lines of code among the comment lines `numbers`.

    `codelike` are the offsets of those that may hold some: nothing else is looked at in most files.
    """
    source = comments.source
    if not codelike or not any(CANDIDATE.match(source, offset) for offset in codelike):
        return ()
    return tuple(run for block in blocks(comments, numbers) for run in dead_runs(comments, block))


def blocks(comments: Comments, numbers: Sequence[int]) -> Iterator[range]:
    """Yield the runs of comment lines that follow one another in the same column."""
    first = 0
    for place, number in enumerate(numbers):
        following = numbers[place + 1] if place + 1 < len(numbers) else 0
        if following != number + 1 or indent(comments.line(number)) != indent(comments.line(following)):
            yield range(numbers[first], number + 1)
            first = place + 1


def dead_runs(comments: Comments, block: range) -> Iterator[tuple[int, int]]:
    """Yield the code of one block: all of it, or what follows a sentence, to its last line.

    Code between words is part of what they say, and code behind a colon or an empty comment line an example.
    """
    last = block.stop - 1
    starts = [first for first in block if begins_code(comments, first, block.start)]
    for first in starts[:ATTEMPTS]:
        if first == last and opens_block(comments, block.start - 1):
            return
        if is_code(text_of(comments, first, last)):
            yield first, last
            return


def begins_code(comments: Comments, number: int, start: int) -> bool:
    """Tell whether a line of a block may begin its code: as the first one, or behind a sentence."""
    if not CANDIDATE.match(comments.line(number).strip()):
        return False
    return number == start or SENTENCE_END.search(comments.line(number - 1).strip()) is not None


def opens_block(comments: Comments, number: int) -> bool:
    """Tell whether a line opens a branch: what a comment below it says is what the branch is for."""
    line = comments.line(number).strip()
    return line.endswith(b":") and not DEFINES.match(line)


def text_of(comments: Comments, first: int, last: int) -> str:
    """Give the text of comment lines without their marks; nothing when it says that it is an example."""
    lines = [comments.line(number).strip().lstrip(b"#") for number in range(first, last + 1)]
    text = b"\n".join(lines)
    return "" if PROSE.search(text) else dedent(text.decode("utf-8", "replace"))


def is_code(text: str) -> bool:
    """Tell whether a text is statements of which one at least can be nothing else."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            body = ast.parse(text).body
        except (SyntaxError, ValueError, RecursionError, MemoryError):
            return False
    return any(is_telling(node, len(body) == 1) for node in body) and not any(map(is_prose, body))


def is_telling(node: ast.stmt, single: bool) -> bool:
    """Tell whether a statement can hardly be prose or a formula."""
    match node:
        case ast.Expr(value=ast.Await()) | ast.Import() | ast.ImportFrom():
            return True
        case ast.Expr(value=ast.Call() as call):
            return is_telling_call(call) or not single
        case ast.Assign(value=value) | ast.AugAssign(value=value) | ast.Assert(test=value):
            return calls(value)
        case ast.Return(value=value) | ast.Raise(exc=value):
            return value is not None and calls(value)
        case ast.FunctionDef() | ast.AsyncFunctionDef() | ast.ClassDef():
            return True
        case ast.If() | ast.For() | ast.While() | ast.With() | ast.Try():
            return True
    return False


def is_telling_call(node: ast.Call) -> bool:
    """Tell a call from the mention of a function, `name()`, a plural, `name(s)`, and a value, `Name(1)`."""
    if isinstance(node.func, ast.Attribute):
        return isinstance(node.func.value, ast.Name | ast.Attribute | ast.Call)
    if not isinstance(node.func, ast.Name) or node.func.id[:1].isupper():
        return False
    plural = len(node.args) == 1 and isinstance(node.args[0], ast.Name) and node.args[0].id in ("s", "es")
    return bool(node.args or node.keywords) and not plural


def calls(node: ast.expr) -> bool:
    """Tell whether an expression calls anything."""
    return any(isinstance(inner, ast.Call) for inner in ast.walk(node))


def is_prose(node: ast.stmt) -> bool:
    """Tell whether a statement is a word, a tuple of words or a comparison: prose by the look of it."""
    return isinstance(node, ast.Expr) and not isinstance(
        node.value, ast.Call | ast.Await | ast.Yield | ast.YieldFrom
    )
