"""Findings held against a baseline: nothing new is lost, nothing known is told, nothing grows unasked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netra_tools.check.baseline import Entry, Held, Reach, grow, hold, shrink
from netra_tools.check.baseline_file import Baseline, base_of, parse, render
from netra_tools.check.baseline_text import hold_text
from netra_tools.model import Finding

RULES = ("file-too-long", "function-too-long", "star-import")
NOTHING = Baseline({}, {})


def found(path: str, rule: str, subject: str, value: int | None = None) -> Finding:
    return Finding("NET000", rule, "error", path, 1, 0, 1, 0, subject, "told", value)


def reach(findings: Iterable[Finding], *, asked: Iterable[str] | None = None, silent: str = "") -> Reach:
    """Look at the files of some findings, each with a content of its own."""
    files = frozenset(finding.path for finding in findings) | {"clean.py"}
    wanted = None if asked is None else frozenset(asked)
    return Reach(files, wanted, frozenset(silent.split()), {path: digest(path) for path in files})


def digest(text: str) -> bytes:
    return text.encode().ljust(16, b"-")


def record(findings: list[Finding]) -> Baseline:
    """Write a baseline of findings to its file and read it again."""
    where = reach(findings)
    return parse(render(grow(NOTHING, hold(findings, NOTHING, where), where)), "")


A = "a.py"
CASES = [
    pytest.param([(A, "star-import", "x")], [(A, "star-import", "x")], "1 known", id="the same"),
    pytest.param([], [(A, "star-import", "x")], "0 known, told", id="one more"),
    pytest.param([(A, "star-import", "x")], [], "0 known, stale a.py x", id="one less"),
    pytest.param(
        [(A, "star-import", "x")], [(A, "star-import", "y")], "0 known, told, stale a.py x", id="a swap"
    ),
    pytest.param(
        [(A, "function-too-long", "f", 40)],
        [(A, "function-too-long", "f", 41)],
        "0 known, told, baseline 40",
        id="a higher number",
    ),
    pytest.param(
        [(A, "function-too-long", "f", 40)],
        [(A, "function-too-long", "f", 39)],
        "1 known, lowered f 40 39",
        id="a lower number",
    ),
    pytest.param(
        [(A, "star-import", "x"), (A, "star-import", "x#2"), (A, "star-import", "x#3")],
        [(A, "star-import", "x"), (A, "star-import", "x#2")],
        "2 known, stale a.py x",
        id="the first of three",
    ),
    pytest.param(
        [(A, "star-import", "x"), (A, "star-import", "x#2")],
        [(A, "star-import", "x"), (A, "star-import", "x#2"), (A, "star-import", "x#3")],
        "2 known, told, 3 of them, baseline 2",
        id="a third",
    ),
    pytest.param(
        [(A, "function-too-long", "f", 40), (A, "function-too-long", "f#2", 90)],
        [(A, "function-too-long", "f", 90)],
        "1 known, stale a.py f",
        id="the first is mended and the second renumbered",
    ),
    pytest.param(
        [(A, "function-too-long", "f", 140), (A, "function-too-long", "f#2", 120)],
        [(A, "function-too-long", "f", 100), (A, "function-too-long", "f#2", 150)],
        "1 known, told, baseline 140, lowered f 120 100",
        id="one of two has grown",
    ),
]


@pytest.mark.parametrize(("before", "after", "told"), CASES)
def test_what_is_said(
    before: list[tuple[str, str, str]], after: list[tuple[str, str, str]], told: str
) -> None:
    baseline = record([found(*item) for item in before])
    findings = [found(*item) for item in after]
    held = hold(findings, baseline, reach(findings))
    said = [f"{held.known} known", *(finding.message for finding in held.new)]
    said += [f"stale {entry.key[0]} {entry.key[2]}" for entry in held.stale]
    said += [f"lowered {entry.key[2]} {entry.value} {entry.now}" for entry in held.lowered]
    assert ", ".join(said) == told


X, Y = found("x.py", "star-import", "s"), found("y.py", "file-too-long", "lines", 500)


@pytest.mark.parametrize(
    ("where", "stale"),
    [
        pytest.param(reach([X, Y]), ["x.py", "y.py"], id="all"),
        pytest.param(reach([]), ["x.py", "y.py"], id="the files are gone"),
        pytest.param(reach([X, Y], asked=["x.py"]), ["x.py"], id="one file"),
        pytest.param(reach([], asked=["clean.py"]), [], id="another file, and these are gone"),
        pytest.param(reach([X, Y], silent="star-import"), ["y.py"], id="one rule"),
    ],
)
def test_only_what_was_checked_is_stale(where: Reach, stale: list[str]) -> None:
    baseline = record([X, Y])
    held = hold([], baseline, where)
    assert [entry.key[0] for entry in held.stale] == stale
    left = {path for path, _, _ in shrink(baseline, held, where).groups}
    assert left == {"x.py", "y.py"} - set(stale)


def test_a_renamed_file_keeps_its_entries() -> None:
    baseline = record([X, Y])
    moved = X._replace(path="sub/x.py")
    where = reach([moved, Y])
    where.contents["sub/x.py"] = digest("x.py")  # type: ignore[index]  # a dictionary, in this test
    held = hold([moved, Y], baseline, where)
    assert (held.new, held.stale, held.known) == ([], [], 2)
    after = shrink(baseline, held, where)
    assert sorted(path for path, _, _ in after.groups) == ["sub/x.py", "y.py"]
    assert after.contents["sub/x.py"] == baseline.contents["x.py"]


@pytest.mark.parametrize(
    ("content", "others"),
    [
        pytest.param("other", (), id="another content"),
        pytest.param("x.py", (X,), id="a copy: the first file is still there"),
    ],
)
def test_what_only_looks_like_a_renamed_file_is_new(content: str, others: tuple[Finding, ...]) -> None:
    baseline = record([X])
    copy = X._replace(path="copy.py")
    where = reach([copy, *others])
    where.contents["copy.py"] = digest(content)  # type: ignore[index]  # a dictionary, in this test
    assert hold([copy, *others], baseline, where).new == [copy]


def test_one_renamed_file_does_not_answer_for_two() -> None:
    baseline = record([X])
    first, second = X._replace(path="one.py"), X._replace(path="two.py")
    where = reach([first, second])
    where.contents.update({"one.py": digest("x.py"), "two.py": digest("x.py")})  # type: ignore[attr-defined]  # as above
    assert hold([first, second], baseline, where).new == [second]


def test_the_content_is_written_anew_where_entries_change_or_when_asked() -> None:
    baseline = record([X, Y])
    lower = Y._replace(value=450)
    where = reach([X, lower])
    where.contents.update({"x.py": digest("edited"), "y.py": digest("edited")})  # type: ignore[attr-defined]  # as above
    after = shrink(baseline, hold([X, lower], baseline, where), where)
    assert after.contents["x.py"] == baseline.contents["x.py"]
    assert after.contents["y.py"] == digest("edited")[:8].hex()
    asked_for = shrink(baseline, hold([X, lower], baseline, where), where, fresh=True)
    assert set(asked_for.contents.values()) == {digest("edited")[:8].hex()}


FINDINGS = st.lists(
    st.builds(
        found,
        st.sampled_from(["a.py", "b.py"]),
        st.sampled_from(RULES[:2]),
        st.sampled_from(["f", "f#2", "g"]),
        st.integers(1, 5),
    )
    | st.builds(found, st.sampled_from(["a.py", "b.py"]), st.just(RULES[2]), st.sampled_from(["f", "f#3"])),
    max_size=8,
)


def identity(finding: Finding) -> tuple[str, str, str]:
    return finding.path, finding.slug, base_of(finding.subject)


def most_known(before: list[Finding], after: list[Finding]) -> int:
    """Count how many findings can be known at most, key by key, by trying how far the lowest get."""
    return sum(most_of_key(of_key(before, key), of_key(after, key)) for key in set(map(identity, after)))


def of_key(findings: list[Finding], key: tuple[str, str, str]) -> list[int]:
    return sorted(item.value or 0 for item in findings if identity(item) == key)


def most_of_key(entries: list[int], values: list[int]) -> int:
    """Pair the lowest number with the lowest entry that covers it, and so on."""
    known = 0
    for entry in entries:
        known += known < len(values) and values[known] <= entry
    return known


@given(FINDINGS, FINDINGS)
def test_everything_new_is_reported_and_nothing_else(before: list[Finding], after: list[Finding]) -> None:
    held = hold(after, record(before), reach(after))
    assert held.known == most_known(before, after)
    assert held.known + len(held.new) == len(after)
    spare = Counter(map(identity, before))
    spare.subtract(map(identity, after))
    higher = [item for item in held.new if spare[identity(item)] >= 0]  # as many as before: one has grown
    assert all(item.value is not None and ", baseline " in item.message for item in higher)


@given(FINDINGS)
def test_the_same_findings_in_another_order_are_no_news(before: list[Finding]) -> None:
    baseline = record(before)
    held = hold(before[::-1], baseline, reach(before))
    assert (held.new, held.stale, held.lowered) == ([], [], [])
    assert shrink(baseline, held, reach(before)) == baseline


ODD = st.builds(
    found,
    st.sampled_from(["a.py", "b\\x0a.py", "b\n.py", "c.py"]),
    st.sampled_from(RULES[1:]),
    st.sampled_from(["f", "f#2", "g\t", "g\\x09"]),
    st.sampled_from([None, 3, 5]),
)
REACHES = st.tuples(
    st.none() | st.sets(st.sampled_from(["a.py", "c.py", "d.py"])), st.sampled_from(["", RULES[1]])
)


def summary(held: Held) -> tuple[object, ...]:
    return held.known, Counter(held.new), Counter(held.stale), Counter(held.lowered), held.moved


@given(st.lists(ODD, max_size=8), st.lists(ODD, max_size=8), REACHES, st.booleans())
def test_comparing_as_text_says_the_same(
    before: list[Finding], after: list[Finding], looked: tuple[set[str] | None, str], moved: bool
) -> None:
    asked, silent = looked
    where = reach(after, asked=asked, silent=silent)
    if moved:  # c.py has become d.py
        after = [item._replace(path="d.py") if item.path == "c.py" else item for item in after]
        contents = {"a.py": digest("a.py"), "d.py": digest("c.py")}
        where = where._replace(files=frozenset(contents), contents=contents)
    kept = [item for item in after if item.slug != silent and (asked is None or item.path in asked)]
    text = render(record(before))
    quick, careful = hold_text(kept, text, "", where), hold(kept, parse(text, ""), where)
    assert summary(quick) == summary(careful)


@given(FINDINGS, FINDINGS)
def test_it_only_shrinks(before: list[Finding], after: list[Finding]) -> None:
    baseline, where = record(before), reach(after)
    held = hold(after, baseline, where)
    smaller = parse(render(shrink(baseline, held, where)), "")
    for key, values in smaller.groups.items():
        assert len(values) <= len(baseline.groups[key])
        assert sum(value or 0 for value in values) <= sum(value or 0 for value in baseline.groups[key])
    again = hold(after, smaller, where)
    assert [finding.message for finding in again.new] == [finding.message for finding in held.new]
    assert (again.stale, again.lowered) == ([], [])


@given(FINDINGS, FINDINGS)
def test_what_it_grew_by_is_known(before: list[Finding], after: list[Finding]) -> None:
    baseline, where = record(before), reach(after)
    grown = parse(render(grow(baseline, hold(after, baseline, where), where)), "")
    held = hold(after, grown, where)
    assert (held.new, held.stale, held.lowered, held.known) == ([], [], [], len(after))


def test_entries_without_a_number_accept_any() -> None:
    baseline = record([found(A, "file-too-long", "lines")])
    higher = found(A, "file-too-long", "lines", 700)
    held = hold([higher], baseline, reach([higher]))
    assert (held.new, held.lowered) == ([], [Entry((A, "file-too-long", "lines"), None, 700)])
