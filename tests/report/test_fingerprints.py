from __future__ import annotations

from netra_tools.report.fingerprints import fingerprints
from tests.report.example import finding

# Written down, because reports of different days are compared by them.
KNOWN = "6727dca84da5180c"


def test_the_name_is_that_of_the_identity() -> None:
    here = finding("a.py", line=3)
    moved = here._replace(line=90, end_line=90, message="other words", severity="warning")
    assert fingerprints([here]) == fingerprints([moved]) == [KNOWN]


def test_each_part_of_the_identity_counts() -> None:
    one = finding()
    others = [one._replace(slug="x"), one._replace(path="b.py"), one._replace(subject="x")]
    names = fingerprints([one, *others])
    assert len(set(names)) == 4
    assert names == [fingerprints([each])[0] for each in (one, *others)]


def test_equals_are_told_apart_by_their_order() -> None:
    names = fingerprints([finding(line=1), finding("b.py"), finding(line=2), finding(line=3)])
    assert len(set(names)) == 4
    assert names[0] == KNOWN
    assert fingerprints([finding(line=7), finding(line=8)]) == [names[0], names[2]]


def test_parts_do_not_run_together() -> None:
    ab, a = finding("ab", subject="c"), finding("a", subject="bc")
    assert fingerprints([ab]) != fingerprints([a])
