"""Compare the facts of both readers over a tree: python benchmarks/oracle_facts.py DIR [--show N].

Files that the running interpreter cannot parse are counted and left out: run it with the newest Python at
hand. `structure` and `alike` are not compared, for each reader has its own hash.
"""

from __future__ import annotations

import argparse
import sys
import tokenize
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from netra_tools.facts import native, stdlib
from netra_tools.facts.lines import survey
from netra_tools.facts.native_cursor import FormatError
from netra_tools.facts.scan import Scan

COMPARED = ("imports", "definitions", "literals", "accesses", "handlers", "bare_tests", "names", "exports")


def main(arguments: list[str]) -> int:
    """Print the first differences and the counts; return 1 if there is any difference."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("root", type=Path)
    parser.add_argument("--show", type=int, default=10, metavar="N", help="differences to print of each kind")
    options = parser.parse_args(arguments)
    counts: Counter[str] = Counter()
    for path in sorted(options.root.rglob("*.py")):
        source = read_source(path)
        for kind, line in verdict(source):
            counts[kind] += 1
            if line and counts[kind] <= options.show:
                print(f"{path}: {kind}: {line}")
    print(dict(sorted(counts.items())))
    return 1 if any(kind in COMPARED or kind == "native failed" for kind in counts) else 0


def read_source(path: Path) -> bytes:
    """Return a file as UTF-8 with plain newlines and no BOM; nothing if its encoding is wrong."""
    try:
        with tokenize.open(path) as file:
            return file.read().encode()
    except (SyntaxError, UnicodeError):
        return b""


def verdict(source: bytes) -> Iterator[tuple[str, str]]:
    """Yield (kind, first difference) of one source, for every kind of fact that differs."""
    empty = survey(source).empty
    expected = stdlib.scan(source, empty)
    if expected.problems:
        yield "not parsed by ast", ""
        return
    try:
        actual = native.scan(source, empty)
    except native.UnreadableError:
        yield "left to the fallback", ""
        return
    except FormatError as error:
        yield "native failed", str(error)
        return
    yield "compared", ""
    yield from differences(expected, actual)


def differences(expected: Scan, actual: Scan) -> Iterator[tuple[str, str]]:
    """Yield (field of Scan, first difference) for every field that differs."""
    if actual.problems:
        yield "problems", str(actual.problems[0])
    for field in COMPARED:
        left, right = comparable(expected, field), comparable(actual, field)
        if left != right:
            yield field, first_difference(left, right)


def comparable(scan: Scan, field: str) -> tuple[object, ...]:
    """Return the records of one field, without what each reader has its own of."""
    if field == "definitions":
        return tuple(definition._replace(structure=0, alike=0) for definition in scan.definitions)
    records: Sequence[object] | None = getattr(scan, field)
    return ("no __all__",) if records is None else tuple(records)


def first_difference(expected: tuple[object, ...], actual: tuple[object, ...]) -> str:
    """Describe the first record of one side that the other has not, of both sides."""
    missing = next((record for record in expected if record not in actual), None)
    extra = next((record for record in actual if record not in expected), None)
    if missing is None and extra is None:
        return f"order or number: {len(expected)} expected, {len(actual)} found"
    if isinstance(missing, tuple) and isinstance(extra, tuple):
        return differing_fields(missing, extra)
    return f"ast {str(missing)[:300]}, native {str(extra)[:300]}"


def differing_fields(expected: tuple[object, ...], actual: tuple[object, ...]) -> str:
    """Describe where two records of one kind differ."""
    fields: tuple[str, ...] = getattr(expected, "_fields", ())
    values = list(zip(fields, expected, actual, strict=True))
    place = {name: value for name, value, _ in values if name in ("name", "line", "column")}
    return f"{place} " + "; ".join(
        f"{name}: {clip(left, right)}" for name, left, right in values if left != right
    )


def clip(expected: object, actual: object) -> str:
    """Show two values from shortly before they begin to differ."""
    left, right = repr(expected), repr(actual)
    same = next((index for index, pair in enumerate(zip(left, right, strict=False)) if pair[0] != pair[1]), 0)
    start = max(same - 20, 0)
    return f"ast {left[start : start + 60]}, native {right[start : start + 60]}"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
