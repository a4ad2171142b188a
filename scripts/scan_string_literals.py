"""The name that pipelines call for `netra literals scan`: it maps flags, and the exit code is netra's."""

from __future__ import annotations

import argparse
import sys


def flags() -> argparse.ArgumentParser:
    """Describe the flags, each with the `netra literals scan` option that it stands for."""
    parser = argparse.ArgumentParser(
        description="Stands for `netra literals scan`.",
        epilog="Everything else that it can do: netra literals scan --help",
        allow_abbrev=False,
    )
    parser.add_argument("--root", metavar="P", help="the repository: netra literals scan --root P")
    parser.add_argument("--output", metavar="FILE", help="the manifest: netra literals scan --output FILE")
    parser.add_argument("--include-tests", action="store_true", help="netra literals scan --include-tests")
    return parser


def arguments(given: argparse.Namespace) -> list[str]:
    """Write the same request as arguments of `netra`."""
    valued = {"--root=": given.root, "--output=": given.output}
    options = [f"{name}{value}" for name, value in valued.items() if value is not None]
    return ["literals", "scan", *options, *(["--include-tests"] if given.include_tests else [])]


def main() -> None:
    """Run `netra literals scan` with what the flags ask for, and exit as it does."""
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
