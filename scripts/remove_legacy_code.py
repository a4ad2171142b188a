"""The name that pipelines call for `netra legacy remove`: it maps flags, and the exit code is netra's."""

from __future__ import annotations

import argparse
import sys


def flags() -> argparse.ArgumentParser:
    """Describe the flags, each with the option of `netra legacy remove` that it stands for."""
    parser = argparse.ArgumentParser(
        description="Stands for `netra legacy remove`. Without --execute it shows what it would do.",
        epilog="netra changes undo takes it back. All that it can do: netra legacy remove --help",
        allow_abbrev=False,
    )
    parser.add_argument("paths", nargs="*", metavar="P", help="below what: netra legacy remove P")
    parser.add_argument(
        "--dry-run", action="store_true", help="show only, as without it: netra legacy remove"
    )
    parser.add_argument("--execute", action="store_true", help="write: netra legacy remove --execute")
    return parser


def arguments(given: argparse.Namespace) -> list[str]:
    """Write the same request as arguments of `netra`."""
    wanted = [flag for flag in ("--dry-run", "--execute") if getattr(given, flag[2:].replace("-", "_"))]
    return ["legacy", "remove", *wanted, "--", *given.paths]


def main() -> None:
    """Run `netra legacy remove` with what the flags ask for, and exit as it does."""
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
