"""The name that people call to ask `netra literals`: it maps words, and the exit code is netra's."""

from __future__ import annotations

import argparse
import sys

QUESTIONS = ("validate", "search", "list", "stats")


def flags() -> argparse.ArgumentParser:
    """Describe the words, each with the `netra literals` command that it stands for."""
    parser = argparse.ArgumentParser(
        description="Stands for `netra literals validate`, `search`, `list` and `stats`.",
        epilog="Everything else that they can do: netra literals --help",
        allow_abbrev=False,
    )
    parser.add_argument("question", choices=QUESTIONS, help="netra literals QUESTION")
    parser.add_argument("values", nargs="*", metavar="VALUE", help="what is asked about")
    parser.add_argument("--category", metavar="C", help="netra literals QUESTION --category C")
    return parser


def arguments(given: argparse.Namespace) -> list[str]:
    """Write the same request as arguments of `netra`."""
    category = [f"--category={given.category}"] if given.category is not None else []
    values = ["--", *given.values] if given.values else []
    return ["literals", given.question, *category, *values]


def main() -> None:
    """Run the `netra literals` command that is meant, and exit as it does."""
    given = flags().parse_intermixed_args()
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
