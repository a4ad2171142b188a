"""NET502."""

from __future__ import annotations

import pytest

from netra_tools.rules.duplicate_function import DuplicateFunction
from tests.trees import files_of, run, told

SUM = "    result = 0\n    for row in rows:\n        result += row\n    return result\n"
RULE = DuplicateFunction(min_lines=4)


def f(name: str = "f", body: str = SUM, head: str = "def", parameters: str = "rows") -> str:
    """Write a function."""
    return f"{head} {name}({parameters}):\n{body}"


def method(owner: str, name: str = "m") -> str:
    """Write a class with one method."""
    inner = "".join(f"    {line}\n" for line in f(name).splitlines())
    return f"class {owner}:\n{inner}"


ALIKE = [
    pytest.param(
        {"app/a.py": f(), "app/b.py": f("g")},
        ["app/b.py:1 `g` has the same body as `app.a.f`, 4 lines of code"],
        id="another name",
    ),
    pytest.param(
        {"app/b.py": f(), "app/a.py": f()},
        ["app/b.py:1 `f` has the same body as `app.a.f`, 4 lines of code"],
        id="the first by path is kept",
    ),
    pytest.param(
        {"app/a.py": f() + f("g") + f("h")},
        [
            "app/a.py:6 `g` has the same body as `f`, 4 lines of code",
            "app/a.py:11 `h` has the same body as `f`, 4 lines of code",
        ],
        id="one for each copy, in one file",
    ),
    pytest.param(
        {"app/a.py": f(body='    """Say."""\n\n' + SUM + "    # end\n"), "app/b.py": f()},
        ["app/b.py:1 `f` has the same body as `app.a.f`, 4 lines of code"],
        id="docstrings, comments and blank lines do not count",
    ),
    pytest.param(
        {"app/a.py": method("A"), "app/b.py": "x = 1\n" + method("B", "n")},
        ["app/b.py:3 `B.n` has the same body as `app.a.A.m`, 4 lines of code"],
        id="methods",
    ),
    pytest.param(
        {"a.py": f(), "b.py": f()},
        ["b.py:1 `f` has the same body as `a.f`, 4 lines of code"],
        id="modules without a package",
    ),
    pytest.param(
        {
            "services/one/a.py": f(),
            "services/one/b.py": f(),
            "services/two/c.py": f(),
        },
        ["services/one/b.py:1 `f` has the same body as `a.f`, 4 lines of code"],
        id="within a service",
    ),
]


@pytest.mark.parametrize(("sources", "expected"), ALIKE)
def test_copies(sources: dict[str, str], expected: list[str]) -> None:
    assert told(RULE, files_of(sources)) == expected


DIFFERENT = [
    pytest.param({"app/a.py": f(), "app/b.py": f(body=SUM.replace("0", "1"))}, id="another number"),
    pytest.param({"app/a.py": f(), "app/b.py": f(body=SUM.replace("rows", "lines"))}, id="another global"),
    pytest.param({"app/a.py": f(), "app/b.py": f(body=SUM.replace("+=", "-="))}, id="another operator"),
    pytest.param({"app/a.py": f(), "app/b.py": f(head="async def")}, id="one is async"),
    pytest.param({"app/a.py": f(), "app/b.py": f() + "x = (\n"}, id="a file that does not parse"),
    pytest.param({"app/a.py": f(), "tests/b.py": f(), "tests/c.py": f()}, id="tests"),
    pytest.param({"app/a.py": f(), "app/migrations/b.py": f()}, id="migrations"),
    pytest.param({"app/a.py": f(body="    return 1\n"), "app/b.py": f(body="    return 1\n")}, id="short"),
]


@pytest.mark.parametrize("sources", DIFFERENT)
def test_no_copies(sources: dict[str, str]) -> None:
    assert run(RULE, files_of(sources)) == []


OTHERS = SUM.replace("result", "total").replace("row", "line")


