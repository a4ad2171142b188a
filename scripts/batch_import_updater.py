"""The name that pipelines call for `netra imports migrate`: it maps flags, and the exit code is netra's."""

from __future__ import annotations

import argparse
import sys


def flags() -> argparse.ArgumentParser:
    """Describe the flags, each with the `netra imports migrate` option that it stands for."""
    parser = argparse.ArgumentParser(
        description="Stands for `netra imports migrate --apply`.",
        epilog="netra changes undo takes it back. All that it can do: netra imports migrate --help",
        allow_abbrev=False,
    )
    add = parser.add_argument
    add("--old-pattern", action="append", metavar="P", help="netra imports migrate --old-pattern P")
    add("--new-pattern", action="append", metavar="P", help="netra imports migrate --new-pattern P")
    add("--old", action="append", metavar="NAME", help="netra imports migrate --from NAME")
    add("--new", action="append", metavar="NAME", help="netra imports migrate --to NAME")
    add("--validate", action="store_true", help="netra imports migrate --validate")
    add("--dry-run", action="store_true", help="show the plan alone: netra imports migrate")
    return parser


def arguments(given: argparse.Namespace) -> list[str]:
    """Write the same request as arguments of `netra`."""
    names = {"--old-pattern": "old_pattern", "--new-pattern": "new_pattern", "--from": "old", "--to": "new"}
    options = [f"{name}={word}" for name, key in names.items() for word in getattr(given, key) or ()]
    options += ["--validate"] if given.validate else []
    return ["imports", "migrate", *options, *([] if given.dry_run else ["--apply"])]


def main() -> None:
    """Run `netra imports migrate` with what the flags ask for, and exit as it does."""
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
