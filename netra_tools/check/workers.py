"""Several processes that work on files side by side: threads would wait for one another.

The workers are forks, so that they have all rules and plans without being told, and are used where forking is
safe.
Each takes every n-th chunk of files and sends back plain values.
"""

from __future__ import annotations

import marshal
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

if TYPE_CHECKING:  # importing them takes longer than reading a few files
    from multiprocessing.connection import Connection
    from multiprocessing.context import ForkProcess

CHUNK = 128  # files in one message
MOST = 8  # more processes than this only wait for the one that collects
WORTH = 400  # files below which starting processes takes longer than reading


Batch = list[tuple[int, Any]]  # numbers of tasks, and what came of them


class Worker(Protocol):
    """What can be asked to do tasks, in this process or in another one."""

    @property
    def read(self) -> Callable[[Any], tuple[Any, ...] | None]:
        """Do one task; what comes of it holds plain values alone, which pass between processes."""

    @property
    def reopen(self) -> Callable[[], None]:
        """Open anew what two processes cannot share."""


def keep_open() -> None:
    """Open nothing anew."""


class Work(NamedTuple):
    """A worker that is made of functions."""

    read: Callable[[Any], tuple[Any, ...] | None]
    reopen: Callable[[], None] = keep_open


def share(work: Work, tasks: Sequence[Any], worth: int) -> list[Any]:
    """Do all tasks, in several processes from `worth` tasks on, and give what came of each, in order."""
    size = crew_size(0, len(tasks), worth)
    if size == 1:
        return [work.read(task) for task in tasks]
    found = dict(item for batch in Crew(work, tasks, size).batches() for item in batch)
    return [found[number] for number in range(len(tasks))]


def crew_size(jobs: int, files: int, worth: int = WORTH) -> int:
    """Say how many processes to use; `jobs` is what the user asked for, 0 for no wish."""
    if not hasattr(os, "fork") or sys.platform == "darwin" or files < 2:
        return 1
    if jobs:
        return min(jobs, files)
    return min(len(os.sched_getaffinity(0)), MOST) if files >= worth else 1


class Crew:
    """Processes that share the work on a list of tasks."""

    def __init__(self, reader: Worker, tasks: Sequence[Any], size: int) -> None:
        self.reader = reader
        self.tasks = tasks
        self.size = size
        self.chunks = range(0, len(tasks), CHUNK if len(tasks) >= CHUNK * size else 1)

    def batches(self) -> Iterator[Batch]:
        """Start the workers and yield what they send; when one fails, its error is raised here."""
        from multiprocessing.connection import Connection, wait

        workers: list[ForkProcess] = []
        try:
            pipes = self.start(workers)
            while pipes:
                for pipe in wait(pipes):
                    assert isinstance(pipe, Connection)
                    message = receive(pipe)
                    if message is None:
                        pipes.remove(pipe)
                    else:
                        yield message
        finally:
            for worker in workers:
                worker.kill()
                worker.join()

    def start(self, workers: list[ForkProcess]) -> list[Connection]:
        """Start the workers, deaf to the interrupt that the collecting process answers for all of them."""
        import signal
        from multiprocessing import get_context

        context = get_context("fork")
        pipes: list[Connection] = []
        before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
        try:
            for number in range(self.size):
                receiver, sender = context.Pipe(duplex=False)
                pipes.append(receiver)
                worker = context.Process(target=self.labour, args=(number, sender, pipes), daemon=True)
                worker.start()
                sender.close()
                workers.append(worker)
        finally:
            signal.pthread_sigmask(signal.SIG_SETMASK, before)
        return pipes

    def labour(self, number: int, sender: Connection, inherited: Sequence[Connection]) -> None:
        """Do one worker's share. What goes wrong is sent, and said once by the process that collects."""
        for pipe in inherited:
            pipe.close()  # while a worker holds a reading end, it cannot see that nobody collects any more
        try:
            self.reader.reopen()
            step = self.chunks.step
            for start in self.chunks[number :: self.size]:
                share = range(start, min(start + step, len(self.tasks)))
                found = [(at, self.reader.read(self.tasks[at])) for at in share]
                sender.send_bytes(marshal.dumps([(at, row and tuple(row)) for at, row in found]))
            sender.send_bytes(marshal.dumps(None))
        except OSError:  # nobody collects any more
            os._exit(1)
        except Exception as error:
            import traceback

            sender.send_bytes(marshal.dumps("".join(traceback.format_exception(error))))


def receive(pipe: Connection) -> Batch | None:
    """Take one message from a worker: what came of its tasks, or None at the end of its work.

    Raises: RuntimeError when the worker failed or died.
    """
    try:
        message = marshal.loads(pipe.recv_bytes())
    except EOFError:
        raise RuntimeError("a process that works on files has died") from None
    if isinstance(message, str):
        raise RuntimeError(f"a process that works on files has failed:\n{message}")
    found: Batch | None = message
    return found
