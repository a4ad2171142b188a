"""NET702."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.knowledge.checked import said, spec

AROUND = {
    "app/__init__.py": "",
    "app/db.py": "from app.other import *\n",
    "app/store.py": "URL = ''\n\n\ndef connect() -> None:\n    pass\n",
    "app/other.py": "",
    "scripts/run.py": "",
    "docs/guide.md": "# A guide\n\n## Set `it` up!\n",
    ".env.example": "A=1\n",
    "SPEC/other.xml": '<spec id="top"><x id="X-1"/></spec>',
    "SPEC/learnings/auth.xml": "<learnings/>",
}
ALIVE = (
    "<file>app/store.py</file>",
    "<file>/app/store.py</file>",
    '<x path="app/store.py:5" file="app"/>',
    "<files_affected>\n - app/store.py (URL)\n - app/db.py, app/other.py: both\n no path\n</files_affected>",
    "<spec>other.xml</spec><spec>learnings/auth.xml</spec><location>.env.example</location>",
    "<cross_link>SPEC/other.xml#X-1</cross_link><see>docs/guide.md#set-it-up</see>",
    '<x href="#here" id="here"/><y ref="X-1"/>',
    "<module>app.store</module><module>app.store.connect</module><module>django.db.models</module>",
    "<module>app.db.anything</module><import>from app.store import URL</import>",
    "<rule>NET201</rule><rule>Do it always</rule><x rule='star-import'/>",
    "<command>python scripts/run.py --fast</command><command>python -m app.store</command>",
    "<command>A=1 netra literals scan &amp;&amp; pytest tests; make it</command>",
    "<command>netra check --select NET7</command>",
    "<p>app/gone.py is no reference here, nor http://localhost/x.py:80, nor 12:30</p>",
    "<file>https://example.org/a.py</file><file>app/*.py</file><file>/etc/hosts</file><file>{name}/a.py</file>",
    "<removed_files><file>app/gone.py</file></removed_files><bad_example>app/gone.py:3</bad_example>",
    "<!-- <file>app/gone.py</file> -->",
    "<file>store.py</file>",
)
DEAD = {
    "a file": ("<file>app/gone.py</file>", "3:6 app/gone.py does not exist"),
    "a file that moved": (
        "<file>lib/store.py</file>",
        "3:6 lib/store.py does not exist; there is app/store.py",
    ),
    "in an attribute": ('<x path="app/gone.py"/>', "3:9 app/gone.py does not exist"),
    "in a list": (
        "<files_affected>\n- app/store.py\n- app/gone.py (gone)\n</files_affected>",
        "5:2 app/gone.py does not exist",
    ),
    "a line": ("<file>app/store.py:6</file>", "3:6 app/store.py has 5 lines, and line 6 is spoken of"),
    "a line in prose": (
        "<p>as in app/store.py:60, see</p>",
        "3:9 app/store.py has 5 lines, and line 60 is spoken of",
    ),
    "a file with a line in prose": ("<p>see app/gone.py:6</p>", "3:7 app/gone.py does not exist"),
    "in CDATA": ("<![CDATA[see app/gone.py:6]]>", "3:13 app/gone.py does not exist"),
    "a specification": ("<spec>gone.xml</spec>", "3:6 gone.xml does not exist"),
    "an anchor": ("<link>SPEC/other.xml#X-2</link>", "3:6 SPEC/other.xml has no id 'X-2'"),
    "a heading": ("<link>docs/guide.md#set-up</link>", "3:6 docs/guide.md has no anchor 'set-up'"),
    "an anchor here": ('<x href="#gone"/>', "3:9 SPEC/a.xml has no id 'gone'"),
    "an id": ('<x ref="X-2"/>', "3:8 nothing has the id 'X-2'"),
    "a module": ("<module>app.gone</module>", "3:8 app has no gone"),
    "a name": ("<module>app.store.close</module>", "3:8 app.store has no close"),
    "an import": ("<import>from app.gone.far import x</import>", "3:13 app has no gone"),
    "a rule": ("<rule>NET299</rule>", "3:6 no rule is called 'NET299'"),
    "a misspelled rule": (
        '<x rule="star-imports"/>',
        "3:9 no rule is called 'star-imports' (did you mean 'star-import'?)",
    ),
    "a script": ("<command>python scripts/gone.py</command>", "3:9 scripts/gone.py does not exist"),
    "a command of netra": (
        "<command>netra literals scn</command>",
        "3:9 netra has no command 'literals scn' (did you mean 'scan'?)",
    ),
    "the second of two": (
        "<cmd>cd x &amp;&amp; ./scripts/gone.sh</cmd>",
        "3:5 ./scripts/gone.sh does not exist",
    ),
}


def test_what_exists(tmp_path: Path) -> None:
    assert said(tmp_path, {**AROUND, "SPEC/a.xml": spec(*ALIVE)}, "spec-dead-reference") == []


def test_what_does_not(tmp_path: Path) -> None:
    """All in one check: each case is a file of its own."""
    numbers = {name: f"SPEC/{number}/a.xml" for number, name in enumerate(DEAD)}
    files = {numbers[name]: spec(text) for name, (text, _) in DEAD.items()}
    found = said(tmp_path, {**AROUND, **files}, "spec-dead-reference")
    expected = [
        f"{numbers[name]}:{text}".replace("SPEC/a.xml has", f"{numbers[name]} has")
        for name, (_, text) in DEAD.items()
    ]
    assert sorted(found) == sorted(expected)


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["<!-- netra: ignore[spec-dead-reference] it comes -->", "<file>app/gone.py</file>"], []),
        (["<file>app/gone.py</file><!-- netra: ignore[NET702] it comes -->"], []),
        (["<file>app/gone.py</file>", "<!-- netra: ignore-file[NET702] it comes -->"], []),
        (["<!-- netra: ignore[NET201] it comes -->", "<file>app/gone.py</file>"], [4]),
    ],
)
def test_comments_silence_it(tmp_path: Path, lines: list[str], expected: list[int]) -> None:
    found = said(tmp_path, {**AROUND, "SPEC/a.xml": spec(*lines)}, "spec-dead-reference")
    assert [int(one.split(":")[1]) for one in found] == expected


def test_exempt_references(tmp_path: Path) -> None:
    files = {**AROUND, "SPEC/a.xml": spec("<file>build/out.py</file>")}
    assert said(tmp_path, files, "NET702", 'rules.spec-dead-reference.exempt=["build/**"]') == []
