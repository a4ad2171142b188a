"""Plans as JSON: what is written comes back, and what is wrong is said with its place."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from netra_tools.changes.journal.apply import apply
from netra_tools.changes.journal.plan_file import dump, load
from netra_tools.errors import NetraError
from netra_tools.model import Note
from netra_tools.plan import Author, Edit, Plan
from tests.changes.trees import edits_on, plan_of, text, trees

NAMES = st.text(st.characters(codec=None, exclude_categories=()), max_size=5)
NOTES = st.lists(st.builds(Note, NAMES, st.integers(0, 99), NAMES), max_size=2).map(tuple)


@settings(max_examples=100, deadline=None)
@given(data=st.data())
def test_what_is_written_comes_back(data: st.DataObject) -> None:
    edits = data.draw(edits_on(data.draw(trees)))
    plan = plan_of(*edits)._replace(
        author=Author(data.draw(NAMES), tuple(data.draw(st.lists(NAMES, max_size=2)))),
        notes=data.draw(NOTES),
        failed=data.draw(NOTES),
        renamed=tuple(data.draw(st.lists(st.tuples(NAMES, NAMES), max_size=2))),
        keeps=data.draw(st.sampled_from(["", "code"])),
    )
    assert load(dump(plan), "p") == plan
    assert dump(plan) == dump(plan._replace(edits=tuple(reversed(plan.edits))))


PLAN = plan_of(Edit("a", "b", text("a"), text("ä")))
WRITTEN = """\
{
"netra-plan": 1,
"title": "a change",
"author": {"name": "test", "arguments": []},
"keeps": "",
"notes": [],
"failed": [],
"renamed": [],
"edits": [
{"path": "a", "target": "b", "before": {"mode": "100644", "text": "a"}, "after": {"mode": "100644", "text": "\\u00e4"}}
]
}
"""  # noqa: E501  # it is one line an edit


def test_the_form() -> None:
    assert dump(PLAN).decode() == WRITTEN


BROKEN = [
    ("no JSON", "{", "not JSON"),
    ("something else", "[]", "no key 'netra-plan'"),
    ("a later version", WRITTEN.replace('n": 1', 'n": 2'), "plans of version 2 are not known"),
    ("no title", WRITTEN.replace('"title"', '"t"'), "title: a text is expected"),
    ("a nameless author", WRITTEN.replace('"name"', '"n"'), "author.name: a text is expected"),
    ("odd arguments", WRITTEN.replace('"arguments": []', '"arguments": [1]'), "author.arguments: only texts"),
    ("no path", WRITTEN.replace('"path": "a"', '"path": 1'), "edits[0].path: a text is expected"),
    ("an unknown key", WRITTEN.replace('"target"', '"to"'), "edits[0].to: there is no such key"),
    ("no before", WRITTEN.replace('"before"', '"after"', 1), "edits[0].before: it is missing"),
    ("no mode", WRITTEN.replace('"mode"', '"m"', 1), "edits[0].before.mode: a text is expected"),
    (
        "a directory",
        WRITTEN.replace("100644", "040755", 1),
        "edits[0].before.mode: '040755' is the mode of no",
    ),
    ("half a letter", WRITTEN.replace("u00e4", "ud800"), "edits[0].after.text: it holds half"),
    ("broken base64", WRITTEN.replace('"text": "a"', '"base64": "*"'), "edits[0].before.base64: "),
    (
        "no content",
        WRITTEN.replace('"text": "a"', '"same": true'),
        "edits[0].before.text: a text is expected",
    ),
    ("a short note", WRITTEN.replace('"notes": []', '"notes": [["a", 1]]'), "notes[0]: path, line and text"),
    ("an odd pair", WRITTEN.replace('"renamed": []', '"renamed": [["a"]]'), "renamed[0]: two names"),
    (
        "edits that are none",
        WRITTEN.replace('"edits": [', '"edits": [1,'),
        "edits[0].path: a text is expected",
    ),
]


@pytest.mark.parametrize(("content", "said"), [case[1:] for case in BROKEN], ids=[case[0] for case in BROKEN])
def test_what_is_wrong_is_said_with_its_place(content: str, said: str) -> None:
    with pytest.raises(NetraError) as caught:
        load(content.encode(), "p.json")
    assert caught.value.message.startswith("p.json")
    assert said in caught.value.message


def test_a_saved_plan_says_a_moved_file_once() -> None:
    (edit,) = json.loads(dump(plan_of(Edit("a", "b", text("long"), text("long", 0o755)))))["edits"]
    assert edit["after"] == {"mode": "100755", "same": True}


def test_a_saved_plan_can_be_applied(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("a")
    plan: Plan = load(dump(PLAN), "p")
    with tempfile.TemporaryDirectory():
        apply(str(tmp_path), plan)
    assert (tmp_path / "b").read_text(encoding="utf-8") == "ä"
