"""The front door: answers an unchanged `check` at once, maps every error to an exit code.

Nothing heavy is imported before it is known to be needed; click is needed only when there is work.
"""

from __future__ import annotations

import os
import sys

ASIDE = frozenset({"-h", "--help", "--version"})  # what needs no tree
INTERRUPTED = 130  # what shells give for a program that SIGINT ended


def main() -> None:
    """Run the command line and exit."""
    try:
        code = run(sys.argv[1:])
    except KeyboardInterrupt:
        code = stop()
    sys.exit(code)


def enter() -> None:
    """Run the command line as a process of its own, and end it at once.

    The system takes back what a run held; taking it apart first is a twentieth of a short run.
    """
    try:
        main()
    except SystemExit as done:
        try:
            sys.stdout.flush()
            sys.stderr.flush()
        except (AttributeError, OSError, ValueError):  # there is nobody to hear us
            raise done from None
        os._exit(done.code if isinstance(done.code, int) else 0)


def run(argv: list[str]) -> int:
    """Run a command and give its exit code: 0 clean, 1 findings, 2 the user can mend it, 3 our bug."""
    try:
        return answer(argv)
    except BrokenPipeError:
        # The reader of our output has gone; Python would complain once more when it flushes.
        sys.stderr.close()
        return 141
    except Exception as error:
        return explain(error)


def answer(argv: list[str]) -> int:
    """Give the exit code of an answer that still holds, or of the command."""
    seen = None
    if argv[:1] != ["changes"] and ASIDE.isdisjoint(argv):
        from netra_tools.cli.pending import settle_around

        settle_around()
    if argv[:1] == ["check"]:
        from netra_tools.cli.replay import replay

        seen = replay(argv)
        if isinstance(seen, int):
            return seen
    if argv[:2] == ["literals", "validate"]:
        from netra_tools.cli.ask import ask

        code = ask(argv)
        if code is not None:
            return code
    from netra_tools.cli.main import invoke

    return invoke(argv, seen)


def explain(error: Exception) -> int:
    """Say what the user can mend, all of it, or that it is a bug."""
    from netra_tools.errors import USAGE, MistakesError, NetraError
    from netra_tools.report.escape import printable

    if not isinstance(error, NetraError):
        return report_bug()
    several = error.problems if isinstance(error, MistakesError) else ((error.message, error.hint),)
    for message, hint in several:
        print(f"netra: {printable(message)}", file=sys.stderr)
        if hint:
            print(f"  hint: {printable(hint)}", file=sys.stderr)
    return USAGE


def stop() -> int:
    """Say that the user stopped the run; a second interrupt must not turn that into a traceback."""
    import signal

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    print("netra: interrupted", file=sys.stderr)
    return INTERRUPTED


def report_bug() -> int:
    """Save the traceback of a bug of ours and say where."""
    import tempfile
    import traceback

    from netra_tools.errors import BUG

    with tempfile.NamedTemporaryFile("w", suffix=".txt", prefix="netra-bug-", delete=False) as file:
        traceback.print_exc(file=file)
    print("netra: internal error, this is a bug of netra's and nothing was changed", file=sys.stderr)
    print(f"  hint: please report it with {file.name}", file=sys.stderr)
    return BUG
