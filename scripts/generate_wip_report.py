"""The name that pipelines call for `netra status`: it maps flags, and the exit code is netra's."""

from __future__ import annotations

import argparse
import sys


def flags() -> argparse.ArgumentParser:
    """Describe the flags, each with the option of `netra status` that it stands for."""
    parser = argparse.ArgumentParser(
        description="Stands for `netra status`: writes MASTER_WIP_STATUS.md and prints a summary.",
        epilog="All that it can do: netra status --help",
        allow_abbrev=False,
    )
    parser.add_argument("--output", metavar="FILE", help="netra status --output FILE")
    parser.add_argument(
        "--format", choices=("text", "markdown", "json", "html"), help="netra status --format F"
    )
    parser.add_argument("--check", action="store_true", help="netra status --check")
    return parser


def arguments(given: argparse.Namespace) -> list[str]:
    """Write the same request as arguments of `netra`."""
    found = ["status"]
    found += [f"--output={given.output}"] if given.output is not None else []
    found += [f"--format={given.format}"] if given.format is not None else []
    return [*found, *(["--check"] if given.check else [])]


def main() -> None:
    """Run `netra status` with what the flags ask for, and exit as it does."""
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
