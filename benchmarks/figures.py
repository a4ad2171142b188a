"""Measure netra beside its peers on one corpus, in one run, and print the table of docs/performance.md.

usage: python -m benchmarks.figures CORPUS [--runs N]

CORPUS is a git repository of Home Assistant; it is copied first, since runs leave caches behind. Peers that
are not installed are left out: pip install '.[benchmarks]' brings them. Figures are medians of CPU seconds
(user and system, children included) and wall seconds; a ratio is between medians of the same run. The
bytecode of everything is compiled before, as it is on a user's machine.
"""

from __future__ import annotations

import argparse
import compileall
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from itertools import count
from pathlib import Path
from statistics import median
from typing import NamedTuple

RUFF = "E9,F401,F403,TID252,C901,PLR0915,E501,S102,F811,W605"
LINTER = """[importlinter]
root_package = homeassistant
[importlinter:contract:1]
name = util
type = forbidden
source_modules = homeassistant.util
forbidden_modules = homeassistant.components
[importlinter:contract:2]
name = layers
type = layers
layers =
    homeassistant.components
    homeassistant.helpers
    homeassistant.util
[importlinter:contract:3]
name = apart
type = independence
modules =
    homeassistant.auth
    homeassistant.backports
"""
TACH = """exclude = [".netra"]
source_roots = ["."]
[[modules]]
path = "homeassistant.util"
depends_on = []
[[modules]]
path = "homeassistant.components"
depends_on = ["homeassistant.util"]
"""


# About 1,000 files, 4,000 and all of them.
GROWTH = {
    "about 1,000 files": "homeassistant/components/[a]*/**",
    "about 4,000 files": "homeassistant/components/[a-k]*/**",
    "all files": "",
}


class Figure(NamedTuple):
    """One measured command: medians in seconds, the highest memory in MB."""

    cpu: float
    wall: float
    memory: float


