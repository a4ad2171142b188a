"""What extraction refuses, and why: one function for each precondition."""

from __future__ import annotations

import pytest

from netra_tools.fix.extract import extract
from netra_tools.fix.extract_records import Limits

FILLING = "    print(a)\n    print(a)\n    print(a)\n"


def of(*lines: str, head: str = "def f(a):", before: str = "") -> str:
    """Write a function of which only some lines are a part that is large enough."""
    return f"{before}{head}\n" + "".join([f"    {line}\n" for line in lines])


def around(line: str, *after: str) -> str:
    """Write a function of one block with a line in its middle, and what comes after."""
    return of("if a:", "    print(1)", f"    {line}", "    print(2)", "print(3)", *after)


def method(*lines: str, head: str = "def f(self, a):", top: str = "class A:") -> str:
    """Write a method."""
    body = lines or ("if a:", "    print(self)", "    print(2)", "    print(3)", "print(4)")
    return f"{top}\n    {head}\n" + "".join([f"        {line}\n" for line in body])


REFUSED = {
    "return": ("`return`", around("return 1")),
    "del": ("`del`", around("del a.b")),
    "def": ("`def`", around("def g(): pass")),
    "class": ("`class`", around("class B: pass")),
    "lambda": ("`lambda`", around("b = lambda: 1")),
    "global": ("`global`", around("global b")),
    "yield": ("`yield`", around("yield 1")),
    "await": ("`await`", around("await a").replace("def", "async def")),
    "async for": ("`async for`", around("async for b in a: pass").replace("def", "async def")),
    "async with": ("`async with`", around("async with a: pass").replace("def", "async def")),
    "async comprehension": ("`async for`", around("b = [c async for c in a]").replace("def", "async def")),
    "import": ("`import`", around("import os")),
    "from import": ("`import`", around("from os import path")),
    ":=": ("`:=`", around("print(b := 1)")),
    "break": ("`break`", of("for b in a:", "    print(1)", "    break", "    print(2)", "print(3)")),
    "continue": ("`continue`", of("for b in a:", "    print(1)", "    continue", "    print(2)", "print(3)")),
    "bare raise": ("`raise`", of("try: a()", "except OSError:", "    print(1)", "    raise", "print(3)")),
    "annotation without value": ("`an annotation without a value`", around("b: int")),
    "super": ("`super`", method("if a:", "    print(self)", "    super().f(a)", "    print(3)", "print(4)")),
    "class cell": (
        "`__class__`",
        method("if a:", "    print(self)", "    print(__class__)", "    print(3)", "print(4)"),
    ),
    "frame": ("`_getframe()`", around("sys._getframe()")),
    "stack": ("`stack()`", around("inspect.stack()")),
    "stacklevel": ("`stacklevel`", around("warnings.warn('', stacklevel=2)")),
    "stacklevel by place": ("`warn()`", around("warnings.warn('', UserWarning, 2)")),
    "frame of a traceback": ("`tb_frame`", around("print(a.tb_frame)")),
    "names in the text of a query": ("`query()`", around("b.query('x > @a')")),
    "calls what looks at frames": (
        "frames",
        around("g()").replace("def f", "def h(): sys._getframe()\n\n\ndef g(): h()\n\n\ndef f"),
    ),
    "recursion": ("recursion", around("f(1)")),
    "recursion around a corner": ("recursion", around("g()") + "\n\ndef g():\n    f(1)\n"),
    "locals": ("local names", around("print(locals())")),
    "vars": ("local names", around("print(vars())")),
    "eval": ("local names", around("eval('a')")),
    "exec": ("local names", around("exec('a = 1')")),
    "nested": (
        "nested",
        "def f(a):\n    def g():\n" + FILLING.replace("    ", "        ") * 2 + "    return g\n",
    ),
    "decorated": ("decorated", "@cache\n" + around("print(1)")),
    "decorated by what reads the code": ("decorated", "from numba import jit\n\n@jit\n" + around("print(1)")),
    "a decorator with the name of a known one": (
        "decorated",
        "from functools import cache\ncache = jit(cache)\n\n@cache\n" + around("print(1)"),
    ),
    "one known decorator and one unknown": (
        "decorated",
        method(head="@property\n    @app.route('/')\n    def f(self, a):"),
    ),
    "return before the end": (
        "`return`",
        of("if a:", "    print(1)", "    print(2)", "    return", "print(3)"),
    ),
    "return inside at the end of a block": (
        "`return`",
        of("print(0)", "if a:", "    b = 1", "    print(2)", "    return b", "else:", "    print(3)"),
    ),
    "return at the end of a generator": (
        "`yield`",
        of("yield 1", "yield 2", "yield 3", "print(1)", "return 2"),
    ),
    "staticmethod": ("decorated", method(head="@staticmethod\n    def f(self, a):")),
    "__new__": ("special method", method(head="def __new__(self, a):")),
    "__del__": ("special method", method(head="def __del__(self, a):")),
    "first argument": ("no self", method(head="def f(cls, a):")),
    "no argument": ("no self", method("a = 1", "b = 2", "print(a)", "print(b)", "print(3)", head="def f():")),
    "self bound anew": ("self", method("self = a", "print(self)", "print(2)", "print(3)", "print(4)")),
    "a protocol": ("class", method(top="class A(Protocol[T]):")),
    "a metaclass": ("class", method(top="class A(metaclass=Meta):")),
    "attributes looked up": (
        "class",
        method() + "    def __getattribute__(self, name): return 1\n",
    ),
    "a method for others": ("borrowed", method() + "class B:\n    f = A.f\n"),
    "read, perhaps unset": (
        "input unset",
        of("if a: b = 1", "if a:", "    print(b)", "    print(2)", "    print(3)", "print(4)"),
    ),
    "read, unset by del": (
        "input unset",
        of("b = 1", "if a: del b", "if a:", "    print(b)", "    print(2)", "    print(3)", "print(4)"),
    ),
    "read, unset behind except": (
        "input unset",
        of(
            "b = 1",
            "try: a()",
            "except OSError as b: pass",
            "if a:",
            "    print(b)",
            "    print(2)",
            "    print(3)",
        ),
    ),
    "read, unset by an exception": (
        "input unset",
        of("try: b = a()", "finally:", "    print(b)", "    print(2)", "    print(3)", "print(4)"),
    ),
    "read, unset where with swallows": (
        "input unset",
        of("with suppress(a): b = a()", "if a:", "    print(b)", "    print(2)", "    print(3)"),
    ),
    "written, perhaps": (
        "output unset",
        of("b = 1", "if a:", "    print(1)", "    if a.x:", "        b = 2", "print(b)"),
    ),
    "written, perhaps by a loop": (
        "output unset",
        of("b = 1", "if a:", "    print(1)", "    for b in a:", "        print(b)", "print(b)"),
    ),
    "unset by except": (
        "output unset",
        of(
            "e = 1",
            "if a:",
            "    try: a()",
            "    except OSError as e:",
            "        print(1)",
            "print(e)",
        ),
    ),
    "seen by a handler": (
        "seen by a handler",
        of("b = 1", "try:", "    b = 2", "    a()", "    print(3)", "except OSError: print(b)"),
    ),
    "seen behind with": (
        "output unset",
        of("b = 1", "with a:", "    b = 2", "    a()", "    print(3)", "print(b)"),
    ),
    "seen by finally": (
        "seen by a handler",
        of("b = 1", "try:", "    b = 2", "    a()", "    print(3)", "finally: print(b)"),
    ),
    "from round to round": (
        "loop",
        of("for c in a:", "    print(0)", "    while c:", "        c -= 1", "        print(c)", "print(1)"),
    ),
    "captured": (
        "captured",
        of("g = lambda: b", "if a:", "    b = 1", "    print(2)", "    print(3)", "print(g())"),
    ),
    "nonlocal": (
        "captured",
        of(
            "b = 1",
            "def g(): nonlocal b; b = 2",
            "if a:",
            "    g()",
            "    print(b)",
            "    print(b)",
            "print(1)",
        ),
    ),
    "a generator reads later": (
        "lazy",
        of(
            "b = 1",
            "c = 0",
            "if a:",
            "    a((b for x in a))",
            "    print(2)",
            "    print(3)",
            "b = 2",
            "a(b)",
        ),
    ),
    "a generator reads later what is written": (
        "lazy",
        of("b = 1", "c = (b for x in a)", "if a:", "    b = 2", "    print(2)", "    print(3)", "print(c)"),
    ),
    "a global name": (
        "`global`",
        of("global b", "if a:", "    b = 1", "    print(2)", "    print(3)", "print(c)"),
    ),
    "a file that would close": (
        "lifetime",
        of("if a:", "    b = TemporaryDirectory()", "    print(b.name)", "    print(3)", "print(1)"),
    ),
    "a thing that is watched": (
        "lifetime",
        of("if a:", "    b = Thing()", "    c.d = weakref.ref(b)", "    print(3)", "print(1)"),
    ),
    "nothing follows": (
        "no end",
        of("if a:", "    print(1)", "    while 1:", "        print(2)", "        print(3)", "print(c)"),
    ),
    "read, and bound by nothing that stays": (
        "unbound",
        of("print(b)", "if a:", "    b = 1", "    print(b)", "    print(3)"),
    ),
    "a shared line": (
        "shared line",
        of("if a:", "    b = (", "        2", "    ); print(", "        3", "    )", "print(c)"),
    ),
    "too many parameters": (
        "too many parameters",
        of(
            "if a:",
            "    print(a, b, c)",
            "    print(d)",
            "    print(e, g)",
            "print(a)",
            head="def f(a, b, c, d, e, g):",
        ),
    ),
    "too many results": (
        "too many results",
        of("if a: print(1)", "b = c = 1", "d = e = (", "    1)", "yield b, c, d, e"),
    ),
}


@pytest.mark.parametrize(("reason", "source"), REFUSED.values(), ids=REFUSED.keys())
def test_refused(reason: str, source: str) -> None:
    """The function stays, and the reason is that one."""
    compile(source, "<source>", "exec", dont_inherit=True)
    found = extract(source.encode(), Limits(body=4))
    assert (found.after.decode(), found.refused[-1].reason) == (source, reason)
