"""The name that pipelines call for `netra check`: it maps flags, and the exit code is netra's."""

from __future__ import annotations

import argparse
import sys


def flags() -> argparse.ArgumentParser:
    """Describe the flags, each with the `netra check` option that it stands for."""
    parser = argparse.ArgumentParser(
        description="Stands for `netra check`.",
        epilog="Everything else that `netra check` can do: netra check --help",
        allow_abbrev=False,
    )
    parser.add_argument("--path", default=".", metavar="P", help="what to check: netra check P")
    parser.add_argument("--ci", action="store_true", help="netra check --ci")
    parser.add_argument("--strict", action="store_true", help="netra check --strict")
    limit = "netra check --set rules.{}.max_lines=N"
    parser.add_argument("--max-file-lines", type=int, metavar="N", help=limit.format("file-too-long"))
    parser.add_argument("--max-function-lines", type=int, metavar="N", help=limit.format("function-too-long"))
    parser.add_argument("--json-output", metavar="FILE", help="netra check --output json:FILE")
    score = "kept for old calls and read as 100, since netra has no score: every error fails the run"
    parser.add_argument("--threshold", type=float, metavar="N", help=score)
    return parser


def arguments(given: argparse.Namespace) -> list[str]:
    """Write the same request as arguments of `netra`."""
    valued = {
        "--set=rules.file-too-long.max_lines=": given.max_file_lines,
        "--set=rules.function-too-long.max_lines=": given.max_function_lines,
        "--output=json:": given.json_output,
    }
    plain = {"--ci": given.ci, "--strict": given.strict}
    options = [name for name, wanted in plain.items() if wanted]
    options += [f"{name}{value}" for name, value in valued.items() if value is not None]
    return ["check", *options, "--", given.path]


def main() -> None:
    """Run `netra check` with what the flags ask for, and exit as it does."""
    given = flags().parse_args()
    try:
        from netra_tools.cli.door import main as netra
    except ModuleNotFoundError as missing:
        print(f"netra: not installed for {sys.executable} ({missing})", file=sys.stderr)
        print("  hint: pip install netra-tools", file=sys.stderr)
        sys.exit(2)
    if given.threshold not in (None, 100):
        print(f"netra: --threshold {given.threshold:g} is read as 100: every error counts", file=sys.stderr)
    sys.argv = ["netra", *arguments(given)]
    netra()


if __name__ == "__main__":
    main()
