"""The name that pipelines call for `netra structure move`: it maps flags, and the exit code is netra's."""

from __future__ import annotations

import argparse
import sys


def flags() -> argparse.ArgumentParser:
    """Describe the flags, each with the `netra structure move` option that it stands for."""
    parser = argparse.ArgumentParser(
        description="Stands for `netra structure move --apply`.",
        epilog="netra changes undo takes it back. All that it can do: netra structure move --help",
        allow_abbrev=False,
    )
    add = parser.add_argument
    add("--from", dest="sources", action="append", metavar="SRC", help="netra structure move --from SRC")
    add("--to", dest="targets", action="append", metavar="DST", help="netra structure move --to DST")
    add("--with-rollback", action="store_true", help="always so: netra changes undo takes it back")
    add("--validate-imports", action="store_true", help="always so: a gate holds what imports lead to")
    add(
        "--plan-only",
        action="store_true",
        help="the matrix: netra structure move --plan-only",
    )
    add("--dry-run", action="store_true", help="show the plan alone: netra structure move")
    return parser


def arguments(given: argparse.Namespace) -> list[str]:
    """Write the same request as arguments of `netra`."""
    options = [f"--from={path}" for path in given.sources or ()]
    options += [f"--to={path}" for path in given.targets or ()]
    options += ["--plan-only"] if given.plan_only else []
    return ["structure", "move", *options, *([] if given.dry_run else ["--apply"])]


def main() -> None:
    """Run `netra structure move` with what the flags ask for, and exit as it does."""
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
