"""The name that pipelines call for `netra learnings apply`: it maps flags, and the exit code is netra's."""

from __future__ import annotations

import argparse
import sys


def flags() -> argparse.ArgumentParser:
    """Describe the flags, each with the option of `netra learnings apply` that it stands for."""
    parser = argparse.ArgumentParser(
        description="Stands for `netra learnings apply --apply`: it writes, unless --dry-run is given.",
        epilog="netra changes undo takes it back. All that it can do: netra learnings apply --help",
        allow_abbrev=False,
    )
    parser.add_argument("ids", nargs="*", metavar="ID", help="which learnings: netra learnings apply ID")
    parser.add_argument("--dry-run", action="store_true", help="show the diff: netra learnings apply")
    return parser


def arguments(given: argparse.Namespace) -> list[str]:
    """Write the same request as arguments of `netra`."""
    return ["learnings", "apply", *([] if given.dry_run else ["--apply"]), "--", *given.ids]


def main() -> None:
    """Run `netra learnings apply` with what the flags ask for, and exit as it does."""
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
