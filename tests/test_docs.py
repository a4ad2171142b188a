"""What the pages say is true: links lead somewhere, commands exist, generated pages are as generated."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

import netra_tools

HERE = Path(__file__).resolve().parent.parent
PAGES = sorted([*HERE.glob("*.md"), *HERE.glob("docs/**/*.md"), *HERE.glob("SPEC/**/*.md")])
# `netra check --ci` in a block of code or between backticks; options that follow belong to the command.
COMMAND = re.compile(r"(?<![\w./-])(?:\.venv/bin/)?netra((?: +(?:--?[a-z][a-z-]*|[a-z]+))+)")
WORDS = """
    Fact Finding Rule Span Subject Suppression Baseline Exemption Project Service Layer Contract Edge Cycle
    Literal Occurrence Category Near-miss Vocabulary Template Change Plan Edit Gate Journal Migration Undo
    Proposal Candidate Vote Tier Budget Learning Specification Reference Status Trend
"""


def page_id(page: Path) -> str:
    """Name a page in the list of tests."""
    return page.relative_to(HERE).as_posix()


def python(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    """Run Python with the package that is under test, wherever it was imported from."""
    env = {**os.environ, "PYTHONPATH": str(Path(netra_tools.__file__).parent.parent)}
    return subprocess.run(
        [sys.executable, "-P", *arguments], env=env, text=True, capture_output=True, check=False
    )


@cache
def help_of(*command: str) -> str:
    """Ask a command what it takes."""
    asked = python("-m", "netra_tools", *command, "--help")
    assert asked.returncode == 0, asked.stderr
    return asked.stdout


def code_of(text: str) -> str:
    """Keep the commands that a page shows: blocks without a language, and what stands between backticks."""
    blocks = re.findall(r"^```(\w*)\n(.*?)^```$", text, re.DOTALL | re.MULTILINE)
    prose = re.sub(r"^```.*?^```$", "", text, flags=re.DOTALL | re.MULTILINE)
    return "\n".join(
        [block for language, block in blocks if not language] + re.findall(r"`([^`\n]+)`", prose)
    )


@pytest.mark.parametrize("page", PAGES, ids=page_id)
def test_links_lead_somewhere(page: Path) -> None:
    targets = re.findall(r"\]\(([^)#\s]+)", page.read_text(encoding="utf-8"))
    missing = [target for target in targets if "://" not in target and not (page.parent / target).exists()]
    assert missing == []


@pytest.mark.parametrize("page", PAGES, ids=page_id)
def test_commands_exist_with_the_options_shown(page: Path) -> None:
    unknown = []
    for shown in COMMAND.findall(code_of(page.read_text(encoding="utf-8"))):
        command, rest = split_command(shown.split())
        if rest and not command and not rest[0].startswith("-"):
            unknown.append(rest[0])
            continue
        options = [word for word in rest if word.startswith("-")]
        unknown += [option for option in options if not re.search(rf"(?<!\S){option}\b", help_of(*command))]
    assert unknown == []


def split_command(words: list[str]) -> tuple[tuple[str, ...], list[str]]:
    """Split the name of a command, which may be one within a group, from what follows it."""
    command: tuple[str, ...] = ()
    while words and f"\n  {words[0]} " in help_of(*command).partition("\nCommands:")[2]:
        command, words = (*command, words[0]), words[1:]
    return command, words


def test_readme_shows_commands() -> None:
    shown = COMMAND.findall(code_of((HERE / "README.md").read_text(encoding="utf-8")))
    assert {"check", "rules", "schema"} <= {command.split()[0] for command in shown}


def test_recipe_does_what_the_readme_says() -> None:
    recipe = (HERE / ".ci" / "run").read_text(encoding="utf-8")
    readme = (HERE / "README.md").read_text(encoding="utf-8")
    assert ".venv/bin/pip install '.[test]' && .venv/bin/pytest\n" in readme
    assert """"$bin/pip" install --quiet '.[test]'\n""" in recipe
    assert '"$bin/pytest" -q\n' in recipe


def test_generated_pages_are_as_generated() -> None:
    done = python(HERE / "scripts" / "generate_reference.py", "--check")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_glossary_defines_each_word_in_a_sentence() -> None:
    text = (HERE / "docs" / "glossary.md").read_text(encoding="utf-8")
    entries = dict(re.findall(r"^- \*\*(.+?)\*\*(?: \(\*later\*\))?: (.+)$", text, re.MULTILINE))
    assert {word.replace("-", " ") for word in WORDS.split()} - set(entries) == set()
    assert [word for word, sentence in entries.items() if not sentence.endswith(".")] == []


def test_file_names_say_what_the_file_is() -> None:
    vague = {"utils", "helpers", "base", "common", "core", "misc"}
    assert [path for path in HERE.glob("netra_tools/**/*.py") if path.stem in vague] == []
