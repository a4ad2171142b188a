"""What counts as a change, by real commits; hot spots and owners follow from it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from netra_tools.config.model import HistorySettings
from netra_tools.status.churn import Churn, Touched, read_churn
from netra_tools.status.hot_spots import HotSpot, hot_spots
from netra_tools.status.owners import Ownership, owners
from tests.status.commits import commit, git

SETTINGS = HistorySettings(window_days=30)
BODY = "".join(f"A{number} = {number}\n" for number in range(40))
BOB = "Bob <bob@example.org>"
MAILMAP = "Ada Lovelace <ada@example.org>\nAda Lovelace <ada@example.org> <al@old.example.org>\n"


def counted(root: Path, settings: HistorySettings = SETTINGS) -> list[tuple[str, list[str]]]:
    """Give authors and files of the commits that count, the latest first."""
    churn = read_churn(str(root), settings)
    assert churn is not None
    return [(one.author, sorted(one.files)) for one in churn.commits]


def test_each_commit_counts_once_for_each_file(tmp_path: Path) -> None:
    commit(tmp_path, {"a.py": BODY, "b.py": ""})
    commit(tmp_path, {"a.py": BODY + "B = 1\n", "x y.py": "C = 1\n"}, author=BOB, day=1)
    commit(tmp_path, {"a.py": BODY, "data.bin": b"\0\1"}, day=2)
    assert counted(tmp_path) == [
        ("Ada", ["a.py", "data.bin"]),
        ("Bob", ["a.py", "x y.py"]),
    ]


def moved_twice(root: Path) -> None:
    commit(root, {"old.py": BODY + "B = 1\n"}, day=1)
    git(root, "mv", "old.py", "mid.py")
    commit(root, {"mid.py": BODY + "B = 2\n"}, day=2)
    (root / "app").mkdir()
    git(root, "mv", "mid.py", "app/new.py")
    commit(root, {}, day=3)


def merged(root: Path) -> None:
    git(root, "checkout", "-q", "-b", "other")
    commit(root, {"a.py": BODY + "B = 1\n"}, day=1)
    git(root, "checkout", "-q", "-")
    commit(root, {"b.py": "C = 1\n"}, day=2)
    git(root, "-c", "user.name=n", "-c", "user.email=n@e", "merge", "-q", "--no-ff", "--no-commit", "other")
    commit(root, {}, day=3)


def by_bots(root: Path) -> None:
    commit(root, {"a.py": "B = 1\n"}, author="dependabot[bot] <1+x[bot]@example.org>", day=1)
    commit(root, {"a.py": "B = 2\n"}, author="Tool <Renovate@example.org>", day=2)
    commit(root, {"b.py": "B = 3\n"}, day=3)


def long_ago(root: Path) -> None:
    commit(root, {"a.py": "B = 1\n"}, day=10)
    commit(root, {"b.py": "B = 2\n"}, day=50)


def reformatted(root: Path) -> None:
    name = commit(root, {"a.py": BODY.replace(" = ", "=")}, day=1)
    commit(root, {".git-blame-ignore-revs": f"# formatter\n{name}  # black\n"}, day=2)


def named_anew(root: Path) -> None:
    commit(root, {".mailmap": MAILMAP}, day=1)
    commit(root, {"a.py": "B = 1\n"}, author="al <AL@old.example.org>", day=2)


def by_a_pretender(root: Path) -> None:
    commit(root, {"a\x01b\tc.py": "B = 1\n"}, author="E\x02ve <eve@example.org>", day=1)


def in_silence(root: Path) -> None:
    commit(root, {}, day=1)


HISTORIES: dict[str, tuple[Callable[[Path], None], list[list[str]]]] = {
    "a rename keeps what was before, and is no change itself": (
        moved_twice,
        [[], ["app/new.py"], ["app/new.py"]],
    ),
    "a merge is what was merged": (merged, [["b.py"], ["a.py"]]),
    "bots": (by_bots, [["b.py"]]),
    "what is older than the window": (long_ago, [["b.py"]]),
    "what blame passes over": (reformatted, [[".git-blame-ignore-revs"]]),
    "names that separate nothing": (by_a_pretender, [["a\x01b\tc.py"]]),
    "a commit of nothing": (in_silence, [[]]),
    "the first commit alone": (lambda root: None, []),
}


@pytest.mark.parametrize("name", HISTORIES)
def test_what_counts(tmp_path: Path, name: str) -> None:
    commit(tmp_path, {"a.py": BODY})
    history, expected = HISTORIES[name]
    history(tmp_path)
    assert [files for _, files in counted(tmp_path)] == expected


def test_the_mailmap_says_who_is_meant(tmp_path: Path) -> None:
    commit(tmp_path, {"a.py": BODY})
    named_anew(tmp_path)
    churn = read_churn(str(tmp_path), SETTINGS)
    assert churn is not None
    assert {(one.author, one.address) for one in churn.commits} == {("Ada Lovelace", "ada@example.org")}


def test_a_folder_of_a_larger_repository_counts_its_own_files(tmp_path: Path) -> None:
    commit(tmp_path, {"part/a.py": "", "b.py": ""})
    commit(tmp_path, {"part/a.py": "A = 1\n", "b.py": "B = 1\n"}, day=1)
    assert counted(tmp_path / "part") == [("Ada", ["a.py"])]


def test_without_git_nothing_is_known(tmp_path: Path) -> None:
    assert read_churn(str(tmp_path), SETTINGS) is None


def test_of_a_shallow_clone_the_commit_where_it_is_cut_does_not_count(tmp_path: Path) -> None:
    commit(tmp_path / "full", {"a.py": BODY})
    commit(tmp_path / "full", {"a.py": "A = 2\n"}, day=1)
    commit(tmp_path / "full", {"b.py": "A = 3\n"}, day=2)
    git(tmp_path, "clone", "-q", "--depth=2", f"file://{tmp_path}/full", "cut")
    assert counted(tmp_path / "cut") == [("Ada", ["b.py"])]


def churn_of(*commits: tuple[str, tuple[str, ...]]) -> Churn:
    """Make changes of authors and paths, the latest first."""
    touched = [
        Touched(str(number), author, f"{author.lower()}@example.org", 0, paths)
        for number, (author, paths) in enumerate(commits)
    ]
    return Churn(tuple(touched), 30, 0)


CHANGES = churn_of(
    ("Ada", ("app/a.py", "app/b.py")),
    ("Bob", ("app/a.py", "app/sub/c.py")),
    ("Ada", ("app/a.py", "README.md")),
    ("Cy", ("app/sub/c.py",)),
)


PATHS = ("app/a.py", "app/b.py", "app/sub/c.py", "app/still.py", "README.md")


def test_heat_is_changes_times_complexity() -> None:
    complexity = dict(zip(PATHS, (10, 60, 5, 99, 0), strict=True))
    assert hot_spots(CHANGES, complexity) == [
        HotSpot("app/b.py", 1, 60, 1.0, "Ada"),
        HotSpot("app/a.py", 3, 10, 0.5, "Ada"),
        HotSpot("app/sub/c.py", 2, 5, 0.167, "Bob"),
    ]
    assert len(hot_spots(CHANGES, complexity, most=2)) == 2
    assert hot_spots(CHANGES, {}) == []


AREAS = {
    "by the deepest area": (
        {"app": "app", "sub": "app/sub", "docs": "docs"},
        [Ownership("app", "Ada", 0.667, 2), Ownership("sub", "Bob", 0.5, 2)],
    ),
    "the whole repository": ({"all": "."}, [Ownership("all", "Ada", 0.5, 3)]),
    "names begin alike": ({"ap": "ap"}, []),
    "nothing": ({}, []),
}


@pytest.mark.parametrize("name", AREAS)
def test_owners(name: str) -> None:
    areas, expected = AREAS[name]
    assert owners(CHANGES, areas) == expected
