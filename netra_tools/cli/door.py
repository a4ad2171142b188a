"""The front door: answers an unchanged `check` at once, maps every error to an exit code.

Nothing heavy is imported before it is known to be needed; click is needed only when there is work.
"""

from __future__ import annotations

import sys


def main() -> None:
    """Run the command line and exit."""
    argv = sys.argv[1:]
    seen = None
    if argv[:1] == ["check"]:
        from netra_tools.cli.replay import replay

        seen = replay(argv)
        if isinstance(seen, int):
            sys.exit(seen)
    sys.exit(run(argv, seen))


def run(argv: list[str], seen: object = None) -> int:
    """Run a command and give its exit code: 0 clean, 1 findings, 2 the user can mend it, 3 our bug."""
    from netra_tools.errors import USAGE, NetraError

    try:
        from netra_tools.cli.main import invoke

        return invoke(argv, seen)
    except NetraError as error:
        print_error(error)
        return USAGE
    except KeyboardInterrupt:
        print("netra: interrupted", file=sys.stderr)
        return 130
    except BrokenPipeError:
        # The reader of our output has gone; Python would complain once more when it flushes.
        sys.stderr.close()
        return 141
    except Exception:
        return report_bug()


def print_error(error: Exception) -> None:
    """Print a user's mistake, or all of them."""
    from netra_tools.errors import MistakesError, NetraError
    from netra_tools.report.escape import printable

    problems: list[tuple[str, str]] = []
    if isinstance(error, MistakesError):
        problems += error.problems
    elif isinstance(error, NetraError):
        problems.append((error.message, error.hint))
    for message, hint in problems:
        print(f"netra: {printable(message)}", file=sys.stderr)
        if hint:
            print(f"  hint: {printable(hint)}", file=sys.stderr)


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
