"""Several processes give what one gives; what goes wrong in one of them is said once."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from netra_tools.check.gather import Place, Reader, Task, read_all
from netra_tools.check.workers import CHUNK, Crew, crew_size
from netra_tools.model import FileFacts, Finding

pytestmark = pytest.mark.skipif(crew_size(2, 2) == 1, reason="no processes to fork here")


def tasks_for(root: Path, count: int) -> list[Task]:
    """Write files and give the tasks of reading them."""
    for number in range(count):
        (root / f"m{number}.py").write_text(f"import m{number + 1}\nx = {number}\n")
    places = [Place(f"m{number}.py", f"m{number}", False, "", False, ()) for number in range(count)]
    return [Task(place, b"", moved=True, judged=False) for place in places]


def silent(place: Place, file: FileFacts) -> Iterator[Finding]:
    """Find nothing."""
    yield from ()


@pytest.mark.parametrize("count", [1, 2, 7, CHUNK * 2 + 5])
@pytest.mark.parametrize("size", [2, 3])
def test_processes_give_what_one_gives(tmp_path: Path, count: int, size: int) -> None:
    tasks = tasks_for(tmp_path, count)
    reader = Reader(str(tmp_path), 10_000, None, silent)
    alone = sorted(item for batch in read_all(reader, tasks, 1) for item in batch)
    together = sorted(item for batch in Crew(reader, tasks, size).batches() for item in batch)
    assert together == alone
    assert [number for number, _ in alone] == list(range(count))


def failing(place: Place, file: FileFacts) -> Iterator[Finding]:
    """Fail as a rule with a bug does."""
    raise ZeroDivisionError(place.path)


def dying(place: Place, file: FileFacts) -> Iterator[Finding]:
    """Die as a process does when memory runs out."""
    os.kill(os.getpid(), signal.SIGKILL)
    yield from ()


@pytest.mark.parametrize(("check", "said"), [(failing, "ZeroDivisionError: m[01].py"), (dying, "has died")])
def test_what_goes_wrong_in_a_process_is_raised_once(tmp_path: Path, check: object, said: str) -> None:
    assert callable(check)
    reader = Reader(str(tmp_path), 10_000, None, check)
    with pytest.raises(RuntimeError, match=said):
        list(Crew(reader, tasks_for(tmp_path, 4), 2).batches())


def test_workers_end_with_the_one_that_collects(tmp_path: Path) -> None:
    tasks = tasks_for(tmp_path, CHUNK * 8)
    batches = Crew(Reader(str(tmp_path), 10_000, None, silent), tasks, 2).batches()
    next(batches)
    batches.close()  # type: ignore[attr-defined]
    with pytest.raises(ChildProcessError):
        os.waitpid(-1, os.WNOHANG)
