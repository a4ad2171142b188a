"""Recall and precision of `netra legacy find` on planted projects whose dead symbols are marked.

Each file of `benchmarks/legacy` is a project: `=== path` begins a file, and a comment on the line that
defines something says what it is:

    #! dead            what the line defines is dead
    #! dead NAME       the name that an import of the line binds, a parameter, or a variable is
    #! cascade         dead only because all that uses it is dead
    #! alive           it looks dead, and is not
    #! cascade NAME, #! alive NAME

A mark on the line `=== path` speaks of the module. What is not marked is not judged.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from netra_tools.config.model import LegacySettings
from netra_tools.project.globs import compile_globs
from netra_tools.project.modules import name_modules
from netra_tools.reach.find import find_dead
from netra_tools.reach.gather import make_source, pack_file
from netra_tools.reach.model import LOW, Dead
from netra_tools.reach.outside import is_read, read_outside

PROJECTS = Path(__file__).parent / "legacy"
STANDING = ("shim", "twin", "unreachable branch")
TODAY = "2025-01-15"
MARK = re.compile(r"\s*#! (?P<rest>.*)")
TESTS = ("tests/**", "**/tests/**", "**/test_*.py", "**/*_test.py", "**/conftest.py")


class Mark(NamedTuple):
    """What a line says: dead, cascade or alive, and of which name ("" for what the line defines)."""

    path: str
    line: int  # 0: the module
    verdict: str
    name: str


class Project(NamedTuple):
    """A planted project."""

    name: str
    files: dict[str, str]
    marks: list[Mark]


class Score(NamedTuple):
    """How well a project was judged."""

    dead: int
    found: int
    cascade: int
    cascade_found: int
    alive: int
    false: int
    missed: list[str]
    wrong: list[str]


def read_projects() -> Iterator[Project]:
    """Yield the planted projects."""
    for file in sorted(PROJECTS.glob("*.txt")):
        yield read_project(file.stem, file.read_text(encoding="utf-8"))


def read_project(name: str, text: str) -> Project:
    """Read a project and its marks."""
    files: dict[str, list[str]] = {}
    marks: list[Mark] = []
    path = ""
    for line in text.splitlines():
        match = MARK.search(line)
        plain = MARK.sub("", line) if match else line
        if plain.startswith("=== "):
            path = plain[4:].strip()
            files[path] = []
        else:
            files[path].append(plain)
        for part in match["rest"].split("#!") if match else ():
            verdict, *names = part.replace(",", " ").split()
            marks += [Mark(path, len(files[path]), verdict, one) for one in names or [""]]
    return Project(name, {path: "\n".join(lines) + "\n" for path, lines in files.items()}, marks)


def find(project: Project, *, doubtful: bool = False) -> list[Dead]:
    """Ask netra what is dead in a project, at the confidence that is reported by default, or all."""
    paths = sorted(path for path in project.files if path.endswith(".py"))
    roots = tuple(
        sorted({path.rpartition("/")[0] or "." for path in project.files if path.endswith("pyproject.toml")})
    )
    names = name_modules(paths, (), (), roots or (".",))
    is_test = compile_globs(TESTS)
    sources = [
        make_source(
            path, name.module, name.is_package, is_test(path), pack_file(project.files[path].encode())
        )
        for path, name in zip(paths, names, strict=True)
    ]
    others = {path: text for path, text in project.files.items() if is_read(path)}
    outside = read_outside(others, project.files)._replace(today=TODAY)
    found = find_dead(sources, outside, LegacySettings(), doubtful=doubtful)
    return [dead for dead in found if doubtful or dead.confidence != LOW]


def find_dead_ones(project: Project) -> list[Dead]:
    """Leave out what is told though it is used: the marks do not speak of it."""
    return [dead for dead in find(project) if dead.kind not in STANDING]


def judge(project: Project) -> Score:
    """Hold what was found against the marks."""
    found: dict[tuple[str, int, str], Dead] = {}
    for dead in find_dead_ones(project):
        line = 0 if dead.kind == "module" else dead.line
        last = dead.name.rpartition(".")[2]
        for name in {last, "" if dead.kind not in ("parameter", "import") else last}:
            found[dead.path, line, name] = dead
        if dead.kind == "import":
            found.setdefault((dead.path, line, ""), dead)
    missed: list[str] = []
    wrong: list[str] = []
    counts = dict.fromkeys(("dead", "found", "cascade", "cascade_found", "alive", "false"), 0)
    for mark in project.marks:
        where = f"{project.name} {mark.path}:{mark.line} {mark.name}".strip()
        hit = found.get((mark.path, mark.line, mark.name))
        if mark.verdict == "alive":
            counts["alive"] += 1
            if hit is not None and (mark.name or hit.kind not in ("parameter", "import")):
                counts["false"] += 1
                wrong.append(f"{where} {hit.kind} {hit.name}: {hit.evidence}")
            continue
        counts["dead"] += 1
        cascading = mark.verdict == "cascade"
        counts["cascade"] += cascading
        if hit is None or (cascading and not hit.leader):
            missed.append(where if hit is None else f"{where} has no leader")
        else:
            counts["found"] += 1
            counts["cascade_found"] += cascading
    return Score(**counts, missed=missed, wrong=wrong)


def main() -> int:
    """Print the score of each project and of all."""
    scores = [(project, judge(project)) for project in read_projects()]
    for project, score in scores:
        print(
            f"{project.name:20} dead {score.found}/{score.dead}"
            f"  cascade {score.cascade_found}/{score.cascade}"
            f"  alive wrongly {score.false}/{score.alive}"
        )
        for text in score.missed:
            print(f"    missed {text}")
        for text in score.wrong:
            print(f"    wrong  {text}")
    total = [sum(column) for column in zip(*[score[:6] for _, score in scores], strict=True)]
    dead, found, cascade, cascade_found, alive, false = total
    print(
        f"recall {found / dead:.3f} ({found}/{dead})  precision {found / (found + false):.3f}"
        f"  cascade {cascade_found}/{cascade}  alive {alive}, of which wrong {false}"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
