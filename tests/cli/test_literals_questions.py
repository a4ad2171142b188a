"""The questions of `netra literals` as a whole: what they print and their exit codes.

What a string is, is the subject of other tests: here only messages are told from the rest.
"""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest

from tests.literals.asking import ask as run_here
from tests.repository import Ran, make, netra

LONG = "long" * 3000
SHOP = '''\
"""The shop."""


def find(order, line):
    if order.state == "open":
        return f"order:{order.id}:{line}"
    raise ValueError("no such order\\nreally")


STATE = "open"
ODD = ["\\ud800 lone", "nul\\0", "\\u202etricked", "caf\\xe9", ""]
'''
FILES = {
    "shop/orders.py": SHOP,
    "shop/long.py": f'LONG = "{LONG}"\n',
    "tests/test_orders.py": 'assert find("open")\nraise ValueError("only a test")\n',
    "netra.toml": "",
}


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make a repository that is only asked."""
    return make(tmp_path_factory.mktemp("shop"), FILES)


def ask(root: Path, *words: str) -> Ran:
    """Ask about strings in this process."""
    return run_here(root, "literals", *words)


def rows(text: str) -> list[dict[str, Any]]:
    """Read JSON lines."""
    return [json.loads(line) for line in text.splitlines()]


@pytest.mark.parametrize(
    ("words", "code", "values"),
    [
        pytest.param(["search", "such"], 0, ["no such order\nreally"], id="a part"),
        pytest.param(["search", "SUCH"], 0, ["no such order\nreally"], id="any case"),
        pytest.param(["search", "SUCH", "--case-sensitive"], 1, [], id="this case"),
        pytest.param(["search", "a test", "--no-tests"], 1, [], id="not in tests"),
        pytest.param(["search", "op?n", "--glob"], 0, ["open"], id="glob"),
        pytest.param(["search", "^o.*n$", "--regex"], 0, ["open"], id="regex"),
        pytest.param(["search", "order:7:x"], 0, ["order:{}:{}"], id="a value that a template makes"),
        pytest.param(["search", "order:7:x", "--template"], 0, ["order:{}:{}"], id="template"),
        pytest.param(["search", "order:7:x", "--prefix"], 1, [], id="no template unless asked"),
        pytest.param(["search", "lone"], 0, ["\ud800 lone"], id="a lone surrogate"),
        pytest.param(["search", "--", "-x"], 1, [], id="a pattern like an option"),
        pytest.param(["search", "longlong"], 0, [LONG], id="a long value"),
        pytest.param(
            ["query", "--category", "messages", "--role", "argument"],
            0,
            ["no such order\nreally", "only a test"],
            id="category and role",
        ),
        pytest.param(["query", "--file", "shop/long.py"], 0, [LONG], id="file"),
        pytest.param(["list", "--file", "nowhere.py"], 1, [], id="no file"),
        pytest.param(
            ["query", "--single-use", "--file", "tests/"], 0, ["only a test"], id="what stands once"
        ),
        pytest.param(["query", "--role", "compared"], 0, ["open"], id="role"),
        pytest.param(["query", "--undeclared-env"], 1, [], id="nothing undeclared"),
    ],
)
def test_what_is_found(shop: Path, words: list[str], code: int, values: list[str]) -> None:
    ran = ask(shop, words[0], "--json", *words[1:])
    assert ran.code == code, ran.err
    assert [row["value"] for row in rows(ran.out)] == values
    plain = ask(shop, *words)
    assert plain.code == code
    assert all(line.isprintable() and len(line) < 200 for line in plain.out.splitlines())


@pytest.mark.parametrize(
    ("words", "said"),
    [
        pytest.param(
            ["search", "(", "--regex"],
            "netra: '(' is no regular expression: missing ), unterminated subpattern at position 0\n"
            "  hint: without --regex it is looked for as it is written\n",
            id="regex",
        ),
        pytest.param(
            ["search", ""],
            "netra: the pattern is empty: every value holds it\n  hint: netra literals query lists values\n",
            id="empty pattern",
        ),
        pytest.param(
            ["search", "a", "--glob", "--regex"],
            "netra: --glob does not go with --regex\n  hint: a pattern has one form\n",
            id="two forms",
        ),
        pytest.param(
            ["query", "--category", "state"],
            "netra: there is no category 'state'\n  hint: did you mean 'states'?\n",
            id="category",
        ),
        pytest.param(
            ["validate", "--category", "enviroment", "x"],
            "netra: there is no category 'enviroment'\n  hint: did you mean 'environment'?\n",
            id="category of validate",
        ),
        pytest.param(
            ["query", "--role", "key_word"],
            "netra: there is no role 'key_word'\n  hint: did you mean 'keyword'?\n",
            id="role",
        ),
        pytest.param(
            ["query", "--unused", "--single-use"],
            "netra: --unused and --single-use are different questions\n  hint: ask one at a time\n",
            id="two questions",
        ),
        pytest.param(
            ["export", "--legacy", "--max-tokens", "5"],
            "netra: --legacy does not go with --max-tokens\n  hint: it has one form\n",
            id="classic and short",
        ),
        pytest.param(
            ["export", "--max-tokens", "1"],
            "netra: nothing fits into 1 tokens\n  hint: give --max-tokens more\n",
            id="no room",
        ),
        pytest.param(
            ["export", "--output", "nowhere/x.json"],
            "netra: cannot write nowhere/x.json: no such file or directory\n"
            "  hint: --output takes a file in a directory\n",
            id="no directory",
        ),
        pytest.param(
            ["diff", "nope..HEAD"],
            "netra: git knows no commit 'nope' here\n  hint: write A..B with two commits, or A alone\n",
            id="no commit",
        ),
        pytest.param(
            ["serch", "x"],
            "netra: there is no command 'serch' in netra literals\n  hint: did you mean 'search'?\n",
            id="command",
        ),
    ],
)
def test_what_the_user_can_mend(shop: Path, words: list[str], said: str) -> None:
    assert ask(shop, *words) == (2, "", said)


def test_a_search_in_a_terminal(shop: Path) -> None:
    ran = ask(shop, "search", "no such")
    assert ran == (0, '"no such order\\nreally"  messages 1  shop/orders.py:7:22\n', "")
    ran = ask(shop, "search", "no such", "--places")
    lines = ['"no such order\\nreally"  messages 1', "  used     shop/orders.py:7:22  (messages, argument)"]
    assert ran == (0, "".join(f"{line}\n" for line in lines), "")
    assert ask(shop, "search", "nowhere") == (1, "no value holds this\n", "")
    assert ask(shop, "search", "order:7:x").out.startswith('templates that can make it\n"order:{}:{}"')


def test_limits(shop: Path) -> None:
    shown = netra(shop, "literals", "list", "--limit", "2").out.splitlines()
    total = len(netra(shop, "literals", "list", "--limit", "0").out.splitlines())
    assert shown[2:] == [f"and {total - 2} more values (--limit 0 shows all)"]
    assert len(rows(netra(shop, "literals", "list", "--json").out)) == total
    assert len(rows(ask(shop, "list", "--json", "--limit", "2").out)) == 2


def test_a_record_has_all_places(shop: Path) -> None:
    (row,) = rows(ask(shop, "search", "op", "--prefix", "--json").out)
    places = [(place["path"], place["line"], place["role"]) for place in row["places"]]
    assert (row["value"], row["total"], row["files"], row["matched"]) == ("open", 3, 2, "text")
    assert sorted(places) == [
        ("shop/orders.py", 5, "compared"),
        ("shop/orders.py", 10, "assigned"),
        ("tests/test_orders.py", 1, "argument"),
    ]
    assert [place["marks"] for place in row["places"]][-1] == ["test"]


def test_an_empty_answer_says_what_it_does_not_know(tmp_path: Path) -> None:
    root = make(tmp_path, {"a.py": "A = 1\n", "b.py": "B = (\n"})
    ran = ask(root, "search", "x")
    assert (ran.code, ran.out) == (1, "no value holds this\n")
    assert ran.err == "netra: 1 file could not be parsed in full, b.py first\n"


def test_counts(shop: Path) -> None:
    ran = ask(shop, "stats", "--category", "messages", "--json")
    counts = json.loads(ran.out)["categories"]
    assert list(counts) == ["messages"]
    assert counts["messages"]["in_tests"] == 1
    assert ["only a test", 1] in counts["messages"]["frequent"]
    plain = ask(shop, "stats", "--top", "1")
    assert (plain.code, plain.err) == (0, "")
    assert '\n  documentation  "The shop." 1\n' in plain.out


def test_counting_nothing(tmp_path: Path) -> None:
    root = make(tmp_path, {"a.py": "A = 1\n"})
    assert ask(root, "stats").code == 1
    assert ask(root, "export", "--compact") == (1, "{}\n", "")


def test_exports_are_the_same_twice_and_any_reader_takes_them(shop: Path) -> None:
    for form in (["--legacy"], ["--compact"], ["--format", "json"]):
        ran = ask(shop, "export", *form)
        assert (ran.code, ran.err) == (0, "")
        json.loads(ran.out)
        assert ask(shop, "export", *form, "--no-cache").out == ran.out
    legacy = json.loads(ask(shop, "export", "--legacy").out)
    literals = {
        value: one for group in legacy["categories"].values() for value, one in group["literals"].items()
    }
    assert set(literals["open"]["locations"]) <= {"shop/orders.py:5", "shop/orders.py:10"}


def test_an_export_that_fits(shop: Path) -> None:
    ran = ask(shop, "export", "--compact", "--max-tokens", "15")
    assert ran.code == 0
    assert len(ran.out) < 60
    assert "words left out to stay within the tokens" in ran.err


def test_an_export_to_a_file(tmp_path: Path) -> None:
    root = make(tmp_path, FILES)
    assert ask(root, "export", "--output", "words.json") == (0, "", "")
    assert "open" in (root / "words.json").read_text()


def test_explanations(shop: Path) -> None:
    (row,) = rows(ask(shop, "explain", "no such order\nreally", "--json").out)
    assert (row["category"], row["owner"], row["slot"], row["line"]) == ("messages", "ValueError", "0", 7)
    assert row["reason"]
    ran = ask(shop, "explain", "open", "--limit", "1")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.splitlines()[-1] == "  and 2 more places (--limit 0 shows all)"
    ran = ask(shop, "explain", "open", "--file", "shop/long.py")
    assert (ran.code, ran.out.splitlines()[0].split("  ")[:2]) == (1, ['"open"', "exact"])
    assert ask(shop, "explain", "qqqqqqq").code == 1


def test_what_a_left_out_file_may_hold_cannot_be_told(tmp_path: Path) -> None:
    config = 'exclude = ["old/**"]\n'
    files = {"a.py": "A = 1\n", "old/b.py": 'B = "hidden"\n', "netra.toml": config}
    ran = ask(make(tmp_path, files), "explain", "hidden")
    assert (ran.code, ran.out.splitlines()[0]) == (2, '"hidden"  unknown  cannot tell')


def git(root: Path, *words: str) -> None:
    """Run git as somebody."""
    who = ("-c", "user.name=a", "-c", "user.email=a@b", "-c", "commit.gpgsign=false")
    subprocess.run(["git", *who, *words], cwd=root, check=True, capture_output=True)


def test_the_vocabularies_of_two_commits(tmp_path: Path) -> None:
    root = make(tmp_path, {"app/a.py": 'getattr(x, "first")\n', "netra.toml": ""})
    git(root, "add", ".")
    git(root, "commit", "-qm", "none")
    missing = ask(root, "diff", "HEAD")
    assert (missing.code, missing.err.splitlines()[0]) == (
        2,
        "netra: HEAD holds no vocabulary at SPEC/generated/string_literals.json",
    )
    for number, name in enumerate(("first", "second")):
        (root / "app" / "a.py").write_text(f'getattr(x, "{name}")\n')
        assert ask(root, "scan", "--allow-loss").code == 0
        git(root, "add", ".")
        git(root, "commit", "-qm", str(number))
    ran = ask(root, "diff", "HEAD^..HEAD")
    assert (ran.code, ran.err) == (0, "")
    added, removed, counts = ran.out.splitlines()
    assert added.startswith('+ "second"  ')
    assert removed.startswith('- "first"  ')
    assert counts == "1 word added, 1 removed from HEAD^ to HEAD"
    assert ask(root, "diff", "--exit-code").code == 0
    (root / "app" / "a.py").write_text('getattr(x, "third")\n')
    ran = ask(root / "app", "diff", "--exit-code", "--json")
    assert (ran.code, [row["value"] for row in rows(ran.out)]) == (1, ["third", "second"])
    assert ask(root, "diff", "HEAD^...HEAD").out.splitlines()[2].endswith("HEAD^ to HEAD")


def test_without_git_there_is_no_difference(tmp_path: Path) -> None:
    root = make(tmp_path, {"a.py": "A = 1\n", "netra.toml": ""}, git=False)
    ran = netra(root, "literals", "diff", GIT_CEILING_DIRECTORIES=str(tmp_path.parent))
    assert (ran.code, ran.err.splitlines()[0]) == (2, "netra: there is no git repository here")


@pytest.mark.parametrize("words", [["search", "x", "--help"], ["--help"]])
def test_help(shop: Path, words: list[str]) -> None:
    ran = ask(shop, *words)
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith("Usage: netra literals")
