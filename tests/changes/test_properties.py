"""Random programs mean the same after random migrations; bytes that a change is not about stay."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, Phase, assume, given, settings

from netra_tools.changes.renaming.pairs import Pair, Renaming
from netra_tools.facts.read import read_source
from tests.changes.migrated import Files, Runner, Words, migrate
from tests.changes.programs import MODULES, PACKAGES, PAIRS, PROGRAMS, Program, files_of

read_source(b"")  # the reader raises the recursion limit at its first use, which hypothesis minds
QUICK = settings(
    max_examples=30,
    deadline=None,
    phases=(Phase.explicit, Phase.generate, Phase.shrink),
    suppress_health_check=[
        HealthCheck.function_scoped_fixture,
        HealthCheck.filter_too_much,
        HealthCheck.too_slow,
    ],
    database=None,
)


@pytest.fixture(scope="module")
def runner(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Runner]:
    found = Runner(tmp_path_factory.mktemp("trees"))
    yield found
    found.close()


def is_legal(words: Words) -> bool:
    """Say whether every module gets a place of its own, and none below what is no package."""
    renaming = Renaming(Pair(old, new) for old, new in words)
    after = {name: renaming.new_name(name) for name in MODULES}
    news = set(after.values())
    flat = {after[name] for name in MODULES if name not in PACKAGES}
    heads = {new.rpartition(".")[0] for new in news}
    above = {".".join(head.split(".")[:end]) for head in heads for end in range(1, head.count(".") + 2)}
    return (
        len(news) == len(MODULES) and not above & flat and after != dict(zip(MODULES, MODULES, strict=True))
    )


@QUICK
@given(program=PROGRAMS, words=PAIRS)
def test_the_program_prints_the_same(runner: Runner, program: Program, words: list[tuple[str, str]]) -> None:
    assume(is_legal(words))
    files = files_of(program)
    after = migrate(files, words)
    before_text, after_text = runner.printed([files, after.files])
    assume("Error" not in before_text)
    assert after_text == before_text, shown(files, after.files)


@QUICK
@given(program=PROGRAMS, words=PAIRS)
def test_a_second_run_changes_nothing(program: Program, words: list[tuple[str, str]]) -> None:
    assume(is_legal(words))
    settled = Renaming((Pair(old, new) for old, new in words), settled=True)
    assume(all(settled.new_name(new) == new for _, new in words))
    once = migrate(files_of(program), words).files
    assert migrate(once, words, settled=True).files == once


@QUICK
@given(program=PROGRAMS, words=PAIRS)
def test_there_and_back_again(program: Program, words: list[tuple[str, str]]) -> None:
    assume(is_legal(words))
    back = [(new, old) for old, new in words]
    renaming = Renaming(Pair(old, new) for old, new in words)
    returning = Renaming(Pair(old, new) for old, new in back)
    leaves = {new.rpartition(".")[2] for _, new in words}
    uses = [use for uses in program.values() for use in uses]
    assume(all(use.form != "through" and use.alias not in leaves for use in uses))
    assume(all(returning.new_name(renaming.new_name(name)) == name for name in MODULES))
    files = files_of(program)
    there = migrate(files, words).files
    assume(forms(there) == forms(files))
    assert migrate(there, back).files == files, shown(files, there)


def forms(files: Files) -> list[tuple[int, ...]]:
    """Count what tells that a statement was split, or lost its dots or its alias."""
    texts = files.values()
    return sorted(
        (text.count(b"\n"), text.count(b"from "), text.count(b"from ."), text.count(b" as "))
        for text in texts
    )


def shown(before: Files, after: Files) -> str:
    """Write out what is in one of two trees and not in the other."""
    return "\n".join(
        f"--- {path}\n{data.decode()}"
        for files, other in ((before, after), (after, before))
        for path, data in files.items()
        if data not in other.values()
    )
