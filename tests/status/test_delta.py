"""What a pull request is told: the delta first, whatever names and messages hold, and never too much."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from netra_tools.model import Finding
from netra_tools.report.escape import printable
from netra_tools.status.fates import compare
from netra_tools.status.markdown.delta import KINDS, MOST, folded, length, render_delta
from netra_tools.status.markdown.numbers import cell_code, table
from netra_tools.status.model import Data, Source, known

SOURCE = Source("netra check", None, "2026-05-04T10:00:00Z")


def number(value: float | None, unit: str = "findings") -> Data:
    """Give a number, or one that is missing."""
    return known(value, unit, SOURCE, "make it")


def row(name: str, **values: int) -> Data:
    """Give counts of a rule or an area."""
    return {
        "before": 0,
        "after": 0,
        **dict.fromkeys(KINDS, 0),
        **values,
        "name": name,
        "code": name,
        "slug": "",
    }


def finding(path: str, message: str = "is wrong", status: str = "new") -> Data:
    """Give a finding as the document has it."""
    return {
        "path": path, "line": 3, "rule": "NET1", "severity": "error", "status": status, "message": message
    }  # fmt: skip


def dimension(title: str, before: float | None, after: float | None) -> Data:
    """Give a dimension of both states."""
    return {"title": title, "before": number(before, "of 100"), "after": number(after, "of 100")}


def document(**parts: Any) -> Data:
    """Give a document with a delta of some parts."""
    found: dict[str, list[Data]] = {kind: parts.get(kind, []) for kind in KINDS}
    made = {
        "base": {
            "ref": "main",
            "commit": "a" * 40,
            "at": "2026-05-04T10:00:00Z",
            "files": number(2),
            "recorded": False,
        },
        "score": {"before": number(80.0), "after": number(81.5), "without": []},
        "dimensions": [],
        "counts": {kind: number(len(rows)) for kind, rows in found.items()},
        "before": number(7),
        "after": number(6),
        "rules": [],
        "areas": [],
        "notes": [],
        **found,
    }
    return {"delta": {**made, **parts}, "repository": {"notices": []}}


def render(found: Data, most: int = MOST) -> str:
    """Write a delta over a status that is short: that is tested elsewhere."""
    return render_delta(found, "# Status\n", most)


HEAD = """\
## :x: netra: 1 new, 1 fixed; score 80.0 → 81.5

7 → 6 findings in all; 2 files differ from `main` at `aaaaaaaaaa` of 2026-05-04T10:00:00Z.
The base is a check of the files of that commit by today's rules and configuration.

| score | before | after | change |
|---|---:|---:|---:|
| Size | 90.0 | 91.5 | +1.50 |
| Tests | unknown | 80.0 | unknown |
| Names | 99.96 | 99.97 | +0.01 |

Unchanged: 1 scores; 1 are unknown before and after.

| rule | new | worse | better | fixed | in all |
|---|---:|---:|---:|---:|---:|
| NET2 b | 1 | 0 | 0 | 1 | 3 → 3 |
| NET1 a | 1 | 0 | 0 | 0 | 0 → 1 |

> note: the clone is shallow


<details><summary>1 new</summary>

- `app/a.py:3` NET1: is wrong

</details>

<details><summary>1 fixed</summary>

- `app/b.py:3` NET1, known to the baseline: was wrong

</details>

<details><summary>The whole status</summary>

# Status

