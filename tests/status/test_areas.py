"""The parts that a status is told by."""

from __future__ import annotations

from netra_tools.config.model import Service
from netra_tools.status.areas import MOST, Areas


def names(paths: list[str], *services: Service) -> list[str]:
    """Name the parts."""
    return [area.path for area in Areas(paths, services).areas]


def test_services_come_first_and_the_rest_by_folder() -> None:
    paths = ["services/a/x.py", "services/a/deep/y.py", "setup.py", "lib/z.py"]
    services = [Service("a", "services/a"), Service("b", "services/b")]
    areas = Areas(paths, services)
    assert [(one.name, one.kind) for one in areas.areas[:2]] == [("a", "service"), ("b", "service")]
    assert {path: areas.of(path).name for path in paths} == {  # type: ignore[union-attr]  # each has one
        "services/a/x.py": "a",
        "services/a/deep/y.py": "a",
        "setup.py": ".",
        "lib/z.py": ".",
    }


def test_small_repositories_are_not_divided() -> None:
    assert names(["a/x.py", "b/y.py"]) == ["."]


def test_large_folders_are_divided_first() -> None:
    paths = [f"big/part{at % 3}/f{at}.py" for at in range(60)] + ["small/one/x.py", "small/two/y.py", "z.py"]
    assert names(paths) == [".", "big/part0", "big/part1", "big/part2", "small"]


def test_a_folder_of_too_many_stays_whole() -> None:
    paths = [f"parts/p{at}/x.py" for at in range(MOST + 20)] + [f"lib/{at % 2}/f{at}.py" for at in range(30)]
    assert names(paths) == ["lib/0", "lib/1", "parts"]


def test_a_service_at_the_root_takes_all() -> None:
    areas = Areas(["a.py", "x/b.py"], [Service("all", ".")])
    assert [one.name for one in areas.areas] == ["all"]
    assert areas.of("x/b.py") == areas.areas[0]


def test_what_lies_in_no_part_belongs_to_none() -> None:
    assert Areas([f"a/{at}.py" for at in range(20)], ()).of("elsewhere/x.py") is None
