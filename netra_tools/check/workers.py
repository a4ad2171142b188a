"""Several processes that read files side by side: threads would wait for one another.

The workers are forks, so that they have all rules without being told, and are used where forking is safe.
Each takes every n-th chunk of files and sends back plain values.
"""

from __future__ import annotations

import marshal
import os
import sys
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from netra_tools.check.gather import Batch, Outcome, Reader, Task

if TYPE_CHECKING:  # importing them takes longer than reading a few files
    from multiprocessing.connection import Connection
    from multiprocessing.context import ForkProcess

CHUNK = 128  # files in one message
MOST = 8  # more processes than this only wait for the one that collects
WORTH = 400  # files below which starting processes takes longer than reading


def crew_size(jobs: int, files: int) -> int:
    """Say how many processes to use; `jobs` is what the user asked for, 0 for no wish."""
    if not hasattr(os, "fork") or sys.platform == "darwin" or files < 2:
        return 1
    if jobs:
        return min(jobs, files)
    return min(len(os.sched_getaffinity(0)), MOST) if files >= WORTH else 1


class Crew:
    """Processes that share the work on a list of tasks."""

    def __init__(self, reader: Reader, tasks: Sequence[Task], size: int) -> None:
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
                sender.send_bytes(marshal.dumps([(at, outcome and tuple(outcome)) for at, outcome in found]))
            sender.send_bytes(marshal.dumps(None))
        except OSError:  # nobody collects any more
            os._exit(1)
        except Exception as error:
            import traceback

            sender.send_bytes(marshal.dumps("".join(traceback.format_exception(error))))


def receive(pipe: Connection) -> Batch | None:
    """Take one message from a worker: outcomes, or None at the end of its work.

    Raises: RuntimeError when the worker failed or died.
    """
    try:
        message = marshal.loads(pipe.recv_bytes())
    except EOFError:
        raise RuntimeError("a process that reads files has died") from None
    if isinstance(message, str):
        raise RuntimeError(f"a process that reads files has failed:\n{message}")
    return None if message is None else [(at, row and Outcome(*row)) for at, row in message]