</details>
"""


def test_the_delta_stands_first() -> None:
    rules = [
        row("NET1", new=1, after=1) | {"slug": "a"},
        row("NET2", new=1, fixed=1, before=3, after=3) | {"slug": "b"},
    ]
    dimensions = [
        dimension("Size", 90.0, 91.5), dimension("Tests", None, 80.0), dimension("Names", 99.96, 99.97),
        dimension("Same", 70.0, 70.0), dimension("Coverage", None, None),
    ]  # fmt: skip
    text = render(
        document(
            new=[finding("app/a.py")],
            fixed=[finding("app/b.py", "was wrong", "known")],
            rules=rules,
            dimensions=dimensions,
            notes=["the clone is shallow"],
        )
    )
    assert text == HEAD


def test_nothing_new_is_good() -> None:
    assert render(document()).startswith("## :white_check_mark: netra: 0 new, 0 fixed; score 80.0")


def test_what_does_not_fit_is_counted() -> None:
    new = [finding(f"app/file{count}.py", "wrong " * 20) for count in range(2000)]
    fixed = [finding(f"app/gone{count}.py") for count in range(2000)]
    text = render(document(new=new, fixed=fixed))
    assert length(text) <= MOST
    left = [int(line.split()[2].replace(",", "")) for line in text.splitlines() if line.startswith("- and ")]
    shown = [line for line in text.splitlines() if line.startswith("- `")]
    assert len(shown) + sum(left) == 4000
    assert len(shown) > 200
    assert "The whole status, 9 characters, does not fit here" in text
    assert text.count("<details>") == text.count("</details>") == 2


def test_a_table_that_is_cut_says_so() -> None:
    text = render(document(areas=[row(f"a{count}", new=1) for count in range(50)]))
    assert "and 20 more areas with changes" in text


words = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=40)


def cells_of(markdown: str) -> list[list[str]]:
    """Give the texts of a table's cells, as a reader of Markdown sees them."""
    rows: list[list[str]] = []
    for token in MarkdownIt("commonmark").enable("table").parse(markdown):
        if token.type == "tr_open":
            rows.append([])
        elif token.type == "inline":
            rows[-1].append("".join(child.content for child in token.children or ()))
    return rows


@given(st.lists(words, min_size=1, max_size=4))
@settings(max_examples=200, deadline=None)
def test_paths_stay_in_their_cells(paths: list[str]) -> None:
    shown = cells_of("\n".join(table(("a", "b"), [(cell_code(path), "x") for path in paths], "ll")))
    assert [row[0].strip() for row in shown[1:]] == [printable(path).strip() for path in paths]
    assert [row[1:] for row in shown[1:]] == [["x"]] * len(paths)


@given(words, words)
@settings(max_examples=200, deadline=None)
def test_paths_and_messages_stay_in_their_line(path: str, message: str) -> None:
    text = render(document(new=[finding(path, message)]))
    tokens = MarkdownIt("commonmark").parse(text)
    items = [one for one in tokens if one.type == "list_item_open"]
    html = [one.content for one in tokens if one.type == "html_block"]
    assert len(items) == 1
    assert [block.count("<details>") for block in html] == [1, 0, 1, 0]
    assert length(text) < MOST


@given(st.lists(words, max_size=300), st.integers(3000, 20_000))
@settings(max_examples=50, deadline=None)
def test_no_page_is_longer_than_it_may_be(paths: list[str], most: int) -> None:
    text = render(document(new=[finding(path) for path in paths]), most)
    assert length(text) <= most
    left = [int(line.split()[2]) for line in text.splitlines() if line.startswith("- and ")]
    assert sum(line.startswith("- `") for line in text.splitlines()) + sum(left) == len(paths)


def test_a_fold_is_a_block_of_its_own() -> None:
    assert folded("a", "b") == "\n<details><summary>a</summary>\n\nb\n\n</details>\n"


def found(path: str, subject: str, value: int | None = None) -> Finding:
    """Give a finding of one rule."""
    return Finding("NET1", "a-rule", "error", path, 1, 0, 1, 0, subject, "", value)


FATES = {
    "new": ([], [found("a.py", "x")], [1, 0, 0, 0]),
    "fixed": ([found("a.py", "x")], [], [0, 0, 0, 1]),
    "as before": ([found("a.py", "x", 3)], [found("a.py", "x", 3)], [0, 0, 0, 0]),
    "worse": ([found("a.py", "x", 3)], [found("a.py", "x", 4)], [0, 1, 0, 0]),
    "better": ([found("a.py", "x", 3)], [found("a.py", "x", 2)], [0, 0, 1, 0]),
    "moved": ([found("old.py", "x")], [found("new.py", "x")], [0, 0, 0, 0]),
    "another": ([found("a.py", "x")], [found("a.py", "y")], [1, 0, 0, 1]),
}


@pytest.mark.parametrize("name", FATES)
def test_fates(name: str) -> None:
    was, is_now, expected = FATES[name]
    fates = compare(was, is_now, {"old.py": "new.py"})
    assert [len(one) for one in fates] == expected


def test_what_is_fixed_is_told_where_it_was() -> None:
    assert compare([found("old.py", "x")], [], {"old.py": "new.py"}).fixed[0].path == "old.py"