class Bench:
    """A corpus to measure on, and how to call the programs."""

    def __init__(self, root: Path, runs: int) -> None:
        self.root = root
        self.runs = runs
        self.environment = {
            key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"
        }
        self.figures: dict[str, Figure] = {}

    def program(self, name: str) -> str | None:
        """Find a program beside this Python."""
        path = Path(sys.executable).parent / name
        return str(path) if path.exists() else None

    def once(self, command: Sequence[str]) -> Figure:
        """Run a command once."""
        started = time.perf_counter()
        process = subprocess.Popen(
            command,
            cwd=self.root,
            env=self.environment | ({"PYTHONPATH": str(self.root)} if "lint-imports" in command[0] else {}),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode not in (0, 1):
            raise SystemExit(f"{' '.join(command)} exits {process.returncode}")
        wall = time.perf_counter() - started
        return Figure(used.ru_utime + used.ru_stime, wall, used.ru_maxrss / 1024)

    def measure(
        self, name: str, command: Sequence[str] | None, before: Callable[[], object] | None = None
    ) -> None:
        """Measure a command `runs` times after one that does not count, and print it."""
        if command is None:
            return
        found = []
        for number in range(self.runs + 1):
            if before is not None:
                before()
            figure = self.once(command)
            if number:
                found.append(figure)
        self.keep(name, found)

    def keep(self, name: str, found: Sequence[Figure]) -> None:
        """Keep the medians of what was measured, and print them."""
        self.figures[name] = Figure(
            median(item.cpu for item in found),
            median(item.wall for item in found),
            max(item.memory for item in found),
        )
        cpu, wall, memory = self.figures[name]
        print(f"| {name} | {cpu:.3f} | {wall:.3f} | {memory:.0f} |", flush=True)

    def ratio(self, name: str, other: str, limit: str, field: str = "cpu") -> None:
        """Print a ratio of two figures beside the limit it is to keep."""
        if name in self.figures and other in self.figures:
            value = getattr(self.figures[name], field) / getattr(self.figures[other], field)
            print(f"| {name} / {other} ({field}) | {value:.2f} | {limit} |")


def main() -> None:
    """Copy the corpus, measure, print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--runs", type=int, default=5)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        root = Path(scratch) / "corpus"
        shutil.copytree(
            arguments.corpus, root, symlinks=True, ignore=shutil.ignore_patterns(".netra", "*_cache")
        )
        prepare(root)
        # Of a copy git knows no file by its stat until it has looked.
        subprocess.run(["git", "status"], cwd=root, check=True, stdout=subprocess.DEVNULL)
        bench = Bench(root, arguments.runs)
        print("| command | CPU s | wall s | memory MB |\n|---|---|---|---|")
        measure_peers(bench)
        measure_netra(bench)
        print("\n| ratio | measured | limit |\n|---|---|---|")
        print_ratios(bench)


def prepare(root: Path) -> None:
    """Write the peers' configurations, and compile the bytecode of what runs."""
    (root / ".importlinter").write_text(LINTER, encoding="utf-8")
    (root / "tach.toml").write_text(TACH, encoding="utf-8")
    compile_programs()


def compile_programs() -> None:
    """Compile the bytecode of what runs."""
    for name in ("netra_tools", "click", "grimp", "importlinter", "libcst", "rope"):
        for path in sys.path:
            if (Path(path) / name).is_dir():
                compileall.compile_dir(Path(path) / name, quiet=2)


def measure_peers(bench: Bench) -> None:
    """Measure what netra is compared with."""
    ruff, linter, tach = bench.program("ruff"), bench.program("lint-imports"), bench.program("tach")
    check = ["check", "--isolated", "-q", "--exclude", ".netra", "--select", RUFF]
    bench.measure("python -c pass", [sys.executable, "-c", "pass"])
    bench.measure("import-linter cold", linter and [linter, "--no-cache"])
    bench.measure("tach check", tach and [tach, "check"])
    bench.measure("ruff cold", ruff and [ruff, *check, "--no-cache", "."])
    bench.measure("ruff warm", ruff and [ruff, *check, "."])


def measure_netra(bench: Bench) -> None:
    """Measure netra in the situations of its users."""
    netra = [sys.executable, "-m", "netra_tools"]
    files = sorted(bench.root.glob("homeassistant/components/*/sensor.py"))
    some = [str(path.relative_to(bench.root)) for path in files[:3]]
    check = [*netra, "check", "--statistics"]
    numbers = count()
    bench.measure("netra cold, no cache", [*check, "--no-cache"])
    bench.measure("netra cold, cache written", check, lambda: forget(bench.root))
    time.sleep(2.5)  # what was written just now is not trusted yet
    bench.measure("netra warm", check)
    bench.measure("netra, 10 files changed", check, lambda: edit(files[:10], next(numbers)))
    bench.measure("netra, 100 files changed", check, lambda: edit(files[:100], next(numbers)))
    bench.measure("netra, 10 bodies changed", check, lambda: edit(files[:10], next(numbers), False))
    bench.measure("netra, a limit changed", check, lambda: configure(bench.root, next(numbers)))
    bench.measure(
        "netra, three paths after it", [*check, *some], lambda: configure(bench.root, next(numbers))
    )
    staged = [*check, "--staged"]
    bench.measure("netra --staged, three files", staged, lambda: stage(bench.root, some, next(numbers)))
    time.sleep(2.5)
    bench.measure("netra check FILE", [*check, some[0]])
    bench.measure("netra --help", [*netra, "--help"])
    forget(bench.root)
    (bench.root / "netra.toml").unlink(missing_ok=True)
    for name, glob in GROWTH.items():
        setting = f"include = ['{glob}']" if glob else "include = []"
        bench.measure(f"netra cold, {name}", [*check, "--no-cache", "--set", setting])


def forget(root: Path) -> None:
    """Remove the cache."""
    shutil.rmtree(root / ".netra", ignore_errors=True)


def edit(files: Sequence[Path], number: int, imports: bool = True) -> None:
    """Add a line to each file: another import, so that the graph rules have news, or another constant."""
    line = f"import homeassistant.util.dt as edited_{number}" if imports else f"print({number})"
    for path in files:
        text = path.read_text(encoding="utf-8").partition("\n# edited")[0]
        path.write_text(f"{text}\n# edited\n{line}\n", encoding="utf-8")


def stage(root: Path, names: Sequence[str], number: int) -> None:
    """Change files and stage them."""
    edit([root / name for name in names], number)
    subprocess.run(["git", "add", *names], cwd=root, check=True)


def configure(root: Path, number: int) -> None:
    """Set another limit."""
    setting = f"[rules.file-too-long]\nmax_lines = {400 + number}\n"
    (root / "netra.toml").write_text(setting, encoding="utf-8")


def print_ratios(bench: Bench) -> None:
    """Print what docs/performance.md promises."""
    bench.ratio("netra cold, no cache", "import-linter cold", "1.2 compiled, 2.5 interpreted")
    bench.ratio("netra cold, no cache", "ruff cold", "2 compiled")
    bench.ratio("netra cold, no cache", "tach check", "1", "wall")
    bench.ratio("netra warm", "ruff warm", "0.15")
    bench.ratio("netra, 10 files changed", "ruff warm", "0.25")
    bench.ratio("netra, 10 bodies changed", "ruff warm", "0.25")
    bench.ratio("netra --staged, three files", "ruff warm", "0.3 s on an idle machine", "wall")
    bench.ratio("netra check FILE", "python -c pass", "5")
    bench.ratio("netra --help", "python -c pass", "5")


if __name__ == "__main__":
    main()
