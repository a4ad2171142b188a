"""The name that pipelines call for `netra fix`: it maps flags, and the exit code is netra's."""

from __future__ import annotations

import argparse
import sys


def flags() -> argparse.ArgumentParser:
    """Describe the flags, each with the option of `netra fix` that it stands for."""
    parser = argparse.ArgumentParser(
        description="Stands for `netra fix`. Without --auto-fix it shows what it would do.",
        epilog="netra changes undo takes it back. All that it can do: netra fix --help",
        allow_abbrev=False,
    )
    parser.add_argument("paths", nargs="*", metavar="P", help="what to repair: netra fix P")
    parser.add_argument("--auto-fix", action="store_true", help="write: netra fix --apply")
    return parser


def arguments(given: argparse.Namespace) -> list[str]:
    """Write the same request as arguments of `netra`."""
    return ["fix", *(["--apply"] if given.auto_fix else []), "--", *given.paths]


def main() -> None:
    """Run `netra fix` with what the flags ask for, and exit as it does."""
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
