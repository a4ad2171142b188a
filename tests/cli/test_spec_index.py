"""`netra spec index`, as its users run it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.repository import make, netra

INDEX = "LLM_MASTER_INDEX.md"
HEAD = "# Master index\n\nWhat lies where. What stands between marks is written by "
LEARNING = "<learnings><metadata><purpose>Pools run dry.</purpose></metadata>{}</learnings>"
FILES = {
    "pyproject.toml": '[project]\nname = "shop"\n[project.scripts]\nshop = "shop.cli:main"\n'
    '[project.entry-points.plugins]\npay = "other.pay:Pay"\n',
    "shop/__init__.py": '"""Sell things."""\n',
    "shop/__main__.py": '"""Open the shop."""\n',
    "shop/cli.py": '"""The command line."""\n\n\ndef main():\n    """Serve one customer."""\n    return 0\n',
    "shop/till/__init__.py": "",
    "shop/till/README.md": "# Till\n\nCounts money. Slowly.\n",
    "shop/till/deep/__init__.py": '"""Too deep."""\n',
    "tests/__init__.py": '"""Tests."""\n',
    "docs/examples/scripts/x.py": 'if __name__ == "__main__":\n    pass\n',
    "scripts/stock.py": '"""Count the stock."""\n\nif __name__ == "__main__":\n    print(1)\n',
    "scripts/part.py": '"""A part of a script."""\n',
    "scripts/deploy": "#!/bin/sh\n# Send it out.\n",
    "SPEC/storage.xml": "<spec><title>Storage</title><purpose>Where things lie.</purpose></spec>\n",
    "SPEC/generated/x.xml": "<spec><title>Generated</title></spec>\n",
    "SPEC/learnings/p.xml": LEARNING.format('<learning id="l1" title="t" category="Database"/>'),
    "SPEC/learnings/a.xml": LEARNING.format(
        '<learning id="l2" title="t"><category>database</category></learning><learning id="l3" title="t"/>'
    ),
}
SECTIONS = """\
<!-- netra: begin specifications -->
## Specifications

- [`SPEC/storage.xml`](SPEC/storage.xml): Storage: Where things lie
<!-- netra: end specifications -->

<!-- netra: begin learnings -->
## Learnings

- [`a`](SPEC/learnings/a.xml): Pools run dry
- `database`: [`SPEC/learnings/a.xml`](SPEC/learnings/a.xml), \
[`SPEC/learnings/p.xml`](SPEC/learnings/p.xml); 2 learnings: t
<!-- netra: end learnings -->

<!-- netra: begin services -->
## Packages

- [`shop`](shop): Sell things
- [`shop.till`](shop/till): Counts money
<!-- netra: end services -->

<!-- netra: begin entry-points -->
## Entry points

- [`plugins pay`](pyproject.toml)
- [`python -m shop`](shop/__main__.py): Open the shop
- [`shop`](shop/cli.py): Serve one customer
<!-- netra: end entry-points -->

<!-- netra: begin scripts -->
## Scripts

- [`scripts/deploy`](scripts/deploy): Send it out
- [`scripts/stock.py`](scripts/stock.py): Count the stock
<!-- netra: end scripts -->

<!-- netra: begin rules -->
## Rules

`netra explain CODE` prints the manual of a rule.

