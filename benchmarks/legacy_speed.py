"""How long `netra legacy find` takes beside vulture: `python -m benchmarks.legacy_speed CORPUS [VULTURE]`.

CPU seconds of all processes, in one run: vulture, then netra without a cache, filling one, and twice from it.
"""

from __future__ import annotations

import resource
import subprocess
import sys
import tempfile
import time


def main() -> int:
    """Measure and print."""
    corpus, *vulture = sys.argv[1:]
    with tempfile.TemporaryDirectory() as scratch:
        netra = [sys.executable, "-m", "netra_tools", "legacy", "find", "--root", corpus, "-q"]
        cached = [*netra, "--cache-dir", f"{scratch}/cache"]
        asked = {
            "vulture": [vulture[0] if vulture else "vulture", corpus],
            "netra, no cache": [*netra, "--no-cache"],
            "netra, one process": [*netra, "--no-cache", "-j", "1"],
            "netra, filling the cache": cached,
            "netra, nothing changed": cached,
        }
        first = 0.0
        for name, command in asked.items():
            used, wall = measure(command, scratch)
            first = first or used
            print(f"{name:26} {used:7.2f} s CPU {wall:7.2f} s  {first / used:6.1f} x")
    return 0


def measure(command: list[str], folder: str) -> tuple[float, float]:
    """Run a command and give the CPU seconds of its processes, and how long it took."""
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    subprocess.run(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    used = after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime
    return used, time.perf_counter() - start


if __name__ == "__main__":
    sys.exit(main())
