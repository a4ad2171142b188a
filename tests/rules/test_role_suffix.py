"""NET402."""

from __future__ import annotations

import pytest

from netra_tools.errors import NetraError
from netra_tools.rules.role_suffix import Role, RoleSuffix
from tests.trees import file_of, run, told

AGENT = RoleSuffix(roles={"Agent": Role(bases=("app.agents.BaseAgent", "Robot"))})
LACKING = (
    "class `PriceAgent` is called Agent, but inherits from {}, not from `app.agents.BaseAgent` or `Robot`"
)

BASES = [
    pytest.param("class PriceAgent: ...", [LACKING.format("nothing")], id="no base"),
    pytest.param("class PriceAgent(A, B[int]): ...", [LACKING.format("`A` and `B`")], id="others"),
    pytest.param("class PriceAgent(A, make()): ...", [], id="a base nobody knows"),
    pytest.param("class PriceAgent(BaseAgent): ...", [], id="by bare name"),
    pytest.param("class PriceAgent(agents.BaseAgent, A): ...", [], id="through its module"),
    pytest.param("class PriceAgent(Robot[int]): ...", [], id="the other one"),
    pytest.param("from app.agents import Robot as R\nclass PriceAgent(R): ...", [], id="renamed"),
    pytest.param("class Mixed(Robot): ...\nclass PriceAgent(A, Mixed): ...", [], id="through the same file"),
    pytest.param("class PriceAgent(SaleAgent): ...", [], id="a base with the suffix"),
    pytest.param("class PriceAgent(sales.PriceAgent): ...", [], id="a base of the same name"),
    pytest.param("class BaseAgent: ...\nclass Robot: ...", [], id="the bases themselves"),
    pytest.param("class Agents: ...\nclass Reagent: ...\ndef PriceAgent(): ...", [], id="other names"),
]


@pytest.mark.parametrize(("source", "expected"), BASES)
def test_bases(source: str, expected: list[str]) -> None:
    assert [finding.message for finding in run(AGENT, [file_of("app/core.py", source)])] == expected


def test_a_class_in_a_class() -> None:
    (finding,) = run(AGENT, [file_of("app.py", "class Outer:\n    class PriceAgent:\n        pass\n")])
    assert (finding.subject, finding[4:8]) == ("Outer.PriceAgent", (2, 4, 2, 20))


MODULES = [
    ("app/managers.py", "class PriceManager: ...", 0),
    ("app/managers/prices.py", "class PriceManager: ...", 0),
    ("lib/deep/managers.py", "class PriceManager: ...", 0),
    ("app/prices.py", "class PriceManager: ...", 1),
    ("app/prices.py", "class PriceManager(SaleManager): ...", 1),
    ("app/tests/test_managers.py", "class TestManager: ...", 0),
]


@pytest.mark.parametrize(("path", "source", "count"), MODULES)
def test_modules(path: str, source: str, count: int) -> None:
    rule = RoleSuffix(roles={"Manager": Role(modules=("app.managers", "lib.**.managers"))})
    message = (
        "class `PriceManager` is called Manager, but is not declared in `app.managers` or `lib.**.managers`"
    )
    assert [finding.message for finding in run(rule, [file_of(path, source)])] == [message] * count


def test_both_are_asked_for() -> None:
    rule = RoleSuffix(roles={"Job": Role(bases=("Task",), modules=("app.jobs",))})
    assert told(rule, [file_of("app/core.py", "class MyJob: ...")]) == [
        "app/core.py:1 class `MyJob` is called Job, but is not declared in `app.jobs`",
        "app/core.py:1 class `MyJob` is called Job, but inherits from nothing, not from `Task`",
    ]
    assert run(rule, [file_of("app/jobs.py", "class MyJob(Task): ...")]) == []


def test_tests_can_be_included() -> None:
    file = file_of("app/tests/test_core.py", "class FakeAgent: ...")
    assert run(AGENT, [file]) == []
    assert len(run(RoleSuffix(roles=AGENT.roles, include_tests=True), [file])) == 1


def test_no_role_is_known_unless_configured() -> None:
    assert run(RoleSuffix(), [file_of("app.py", "class PriceAgent: ...")]) == []


def test_a_role_that_promises_nothing_is_refused() -> None:
    with pytest.raises(NetraError, match="promises nothing"):
        Role()