- `NET001 syntax-error`: A file is not valid Python"""


def write(root: Path, *more: str) -> str:
    """Let netra write the index of a repository, and give what it holds."""
    ran = netra(root, "spec", "index", "--apply", *more)
    assert ran.code == 0, ran
    return (root / INDEX).read_text()


def test_all_that_there_is_is_listed_with_what_it_says(tmp_path: Path) -> None:
    make(tmp_path, FILES)
    text = write(tmp_path)
    assert text.startswith(HEAD)
    assert SECTIONS in text
    assert netra(tmp_path, "check", "--select", "NET702", INDEX).code == 0
    assert netra(tmp_path, "spec", "index", "--check").out == f"{INDEX} is up to date\n"
    assert netra(tmp_path, "spec", "index", "--apply").out.startswith(f"{INDEX} is up to date\n")
    assert not re.search(r"\d{4}-\d\d-\d\d|\d\d:\d\d", text)


def test_nothing_is_written_without_being_asked(tmp_path: Path) -> None:
    make(tmp_path, FILES)
    ran = netra(tmp_path, "spec", "index")
    assert (ran.code, "nothing is written" in ran.out) == (0, True)
    assert not (tmp_path / INDEX).exists()


def test_check_says_what_has_changed(tmp_path: Path) -> None:
    make(tmp_path, FILES)
    assert netra(tmp_path, "spec", "index", "--check").code == 1
    before = write(tmp_path)
    make(
        tmp_path, {"scripts/stock.py": FILES["scripts/stock.py"].replace("Count the", "Burn the")}, old=False
    )
    (tmp_path / "scripts/deploy").unlink()
    ran = netra(tmp_path, "spec", "index", "--check")
    assert (ran.code, ran.out.splitlines()) == (
        1,
        [
            f"{INDEX} is out of date; `netra spec index --apply` writes it anew",
            "  - - [`scripts/deploy`](scripts/deploy): Send it out",
            "  - - [`scripts/stock.py`](scripts/stock.py): Count the stock",
            "  + - [`scripts/stock.py`](scripts/stock.py): Burn the stock",
        ],
    )
    assert (tmp_path / INDEX).read_text() == before
    assert netra(tmp_path, "spec", "index", "--apply").code == 0
    assert netra(tmp_path, "changes", "undo").code == 0
    assert (tmp_path / INDEX).read_text() == before


def test_what_people_wrote_stays_and_its_dead_links_are_findings(tmp_path: Path) -> None:
    mine = "# Start here\n\n- [gone](shop/gone.py)\n- `shop/cli.py`\n- [h](shop/till/README.md#nowhere)\n"
    make(tmp_path, {**FILES, INDEX: mine})
    text = write(tmp_path)
    assert text.startswith(f"{mine}\n<!-- netra: begin specifications -->")
    select = ("check", "--select", "spec-dead-reference", "--format", "concise")
    expected = [
        f"{INDEX}:3:10: NET702 spec-dead-reference shop/gone.py does not exist",
        f"{INDEX}:5:7: NET702 spec-dead-reference shop/till/README.md has no anchor 'nowhere'",
        "FAIL 2 errors in 1 of 1 file",
    ]
    assert netra(tmp_path, *select, INDEX).out.splitlines() == expected
    assert netra(tmp_path, *select, INDEX).out.splitlines() == expected
    assert netra(tmp_path, "spec", "check", "--format", "concise").out.splitlines()[:2] == expected[:2]
    make(tmp_path, {"shop/gone.py": "", "shop/till/README.md": "# Till\n\n## Nowhere\n"}, old=False)
    assert netra(tmp_path, *select, INDEX).code == 0


def test_a_file_that_goes_makes_its_line_a_finding(tmp_path: Path) -> None:
    make(tmp_path, FILES)
    write(tmp_path)
    (tmp_path / "scripts/deploy").unlink()
    ran = netra(tmp_path, "check", "--select", "NET702", "--format", "concise")
    assert (ran.code, "scripts/deploy does not exist" in ran.out) == (1, True)


def test_an_index_is_no_subject_of_drift(tmp_path: Path) -> None:
    make(tmp_path, FILES)
    write(tmp_path)
    assert netra(tmp_path, "spec", "confirm", "--apply").code == 0
    record = tmp_path / "SPEC/generated/references.tsv"
    assert not record.exists() or INDEX not in record.read_text()


def test_services_that_are_declared_take_the_place_of_packages(tmp_path: Path) -> None:
    make(
        tmp_path,
        {
            **FILES,
            "netra.toml": '[services.till]\nroot = "shop/till"\n[master_index]\nsections = ["services"]\n',
        },
    )
    text = write(tmp_path)
    assert text.partition("<!--")[2].splitlines()[1:4] == [
        "## Services",
        "",
        "- [`till`](shop/till): Counts money",
    ]
    assert "## Scripts" not in text


def test_another_file_and_another_folder(tmp_path: Path) -> None:
    make(tmp_path, FILES)
    ran = netra(tmp_path / "shop", "spec", "index", "--output", "index.md", "--apply")
    assert ran.code == 0
    assert "- [`scripts/deploy`](../scripts/deploy): Send it out" in (tmp_path / "shop/index.md").read_text()
    assert netra(tmp_path, "spec", "index", "-o", "shop/index.md", "--check").code == 0


def test_line_ends_are_those_of_the_file(tmp_path: Path) -> None:
    make(tmp_path, {**FILES, INDEX: "# Mine\r\n"})
    write(tmp_path)
    data = (tmp_path / INDEX).read_bytes()
    assert data.count(b"\n") == data.count(b"\r\n") > 20


WRONG = {
    "no Markdown": ({}, ("-o", "index.txt"), "netra: the index is Markdown, and index.txt is not"),
    "outside": ({}, ("-o", "../index.md"), "netra: /"),
    "a mark without its end": (
        {INDEX: "<!-- netra: begin rules -->\n"},
        (),
        f"netra: {INDEX}:1: the block 'rules' has no end",
    ),
    "an unknown section": (
        {"netra.toml": '[master_index]\nsections = ["rule"]\n'},
        (),
        "netra: netra.toml: [master_index]",
    ),
}


@pytest.mark.parametrize("name", WRONG)
def test_mistakes(tmp_path: Path, name: str) -> None:
    files, options, message = WRONG[name]
    root = make(tmp_path / "inside", {"a.py": "", **files})
    ran = netra(root, "spec", "index", "--apply", *options)
    assert (ran.code, ran.err.splitlines()[0][: len(message)]) == (2, message)
    assert list(tmp_path.iterdir()) == [root]


def test_a_link_in_its_place_is_not_followed(tmp_path: Path) -> None:
    outside = tmp_path / "outside.md"
    outside.write_text("mine")
    root = make(tmp_path / "inside", {"a.py": ""})
    (root / INDEX).symlink_to(outside)
    ran = netra(root, "spec", "index", "--apply")
    assert (ran.code, ran.err.splitlines()[0]) == (2, f"netra: {INDEX} is no file")
    assert outside.read_text() == "mine"


def test_without_git(tmp_path: Path) -> None:
    make(tmp_path, FILES, git=False)
    (tmp_path / "netra.toml").write_text("")
    assert SECTIONS in write(tmp_path)
