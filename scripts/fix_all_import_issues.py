"""The name that pipelines call for `netra imports`: it maps flags, and the exit code is netra's."""

from __future__ import annotations

import argparse
import sys


def flags() -> argparse.ArgumentParser:
    """Describe the flags, each with the command or option of `netra imports` that it stands for."""
    parser = argparse.ArgumentParser(
        description="Stands for `netra imports optimize --absolute --apply`:"
        " it writes, unless --dry-run is given.",
        epilog="Everything else that it can do: netra imports --help. What was written is taken back by "
        "`netra changes undo`.",
        allow_abbrev=False,
    )
    parser.add_argument("paths", nargs="*", metavar="P", help="what to change: netra imports ... P")
    absolute = "only make imports absolute: netra imports absolute"
    parser.add_argument("--absolute-only", action="store_true", help=absolute)
    writing = parser.add_mutually_exclusive_group()
    writing.add_argument("--dry-run", action="store_true", help="show it and write nothing: no --apply")
    writing.add_argument("--apply", action="store_true", help="write, as it does anyway: --apply")
    return parser


def arguments(given: argparse.Namespace) -> list[str]:
    """Write the same request as arguments of `netra`."""
    command = ["absolute"] if given.absolute_only else ["optimize", "--absolute"]
    return ["imports", *command, *([] if given.dry_run else ["--apply"]), "--", *given.paths]


def main() -> None:
    """Run `netra imports` with what the flags ask for, and exit as it does."""
    given = flags().parse_args()
    try:
        from netra_tools.cli.door import main as netra
    except ModuleNotFoundError as missing:
        print(f"netra: not installed for {sys.executable} ({missing})", file=sys.stderr)
        print("  hint: pip install netra-tools", file=sys.stderr)
        sys.exit(2)
    sys.argv = ["netra", *arguments(given)]
    netra()


if __name__ == "__main__":
    main()
