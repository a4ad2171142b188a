"""What a migration is not about stays as it is, to the byte: newlines, encodings, tabs, spaces at the end."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from netra_tools.changes.source import NEWLINE, SourceText, Splice
from netra_tools.facts.read import read_source
from tests.changes.conformance.cases import WORLD
from tests.changes.migrated import Files, Migrated, Runner, migrate

PAIRS = [("a.b", "n.m")]
BOM = codecs.BOM_UTF8
# Name -> `main.py` before and after.
CASES: dict[str, tuple[bytes, bytes]] = {
    "carriage returns": (
        b"from a import b, c\r\nprint(b.f(), c.Y)\r\n",
        b"from a import c\r\nfrom n import m\r\nprint(m.f(), c.Y)\r\n",
    ),
    "carriage returns alone": (
        b"from a import b, c\rprint(b.f(), c.Y)\r",
        b"from a import c\rfrom n import m\rprint(m.f(), c.Y)\r",
    ),
    "mixed newlines": (
        b"import a.c\nfrom a import (\r\n    b,  # one\r\n    c,\n)\nprint(b.f(), c.Y)\r\n",
        b"import a.c\nfrom a import (\r\n    c,\n)\nfrom n import m  # one\nprint(m.f(), c.Y)\r\n",
    ),
    "a byte order mark": (
        BOM + b"from a import b, c\nprint(b.f(), c.Y)\n",
        BOM + b"from a import c\nfrom n import m\nprint(m.f(), c.Y)\n",
    ),
    "tabs and spaces at the end": (
        b"def g():\n\tfrom a import b, c \t\n\treturn b.f(), c.Y  \n \nprint(g())\t\n",
        b"def g():\n\tfrom a import c \t\n\tfrom n import m\n\treturn m.f(), c.Y  \n \nprint(g())\t\n",
    ),
    "no newline at the end": (
        b"import a.c\nfrom a import b; print(b.f(), a.c.Y)",
        b"import a.c\nfrom n import m; print(m.f(), a.c.Y)",
    ),
    "an import at the very end": (
        b"print(1)\nfrom a import b, c",
        b"print(1)\nfrom a import c\nfrom n import m",
    ),
    "a cookie of another encoding": (
        b"# coding: latin-1\nfrom a import b\nprint(ascii('\xe9'), b.f(), '\xfc' + b.WHO == '\xfcb')\n",
        b"# coding: latin-1\nfrom n import m\nprint(ascii('\xe9'), m.f(), '\xfc' + m.WHO == '\xfcb')\n",
    ),
    "letters of several bytes": (
        "é = 'ü'; from a import b, c; print('日本', b.f(), é, c.Y)\n".encode(),
        "é = 'ü'; from a import c; from n import m; print('日本', m.f(), é, c.Y)\n".encode(),
    ),
    "a form feed": (
        b"import a.b\n\x0cdef g():\n    return a.b.f()\nprint(g())\n",
        b"import n.m\n\x0cdef g():\n    return n.m.f()\nprint(g())\n",
    ),
}


def tree(main: bytes) -> Files:
    return {**{path: text.encode() for path, text in WORLD.items()}, "main.py": main}


@pytest.fixture(scope="module")
def outcomes() -> dict[str, Migrated]:
    return {title: migrate(tree(before), PAIRS) for title, (before, _) in CASES.items()}


@pytest.mark.parametrize("title", CASES)
def test_bytes(outcomes: dict[str, Migrated], title: str) -> None:
    assert outcomes[title].files["main.py"] == CASES[title][1]


def test_the_programs_print_the_same(
    outcomes: dict[str, Migrated], tmp_path_factory: pytest.TempPathFactory
) -> None:
    runner = Runner(tmp_path_factory.mktemp("trees"))
    before = runner.printed([tree(main) for main, _ in CASES.values()])
    after = runner.printed([outcome.files for outcome in outcomes.values()])
    runner.close()
    assert after == before
    assert all(text and "Error" not in text for text in before)


@pytest.mark.parametrize(
    "main",
    [
        b"from a import b\nprint(b.f()\n",
        b"from a import b\nprint('\xe9')\n",
        b"# coding: no-such\nimport a.b\n",
    ],
)
def test_what_cannot_be_read_stays_and_is_told(main: bytes) -> None:
    outcome = migrate(tree(main), PAIRS)
    assert outcome.files["main.py"] == main
    assert [note.path for note in outcome.plan.failed] == ["main.py"]


def test_what_the_encoding_has_no_form_for_stays_and_is_told() -> None:
    main = b"# coding: latin-1\nfrom a import b\nprint('\xe9', b.f())\n"
    outcome = migrate(tree(main), [("a.b", "n.m\u0142")])
    assert outcome.files["main.py"] == main
    assert [note.path for note in outcome.plan.failed] == ["main.py"]


read_source(b"")  # the reader raises the recursion limit at its first use, which hypothesis minds
PIECES = st.lists(
    st.sampled_from([b"a", b" ", b"\t", b"\n", b"\r\n", b"\r", b"\xc3\xa9", b"\x0c"]), max_size=30
)


@settings(max_examples=100, deadline=None)
@given(pieces=PIECES, marked=st.booleans(), data=st.data())
def test_splices_leave_all_other_bytes(pieces: list[bytes], marked: bool, data: st.DataObject) -> None:
    original = (BOM if marked else b"") + b"".join(pieces)
    text = SourceText(original)
    places = sorted(data.draw(st.lists(st.integers(0, len(original)), max_size=8, unique=True)))
    pairs = list(zip(places[::2], places[1::2], strict=False))
    rest, end = [], 0
    for first, last in pairs:
        rest.append(original[end:first])
        end = last
    rest.append(original[end:])
    new = b"<\r\n>"
    assert text.spliced(Splice(first, last, new) for first, last in pairs) == new.join(rest)
    assert text.spliced([]) == original
    assert [text.offset((line + 1, 0)) for line in range(len(text.starts))] == text.starts
    assert text.starts[1:] == [match.end() for match in NEWLINE.finditer(original)]


@settings(max_examples=50, deadline=None)
@given(body=st.binary(max_size=40).map(lambda data: data.replace(b"\x00", b"")))
def test_other_encodings_come_back_to_the_byte(body: bytes) -> None:
    original = b"# coding: latin-1\n" + body
    text = SourceText(original)
    assert text.spliced([Splice(0, 0, "é".encode())]) == b"\xe9" + original