def test_names_of_its_own_may_be_others() -> None:
    files = files_of({"app/a.py": f(), "app/b.py": f("g", OTHERS, parameters="lines")})
    expected = ["app/b.py:1 `g` has the same body but for names as `app.a.f`, 4 lines of code"]
    assert told(RULE, files) == expected
    assert told(DuplicateFunction(min_lines=4, renamed=False), files) == []


def test_a_copy_that_is_equal_is_named_before_one_that_is_alike() -> None:
    other = f("g", OTHERS, parameters="lines")
    files = files_of({"app/a.py": f(), "app/b.py": other, "app/c.py": other.replace("g", "h")})
    assert told(RULE, files) == [
        "app/b.py:1 `g` has the same body but for names as `app.a.f`, 4 lines of code",
        "app/c.py:1 `h` has the same body as `app.b.g`, 4 lines of code",
    ]


TWO = {"app/a.py": f(), "app/b.py": f("g"), "tests/c.py": f()}
SETTINGS = [
    pytest.param(DuplicateFunction(min_lines=5), [], id="longer"),
    pytest.param(DuplicateFunction(min_lines=4, include_tests=True), ["app/b.py", "tests/c.py"], id="tests"),
    pytest.param(DuplicateFunction(min_lines=4, exempt_packages=("app",)), [], id="exempt"),
    pytest.param(DuplicateFunction(min_lines=4, exempt_packages=("ap",)), ["app/b.py"], id="not a package"),
    pytest.param(DuplicateFunction(min_lines=4, accepted={"app.b.g": "x"}), [], id="accepted"),
    pytest.param(DuplicateFunction(min_lines=4, accepted={"app.*.f": "x"}), [], id="the first is accepted"),
    pytest.param(DuplicateFunction(min_lines=4, accepted={"app.b": "x"}), [], id="a module is accepted"),
    pytest.param(DuplicateFunction(min_lines=4, accepted={"app.b.f": "x"}), ["app/b.py"], id="another"),
]


@pytest.mark.parametrize(("rule", "expected"), SETTINGS)
def test_options(rule: DuplicateFunction, expected: list[str]) -> None:
    assert [finding.path for finding in run(rule, files_of(TWO))] == expected


def test_services_may_be_compared() -> None:
    files = files_of({"services/one/a.py": f(), "services/two/b.py": f()})
    assert run(RULE, files) == []
    assert len(run(DuplicateFunction(min_lines=4, across_services=True), files)) == 1


def test_what_stands_in_a_copy_is_not_reported_again() -> None:
    outer = "def {}(rows):\n    def inner():\n" + "".join(f"    {line}\n" for line in SUM.splitlines())
    files = files_of({"app/a.py": outer.format("f"), "app/b.py": outer.format("g")})
    assert [finding.subject for finding in run(RULE, files)] == ["g"]
    other = outer.format("g") + "    return 1\n"
    files = files_of({"app/a.py": outer.format("f"), "app/b.py": other})
    assert [finding.subject for finding in run(RULE, files)] == ["g.<locals>.inner"]


def test_a_finding_names_the_others_and_points_at_the_name() -> None:
    found = run(RULE, files_of({f"app/{name}.py": f(name) for name in "abcdefgh"}))
    assert [finding.subject for finding in found] == list("bcdefgh")
    assert found[0][4:8] == (1, 0, 1, 5)
    assert [note.text for note in found[0].notes] == ["`a`", "`c`", "`d`", "`e`", "`f`, and 2 more"]
    assert found[-1].notes[0][:2] == ("app/a.py", 1)


def test_two_of_one_name_are_told_apart() -> None:
    files = files_of({"app/a.py": "if x:\n" + "".join(f"    {line}\n" for line in f().splitlines()) * 3})
    assert [finding.subject for finding in run(RULE, files)] == ["f", "f#2"]


def test_what_is_accepted_has_a_reason() -> None:
    with pytest.raises(ValueError, match=r"^accepted 'app\.a\.f' has no reason$"):
        DuplicateFunction(accepted={"app.a.f": " "})
