"""What is left of a file when things are taken out of it: what a person would leave."""

from __future__ import annotations

import pytest

from netra_tools.fix.removal.file_cut import SHARED, TOGETHER, VALUE, cut_file
from netra_tools.fix.removal.items import DEFINITION, Item
from tests.fix.removing import cut_marked

CASES = {
    "decorators, comments and blank lines go with a function": (
        """
import os


# About old.
# More.
@one(
    1,
)
@two
def old():  #- definition old
    \"\"\"Do it.\"\"\"
    return os

    # the end of it


# About new.
def new():
    return os
""",
        """
import os


# About new.
def new():
    return os
""",
    ),
    "a comment apart stays": (
        """
a = 1

# Part two

def old(): pass  #- definition old

# ----------
def older(): pass  #- definition older


b = 2
""",
        """
a = 1

# Part two

# ----------


b = 2
""",
    ),
    "a comment above several constants stays": (
        """
# Limits.
LOW = 1  #- variable LOW
HIGH = 2
# How many.
MANY = 3  #- variable MANY

# What MOST is.
MOST = 4  #- variable MOST
LAST = 5
""",
        """
# Limits.
HIGH = 2

LAST = 5
""",
    ),
    "a string about a constant goes with it": (
        """
class A:
    x: int = 1  #- variable A.x
    \"\"\"About x.\"\"\"

    y = 2
""",
        """
class A:
    y = 2
""",
    ),
    "names of an import": (
        """
import os  #- import os:
import sys, re  #- import sys:
from a import (
    b,  #- import a:b
    c,  # why
    d as e,  #- import a:d=e
)
from f import g  #- import f:g

print(re, c)
""",
        """
import re
from a import (
    c,  # why
)

print(re, c)
""",
    ),
    "methods, the first, the last and all": (
        """
class A:
    def first(self):  #- definition A.first
        pass

    def second(self):
        pass

    def third(self):  #- definition A.third
        pass


class B:
    \"\"\"B.\"\"\"

    def only(self):  #- definition B.only
        pass


class C(B):
    def only(self):  #- definition C.only
        pass
""",
        """
class A:
    def second(self):
        pass


class B:
    \"\"\"B.\"\"\"


class C(B):
    pass
""",
    ),
    "blocks of which nothing is left": (
        """
if TYPE_CHECKING:
    from t import T  #- import t:T

if version > (3, 8) and not WINDOWS:
    A = 1  #- variable A
else:
    A = 2  #- variable A

if find():
    B = 1  #- variable B

if x:
    C = 1  #- variable C
else:
    D = 2

try:
    E = 1  #- variable E
finally:
    F = 2  #- variable F

G = 3
""",
        """
if find():
    pass

if x:
    pass
else:
    D = 2

try:
    pass
finally:
    pass

G = 3
""",
    ),
    "__all__ loses the names": (
        """
__all__ = ["new", "old", "older"]  #- export older
__all__ += ("other", "new")
__all__.append("old")


def old():  #- definition old
    pass


def new():
    pass


def other():  #- definition other
    pass
""",
        """
__all__ = ["new"]
__all__ += ("new",)
pass


def new():
    pass
""",
    ),
    "what is never read or reached": (
        """
def f(a):
    x = [1, (2, "b")]  #- unread x
    y: int = 3  #- unread y
    return a
    print(a)  #- unreachable 2
    print(a)
""",
        """
def f(a):
    return a
""",
    ),
    "a whole file": (
        """
import os  #- import os:


def f():  #- definition f
    pass""",
        "",
    ),
    "newer syntax and other indents": (
        """
type Old[T] = list[T]  #- variable Old


class A[T]:
\tdef old[S](self, x: S) -> S:  #- definition A.old
\t\tmatch x:
\t\t\tcase 1:
\t\t\t\treturn f"{x!r:>{10}} {"a"}"

\tdef new(self): ...
""",
        """
class A[T]:
\tdef new(self): ...
""",
    ),
}


@pytest.mark.parametrize(("marked", "left"), CASES.values(), ids=CASES)
def test_what_is_left(marked: str, left: str) -> None:
    content, kept = cut_marked(marked.removeprefix("\n"))
    assert kept == {}
    assert content == left.removeprefix("\n")


KEPT = {
    "two targets": ("A = B = 1  #- variable A\nprint(B)\n", TOGETHER),
    "a tuple": ("A, B = 1, 2  #- variable A\nprint(B)\n", TOGETHER),
    "a line of two": ("A = 1; B = 2  #- variable A\nprint(B)\n", SHARED),
    "a block on one line": ("if x: A = 1  #- variable A\n", TOGETHER),
    "added to": ("A = 1  #- variable A\nA += 1\n", "it is bound elsewhere in the file, too"),
    "a local name that is added to": (
        "class A:\n    def f(self):\n        x = 0  #- unread A.f.x\n        x += 1\n",
        "it is bound elsewhere in the file, too",
    ),
    "global": (
        "A = 1  #- variable A\ndef f():\n    global A\n    A = 2\n",
        "it is bound elsewhere in the file, too",
    ),
    "used": ("def a():  #- definition a\n    pass\nprint(a)\n", "`a` is used in what stays of the file"),
    "used in a quoted annotation": (
        "class A:  #- definition A\n    pass\ndef f(x: 'list[A]'): pass\n",
        "`A` is used in what stays of the file",
    ),
    "what its value binds is used": (
        "A = (b := 1)  #- variable A\nprint(b)\n",
        "`b` is used in what stays of the file",
    ),
    "a value that does something": ("def f():\n    x = g()  #- unread x\n", VALUE),
    "an attribute, which may do something": ("def f(a):\n    x = a.b  #- unread x\n", VALUE),
    "a generator": (
        "def f():\n    return\n    yield  #- unreachable 1\n",
        "without its `yield` the function would be another one",
    ),
}


@pytest.mark.parametrize(("marked", "reason"), KEPT.values(), ids=KEPT)
def test_what_stays(marked: str, reason: str) -> None:
    content, kept = cut_marked(marked)
    assert list(kept.values()) == [reason]
    assert content == "\n".join(line.split("  #- ")[0] for line in marked.split("\n"))


def test_a_file_that_cannot_be_read_stays() -> None:
    cutting = cut_file(b"def f(:\n", [Item("f", DEFINITION, "f", "", 1, 1)])
    assert cutting.content == b"def f(:\n"
    assert "the file cannot be read" in cutting.kept["f"]


@pytest.mark.parametrize("newline", [b"\n", b"\r\n", b"\r"])
@pytest.mark.parametrize("head", [b"", b"\xef\xbb\xbf", b"# coding: latin-1\n"])
def test_newlines_marks_and_encodings_stay(newline: bytes, head: bytes) -> None:
    body = "a = 'ä'\n\n\ndef old():\n    return 'ö'\n\n\nb = 2\n"
    encoded = head + body.encode("latin-1" if b"latin" in head else "utf-8")
    line = 4 + head.count(b"\n")
    after = cut_file(encoded.replace(b"\n", newline), [Item("x", DEFINITION, "old", "", line, line + 1)])
    assert after.kept == {}
    left = head + "a = 'ä'\n\n\nb = 2\n".encode("latin-1" if b"latin" in head else "utf-8")
    assert after.content == left.replace(b"\n", newline)
