"""Small migrations, judged by running the program before and after."""

from __future__ import annotations

from pathlib import Path

import pytest

from netra_tools.changes.gates.judge import judge
from netra_tools.changes.tree import Tree
from tests.changes.conformance.cases import Case, read_cases
from tests.changes.gates.plans import failures, wanted_in
from tests.changes.migrated import Migrated, Runner, migrate
from tests.repository import make

CASES = read_cases(Path(__file__).parent)
TITLES = [case.title for case in CASES]
COMMENT_IN_NAME = "written over several lines"


def encoded(files: dict[str, str]) -> dict[str, bytes]:
    return {path: text.encode() for path, text in files.items()}


@pytest.fixture(scope="module")
def outcomes() -> list[Migrated]:
    return [migrate(encoded(case.start), case.pairs, settled=case.settled) for case in CASES]


@pytest.fixture(scope="module")
def outputs(outcomes: list[Migrated], tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    trees = [encoded(case.before) for case in CASES] + [outcome.files for outcome in outcomes]
    runner = Runner(tmp_path_factory.mktemp("trees"))
    found = runner.printed(trees)
    runner.close()
    return found


def test_titles_are_unique() -> None:
    assert len(set(TITLES)) == len(TITLES)


@pytest.mark.parametrize("number", range(len(CASES)), ids=TITLES)
def test_the_program_prints_the_same(number: int, outputs: list[str], outcomes: list[Migrated]) -> None:
    before, after = outputs[number], outputs[number + len(CASES)]
    assert before.strip() and "Error: " not in before
    assert after == before, show(outcomes[number])


@pytest.mark.parametrize("number", range(len(CASES)), ids=TITLES)
def test_the_files_read_as_expected(number: int, outcomes: list[Migrated]) -> None:
    case: Case = CASES[number]
    files = outcomes[number].files
    assert {path: files.get(path, b"").decode() for path in case.expected} == case.expected
    texts = [note.text for note in outcomes[number].plan.notes]
    assert all(any(wanted in text for text in texts) for wanted in case.notes), texts


@pytest.mark.parametrize("number", range(len(CASES)), ids=TITLES)
def test_the_gates_let_it_pass(number: int, outcomes: list[Migrated], tmp_path: Path) -> None:
    case: Case = CASES[number]
    if case.title == COMMENT_IN_NAME:
        return  # the comment is lost, and that is no right migration
    make(tmp_path, case.start, git=False)
    verdicts = judge(Tree(str(tmp_path)), outcomes[number].plan, wanted_in(tmp_path, findings=False))
    assert failures({verdict.gate: verdict for verdict in verdicts}) == {}, show(outcomes[number])


@pytest.mark.parametrize("number", range(len(CASES)), ids=TITLES)
def test_a_second_run_changes_nothing(number: int, outcomes: list[Migrated]) -> None:
    case: Case = CASES[number]
    olds, news = zip(*case.pairs, strict=True)
    if set(olds) & set(news):
        return  # where names trade places nothing tells the first run from the second
    again = migrate(outcomes[number].files, case.pairs, settled=True)
    assert again.files == outcomes[number].files


def show(outcome: Migrated) -> str:
    """Write out what a migration changed."""
    changed = [edit for edit in outcome.plan.edits if edit.after]
    return "\n".join(f"--- {edit.target}\n{edit.after.content.decode()}" for edit in changed if edit.after)
