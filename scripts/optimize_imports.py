"""The name that pipelines call for `netra imports optimize`: it maps flags, and the exit code is netra's."""

from __future__ import annotations

import argparse
import sys


def flags() -> argparse.ArgumentParser:
    """Describe the flags, each with the option of `netra imports optimize` that it stands for."""
    parser = argparse.ArgumentParser(
        description="Stands for `netra imports optimize --absolute`."
        " Without --fix it shows what it would do.",
        epilog="Everything else that it can do: netra imports optimize --help",
        allow_abbrev=False,
    )
    parser.add_argument("paths", nargs="*", metavar="P", help="what to change: netra imports optimize P")
    parser.add_argument("--fix", action="store_true", help="write: netra imports optimize --apply")
    parser.add_argument("--fix-cycles", action="store_true", help="netra imports optimize --fix-cycles")
    return parser


def arguments(given: argparse.Namespace) -> list[str]:
    """Write the same request as arguments of `netra`."""
    options = {"--apply": given.fix, "--fix-cycles": given.fix_cycles}
    wanted = [name for name, asked in options.items() if asked]
    return ["imports", "optimize", "--absolute", *wanted, "--", *given.paths]


def main() -> None:
    """Run `netra imports optimize` with what the flags ask for, and exit as it does."""
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
