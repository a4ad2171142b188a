"""What happened becomes learnings that can be added, each once."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from netra_tools.changes.journal.refused import FILE, MOST_KEPT, note_refusal, refusals
from netra_tools.check.returned import Comeback, history
from netra_tools.learnings.given import learning_from, named
from netra_tools.learnings.suggesting import Refused, Returned, Undone, suggestions
from netra_tools.plan import Author, Edit, Plan, State

UNDONE = Undone("20250301-000000-abcdef", "move a.py", "structure move", "2025-03-01", ["a.py", "b c.py"])
REFUSED = Refused("fix", "resolve", "repair 2 files", "2025-03-01", ["a.py:1: gone"], ["a.py"])
RETURNED = Returned("too-complex", "a.py", "load", "abc", "now")


def test_each_can_be_added_as_it_is() -> None:
    found = suggestions([UNDONE], [REFUSED], [RETURNED], ())
    assert json.loads(json.dumps(found)) == found
    learnings = [learning_from(named(table, "x")) for table in found]
    assert [one.id for one in learnings] == [
        "undone-20250301-000000-abcdef",
        "refused-fix-resolve",
        "returned-too-complex-59ea7f",
    ]
    assert learnings[0].files == ("a.py",)  # a path with a space cannot be written
    assert learnings[2].problem == (
        "What too-complex reports in a.py was mended and is there again:\n- load: gone at abc, back at now"
    )
    taken = {one.id for one in learnings[1:]}
    assert suggestions([UNDONE], [REFUSED], [RETURNED], taken) == found[:1]


def test_refusals_of_one_gate_are_one_and_the_latest_comes_first() -> None:
    later = REFUSED._replace(
        title="repair 3 files", date="2025-03-02", problems=["b.py:1: gone"], files=["b.py"]
    )
    (found,) = suggestions([], [REFUSED, later, later], [], ())
    assert found["problem"].splitlines() == [
        "The gate resolve refused what netra fix planned 3 times, last on 2025-03-02:",
        *("- repair 3 files", "- repair 2 files", "It said:", "- b.py:1: gone", "- a.py:1: gone"),
    ]
    assert found["files"] == ["b.py", "a.py"]


def test_many_findings_of_a_file_are_one() -> None:
    many = [RETURNED._replace(subject=f"f{number}") for number in range(7)]
    (found,) = suggestions([], [], many, ())
    assert found["problem"].splitlines()[-1] == "- and 2 more"


LOG = """\x01c1

diff --git a/b.tsv b/b.tsv
--- /dev/null
+++ b/b.tsv
@@ -0,0 +1,4 @@
+# netra baseline 1
+a.py\t@content\t5f2b
+a.py\ttoo-complex\tload\t12
+a.py\ttoo-complex\tload#2\t11
+a.py\ttoo-complex\tsave\t12
\x01c2

@@ -3,1 +3,0 @@
-a.py\ttoo-complex\tload\t12
-a.py\ttoo-complex\tload#2\t11
-a.py\ttoo-complex\tsave\t12
+a.py\ttoo-complex\tsave\t11
\x01c3

@@ -3,1 +3,0 @@
-a.py\ttoo-complex\tsave\t11
\x01c4

@@ -3,0 +3,1 @@
+a.py\ttoo-complex\tload\t13
"""


def test_what_went_and_came_back_is_read_from_a_history() -> None:
    found, gone = history(LOG)
    assert found == [Comeback(("a.py", "too-complex", "load"), "c2", "c4")]
    assert gone == {("a.py", "too-complex", "save"): "c3"}
    assert history("") == ([], {})


def test_refusals_are_kept_in_lines_and_not_for_ever(tmp_path: Path) -> None:
    plan = Plan("repair", Author("fix"), (Edit("a.py", "a.py", None, State(b"")),))
    problems = [{"path": "a.py", "line": 3, "text": "gone"}]
    verdicts: list[dict[str, Any]] = [
        {"gate": "resolve", "outcome": "failed", "summary": "1 problem", "problems": problems},
        {"gate": "tests", "outcome": "failed", "summary": "they fail", "problems": []},
        {"gate": "parse", "outcome": "passed", "summary": "", "problems": []},
    ]
    note_refusal(str(tmp_path), plan, verdicts)
    one, other = refusals(str(tmp_path))
    assert (one.gate, one.problems, one.files) == ("resolve", ("a.py:3: gone",), ("a.py",))
    assert (other.gate, other.problems) == ("tests", ("they fail",))
    file = tmp_path / FILE
    file.write_text("damaged\n" + file.read_text() * MOST_KEPT * 2, encoding="ascii")
    note_refusal(str(tmp_path), plan, verdicts)
    assert len(file.read_text().splitlines()) == len(refusals(str(tmp_path))) == MOST_KEPT
    assert refusals(str(tmp_path / "elsewhere")) == []
