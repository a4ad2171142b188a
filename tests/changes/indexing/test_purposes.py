"""What files of all sorts say that they are for."""

from __future__ import annotations

import pytest

from netra_tools.changes.indexing.entry import Entry, line_of, one_line
from netra_tools.changes.indexing.purposes import of_markdown, of_python, of_script, of_xml

LINES = {
    "a sentence": ("Say it.", "Say it"),
    "the first of two": ("Say it. Then more.", "Say it"),
    "over lines": ("Say\n  it\nnow.", "Say it now"),
    "abbreviations": ("See e.g. Ada, i.e. Bob vs. Cy. Then more.", "See e.g. Ada, i.e. Bob vs. Cy"),
    "a version": ("Needs 3.11 and a.b.c. More.", "Needs 3.11 and a.b.c"),
    "roles": ("Use :class:`~a.B` and ``c``.", "Use `a.B` and `c`"),
    "too long": (f"{'word ' * 50}", f"{'word ' * 31}word ..."),
    "nothing": ("  \n ", ""),
}


@pytest.mark.parametrize("name", LINES)
def test_one_line(name: str) -> None:
    words, expected = LINES[name]
    assert one_line(words) == expected
    assert len(one_line(words)) <= 164


PYTHON = {
    "a docstring": ('"""Say it.\n\nMore.\n"""\n', "", "Say it"),
    "none": ("A = 1\n", "", ""),
    "that of a class is not the module's": ('class A:\n    """Hold."""\n', "", ""),
    "a function's": ('"""Module."""\n\ndef run():\n    """Run it."""\n', "run", "Run it"),
    "a function without one": ('"""Module."""\n\ndef run():\n    pass\n', "run", "Module"),
    "a title": ('"""\nstorage\n=======\nKeep it.\n"""\n', "", "storage"),
    "a licence": ('"""Copyright 2020 Ada.\n\nMore.\n"""\n', "", ""),
    "broken": ("def (:\n", "", ""),
}


@pytest.mark.parametrize("name", PYTHON)
def test_python(name: str) -> None:
    source, function, expected = PYTHON[name]
    assert of_python(source.encode(), function) == expected


MARKDOWN = {
    "a paragraph": ("# Title\n\nSay\nit. More.\n", "Say it"),
    "badges and tables first": ("# T\n[![b](c)](d)\n![x](y)\n<p>\n| a |\n> q\n\nSay it.\n", "Say it"),
    "an underlined title": ("Title\n=====\n\nSay it.\n", "Say it"),
    "a fence first": ("# T\n```\nsome code\n```\nSay it.\n", "Say it"),
    "links and emphasis": ("A **big** [tool](a.md) for _all_ of `a_b_c`.\n", "A big tool for all of `a_b_c`"),
    "a heading alone": ("# Title\n", "Title"),
    "nothing": ("", ""),
}


@pytest.mark.parametrize("name", MARKDOWN)
def test_markdown(name: str) -> None:
    text, expected = MARKDOWN[name]
    assert of_markdown(text.encode()) == expected


def test_a_document_is_told_with_its_title() -> None:
    assert of_markdown(b"# Limits\n\nWhat holds here.\n", titled=True) == "Limits: What holds here"


SCRIPTS = {
    "a comment": ("#!/bin/sh\n# Say it.\n# More.\nset -e\n", "Say it"),
    "after an empty line": ("#!/bin/sh\n\n#\n# Say it\n\necho\n", "Say it"),
    "directives": ("#!/bin/sh\n# shellcheck disable=SC1\n# Say it\n", "Say it"),
    "none": ("#!/bin/sh\necho a # b\n", ""),
}


@pytest.mark.parametrize("name", SCRIPTS)
def test_scripts(name: str) -> None:
    text, expected = SCRIPTS[name]
    assert of_script(text.encode()) == expected


XML = {
    "elements": (
        "<spec><title>Storage</title><purpose>Keep it.\n More.</purpose></spec>",
        "Storage: Keep it",
    ),
    "attributes": ('<spec name="Storage"><section title="x"/></spec>', "Storage"),
    "metadata": ("<s><metadata><name>A</name><description>B</description></metadata></s>", "A: B"),
    "an overview of paragraphs": ("<s><overview><p>Keep it</p></overview></s>", "Keep it"),
    "twice the same": ("<s><title>A</title><purpose>a</purpose></s>", "A"),
    "sections say nothing of the whole": ("<s><section><title>A</title></section></s>", ""),
    "a comment": ("<!-- netra: ignore-file[x] y --><!-- Keep it. --><s><a/><!-- b --></s>", "Keep it"),
    "a comment of a part": ("<s><a/><!-- Keep it. --></s>", ""),
    "broken": ("<s>R & D</s>", "cannot be read: a bare & stands in text: write &amp;"),
}


@pytest.mark.parametrize("name", XML)
def test_xml(name: str) -> None:
    text, expected = XML[name]
    assert of_xml(text.encode()) == expected


ENTRIES = {
    "a file": (Entry("", ("a b/c_d.py",), "Say it"), "", "- [`a b/c_d.py`](a%20b/c_d.py): Say it"),
    "a name": (Entry("app", ("src/app",), ""), "", "- [`app`](src/app)"),
    "several files": (Entry("x", ("a.py", "b.py"), "P"), "", "- `x`: [`a.py`](a.py), [`b.py`](b.py); P"),
    "no file": (Entry("NET1 a", (), "P"), "", "- `NET1 a`: P"),
    "from a folder": (Entry("", ("app/a.py",), ""), "docs/index", "- [`app/a.py`](../../app/a.py)"),
    "markup": (
        Entry("", ("a.py",), "a|b <c> [d](e) *f* @g"),
        "",
        r"- [`a.py`](a.py): a\|b \<c\> \[d\](e) \*f\* @&#8203;g",
    ),
    "brackets and ticks": (Entry("", ("a`(b).py",), ""), "", "- [``a`(b).py``](a%60%28b%29.py)"),
}


@pytest.mark.parametrize("name", ENTRIES)
def test_a_line(name: str) -> None:
    entry, home, expected = ENTRIES[name]
    assert line_of(entry, home) == expected
