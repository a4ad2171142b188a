"""Shapes that are alike, found among those of all files, and what is said of them in a whole check."""

from __future__ import annotations

import json
import random
from pathlib import Path

import pytest

from netra_tools.check.shapes import find_alike, pack_shapes
from netra_tools.rules.rule import Copy, Shape
from tests.repository import make, netra

BODY = "".join(f"    a = a * {number}\n" for number in range(8)) + "    return a\n"
COPY = f"def f(a):\n{BODY}"


Project = list[list[list[Shape]]]  # of each file the shapes of each rule


def make_shapes(chance: random.Random, files: int) -> Project:
    """Make shapes of two rules, some with equal keys, some files without any."""
    keys = [[chance.choices(range(-9, 40), k=chance.randrange(3)) for _ in range(2)] for _ in range(files)]
    return [[[Shape(key, "def", "f", 1, 0, 9) for key in one] for one in file] for file in keys]


def group_naively(project: Project, rule: int) -> list[list[Copy]]:
    """Compare every shape of a rule with every other."""
    copies = [Copy(f"{number:03}", "m", one) for number, file in enumerate(project) for one in file[rule]]
    groups = {
        one.shape.key: [other for other in copies if other.shape.key == one.shape.key] for one in copies
    }
    return [group for group in groups.values() if len(group) > 1]


@pytest.mark.parametrize("files", [0, 1, 2, 10, 40])
def test_alike_are_those_with_equal_keys(files: int) -> None:
    project = make_shapes(random.Random(files), files)
    found = find_alike([(f"{number:03}", "m", *pack_shapes(file)) for number, file in enumerate(project)])
    assert [found.get(rule, []) for rule in (0, 1)] == [group_naively(project, rule) for rule in (0, 1)]
    assert bool(found) == (files >= 10)


def paths(root: Path, *args: str, feed: str = "") -> list[str]:
    """Check and say where duplicate functions are reported."""
    ran = netra(root, "check", *args, "--format", "json", feed=feed)
    found = json.loads(ran.out)["findings"]
    return [
        finding["path"]
        for finding in found
        if finding["slug"] in ("duplicate-function", "unused-suppression")
    ]


def test_comments_and_overrides_silence_a_copy(tmp_path: Path) -> None:
    files = {f"app/{name}.py": COPY for name in ("__init__", "a", "b", "c")}
    files["app/b.py"] = f"def f(a):  # netra: ignore[duplicate-function] for a test\n{BODY}"
    off = '[[overrides]]\npaths = ["app/c.py"]\nrules.duplicate-function.severity = "off"\n'
    root = make(tmp_path, {**files, "netra.toml": off})
    assert paths(root) == ["app/a.py"]
    assert paths(root, "app/a.py") == ["app/a.py"]
    assert paths(root, "app/__init__.py") == []


def test_the_last_copy_takes_the_finding_with_it(tmp_path: Path) -> None:
    """Whatever is known of the files that have not changed."""
    root = make(tmp_path, {"app/__init__.py": "", "app/a.py": COPY, "app/b.py": COPY, "app/c.py": COPY})
    assert paths(root) == ["app/b.py", "app/c.py"]
    (root / "app" / "a.py").write_text("x = 1\n")
    assert paths(root) == paths(root, "--no-cache") == ["app/c.py"]
    (root / "app" / "b.py").write_text("x = 1\n")
    assert paths(root) == paths(root, "--no-cache") == []


def test_unsaved_text_may_be_a_copy(tmp_path: Path) -> None:
    root = make(tmp_path, {"app/__init__.py": "", "app/b.py": COPY})
    assert paths(root) == []
    assert paths(root, "-", "--stdin-filename", "app/c.py", feed=COPY) == ["app/c.py"]
    assert paths(root, "-", "--stdin-filename", "app/b.py", feed="x = 1\n") == []
    assert paths(root) == []


def test_new_options_ask_for_the_shapes_of_all_files(tmp_path: Path) -> None:
    short = "def f(a):\n    a += 1\n    return a\n"
    root = make(tmp_path, {"app/__init__.py": "", "app/a.py": short, "app/b.py": short, "app/c.py": COPY})
    setting = ("--set", "rules.duplicate-function.min_lines=2")
    assert paths(root) == []
    assert paths(root, "app/b.py", *setting) == ["app/b.py"]
    assert paths(root, "app/a.py", "--select", "NET502") == []
    (root / "app" / "a.py").write_text(COPY)
    assert paths(root, "app/b.py", *setting) == []
    assert paths(root, *setting) == paths(root) == ["app/c.py"]


def test_a_file_that_comes_to_a_service_is_another(tmp_path: Path) -> None:
    """Its content is the same, and so is what is said of it."""
    files = {"one/a.py": COPY, "two/b.py": COPY}
    table = '[services.one]\nroot = "one"\n[services.two]\nroot = "{}"\n'
    root = make(tmp_path, {**files, "two/c.py": "", "netra.toml": table.format("two")})
    assert paths(root) == []
    (root / "netra.toml").write_text('[services.one]\nroot = "one"\n')
    assert paths(root) == []
    (root / "netra.toml").write_text(
        "[rules.duplicate-function]\nacross_services = true\n" + table.format("two")
    )
    assert paths(root) == ["two/b.py"]
    (root / "netra.toml").write_text("")
    assert paths(root) == ["two/b.py"]


def test_options_of_a_few_files_are_refused(tmp_path: Path) -> None:
    table = '[[overrides]]\npaths = ["app/**"]\nrules.duplicate-function.min_lines = 3\n'
    ran = netra(make(tmp_path, {"app/a.py": "", "netra.toml": table}), "check")
    assert ran.code == 2
    assert "'duplicate-function' looks at the whole project" in ran.err
