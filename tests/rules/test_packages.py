"""Rules of other packages: they are rules like ours, and come from what is installed only."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from tests.repository import Ran, make, netra

RULE = '''
from collections.abc import Iterator

from netra_tools.model import FileFacts, Finding
from netra_tools.rules.rule import FileRule, GraphRule
from netra_tools.rules.star_import import StarImport


class NoShout(FileRule):
    """A name shouts.

    Options:
        most: how many may
    """

    code = "ACME001"
    slug = "no-shout"
    hint = "speak softly"
    most: int = 0

    def check(self, file: FileFacts) -> Iterator[Finding]:
        for name in file.facts.names:
            if name.isupper() and len(name) > self.most:
                yield self.finding(file.path, (1, 0, 1, 1), name, f"`{name}` shouts")
'''
CONFIG = 'rule_packages = ["acme_rules"]\n'
FILES = {"app/__init__.py": "", "app/a.py": "LOUD = 1\n", "netra.toml": CONFIG}


def run(root: Path, *args: str, path: Path) -> Ran:
    """Run netra with one more directory of packages."""
    places = [str(path), os.environ.get("PYTHONPATH", "")]
    return netra(
        root, *args, PYTHONPATH=os.pathsep.join(filter(None, places))
    )  # an empty one is the directory


def install(tmp_path: Path, text: str = RULE, name: str = "acme_rules/shouting.py") -> Path:
    """Lay a package beside the repository."""
    place = tmp_path / "site"
    (place / name).parent.mkdir(parents=True, exist_ok=True)
    for parent in Path(name).parents:
        if parent != Path():
            (place / parent / "__init__.py").touch()
    (place / name).write_text(text)
    return place


def check(root: Path, *args: str, path: Path) -> list[str]:
    """Check, and give the lines that are printed, errors too."""
    ran = run(root, "check", "--ci", "--format", "concise", *args, path=path)
    return [*ran.out.splitlines()[1:], *ran.err.splitlines()]


SHOUT = "app/a.py:1:1: ACME001 no-shout `LOUD` shouts"


def test_a_rule_of_a_package_is_a_rule(tmp_path: Path) -> None:
    path, root = install(tmp_path), make(tmp_path / "repo", FILES)
    assert check(root, path=path) == [SHOUT]
    assert check(root, "--select", "ACME", path=path) == [SHOUT]
    assert check(root, "--set", "rules.no-shout.most=4", path=path) == []
    assert "has no key 'mots'" in check(root, "--set", "rules.no-shout.mots=4", path=path)[0]
    (root / "app/a.py").write_text("LOUD = 1  # netra: ignore[no-shout] a test\n")
    assert check(root, path=path) == []


def test_the_commands_that_describe_rules_know_it(tmp_path: Path) -> None:
    path, root = install(tmp_path), make(tmp_path / "repo", FILES)
    assert "ACME001  no-shout  " in run(root, "rules", path=path).out
    assert run(root / "app", "explain", "ACME001", path=path).out.startswith(
        "ACME001 no-shout (error)\n\nA name"
    )
    schema = json.loads(run(root, "schema", path=path).out)
    assert schema["$defs"]["no-shout"]["properties"]["most"]["description"] == "how many may"


def test_a_rule_that_changes_is_asked_again(tmp_path: Path) -> None:
    path, root = install(tmp_path), make(tmp_path / "repo", FILES)
    for number in range(3):
        assert check(root, path=path) == [SHOUT.replace("shouts", f"shouts{'!' * number}")]
        install(tmp_path, RULE.replace("` shouts", f"` shouts{'!' * (number + 1)}"))


def test_a_package_may_be_dotted_or_one_module(tmp_path: Path) -> None:
    root = make(tmp_path / "repo", FILES | {"netra.toml": 'rule_packages = ["acme.rules", "plain"]\n'})
    install(tmp_path, RULE, "acme/rules/shouting.py")
    other = (
        RULE.replace("ACME001", "ACME002").replace("no-shout", "no-shouting").replace("` shouts", "` cries")
    )
    path = install(tmp_path, other, "plain.py")
    second = SHOUT.replace("ACME001 no-shout `LOUD` shouts", "ACME002 no-shouting `LOUD` cries")
    assert check(root, path=path) == [SHOUT, second]


BAD = [
    ("another's code", RULE.replace("ACME001", "NET101"), "its code 'NET101' is none of its own"),
    ("no code", RULE.replace("ACME001", "shout"), "its code 'shout' is none of its own"),
    (
        "a slug of ours",
        RULE.replace('"no-shout"', '"star-import"'),
        "two rules are called star-import: netra_tools.rules.star",
    ),
    ("no slug", RULE.replace('"no-shout"', '"No Shout"'), "its slug 'No Shout' is not words with hyphens"),
    ("no hint", RULE.replace("    hint", "    hnit"), "rule NoShout of 'acme_rules': it has no hint"),
    ("no docstring", RULE.replace('    """A name', '    x = """A name'), "it has no docstring"),
    (
        "an option of no type",
        RULE.replace("most: int", "most: object"),
        "NoShout.most: no configuration file",
    ),
    (
        "an option without default",
        RULE.replace("most: int = 0", "most: int"),
        "its option 'most' has no default",
    ),
    ("no rules", "A = 1\n", "the rule package 'acme_rules' has no rules"),
    (
        "broken",
        "import nothing_such\n",
        "cannot be imported: ModuleNotFoundError: No module named 'nothing_such'",
    ),
    ("leaving", "raise SystemExit(0)\n", "cannot be imported: SystemExit: 0"),
]


@pytest.mark.parametrize(("text", "message"), [case[1:] for case in BAD], ids=[case[0] for case in BAD])
def test_a_package_that_is_no_good_is_a_mistake(tmp_path: Path, text: str, message: str) -> None:
    ran = run(make(tmp_path / "repo", FILES), "check", path=install(tmp_path, text))
    assert (ran.code, ran.out) == (2, "")
    assert message in ran.err.splitlines()[0]
    assert len(ran.err.splitlines()) == 2


def test_a_package_that_is_not_there_is_a_mistake(tmp_path: Path) -> None:
    root = make(tmp_path / "repo", FILES)
    (tmp_path / "site/acme_rules").mkdir(parents=True)
    ran = run(root, "check", path=tmp_path / "site")
    assert (ran.code, ran.err.splitlines()[0]) == (
        2,
        "netra: the rule package 'acme_rules' is no package of files",
    )
    ran = run(root, "rules", path=tmp_path)
    assert (ran.code, ran.err.splitlines()[0]) == (2, "netra: the rule package 'acme_rules' is not installed")


def tripwire(root: Path) -> str:
    """Write a rule that says when it has been imported."""
    return f"open({str(root / 'ran')!r}, 'w').close()\n{RULE}"


def in_tree(tmp_path: Path) -> tuple[Path, Path]:
    """Make a repository that holds the package it names."""
    root = make(tmp_path / "repo", FILES)
    make(root, {"tools/acme_rules/__init__.py": tripwire(root), "tools/acme_rules/more.py": ""})
    return root, root / "tools"


def linked(tmp_path: Path) -> tuple[Path, Path]:
    """Make a repository whose package is installed by a link."""
    root, tools = in_tree(tmp_path)
    (tmp_path / "site").mkdir()
    (tmp_path / "site/acme_rules").symlink_to(tools / "acme_rules")
    return root, tmp_path / "site"


def partly_linked(tmp_path: Path) -> tuple[Path, Path]:
    """Make an installed package of which one module is a link into the repository."""
    root, tools = in_tree(tmp_path)
    path = install(tmp_path, "")
    (path / "acme_rules/other.py").symlink_to(tools / "acme_rules/__init__.py")
    return root, path


def borrowed(tmp_path: Path) -> tuple[Path, Path]:
    """Make an installed package that imports what only the repository has."""
    root = make(tmp_path / "repo", FILES | {"lent.py": tripwire(tmp_path / "repo")})
    path = install(tmp_path, f"import lent\n{RULE}")
    (tmp_path / "link").symlink_to(root)
    return root, Path(f"{path}{os.pathsep}{tmp_path}/link")


@pytest.mark.parametrize("place", [in_tree, linked, partly_linked])
@pytest.mark.parametrize("command", ["check", "rules", "schema"])
def test_nothing_of_the_repository_is_imported(tmp_path: Path, place: object, command: str) -> None:
    assert callable(place)
    root, path = place(tmp_path)
    ran = run(root, command, path=path)
    assert (ran.code, ran.out, (root / "ran").exists()) == (2, "", False)
    message, hint = ran.err.splitlines()
    assert message.startswith(
        "netra: the rule package 'acme_rules' lies in the repository, at tools/acme_rules"
    )
    assert (
        hint == "  hint: install it where netra is installed, or give --trust when you trust this repository"
    )
    run(root, command, "--trust", path=path)
    assert (root / "ran").exists()


def test_a_package_finds_nothing_in_the_repository(tmp_path: Path) -> None:
    root, path = borrowed(tmp_path)
    ran = run(root, "check", path=path)
    assert (ran.code, (root / "ran").exists()) == (2, False)
    assert "No module named 'lent'" in ran.err


def test_a_package_at_the_root_is_found_when_it_is_trusted(tmp_path: Path) -> None:
    root = make(tmp_path / "repo", FILES | {"acme_rules.py": RULE})
    assert "is not installed" in run(root, "check", path=tmp_path).err
    assert (
        "ACME001 no-shout `LOUD` shouts"
        in run(root, "check", "--trust", "--format", "concise", path=tmp_path).out
    )


def test_the_rule_that_the_page_shows_works(tmp_path: Path) -> None:
    page = Path(__file__).parents[2] / "docs" / "third-party-rules.md"
    shown = page.read_text(encoding="utf-8").partition("```python\n")[2].partition("```\n")[0]
    path, root = install(tmp_path, shown), make(tmp_path / "repo", FILES)
    assert check(root, path=path) == [SHOUT]
    assert check(root, "--set", "rules.no-shout.most=4", path=path) == []
