"""NET501."""

from __future__ import annotations

import pytest

from netra_tools.rules.duplicate_type import DuplicateType
from tests.trees import files_of, run, told


def record(name: str, fields: str = "abcd", bases: str = "") -> str:
    """Write a class with annotated fields."""
    return f"class {name}{bases}:\n" + "".join(f"    {field}: int\n" for field in fields)


def members(name: str, values: str = "1234", bases: str = "(Enum)") -> str:
    """Write an enumeration."""
    return f"class {name}{bases}:\n" + "".join(
        f"    M{number} = {one}\n" for number, one in enumerate(values)
    )


SAME = [
    pytest.param(
        [record("A", "abc"), record("A", "abc")],
        ["app/m1.py:1 class `A` has the same 3 fields as `app.m0.A`"],
        id="name and fields",
    ),
    pytest.param(
        [record("A", "abc"), record("A", "cab", "(Base)")],
        ["app/m1.py:1 class `A` has the same 3 fields as `app.m0.A`"],
        id="name and fields in another order, of other bases",
    ),
    pytest.param(
        [record("A"), record("B")],
        ["app/m1.py:1 class `B` has the same 4 fields as `app.m0.A`"],
        id="fields",
    ),
    pytest.param(
        [record("A", bases="(typing.TypedDict)"), record("B", bases="(TypedDict, Generic[T])")],
        ["app/m1.py:1 class `B` has the same 4 fields as `app.m0.A`"],
        id="bases reached otherwise",
    ),
    pytest.param(
        [record("A"), record("A") + "    def m(self): ...\n    other = 1\n"],
        ["app/m1.py:1 class `A` has the same 4 fields as `app.m0.A`"],
        id="methods and settings do not count",
    ),
    pytest.param(
        [members("A"), members("B")],
        ["app/m1.py:1 class `B` has the same 4 fields as `app.m0.A`"],
        id="members and values",
    ),
    pytest.param(
        [members("A", "123"), members("A", "321")],
        ["app/m1.py:1 class `A` has the same 3 fields as `app.m0.A`"],
        id="name and members",
    ),
    pytest.param(
        [record("A") + record("B", bases="(C)"), record("B")],
        ["app/m1.py:1 class `B` has the same 4 fields as `app.m0.A`"],
        id="by name and by fields",
    ),
]


@pytest.mark.parametrize(("sources", "expected"), SAME)
def test_the_same(sources: list[str], expected: list[str]) -> None:
    files = files_of({f"app/m{number}.py": source for number, source in enumerate(sources)})
    assert told(DuplicateType(), files) == expected


DIFFERENT = [
    pytest.param([record("A", "ab"), record("A", "ab")], id="two fields"),
    pytest.param([record("A", "abc"), record("B", "abc")], id="three fields, other names"),
    pytest.param([record("A"), record("A", "abce")], id="another field"),
    pytest.param([record("A"), record("A", "abcde")], id="one more"),
    pytest.param([record("A"), record("B", bases="(TypedDict)")], id="another kind"),
    pytest.param([members("A"), members("B", "4321")], id="other values"),
    pytest.param([members("Meta", bases=""), members("Meta", bases="")], id="settings"),
    pytest.param([record("A"), "x = (\n" + record("A")], id="a file that does not parse"),
]


@pytest.mark.parametrize("sources", DIFFERENT)
def test_not_the_same(sources: list[str]) -> None:
    files = files_of({f"app/m{number}.py": source for number, source in enumerate(sources)})
    assert run(DuplicateType(), files) == []


PLACES = [
    pytest.param(("app/a.py", "tests/b.py"), DuplicateType(), 0, id="tests"),
    pytest.param(("app/a.py", "tests/b.py"), DuplicateType(include_tests=True), 1, id="tests, too"),
    pytest.param(("app/a.py", "app/migrations/b.py"), DuplicateType(), 0, id="migrations"),
    pytest.param(("services/x/a.py", "services/y/b.py"), DuplicateType(), 0, id="services"),
    pytest.param(("services/x/a.py", "services/y/b.py"), DuplicateType(across_services=True), 1, id="across"),
    pytest.param(("app/a.py", "app/b.py"), DuplicateType(accepted={"app.b.**": "wire"}), 0, id="accepted"),
    pytest.param(("app/a.py", "app/b.py"), DuplicateType(min_fields=5), 0, id="more fields"),
]


@pytest.mark.parametrize(("paths", "rule", "count"), PLACES)
def test_places(paths: tuple[str, ...], rule: DuplicateType, count: int) -> None:
    assert len(run(rule, files_of(dict.fromkeys(paths, record("A"))))) == count


def test_only_what_is_alike_is_named() -> None:
    sources = {
        "app/a.py": record("A"),
        "app/b.py": record("B", bases="(C)"),
        "app/c.py": record("D", bases="(C)"),
    }
    (finding,) = run(DuplicateType(), files_of(sources))
    assert (finding.path, finding.subject, finding[4:8]) == ("app/c.py", "D", (1, 0, 1, 7))
    assert [tuple(note) for note in finding.notes] == [("app/b.py", 1, "`B`")]
