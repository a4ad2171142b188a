"""Random functions that print what they do, and what they print."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from hypothesis import strategies as st

NAMES = ("a", "b", "c", "d", "i")
SETUPS: tuple[list[str], ...] = (["b = a", "c = d = 3", "i = 1"], ["b = a", "c = d = 3"], ["b = a"], [])
COMMON = (
    "{x} = {e}",
    "{x} = {y} = {e}",
    "{x}, {y} = {e}, {f}",
    "{x} += {e}",
    "print('{x}', {e})",
    "print({e}, {f})",
    "box.append({e})",
    "box[0] = {e}",
    "self.{x} = {e}",
    "print(sorted(k + {x} for k in box))",
    "print([{x} for {x} in range(2)], {e})",
    "fail({e})",
)
RARE = (
    "later.append({x} + k for k in range(2))",
    "if ({x} := {e}) > 3: print({x})",
    "del {x}",
    "show(lambda: {x})",
    "def local(): return {x} + {y}",
    "show(local)",
    "box.append(late(lambda: {x}))",
    "global g; g = {e}",
    "yield {e}",
)
EXPRESSIONS = (
    "{x}",
    "{x} + 1",
    "{x} * {y}",
    "len(box)",
    "self.a",
    "0",
    "7",
    "({x} if {y} else 2)",
    "next_one()",
)
BLOCKS = (
    ("if {e} > 2:", "else:"),
    ("if {e}:", "elif {f}:"),
    ("for {x} in range({n}):",),
    ("for {x} in range({n}):", "else:"),
    ("while tick():",),
    ("try:", "except ValueError:"),
    ("try:", "except ValueError as {x}:", "else:"),
    ("try:", "finally:"),
    ("try:", "except ValueError:", "finally:"),
    ("with swallow(ValueError) as {x}:",),
    ("with open_box() as {x}:",),
    ("match {e}:\n    case 1 | 2:", "    case {x}:"),
)
LEAVING = ("break", "continue", "return {e}", "raise ValueError({e})")
HEADS = ("def f(self, a, b):", "def f(self, a, b=2, *c):")

PRELUDE = """\
import contextlib

class Failed(ValueError): pass
ticks = iter(range(40))
numbers = iter(range(400))
def tick(): return next(ticks, 3) % 3 != 0
def next_one(): return next(numbers)
def fail(value):
    if value % 3 == 0: raise Failed(value)
def show(function): print('show', function())
def late(function):
    kept.append(function)
    return 1
def swallow(kind): return contextlib.suppress(kind)
@contextlib.contextmanager
def open_box():
    print('open')
    try:
        yield 4
    finally:
        print('close')
kept = []
g = 1
"""
FINISH = """\
def run():
    box, later = [1], []
    thing = Thing(box, later)
    for arguments in ((1, 2), (0, 5), (4, 4)):
        try:
            found = thing.f(*arguments)
            if hasattr(found, 'send'): found = list(found)
            print('gives', found)
        except Exception as error:
            print('raises', type(error).__name__, error)
        print(box, g, sorted((k, v) for k, v in vars(thing).items() if k not in ('box', 'later')))
    for one in (*kept, *later):
        try:
            print('late', one() if callable(one) else list(one))
        except Exception as error:
            print('late', type(error).__name__)
"""


@st.composite
def programs(draw: Callable[..., Any]) -> str:
    """Write a program with one method, which uses much of the language in little space."""
    rare = draw(st.lists(st.sampled_from(RARE), max_size=2))
    lines = block(Words(draw, (*COMMON, *rare)), 2, 3, in_loop=False)
    setup = ["box, later = self.box, self.later", *draw(st.sampled_from(SETUPS))]
    body = "\n".join(["        " + line for line in [*setup, *lines, "print('end')"]])
    thing = "class Thing:\n    def __init__(self, box, later): self.box, self.later, self.a = box, later, 1\n"
    return f"{PRELUDE}\n{thing}    {draw(st.sampled_from(HEADS))}\n{body}\n\n{FINISH}"


class Words:
    """Draws what a program is made of."""

    def __init__(self, draw: Callable[..., Any], simple: tuple[str, ...]) -> None:
        self.draw = draw
        self.simple = simple

    def number(self, least: int, most: int) -> int:
        """Draw a number."""
        return int(self.draw(st.integers(least, most)))

    def form(self, forms: tuple[str, ...]) -> str:
        """Draw a form, and fill it with names and expressions."""
        return self.filled(str(self.draw(st.sampled_from(forms))))

    def filled(self, form: str) -> str:
        """Fill a form."""
        for word in ("{e}", "{f}"):
            form = form.replace(word, self.draw(st.sampled_from(EXPRESSIONS))) if word in form else form
        for word in ("{x}", "{y}"):
            form = form.replace(word, self.draw(st.sampled_from(NAMES))) if word in form else form
        return form.replace("{n}", str(self.number(0, 2)))


def block(words: Words, fewest: int, depth: int, *, in_loop: bool) -> list[str]:
    """Write the lines of a block."""
    lines: list[str] = []
    for _ in range(words.number(fewest, fewest + 4)):
        kind = words.number(0, 11)
        if kind < 4 and depth:
            lines += compound(words, depth, in_loop=in_loop)
        elif kind == 11 and depth < 3:
            lines += [f"if {words.form(EXPRESSIONS)} == {words.number(0, 5)}:"]
            lines += ["    " + words.form(LEAVING if in_loop else LEAVING[2:])]
        else:
            lines.append(words.form(words.simple))
    return lines


def compound(words: Words, depth: int, *, in_loop: bool) -> list[str]:
    """Write the lines of a statement with blocks."""
    lines: list[str] = []
    heads = words.draw(st.sampled_from(BLOCKS))
    loops = heads[0].startswith(("for", "while"))
    for head in heads:
        lines += words.filled(head).split("\n")
        indent = " " * (len(lines[-1]) - len(lines[-1].lstrip()) + 4)
        lines += [indent + line for line in block(words, 1, depth - 1, in_loop=in_loop or loops)]
    return lines


def output(source: str) -> list[str]:
    """Run a program, and give what it prints."""
    printed: list[str] = []
    names: dict[str, Any] = {"print": lambda *values: printed.append(" ".join(map(str, values)))}
    exec(compile(source, "<program>", "exec", dont_inherit=True), names)
    names["run"]()
    return printed
